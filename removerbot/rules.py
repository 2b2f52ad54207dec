"""The use cases of a group's rules: who may point at whose photo, who may add to the pack."""

from dataclasses import replace

from removerbot.errors import AdminsOnly, OnlyWhoAsked
from removerbot.jobs import Cut
from removerbot.ports.packs import GroupRules, Packs


class Rules:
    """What groups have settled."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs

    async def check_answer(self, cut: Cut, person_id: int) -> None:
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
