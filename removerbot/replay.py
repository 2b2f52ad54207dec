"""What SAM says to the steps of a cut, one after the other.

Each step goes on from the mask that the one before it showed. Only the steps are kept; to
know a mask again they are decoded again, a few milliseconds each, and the newest masks are
remembered.
"""

import asyncio

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import Choice
from removerbot.core.companions import best_ranking, companions
from removerbot.core.grid import Grid
from removerbot.core.types import Photo, Prompt
from removerbot.ports import Engine, Step

_CACHE_BYTES = 32 << 20
"""For logits; a step has about 1 MB of them."""


class Replay:
    """Goes through the steps of cuts, on one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = BudgetCache[tuple[str, Grid, tuple[Step, ...], Prompt], list[Choice]](
            _CACHE_BYTES
        )

    async def choices(
        self, photo: Photo, grid: Grid, steps: tuple[Step, ...], prompt: Prompt
    ) -> list[Choice]:
        """The masks that can be meant by a prompt that goes on from `steps`, the likeliest
        first. A prompt that begins with a cell has companions; the best of them speaks.

        Raises:
            NothingFound: none of them is an object.
            EngineError: see `removerbot.ports.Engine.segment`.
        """
        key = photo.key, grid, steps, prompt
        known = self._known.get(key)
        if known is None:
            previous = (await self.shown(photo, grid, steps)).candidate if steps else None
            prompts = [prompt, *(() if steps else companions(prompt, grid))]
            decoded = await asyncio.gather(
                *(self._engine.segment(photo, each, previous) for each in prompts)
            )
            known = await asyncio.to_thread(
                best_ranking, list(zip(prompts, decoded, strict=True)), photo.size, previous
            )
            self._known.put(key, known, sum(each.candidate.logits.nbytes for each in known))
        return known

    async def shown(self, photo: Photo, grid: Grid, steps: tuple[Step, ...]) -> Choice:
        """The mask that the last of the steps shows."""
        *before, last = steps
        choices = await self.choices(photo, grid, tuple(before), last.prompt)
        same = (each for each in choices if each.candidate.token == last.token)
        return next(same, choices[0])
