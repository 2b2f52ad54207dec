"""Where a photo lies on the canvas of its preview."""

from dataclasses import dataclass

from removerbot.imaging.types import Box, Size

LONG_SIDE = 1280
"""Of the canvas. Telegram shrinks photos to this, so it leaves ours as it is."""

SHORT_SIDE = 64
"""Of the photo on the canvas, at the least: thinner ones are stretched to be seen at all.
So no preview is more than eight times as long as wide; Telegram takes twenty."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The way from pixels of the original to pixels of the canvas.

    Attributes:
        region: the pixels of the original that are shown, all or some.
        frame: the pixels of the canvas that they fill.
        canvas: the size of the whole picture.
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
        """How many pixels of the canvas one of the original takes, across and down."""
        left, top, right, bottom = self.region
        return self.framed.width / (right - left), self.framed.height / (bottom - top)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the original → the same on the canvas, both in real coordinates."""
        across, down = self.scale
        return (
            self.frame.left + (x - self.region.left) * across,
            self.frame.top + (y - self.region.top) * down,
        )
