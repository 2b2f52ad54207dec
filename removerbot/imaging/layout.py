"""The position of a photo on the canvas of its preview."""

from dataclasses import dataclass

from removerbot.imaging.types import Box, Size

LONG_SIDE = 1280
"""Longer side of the canvas in pixels. Telegram scales photos down to this size."""

SHORT_SIDE = 64
"""Minimum side of the photo on the canvas; a thinner photo is stretched. So no preview is
more than eight times as long as wide; Telegram accepts a ratio of twenty."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The mapping from pixels of the original to pixels of the canvas.

    Attributes:
        region: the pixels of the original that are shown, all or some.
        frame: the pixels of the canvas that they fill.
        canvas: the size of the whole image.
    """

    region: Box
    frame: Box
    canvas: Size

    @property
    def framed(self) -> Size:
        """The size of the photo on the canvas."""
        left, top, right, bottom = self.frame
        return Size(right - left, bottom - top)

    @property
    def scale(self) -> tuple[float, float]:
        """Pixels of the canvas per pixel of the original, horizontally and vertically."""
        left, top, right, bottom = self.region
        return self.framed.width / (right - left), self.framed.height / (bottom - top)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Maps a point of the original to the canvas, both in continuous coordinates."""
        across, down = self.scale
        return (
            self.frame.left + (x - self.region.left) * across,
            self.frame.top + (y - self.region.top) * down,
        )
