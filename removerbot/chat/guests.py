"""Answers to guest queries: calls of the bot in chats that it is not in.

Nothing is known of such a chat: its id may be that of another chat. A query is answered once,
and nobody says for how long that is possible, so the answer comes at once and is edited later.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InputTextMessageContent,
    Message,
    Update,
    User,
)
from telegram.error import BadRequest, TelegramError

from removerbot.chat.messages import is_shared, photo_meant, source_for_command
from removerbot.chat.outbox import GuestAnswer
from removerbot.chat.responder import Responder
from removerbot.chat.targets import InlineRef
from removerbot.editing.permissions import Access
from removerbot.errors import RemoverError

_RESULT_ID = "1"


@dataclass(frozen=True, eq=False)
class GuestAnswers:
    """Answers guest queries, each once."""

    access: Access
    responder: Responder

    async def greet(self, update: Update) -> InlineRef | None:
        """Answers a call with a message that says to wait: under the photo itself, as it has an
        id, and needs no upload. Returns the message, to be edited; `None` if there is none."""
        message, person = call_of(update)
        try:
            source_for_command(photo_meant(message), message, person)
        except RemoverError:
            return None  # the handler says why
        if is_by_chat(message, person) or not self.responder.sender.storage.takes_photos:
            return None
        if not await self._is_allowed(person):
            return None
        text, photo = self.responder.words(person).say("guest-wait"), _photo_id(message)

        async def answer() -> GuestAnswer:
            if photo:
                picture = InlineQueryResultCachedPhoto(_RESULT_ID, photo, caption=text)
                try:
                    return await self._answer(message, picture, has_media=True)
                except BadRequest as error:
                    if "query" in error.message.lower():
                        raise  # it is too late
            return await self._answer(message, _article(text), has_media=False)

        return await self._once(person, answer)

    async def say(
        self, update: Update, text: str, keyboard: InlineKeyboardMarkup | None = None
    ) -> None:
        """Answers a call with a text, in place of any message that says to wait."""
        message, person = call_of(update)
        is_new = False

        async def answer() -> GuestAnswer:
            nonlocal is_new
            is_new = True
            return await self._answer(message, _article(text, keyboard), has_media=False)

        shown = await self._once(person, answer)
        if shown and not is_new:
            await self.responder.sender.edit_text(shown, text, keyboard)

    async def refuse(self, update: Update, error: RemoverError) -> None:
        """Answers a call with the text of an error, if the person may call."""
        _, person = call_of(update)
        if await self._is_allowed(person):
            await self.say(update, self.responder.words(person).explain(error))

    async def _is_allowed(self, person: User) -> bool:
        return await self.access.verdict(0, person.id) == "allowed"

    async def _once(
        self, person: User, answer: Callable[[], Awaitable[GuestAnswer]]
    ) -> InlineRef | None:
        try:
            sent = await self.responder.sender.outbox.answer_guest(answer)
        except TelegramError:  # it is too late: whoever called sees nothing, and calls again
            return None
        return InlineRef(sent.inline_message_id, person.id, sent.has_media) if sent else None

    async def _answer(
        self, message: Message, result: InlineQueryResult, *, has_media: bool
    ) -> GuestAnswer:
        assert message.guest_query_id
        sent = await self.responder.sender.bot.answer_guest_query(
            message.guest_query_id, result
        )
        return GuestAnswer(sent.inline_message_id, has_media)


def call_of(update: Update) -> tuple[Message, User]:
    """Returns the message of a call, and who called."""
    message = update.guest_message
    assert message
    assert message.from_user
    return message, message.from_user


def is_by_chat(message: Message, caller: User) -> bool:
    """Whether a call is by no person: all who write as a group or channel share a user."""
    return message.sender_chat is not None or is_shared(caller.id)


def _article(text: str, keyboard: InlineKeyboardMarkup | None = None) -> InlineQueryResult:
    content = InputTextMessageContent(text)
    return InlineQueryResultArticle(_RESULT_ID, text[:60], content, reply_markup=keyboard)


def _photo_id(message: Message) -> str | None:
    """Returns the id of the photo that a call is about; none that would be uncovered."""
    meant = photo_meant(message)
    return meant.photo[-1].file_id if meant.photo and not meant.has_media_spoiler else None
