"""What SAM says to the steps of a cut, one after the other.

Each step goes on from the mask that the one before it showed. Only the steps are kept; to
know a mask again they are decoded again, a few milliseconds each, and the newest masks are
remembered.
"""

import asyncio
from dataclasses import replace

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import Choice, rank
from removerbot.core.companions import Attempt, best_of, companions, found_by
from removerbot.core.grid import Grid
from removerbot.core.things import carried_on
from removerbot.core.types import Candidate, Photo, Prompt
from removerbot.jobs import NOTHING, Step
from removerbot.ports.engine import Engine

_CACHE_BYTES = 16 << 20
"""For logits; a step has about 1 MB of them."""

_Key = tuple[str, tuple[Step, ...], Prompt, int | None]


class Replay:
    """Goes through the steps of cuts, on one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = BudgetCache[_Key, list[Choice]](_CACHE_BYTES)

    async def first_step(self, photo: Photo, prompt: Prompt, grid: Grid) -> Step:
        """Begin with a prompt, or with a place beside it that shows its thing better.

        Raises:
            NothingFound: there is no object at any of its places.
            EngineError: see `removerbot.ports.engine.Engine.segment`.
        """
        choices = await self._found_by(photo, Attempt(prompt, prompt))
        attempts = companions(prompt, grid, choices)
        further = await asyncio.gather(*(self._found_by(photo, each) for each in attempts))
        others = zip((attempt.asked for attempt in attempts), further, strict=True)
        best, choices = best_of([(prompt, choices), *others])
        self._remember((photo.key, (), best, None), choices)
        return Step(prompt, via=None if best == prompt else best)

    async def next_step(self, photo: Photo, before: tuple[Step, ...], prompt: Prompt) -> Step:
        """Go on with a prompt that has more points.

        Feeding SAM the mask shown makes it keep to it. Where that was a part or too much,
        the other masks of the first step, or none, may lead to a better one, so after the
        first step all of them are tried and the best correction of the mask shown counts.

        Raises:
            NothingFound: there is no object.
            EngineError: see `removerbot.ports.engine.Engine.segment`.
        """
        moved = _moved(before[0], prompt)
        via = None if moved == prompt else moved
        step = Step(prompt, via=via)
        if len(before) > 1:
            return step
        shown = (await self.shown(photo, before)).candidate
        choices = await self.choices(photo, (), before[0])
        fed = [None, NOTHING] + [
            choice.candidate.token for choice in choices if choice.candidate is not shown
        ]
        decoded = await asyncio.gather(
            *(self._decoded(photo, before, replace(step, fed=each)) for each in fed)
        )
        ranked = await asyncio.to_thread(
            rank, [each for group in decoded for each in group], moved, photo.size, shown
        )
        best = ranked[0].candidate
        at = next(i for i, group in enumerate(decoded) if any(each is best for each in group))
        return replace(step, fed=fed[at])

    async def _decoded(
        self, photo: Photo, before: tuple[Step, ...], step: Step
    ) -> list[Candidate]:
        """SAM's masks for a step that goes on from others, if there are others."""
        return await self._engine.segment(
            photo, step.decoded, await self._fed(photo, before, step)
        )

    async def _fed(
        self, photo: Photo, before: tuple[Step, ...], step: Step
    ) -> Candidate | None:
        if not before or step.fed == NOTHING:
            return None
        if step.fed is None:
            return (await self.shown(photo, before)).candidate
        last = replace(before[-1], token=step.fed)
        return (await self.shown(photo, (*before[:-1], last))).candidate

    async def _found_by(self, photo: Photo, attempt: Attempt) -> list[Choice]:
        candidates = await self._engine.segment(photo, attempt.asked)
        return await asyncio.to_thread(found_by, attempt, candidates, photo.size)

    async def choices(self, photo: Photo, before: tuple[Step, ...], step: Step) -> list[Choice]:
        """The masks that can be meant by a step that goes on from others, the likeliest first.

        Raises:
            NothingFound: none of them is an object.
            EngineError: see `removerbot.ports.engine.Engine.segment`.
        """
        key = photo.key, before, step.decoded, step.fed
        known = self._known.get(key)
        if known is None:
            previous = (await self.shown(photo, before)).candidate if before else None
            candidates = await self._decoded(photo, before, step)
            known = await asyncio.to_thread(
                rank, candidates, step.decoded, photo.size, previous
            )
            self._remember(key, known)
        return known

    async def shown(self, photo: Photo, steps: tuple[Step, ...]) -> Choice:
        """The mask that the last of the steps shows."""
        *before, last = steps
        choices = await self.choices(photo, tuple(before), last)
        same = (each for each in choices if each.candidate.token == last.token)
        return next(same, choices[0])

    def _remember(self, key: _Key, choices: list[Choice]) -> None:
        self._known.put(key, choices, sum(each.candidate.logits.nbytes for each in choices))


def _moved(first: Step, prompt: Prompt) -> Prompt:
    """What to ask SAM with further points."""
    if first.via is None:
        return prompt
    return carried_on(first.prompt, first.via, prompt)
