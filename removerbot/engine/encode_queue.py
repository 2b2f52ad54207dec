"""The photos that wait to be encoded, and those under way."""

import asyncio
from dataclasses import dataclass, field

from removerbot.errors import EngineBusy, RemoverError
from removerbot.imaging.types import Photo
from removerbot.models.base import Embedding


@dataclass(slots=True, eq=False)
class Encoding:
    """A photo to encode. `asked` counts those who wait for it."""

    photo: Photo
    asked: int = 0
    done: asyncio.Future[Embedding] = field(default_factory=asyncio.Future)

    def fail(self, error: RemoverError) -> None:
        """Tell those who wait for it that nothing comes."""
        self.done.set_exception(error)
        self.done.exception()  # read here: nobody may be waiting for it


class EncodeQueue:
    """No photo is in here twice. Those that somebody waits for go first; others are hints,
    and are forgotten when there are more than `limit`."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: dict[str, Encoding] = {}
        self._running: dict[str, Encoding] = {}
        self._came = asyncio.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def running(self) -> int:
        """How many photos are under way."""
        return len(self._running)

    def add(self, photo: Photo) -> Encoding:
        """The photo's encoding, already under way or from now on in the queue.

        Raises:
            EngineBusy: the queue is full.
        """
        encoding = self._running.get(photo.key) or self._waiting.get(photo.key)
        if encoding is None:
            if len(self._waiting) >= self._limit:
                self._drop_a_hint()
            encoding = self._waiting[photo.key] = Encoding(photo)
            self._came.set()
        return encoding

    async def some(self) -> None:
        """Wait until there is a photo to encode."""
        while not self._waiting:
            self._came.clear()
            await self._came.wait()

    def take(self, most: int) -> list[Encoding]:
        """The photos whose turn it is, which are under way from now on."""
        turn = sorted(self._waiting.values(), key=lambda encoding: not encoding.asked)[:most]
        for encoding in turn:
            self._running[encoding.photo.key] = self._waiting.pop(encoding.photo.key)
        return turn

    def finish(self, encodings: list[Encoding]) -> None:
        """They are under way no more; those that nothing came of never will be done."""
        for encoding in encodings:
            del self._running[encoding.photo.key]
            encoding.done.cancel()

    def cancel(self) -> None:
        """Nothing that waits will be done."""
        for encoding in self._waiting.values():
            encoding.done.cancel()

    def _drop_a_hint(self) -> None:
        """Make room by forgetting the oldest photo that nobody waits for."""
        for key, encoding in self._waiting.items():
            if not encoding.asked:
                del self._waiting[key]
                return
        raise EngineBusy
