"""Who may use the bot, and how much a day: what the host has settled.

A host settles it in the settings, an owner also in the chat (`/allow`, `/block`), where the
last word counts. Without any of that everybody is welcome and nothing is counted.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum

from removerbot.errors import AdminsOnly, DailyLimitReached, OnlyWhoAsked
from removerbot.revisions import Revision
from removerbot.storage.packs import GroupRules, Packs
from removerbot.storage.people import AccessList, Ruling


class Verdict(Enum):
    """What becomes of somebody's message."""

    WELCOME = "welcome"
    STRANGER = "stranger"
    """Not on the list: told so once."""
    BLOCKED = "blocked"
    """Not answered at all."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What the settings say of chats and people, by their Telegram ids.

    Attributes:
        owners: people who are let in everywhere and may rule over others.
        allowed: if there are any, nobody else is let in.
        blocked: not let in.
    """

    owners: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()


class Access:
    """Decides who is let in."""

    def __init__(self, guests: AccessList, lists: Lists) -> None:
        self._guests = guests
        self._lists = lists

    @property
    def owners(self) -> frozenset[int]:
        """The people who may rule over others."""
        return self._lists.owners

    async def verdict(self, chat_id: int, person_id: int) -> Verdict:
        """What becomes of a person's message in a chat."""
        if person_id in self._lists.owners:
            return Verdict.WELCOME
        ids = {chat_id, person_id}
        rulings = {**self._settled(ids), **await self._guests.rulings(ids)}
        if "blocked" in rulings.values():
            return Verdict.BLOCKED
        if self._lists.allowed and "allowed" not in rulings.values():
            return Verdict.STRANGER
        return Verdict.WELCOME

    async def rule(self, guest_id: int, ruling: Ruling) -> None:
        """Let a person or chat in from now on, or not."""
        await self._guests.rule(guest_id, ruling)

    async def is_first_refusal(self, guest_id: int) -> bool:
        """Whether this stranger has not been told yet; from now on they have."""
        return await self._guests.note_told(guest_id)

    def _settled(self, ids: set[int]) -> dict[int, Ruling]:
        allowed: dict[int, Ruling] = dict.fromkeys(ids & self._lists.allowed, "allowed")
        blocked: dict[int, Ruling] = dict.fromkeys(ids & self._lists.blocked, "blocked")
        return allowed | blocked


def today() -> date:
    """The day by which cuts are counted, in UTC."""
    return datetime.now(UTC).date()


class Allowance:
    """How many cuts a person may have a day."""

    def __init__(
        self,
        guests: AccessList,
        *,
        limit: int,
        owners: frozenset[int] = frozenset(),
        today: Callable[[], date] = today,
    ) -> None:
        """Set up.

        Args:
            guests: remembers the counts.
            limit: cuts a person a day; 0 for any number.
            owners: people without a limit.
            today: the day that it is.
        """
        self._guests = guests
        self._limit = limit
        self._owners = owners
        self._today = today

    async def check(self, person_id: int) -> None:
        """See that a person has some left.

        Raises:
            DailyLimitReached: they have not.
        """
        if not self._counts(person_id):
            return
        if await self._guests.cuts(person_id, self._today()) >= self._limit:
            raise DailyLimitReached(self._limit)

    @asynccontextmanager
    async def one(self, person_id: int) -> AsyncIterator[None]:
        """Count what is done in the block as a cut, if it succeeds.

        Raises:
            DailyLimitReached: they have none left.
        """
        await self.check(person_id)
        yield
        if self._counts(person_id):
            await self._guests.count_cut(person_id, self._today())

    def _counts(self, person_id: int) -> bool:
        return self._limit > 0 and person_id not in self._owners


class Rules:
    """What groups have settled."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs

    async def check_answer(self, cut: Revision, person_id: int) -> None:
        """Let a person go on from a cut.

        Raises:
            OnlyWhoAsked: the group leaves that to those who asked.
        """
        source = cut.job.source
        is_concerned = person_id in (source.person_id, source.chat_id)
        if not is_concerned and not (await self._packs.rules(source.chat_id)).all_answer:
            raise OnlyWhoAsked

    async def of(self, chat_id: int, *, is_admin: bool) -> GroupRules:
        """A group's rules, for its admins.

        Raises:
            AdminsOnly: who asks is none.
        """
        if not is_admin:
            raise AdminsOnly
        return await self._packs.rules(chat_id)

    async def toggle(self, chat_id: int, name: str, *, is_admin: bool) -> GroupRules:
        """Turn the rule `name`, a field of `GroupRules`, to its opposite.

        Raises:
            AdminsOnly: who asks is no admin.
        """
        rules = await self.of(chat_id, is_admin=is_admin)
        changed = replace(rules, **{name: not getattr(rules, name)})
        await self._packs.save_rules(chat_id, changed)
        return changed

    async def moved(self, chat_id: int, to_chat_id: int) -> None:
        """A group became a supergroup: what it has and settled goes with it."""
        await self._packs.move(chat_id, to_chat_id)

    async def left(self, chat_id: int) -> None:
        """The bot is no longer in a group: nothing is kept of it."""
        await self._packs.forget(chat_id)
