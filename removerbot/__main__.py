"""`python -m removerbot …` is `removerbot …`."""

import sys

from removerbot.cli import main

if __name__ == "__main__":
    sys.exit(main())
