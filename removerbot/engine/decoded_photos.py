"""Decodes each photo once for all who need its pixels: preview, encoder, subject and cutout.
Bounds the memory of those that are rendered at the same time."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from removerbot.engine.sharing import InProgress
from removerbot.errors import RemoverError
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.photo import reduction
from removerbot.imaging.types import Photo, Pixels

_CACHE_BYTES = 48_000_000
"""For decoded photos: one of 12 megapixels with its preview and a region of it, or fourteen of
the size that Telegram makes."""

_SIDES = (1280, 2048)
"""What a large photo is decoded for, if not for all its pixels: previews and models share the
first, screens take the second."""

_BYTES_PER_PIXEL = 12
"""Of a photo that is rendered: its pixels, the cutout's, the alpha and what finds its edge."""

_SMALL = 48 << 20
"""Bytes up to which nothing waits: 4 megapixels."""

_Key = tuple[str, int | None]
"""The photo, and the pixels that each side has at least; `None` for all."""


class DecodedPhotos:
    """Keeps the newest decoded photos, and shares those that are being decoded.

    Args:
        decode: decodes a photo, see `removerbot.imaging.photo.decode`.
    """

    def __init__(
        self, decode: Callable[[Photo, int | None], Coroutine[Any, Any, Pixels]]
    ) -> None:
        self._decode = decode
        self._kept = LruCache[_Key, Pixels](_CACHE_BYTES)
        self._running = InProgress[_Key, Pixels]()
        self._ahead = set[asyncio.Task[None]]()

    async def get(self, photo: Photo, least: int | None = None) -> Pixels:
        """Returns a photo's pixels, perhaps more than `least` a side. Raises as `decode`."""
        sides = _sides(photo, least)
        keys: list[_Key] = [(photo.key, side) for side in sides]
        for key in keys:
            if (pixels := self._kept.get(key)) is not None:
                return pixels
        key = next((key for key in keys if key in self._running), keys[0])
        return await self._running.run(key, lambda: self._decoded(photo, key[1]))

    def decode_ahead(self, photo: Photo) -> None:
        """Starts to decode all pixels, if they can be kept until they are asked for."""
        width, height = photo.size
        if 3 * width * height <= _CACHE_BYTES:
            task = asyncio.create_task(self._get_ahead(photo))
            self._ahead.add(task)
            task.add_done_callback(self._ahead.discard)

    def close(self) -> None:
        """Decodes nothing ahead any more."""
        for task in self._ahead:
            task.cancel()

    async def _decoded(self, photo: Photo, side: int | None) -> Pixels:
        pixels = await self._decode(photo, side)
        key = photo.key, None if pixels.size == photo.size else side
        self._kept.put(key, pixels, pixels.nbytes)
        return pixels

    async def _get_ahead(self, photo: Photo) -> None:
        with suppress(RemoverError):  # it is told to whoever asks for the pixels
            await self.get(photo)


def _sides(photo: Photo, least: int | None) -> list[int | None]:
    """Returns what to decode a photo for, and after that what would do as well."""
    sides = [side for side in _SIDES if least and least <= side and reduction(photo, side) > 1]
    return [*sides, None]


class RenderingMemory:
    """Lets photos be rendered at the same time as long as they fit into memory together.

    One that fits into it by no means is rendered alone. Small ones never wait.
    """

    def __init__(self, nbytes: int = sys.maxsize) -> None:
        """Limits the photos to `nbytes` bytes in total, by default not at all."""
        self._free = self._all = nbytes
        self._turn = asyncio.Lock()
        self._changed = asyncio.Event()

    @asynccontextmanager
    async def held(
        self, *photos: Photo, least: int | None = None, times: int = 1
    ) -> AsyncIterator[None]:
        """Waits, in the order of calls, until there is memory for the photos, and holds it
        while the block runs. It must not be called within the block.

        Args:
            photos: what is decoded in the block.
            least: see `removerbot.imaging.photo.decode`.
            times: how often the usual memory the block takes.
        """
        sizes = [(*each.size, reduction(each, least)) for each in photos]
        pixels = sum(width * height // reduced**2 for width, height, reduced in sizes)
        nbytes = min(times * pixels * _BYTES_PER_PIXEL, self._all)
        if nbytes > _SMALL:
            async with self._turn:
                while nbytes > self._free:
                    self._changed.clear()
                    await self._changed.wait()
                self._free -= nbytes
        else:
            nbytes = 0
        try:
            yield
        finally:
            self._free += nbytes
            self._changed.set()
