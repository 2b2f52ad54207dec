"""The commands about a running bot: `run`, `sandbox` and `health`."""

import asyncio
import sys
from argparse import Namespace

from removerbot.errors import BadSetting
from removerbot.process.health import trouble_at
from removerbot.settings import Settings


def run(settings: Settings, arguments: Namespace) -> int:
    """Runs the bot until it is stopped; without a token in a sandbox, which nobody would see
    where a supervisor asks for its health."""
    if settings.health_port and not (arguments.sandbox or settings.telegram_bot_token):
        raise BadSetting("TELEGRAM_BOT_TOKEN: there is none; the command `sandbox` needs none")
    return _run(settings, is_sandbox=arguments.sandbox or not settings.telegram_bot_token)


def sandbox(settings: Settings, _arguments: Namespace) -> int:
    """Runs the bot in a sandbox until it is stopped."""
    return _run(settings, is_sandbox=True)


def _run(settings: Settings, *, is_sandbox: bool) -> int:
    from removerbot.app import until_stopped
    from removerbot.engine.factory import load_model

    asyncio.run(until_stopped(settings, load_model, is_sandbox=is_sandbox))
    return 0


def health(settings: Settings, _arguments: Namespace) -> int:
    """Says what is wrong with the bot on this machine; returns the exit status."""
    trouble = trouble_at(settings.health_port)
    if trouble:
        print(trouble, file=sys.stderr)
    return int(trouble is not None)
