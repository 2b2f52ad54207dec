"""The use cases of the page on which people tap an object itself."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from removerbot.editing.permissions import Access, Quota, Rules
from removerbot.editing.renderer import Renderer
from removerbot.editing.scheduling import FairQueue
from removerbot.editing.signed_links import SignedLinks
from removerbot.errors import NothingToKeep, NotYourPhoto, StaleButton, TooManyPoints
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.types import Box, Point, Prompt, Size
from removerbot.segmentation.further_clicks import further_prompt
from removerbot.segmentation.prompt_parser import (
    MAX_POINTS,
    check_inside,
    check_object_count,
    example_cell,
)
from removerbot.segmentation.revisions import ANY_MASK, Click, Revision, check_clicks
from removerbot.segmentation.segmented import union
from removerbot.segmentation.svg_path import svg_path
from removerbot.storage.jobs import Jobs

MAX_TAPS = 50
"""Taps on one object; each is decoded again unless its mask is cached."""

_MEMBER_SECONDS, _STRANGER_SECONDS = 60, 5
"""How long a membership, and that somebody is no member, counts before Telegram is asked
again: who is refused may ask so often that Telegram would accept nothing more for the chat."""

_KNOWN_MEMBERS = 10_000


Form = Literal["document", "sticker"]
"""How a revision that was tapped is sent: as the PNG file or as a sticker."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who has the page open, as authenticated by Telegram.

    Attributes:
        link_token: the token of the link that opened the page, if Telegram handed it over.
    """

    id: int
    first_name: str
    language_code: str | None = None
    link_token: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """Points that are given on the page at one time.

    Attributes:
        keep: pixels of the object.
        drop: pixels that do not belong to it.
        box: around the object, `None` for none.
        mask_index: of the candidate that is shown; `None` for that of a click in the chat.
    """

    keep: tuple[Point, ...] = ()
    drop: tuple[Point, ...] = ()
    box: Box | None = None
    mask_index: int | None = None


Deliver = Callable[[Revision, Visitor, Form, str], Awaitable[None]]
"""Sends a stored revision, which was tapped, in reply to its photo. The request survives a
restart, and the same key of a visitor, the last argument, is sent once only."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A mask for the last tap: its index, which names it in a `Tap`, its outline, see
    `removerbot.segmentation.svg_path`, and its expected IoU, 0 to 1."""

    mask_index: int
    path: str
    score: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """The mask levels for the last tap, the smallest first, and the index of the one shown."""

    outlines: tuple[Outline, ...]
    shown: int


@dataclass(frozen=True, eq=False)
class Tapping:
    """Lets people tap on photos of chats that they are in."""

    renderer: Renderer
    jobs: Jobs
    links: SignedLinks
    access: Access
    quota: Quota
    rules: Rules
    queue: FairQueue
    _known: LruCache[tuple[int, int], tuple[bool, float]] = field(
        default_factory=lambda: LruCache(_KNOWN_MEMBERS), init=False
    )

    async def enter(self, visitor: Visitor, link_token: str) -> Revision:
        """Returns the revision that a signed link names, if this visitor may see it.

        Raises:
            StalePass: the token has expired or was not signed here.
            NotYourPhoto: they are not in its chat, or not allowed to use the bot.
            StaleButton: the photo was put away.
            OnlyWhoAsked: the group leaves it to others.
        """
        target = self.links.verify(link_token)
        verdict = await self.access.verdict(target.chat_id, visitor.id)
        if verdict != "allowed" or not await self._is_in(target.chat_id, visitor.id):
            raise NotYourPhoto
        return await self.kept(target.chat_id, target.revision_id, visitor.id)

    async def photo(self, revision: Revision, visitor: Visitor) -> tuple[bytes, Size]:
        """Returns the photo for a screen, as a JPEG file, and its own size.

        Raises:
            PhotoGone: it can no longer be fetched.
            TooManyRequests: the visitor's line is full.
            EngineBusy: too many other people wait.
        """
        async with self.queue.queued(visitor.id):
            return await self.renderer.screen(revision.job.source)

    async def outlines(self, revision: Revision, visitor: Visitor) -> Outlines:
        """Returns the masks for the last click of a revision; none without clicks.

        Raises:
            NothingFound: there is no object.
            PhotoGone: the photo can no longer be fetched.
            TooManyRequests: the visitor's line is full.
            EngineError: the model failed or took too long, or too many other people wait.
        """
        if not revision.clicks:
            return Outlines((), 0)
        async with self.queue.queued(visitor.id):
            return await self._outlines(revision)

    async def _outlines(self, revision: Revision) -> Outlines:
        segmented = await self.renderer.segment(revision, decode_ahead=False)

        def outline() -> Outlines:
            masks, shown = segmented.levels()
            others = [each.shown for each in segmented.objects[:-1]]
            outlines = []
            for mask in masks:
                joined = union([*others, mask])
                path = svg_path(joined.candidate, revision.grid.size)
                outlines.append(Outline(mask.candidate.mask_index, path, joined.iou))
            return Outlines(tuple(outlines), shown)

        return await self.renderer.compute(outline)

    async def keep(self, revision: Revision, person_id: int) -> Revision:
        """Stores what a person tapped, to be sent.

        Raises:
            StaleButton: nothing was tapped.
            DailyLimitReached: they have used up the day's limit.
        """
        if not revision.clicks:
            raise StaleButton
        await self.quota.check(person_id)
        return await self.jobs.save(revision)

    async def kept(self, chat_id: int, revision_id: int, person_id: int) -> Revision:
        """Returns a stored revision, such as what `keep` has stored.

        Raises:
            StaleButton: its photo has been put away since.
            OnlyWhoAsked: the group leaves it to others.
            DailyLimitReached: they have used up the day's limit.
        """
        revision = await self.jobs.revision(chat_id, revision_id)
        if revision is None:
            raise StaleButton
        await self.rules.check_answer(revision, person_id)
        await self.quota.check(person_id)
        return revision

    async def _is_in(self, chat_id: int, person_id: int) -> bool:
        if chat_id > 0:  # a private chat has the id of its person
            return chat_id == person_id
        known = self._known.get((chat_id, person_id))
        if known and time.monotonic() < known[1]:
            return known[0]
        is_member = await self.rules.members.is_member(chat_id, person_id)
        until = time.monotonic() + (_MEMBER_SECONDS if is_member else _STRANGER_SECONDS)
        self._known.put((chat_id, person_id), (is_member, until), 1)
        return is_member


def tapped(base: Revision, taps: Sequence[Tap]) -> Revision:
    """Returns a revision with what was tapped since: more of its last object, or another one
    if it `adds`.

    Each tap goes on from the mask that was shown and is stored as it is. In the chat other
    points and other ways are tried too, which takes longer; on the page one sees the mask at
    once, and corrects it.

    Raises:
        NothingToKeep: the taps only take away.
        OutsidePhoto: something lies beyond the photo.
        TooManyPoints, TooManyObjects: there are more than anybody means.
    """
    if len(taps) > MAX_TAPS:
        raise TooManyPoints(MAX_TAPS)
    if not taps:
        return base
    goes_on = bool(base.clicks) and not base.adds
    clicks = list(base.objects[-1]) if goes_on else []
    known, before = len(clicks), clicks[-1].prompt if clicks else None
    object_index = len(base.objects) - goes_on
    check_object_count(object_index, int(not goes_on))
    for tap in taps:
        prompt = _prompt(before, tap, base)
        decoded_as = further_prompt(clicks[0], prompt) if clicks else None
        index = ANY_MASK if tap.mask_index is None else tap.mask_index
        clicks.append(Click(prompt, index, decoded_as, object_index))
    check_clicks(all_clicks := (*base.clicks, *clicks[known:]))
    return replace(base, clicks=all_clicks, adds=False)


def _prompt(before: Prompt | None, tap: Tap, revision: Revision) -> Prompt:
    """Returns all the points of an object: those of before, and those of a tap."""
    keep = (*(before.keep if before else ()), *tap.keep)
    drop = (*(before.drop if before else ()), *tap.drop)
    box = tap.box or (before.box if before else None)
    if len(keep) + len(drop) > MAX_POINTS:
        raise TooManyPoints(MAX_POINTS)
    if not (keep or box):
        raise NothingToKeep(example_cell(revision.grid).label)
    prompt = Prompt(keep, drop, box)
    check_inside(prompt, revision.grid)
    return prompt
