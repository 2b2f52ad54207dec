"""Runs removerbot in a checkout: `python bot.py …` is `removerbot …`."""

import sys

from removerbot.cli import main

if __name__ == "__main__":
    sys.exit(main())
