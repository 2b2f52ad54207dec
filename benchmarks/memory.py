"""Measures the resident memory of the bot on Linux.

    python benchmarks/memory.py [--people 20] [--short] [--json FILE]

All that the bot imports is imported, and both networks are loaded; then so many people send a
photo in the same second and reply as in `throughput.py`.
"""

import asyncio
from pathlib import Path
from threading import Event, Thread

from common import Row, draw_photo, load_mobile, options, report
from throughput import SIZE, all_at_once

from removerbot import app
from removerbot.process.resources import tune_malloc


def main() -> None:
    """Measure before, during and after."""
    parser = options(f"{__doc__}\nWhat is imported: {app.__name__} and all it needs.")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--think", type=float, default=10, metavar="SECONDS")
    arguments = parser.parse_args()
    tune_malloc()  # as the bot does
    people = 2 if arguments.short else arguments.people
    photos = [draw_photo(SIZE, seed) for seed in range(people)]
    imported = resident()
    segmenter = load_mobile()
    idle = resident()
    with Peak() as peak:
        asyncio.run(all_at_once(segmenter, photos, 0.5 if arguments.short else arguments.think))
    segmenter.release_memory()
    rows: list[Row] = [
        {"what": "imported", "MB": imported},
        {"what": "idle, both networks loaded", "MB": idle},
        {"what": f"at the most, {people} people at once", "MB": peak.highest},
        {"what": "idle again", "MB": resident()},
    ]
    report(rows, arguments.json)


def resident() -> float:
    """Returns the resident memory of this process in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) * 1024 / 1e6


class Peak:
    """Samples the memory a hundred times a second while the block runs."""

    def __init__(self) -> None:
        self.highest = 0.0
        self._stop = Event()
        self._thread = Thread(target=self._watch)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.01):
            self.highest = max(self.highest, resident())


if __name__ == "__main__":
    main()
