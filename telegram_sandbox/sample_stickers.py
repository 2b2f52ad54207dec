"""A sticker set for people to start with: three static stickers and an animated one."""

import asyncio
import gzip
import math
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

from telegram_sandbox.state import State
from telegram_sandbox.sticker_files import SIDE, recognize
from telegram_sandbox.types import User

NAME = "SandboxSamples"
OWNER = User(777000, "Telegram")

Drawing = Callable[[ImageDraw.ImageDraw], None]

MOVING = gzip.compress(
    b'{"tgs":1,"v":"5.5.2","fr":60,"ip":0,"op":60,"w":512,"h":512,"layers":[]}'
)
"""An empty animated sticker; the page shows its emoji in its place."""


async def add_samples(state: State) -> None:
    """Creates the set."""
    sticker_set = state.sets.create(NAME, "Samples", OWNER, None)
    drawings = {"☀️": _sun, "❤️": _heart, "🍃": _leaf}
    files = {
        emoji: await asyncio.to_thread(_draw, drawing) for emoji, drawing in drawings.items()
    }
    for emoji, data in (files | {"🎈": MOVING}).items():
        file = recognize(data)
        assert file is not None
        sticker_set.add(state.sets.new_sticker(sticker_set, file, [emoji]))


def _draw(draw: Drawing) -> bytes:
    image = Image.new("RGBA", (SIDE, SIDE))
    draw(ImageDraw.Draw(image))
    out = BytesIO()
    image.save(out, "WEBP", lossless=True)
    return out.getvalue()


def _sun(draw: ImageDraw.ImageDraw) -> None:
    for ray in range(12):
        angle = math.radians(30 * ray)
        ends = [(256 + r * math.cos(angle), 256 + r * math.sin(angle)) for r in (185, 240)]
        draw.line(ends, fill="#f5a623", width=30)
    draw.ellipse((96, 96, 416, 416), fill="#ffc93c", outline="#f5a623", width=14)


def _heart(draw: ImageDraw.ImageDraw) -> None:
    turns = [math.radians(degree) for degree in range(0, 360, 3)]
    draw.polygon(
        [(256 + 15 * x, 240 - 15 * y) for x, y in map(_heart_at, turns)], fill="#e8445a"
    )


def _heart_at(t: float) -> tuple[float, float]:
    """A point of the heart curve, 16 units to each side.

    https://mathworld.wolfram.com/HeartCurve.html (the last of its equations)
    """
    x = 16 * math.sin(t) ** 3
    y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
    return x, y


def _leaf(draw: ImageDraw.ImageDraw) -> None:
    draw.chord((90, 90, 754, 754), 180, 270, fill="#4caf6d")
    draw.chord((-242, -242, 422, 422), 0, 90, fill="#4caf6d")
    draw.line((60, 452, 340, 172), fill="#2f8f50", width=14)
