"""What SAM says to the steps of a cut, one after the other.

Each step goes on from the mask that the one before it showed. Only the steps are kept; to
know a mask again they are decoded again, a few milliseconds each, and the newest masks are
remembered.
"""

import asyncio

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import Choice, rank
from removerbot.core.types import Photo, Prompt
from removerbot.ports import Engine, Step

_CACHE_BYTES = 32 << 20
"""For logits; a step has about 1 MB of them."""


class Replay:
    """Goes through the steps of cuts, on one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = BudgetCache[tuple[str, tuple[Step, ...], Prompt], list[Choice]](
            _CACHE_BYTES
        )

    async def choices(
        self, photo: Photo, steps: tuple[Step, ...], prompt: Prompt
    ) -> list[Choice]:
        """The masks that can be meant by a prompt that goes on from `steps`, the likeliest
        first.

        Raises:
            NothingFound: none of them is an object.
            EngineError: see `removerbot.ports.Engine.segment`.
        """
        key = photo.key, steps, prompt
        known = self._known.get(key)
        if known is None:
            previous = (await self.shown(photo, steps)).candidate if steps else None
            candidates = await self._engine.segment(photo, prompt, previous)
            known = await asyncio.to_thread(rank, candidates, prompt, photo.size, previous)
            self._known.put(key, known, sum(each.logits.nbytes for each in candidates))
        return known

    async def shown(self, photo: Photo, steps: tuple[Step, ...]) -> Choice:
        """The mask that the last of the steps shows."""
        *before, last = steps
        choices = await self.choices(photo, tuple(before), last.prompt)
        same = (each for each in choices if each.candidate.token == last.token)
        return next(same, choices[0])
