"""Decides who may use the bot, how much a day, and what members of a group may do."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, Protocol

from removerbot.errors import AdminsOnly, DailyLimitReached, OnlyWhoAsked
from removerbot.segmentation.revisions import Revision
from removerbot.storage.packs import GroupRules, Packs
from removerbot.storage.people import AccessList, DailyCounts, Ruling

Verdict = Literal["allowed", "stranger", "blocked"]
"""What to do with a message; a stranger is told once that the bot is private."""


@dataclass(frozen=True, eq=False)
class Access:
    """Decides who may use the bot: everybody, unless the settings or an owner say otherwise. An
    owner's ruling in the chat takes precedence over the settings.

    Attributes:
        owners: people who have access everywhere and may allow and block others.
        allowed: ids of people and chats; if there are any, nobody else has access.
        blocked: ids of people and chats without access.
    """

    access_list: AccessList
    owners: frozenset[int]
    allowed: frozenset[int]
    blocked: frozenset[int]

    async def verdict(self, chat_id: int, person_id: int) -> Verdict:
        """Returns what to do with a person's message in a chat."""
        if person_id in self.owners:
            return "allowed"
        rulings = await self._rulings({chat_id, person_id})
        if "blocked" in rulings.values():
            return "blocked"
        if self.allowed and "allowed" not in rulings.values():
            return "stranger"
        return "allowed"

    async def move_chat(self, chat_id: int, to_chat_id: int) -> None:
        """Applies what holds for a group to the supergroup that replaces it."""
        if ruling := (await self._rulings({chat_id})).get(chat_id):
            await self.access_list.set_ruling(to_chat_id, ruling)

    async def _rulings(self, ids: set[int]) -> dict[int, Ruling]:
        rulings: dict[int, Ruling] = dict.fromkeys(ids & self.allowed, "allowed")
        rulings |= dict.fromkeys(ids & self.blocked, "blocked")
        return rulings | dict(await self.access_list.rulings(ids))


class Members(Protocol):
    """The members of groups."""

    async def is_member(self, chat_id: int, person_id: int) -> bool:
        """Returns whether a person is in a group now."""

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """Returns whether a person administers a group."""


@dataclass(frozen=True, eq=False)
class Rules:
    """Reads, changes and applies the rules of groups."""

    packs: Packs
    members: Members

    async def check_answer(self, revision: Revision, person_id: int) -> None:
        """Checks that a person may go on from a revision.

        Raises:
            OnlyWhoAsked: only the person who sent or named the photo may, by the group's rules;
                and the group's admins, if that was done as a group or channel. Nobody else
                may, if nobody else sees the photo.
        """
        source = revision.job.source
        chat_id, asker_id = source.chat_id, source.person_id
        if person_id in (asker_id, max(chat_id, 0)):
            return
        if source.is_private:
            raise OnlyWhoAsked
        if (await self.packs.rules(chat_id)).all_answer:
            return
        if asker_id > 0 or not await self.members.is_admin(chat_id, person_id):
            raise OnlyWhoAsked

    async def of(self, chat_id: int, person_id: int) -> GroupRules:
        """Returns the rules of a group to an admin.

        Raises:
            AdminsOnly: the person is no admin.
        """
        if not await self.members.is_admin(chat_id, person_id):
            raise AdminsOnly
        return await self.packs.rules(chat_id)

    async def toggle(self, chat_id: int, name: str, person_id: int) -> GroupRules:
        """Inverts a rule, a field of `GroupRules`; returns all rules. Raises as `of` does."""
        rules = await self.of(chat_id, person_id)
        changed = replace(rules, **{name: not getattr(rules, name)})
        await self.packs.save_rules(chat_id, changed)
        return changed


@dataclass(frozen=True, eq=False)
class Quota:
    """Counts cutouts, and refuses those beyond the daily limit.

    Attributes:
        limit: cutouts a person a day; 0 for no limit, and then nothing is counted.
        owners: people without a limit.
    """

    counts: DailyCounts
    limit: int
    owners: frozenset[int]

    async def check(self, person_id: int) -> None:
        """Checks that a person may have another cutout today.

        Raises:
            DailyLimitReached: they may not.
        """
        if not self._is_limited(person_id):
            return
        if await self.counts.count(person_id, datetime.now(UTC).date()) >= self.limit:
            raise DailyLimitReached(self.limit)

    async def count(self, person_id: int) -> None:
        """Counts a cutout for a person."""
        if self._is_limited(person_id):
            await self.counts.increment(person_id, datetime.now(UTC).date())

    def _is_limited(self, person_id: int) -> bool:
        return self.limit > 0 and person_id not in self.owners
