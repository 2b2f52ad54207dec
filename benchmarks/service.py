"""What the bot makes of a GPU: the whole path without the chat, alone and with many people."""

import asyncio
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import torch
from common import Row, bot_without_chat, draw_photo, pixel, source_of
from throughput import SIZE, all_at_once, one_by_one
from torch import Tensor

from removerbot.models.torch.sam import TorchSam

ALONE = 8
"""Photos of one person, at most."""


class Busy:
    """Measures how long the device works for a function of tensors."""

    def __init__(self, work: Callable[..., tuple[Tensor, ...]], device: torch.device) -> None:
        self._work = work
        self._device = device
        self._events: list[list[torch.cuda.Event]] = []
        self._seconds = 0.0

    def __call__(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Does the work."""
        if self._device.type == "cpu":
            start = perf_counter()
            outputs = self._work(*inputs)
            self._seconds += perf_counter() - start
            return outputs
        new_event: Any = torch.cuda.Event  # untyped
        events = [new_event(enable_timing=True) for _ in range(2)]
        events[0].record()
        outputs = self._work(*inputs)
        events[1].record()
        self._events.append(events)
        return outputs

    @property
    def seconds(self) -> float:
        """What the work has taken on the device so far."""
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)
        took = [float(one.elapsed_time(two)) for one, two in self._events]
        return self._seconds + sum(took) / 1000


def measured(model: TorchSam, people: int, think: float) -> dict[str, Row]:
    """Figures of the service, by what they are.

    Args:
        model: finds something in each photo.
        people: who send a photo each in the same second.
        think: seconds until they reply, on average.
    """
    photos = [draw_photo(SIZE, seed) for seed in range(people)]
    whole = asyncio.run(whole_path(model, photos[:ALONE]))
    alone = asyncio.run(one_by_one(model, photos[:ALONE]))
    device = torch.device(model.device)
    parts = [Busy(part, device) for part in (model.encoder, model.decoder)]
    model.encoder, model.decoder = parts  # type: ignore[assignment]
    start = perf_counter()
    waits, encoded = asyncio.run(all_at_once(model, photos, think))
    share = sum(part.seconds for part in parts) / (perf_counter() - start)
    slowest = float(np.percentile(waits, 95)) * 1000
    one = median(alone) * 1000
    return {
        "photo to document, alone": {"ms": median(whole) * 1000},
        "reply, alone": {"ms": one},
        f"reply, {people} people, median": {"ms": median(waits) * 1000},
        f"reply, {people} people, 95th percentile": {"ms": slowest, "×": slowest / one},
        f"encoded with {people} people": {"ms": 1000 / encoded, "a second": encoded},
        f"busy with {people} people": {"ms": share * 1000, "peak": f"{share:.0%}"},
    }


async def whole_path(model: TorchSam, photos: list[bytes]) -> list[float]:
    """Seconds from each photo to its document, where the person replies at once."""
    took = []
    async with bot_without_chat(model, photos) as (editor, _engine):
        for number in range(len(photos)):
            start = perf_counter()
            preview = await editor.open(source_of(number))
            await editor.answer(preview.revision, pixel(SIZE), payer=1)
            took.append(perf_counter() - start)
    return took
