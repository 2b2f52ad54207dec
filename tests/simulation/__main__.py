"""Plays many days, each with faults of its own; see `day.py`.

    python -m tests.simulation [--days 100000] [--sqlite 500] [--first 0]

The journal is in memory, and for `--sqlite` more days in a real database in memory, which
takes about ten times as long. Exit status 1 if any message was not answered once.
"""

import argparse
import logging
import sys
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from time import monotonic

from tests.simulation.day import complaints_of

_CHUNK = 50


def _hush() -> None:
    """Leaves out what is said of faults, and of connections that dead workers held."""
    logging.disable()
    warnings.filterwarnings("ignore", message="The garbage collector")


def main(words: Sequence[str] | None = None) -> int:
    """Play them all on all cores, and print the seeds of those that went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--days", type=int, default=100_000)
    parser.add_argument("--sqlite", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, metavar="SEED")
    arguments = parser.parse_args(words)
    with ProcessPoolExecutor(initializer=_hush) as pool:
        bad = 0
        for kind, days in (("memory", arguments.days), ("sqlite", arguments.sqlite)):
            begun, seeds = monotonic(), range(arguments.first, arguments.first + days)
            play = partial(complaints_of, is_sqlite=kind == "sqlite")
            for seed, complaints in zip(
                seeds, pool.map(play, seeds, chunksize=_CHUNK), strict=True
            ):
                if complaints:
                    bad += 1
                    print(f"seed {seed}, {kind}: {'; '.join(complaints)}")
                if (seed + 1) % 10_000 == 0:
                    print(f"{seed + 1:,} days, {monotonic() - begun:.0f} s", flush=True)
            print(f"{days:,} days, journal in {kind}, {monotonic() - begun:.0f} s")
    print(f"{bad} went wrong" if bad else "each message was answered once")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
