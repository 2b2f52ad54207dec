"""The commands `run` and `sandbox`."""

import asyncio
from argparse import Namespace

from removerbot.app import until_stopped
from removerbot.engine.factory import load_model
from removerbot.settings import Settings


def run(settings: Settings, arguments: Namespace) -> int:
    """Runs the bot until it is stopped, without a token in a sandbox."""
    is_sandbox = arguments.sandbox or not settings.telegram_bot_token
    asyncio.run(until_stopped(settings, load_model, is_sandbox=is_sandbox))
    return 0


def sandbox(settings: Settings, _arguments: Namespace) -> int:
    """Runs the bot in a sandbox until it is stopped."""
    asyncio.run(until_stopped(settings, load_model, is_sandbox=True))
    return 0
