"""The command `health`."""

import sys
from argparse import Namespace

from removerbot.process.health import trouble_at
from removerbot.settings import Settings


def health(settings: Settings, _arguments: Namespace) -> int:
    """Says what is wrong with the bot on this machine; returns the exit status."""
    trouble = trouble_at(settings.health_port)
    if trouble:
        print(trouble, file=sys.stderr)
    return int(trouble is not None)
