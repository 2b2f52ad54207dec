"""Ephemeral messages: what concerns one member of a group is shown to nobody else.

Whether that works is not known before: the server may be too old, and a bot that is no admin
may do it only in answer to an ephemeral message. The first refusal is remembered, and what was
refused, or may be lost, is sent as an ordinary message.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, NetworkError

from removerbot.chat.retry import may_have_arrived
from removerbot.chat.targets import number_of, only_for, place_of
from removerbot.imaging.lru_cache import LruCache
from removerbot.storage.packs import GroupRules

_REMEMBERED = 10_000

_EVERYBODY = 0
"""Stands for all members of a group."""

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)

_ABOUT_PERSON = ("user", "participant")
"""Parts of refusals that concern one person, such as one who only comments, in lower case;
others concern the whole group. They are not documented."""

Parameters = Mapping[str, Any]
"""What a send takes as `api_kwargs`."""

Send = Callable[[Parameters], Awaitable[Message]]


class Quiet:
    """Sends messages for one person alone where that is possible and wanted."""

    def __init__(self, rules: Callable[[int], Awaitable[GroupRules]]) -> None:
        """Asks `rules` for those of a group, by its id."""
        self._rules = rules
        self._is_known: bool | None = None  # until Telegram has answered
        self._refused = LruCache[int, frozenset[int]](_REMEMBERED)
        self._unanswered = LruCache[tuple[int, int], int](_REMEMBERED)

    async def send(
        self,
        to: Message,
        person_id: int | None,
        send: Send,
        about: int | None = None,
        *,
        is_private: bool = False,
    ) -> Message:
        """Sends a message in reply to another.

        Args:
            to: what it replies to; the answer to an ephemeral message is ephemeral, and where
                that is refused nobody sees a photo of it: only one person has seen that.
            person_id: who alone has to see it, `None` for everybody.
            send: sends it, with the parameters that it gets.
            about: the message of the photo that it shows. A person who asks about the same
                photo again, without an answer to what only they saw, may not have got it, and
                everybody sees it then.
            is_private: whether nobody else may see it, wherever the request stands.
        """
        if is_private and person_id is not None:
            given = only_for(person_id, number_of(to))
        else:
            given = await self._parameters(to, person_id, about)
        if not given:
            return await send({})
        is_private |= about is not None and number_of(to) is not None
        try:
            message = await send(given)
        except (BadRequest, Forbidden) as error:
            if is_private:
                raise
            message = await send({})  # raises what else may be wrong
            self._note_refusal(to, person_id, error.message.lower())
            return message
        except NetworkError as error:
            # Where the method is unknown, all may see it already.
            if may_have_arrived(error) and self._is_known and not is_private:
                return await send({})
            raise
        number = number_of(message)
        self._is_known = number is not None
        if about is not None and number is not None and person_id is not None:
            self._unanswered.put((to.chat_id, person_id), about, 1)
        return message

    async def reply_text(
        self,
        to: Message,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        person_id: int | None = None,
    ) -> Message:
        """Replies with a text; see `send`."""

        async def send(given: Parameters) -> Message:
            bot, place = to.get_bot(), place_of(to)
            return await bot.send_message(
                text=text, reply_markup=keyboard, **place, api_kwargs=dict(given)
            )

        return await self.send(to, person_id, send)

    def answered(self, chat_id: int, person_id: int) -> None:
        """Notes that a person has seen what was shown to them alone."""
        self._unanswered.pop((chat_id, person_id))

    def ask_again(self, chat_id: int) -> None:
        """Forgets what was refused in a chat, as the bot's rights have changed."""
        self._refused.pop(chat_id)

    def _note_refusal(self, to: Message, person_id: int | None, reason: str) -> None:
        if number_of(to) is not None:
            return  # there was a time limit, and there is none for others
        is_personal = any(part in reason for part in _ABOUT_PERSON)
        whom = person_id if is_personal and person_id else _EVERYBODY
        refused = self._refused_in(to.chat_id) | {whom}
        self._refused.put(to.chat_id, refused, len(refused))

    def _refused_in(self, chat_id: int) -> frozenset[int]:
        return self._refused.get(chat_id) or frozenset()

    async def _parameters(
        self, to: Message, person_id: int | None, about: int | None
    ) -> dict[str, Any]:
        """Returns what makes a message ephemeral; nothing for an ordinary one."""
        number, author = number_of(to), to.from_user
        if number is not None and author:
            return only_for(author.id, number)
        if person_id is None or person_id <= 0 or to.chat.type not in _GROUPS:
            return {}
        if to.chat.is_direct_messages:  # there everybody has a topic of their own
            return {}
        is_refused = self._refused_in(to.chat_id) & {_EVERYBODY, person_id}
        if self._is_known is False or is_refused:
            return {}
        shown = self._unanswered.get((to.chat_id, person_id))
        is_repeated = shown is not None and shown == about
        if is_repeated or not (await self._rules(to.chat_id)).quiet:
            return {}
        return only_for(person_id)
