"""Bounds the memory of what is rendered at the same time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from removerbot.imaging.photo import reduction
from removerbot.imaging.types import Photo

_BYTES_PER_PIXEL = 12
"""Of a photo that is rendered: its pixels, the cutout's, the alpha and what finds its edge."""

_SMALL = 48 << 20
"""Bytes up to which nothing waits: 4 megapixels."""


class RenderingMemory:
    """Lets photos be rendered at the same time as long as they fit into memory together.

    One that fits into it by no means is rendered alone. Small ones never wait.
    """

    def __init__(self, nbytes: int) -> None:
        """Limits the photos to `nbytes` bytes in total."""
        self._free = self._all = nbytes
        self._turn = asyncio.Lock()
        self._changed = asyncio.Event()

    @asynccontextmanager
    async def held(self, *photos: Photo, least: int | None = None) -> AsyncIterator[None]:
        """Waits, in the order of calls, until there is memory for the photos, and holds it
        while the block runs. It must not be called within the block.

        Args:
            photos: what is decoded in the block.
            least: see `removerbot.imaging.photo.decode`.
        """
        pixels = sum(_decoded_pixels(photo, least) for photo in photos)
        nbytes = min(pixels * _BYTES_PER_PIXEL, self._all)
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


def _decoded_pixels(photo: Photo, least: int | None) -> int:
    """Returns how many pixels a photo is decoded to."""
    return photo.size.width * photo.size.height // reduction(photo, least) ** 2
