"""What SAM says to the steps of a cut, one after the other.

Each step goes on from the mask that the one before it showed. Only the steps are kept; to
know a mask again they are decoded again, a few milliseconds each, and the newest masks are
remembered.
"""

import asyncio

from removerbot.engine.base import Engine
from removerbot.imaging.grid import Grid
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.types import Candidate, DecodeRequest, Photo, Prompt
from removerbot.revisions import Click
from removerbot.segmentation.corrections import Shown, questions, rank_corrections
from removerbot.segmentation.interactive import carried_on
from removerbot.segmentation.ranking import RankedMask, rank
from removerbot.segmentation.refinement import (
    best_of,
    both_looks,
    companions,
    found_by,
    second_look,
)

_CACHE_BYTES = 16 << 20
"""For logits; a step has about 1 MB of them, one that was looked at twice 3 MB."""

_Key = tuple[str, tuple[Click, ...], Prompt, bool]


class Replay:
    """Goes through the steps of cuts, on one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = LruCache[_Key, list[RankedMask]](_CACHE_BYTES)

    async def first_step(self, photo: Photo, prompt: Prompt, grid: Grid) -> Click:
        """Begin with a prompt, or with a place in its cell that shows its thing better.

        Raises:
            NothingFound: there is no object at any of its places.
            EngineError: see `removerbot.engine.base.Engine.decode`.
        """
        choices = await self._found_by(photo, prompt)
        corners = companions(prompt, grid, choices)
        further = await asyncio.gather(*(self._found_by(photo, each) for each in corners))
        best, choices = best_of([(prompt, choices), *zip(corners, further, strict=True)])
        step = Click(prompt, decoded_as=None if best == prompt else best)
        self._remember(_key(photo, (), step), await self._looked_twice(photo, best, choices))
        return step

    async def next_step(self, photo: Photo, before: tuple[Click, ...], prompt: Prompt) -> Click:
        """Go on with a prompt that has more points, in the way that corrects the mask shown
        best, see `removerbot.segmentation.corrections`.

        Raises:
            NothingFound: there is no object.
            EngineError: see `removerbot.engine.base.Engine.decode`.
        """
        moved = carried_on(before[0].prompt, before[0].effective_prompt, prompt)
        trail = await self._trail(photo, before)
        asked = questions(moved, trail[-1].candidate, photo.size)
        answers = await self._answers(photo, asked)
        candidates = [each for answer in answers for each in answer]
        ranked = await asyncio.to_thread(rank_corrections, candidates, moved, photo.size, trail)
        best = ranked[0].candidate
        pairs = zip(asked, answers, strict=True)
        question, answer = next(pair for pair in pairs if best in pair[1])
        via = None if question.prompt == prompt else question.prompt
        step = Click(
            prompt, best.mask_index, via, without_mask_input=question.mask_input is None
        )
        alike = [choice for choice in ranked if choice.candidate in answer]
        self._remember(_key(photo, before, step), alike)
        return step

    async def _found_by(self, photo: Photo, prompt: Prompt) -> list[RankedMask]:
        [candidates] = await self._engine.decode(photo, [DecodeRequest(prompt)])
        return await asyncio.to_thread(found_by, prompt, candidates, photo.size)

    async def _looked_twice(
        self, photo: Photo, prompt: Prompt, choices: list[RankedMask]
    ) -> list[RankedMask]:
        """The masks of a first prompt, and those of a second look if they are doubtful."""
        asked = second_look(prompt, choices, photo.size)
        if not asked:
            return choices
        answers = await self._answers(photo, asked)
        return await asyncio.to_thread(both_looks, prompt, choices, asked, answers, photo.size)

    async def _answers(self, photo: Photo, asked: list[DecodeRequest]) -> list[list[Candidate]]:
        return await self._engine.decode(photo, asked)

    async def choices(
        self, photo: Photo, before: tuple[Click, ...], step: Click
    ) -> list[RankedMask]:
        """The masks that can be meant by a step that goes on from others, the likeliest first.

        Raises:
            NothingFound: none of them is an object.
            EngineError: see `removerbot.engine.base.Engine.decode`.
        """
        known = self._known.get(_key(photo, before, step))
        return known or await self._asked(photo, step, before, await self._trail(photo, before))

    async def shown(self, photo: Photo, steps: tuple[Click, ...]) -> RankedMask:
        """The mask that the last of the steps shows."""
        *before, last = steps
        return _shown(last, await self.choices(photo, tuple(before), last))

    async def _trail(self, photo: Photo, steps: tuple[Click, ...]) -> list[Shown]:
        """What each of the steps shows, one after the other, as each needs those before."""
        trail: list[Shown] = []
        for number, step in enumerate(steps):
            before = steps[:number]
            known = self._known.get(_key(photo, before, step))
            choices = known or await self._asked(photo, step, before, trail)
            trail.append(Shown(step.effective_prompt, _shown(step, choices).candidate))
        return trail

    async def _asked(
        self, photo: Photo, step: Click, before: tuple[Click, ...], trail: list[Shown]
    ) -> list[RankedMask]:
        if trail:
            fed = None if step.without_mask_input else trail[-1].candidate
            [answer] = await self._answers(photo, [DecodeRequest(step.effective_prompt, fed)])
            choices = await asyncio.to_thread(
                rank_corrections, answer, step.effective_prompt, photo.size, tuple(trail)
            )
        else:
            [answer] = await self._answers(photo, [DecodeRequest(step.effective_prompt)])
            choices = await asyncio.to_thread(rank, answer, step.effective_prompt, photo.size)
            choices = await self._looked_twice(photo, step.effective_prompt, choices)
        self._remember(_key(photo, before, step), choices)
        return choices

    def _remember(self, key: _Key, choices: list[RankedMask]) -> None:
        self._known.put(key, choices, sum(each.candidate.logits.nbytes for each in choices))


def _shown(step: Click, choices: list[RankedMask]) -> RankedMask:
    """The one of a step's masks that it shows."""
    same = (choice for choice in choices if choice.candidate.mask_index == step.mask_index)
    return next(same, choices[0])


def _key(photo: Photo, before: tuple[Click, ...], step: Click) -> _Key:
    """What a step's masks depend on."""
    return photo.key, before, step.effective_prompt, step.without_mask_input
