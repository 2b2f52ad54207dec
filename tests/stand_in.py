"""A whole bot with a fake model in a process of its own, for tests that kill it.

    python -m tests.stand_in FOLDER

While there is a file `hold-encode` (`hold-decode`) in the folder, the model waits before that
step, and creates a file `at-encode` (`at-decode`). A folder `migrations` there makes the
program one of another version.
"""

import asyncio
import sys
import time
from pathlib import Path

from removerbot.app import until_stopped
from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Size
from removerbot.models.base import Embedding
from removerbot.process.logs import set_up_logging
from removerbot.settings import settings_here
from removerbot.storage import migration
from tests.fakes import FakeSegmenter


class HeldSegmenter(FakeSegmenter):
    """Waits where a file says so."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def _encode(self, rgb: RGB, size: Size) -> Embedding:
        self._hold("encode")
        return super()._encode(rgb, size)

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        self._hold("decode")
        return super()._decode(embedding, request)

    def _hold(self, step: str) -> None:
        while (self._folder / f"hold-{step}").exists():
            (self._folder / f"at-{step}").touch()
            time.sleep(0.02)


if __name__ == "__main__":
    settings = settings_here()
    if (other := Path(sys.argv[1]) / "migrations").exists():
        migration.MIGRATIONS = other
    set_up_logging(settings.log_level)
    segmenter = HeldSegmenter(Path(sys.argv[1]))
    asyncio.run(until_stopped(settings, lambda _: segmenter, is_sandbox=False))
