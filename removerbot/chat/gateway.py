"""The way to Telegram: downloads, answers, what is tried again and what never is.

Downloads and chat actions can be repeated without harm. A message that was sent without
an answer coming back may have arrived, so it is never sent again; only when Telegram
refuses it for a while (429) it certainly has not.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple, TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from removerbot.chat.source import MAX_FILE_MB
from removerbot.errors import FileTooLarge, PhotoGone

_log = logging.getLogger(__name__)

_ACTION_SHOWN = 4.5
"""Seconds; Telegram shows a chat action for 5."""

_PAUSES = (1, 2, 4)
"""Seconds between the tries of a download."""

_SEND_TRIES = 3

_NOTICE_LIMIT = 200
"""Characters that Telegram shows over a chat."""

_HARMLESS = ("not modified", "not found")
"""Refusals of an edit: the message is as it should be, or somebody deleted it."""

Answer = TypeVar("Answer")


class Place(NamedTuple):
    """A message, by its chat and its number there."""

    chat_id: int
    message_id: int


def document(data: bytes, name: str, caption: str) -> InputMediaDocument:
    """A file to put in the place of another."""
    return InputMediaDocument(
        InputFile(data, name, attach=True), caption, disable_content_type_detection=True
    )


class Gateway:
    """Implements `removerbot.ports.Files`, and answers messages."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @property
    def username(self) -> str:
        """What the bot is called, without @."""
        return self._bot.username

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.ports.Files.fetch`."""
        for pause in _PAUSES:
            try:
                return await self._download(file_id)
            except NetworkError as error:
                _log.warning("a download failed (%s), next try in %s s", error, pause)
                await asyncio.sleep(pause)
        return await self._download(file_id)

    async def _download(self, file_id: str) -> bytes:
        try:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except BadRequest as error:  # a NetworkError by its type, but it stays
            if "too big" in error.message:
                raise FileTooLarge(MAX_FILE_MB, MAX_FILE_MB) from error
            raise PhotoGone from error

    async def reply(self, to: Message, text: str) -> Message:
        """Answer a message with words."""
        return await when_let(
            lambda: to.reply_text(text, do_quote=True, allow_sending_without_reply=True)
        )

    async def reply_photo(
        self, to: Message, jpeg: bytes, caption: str, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Answer a message with a picture to look at."""
        return await when_let(
            lambda: to.reply_photo(
                jpeg,
                caption,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            )
        )

    async def reply_document(
        self,
        to: Message,
        data: bytes,
        name: str,
        caption: str,
        keyboard: InlineKeyboardMarkup,
    ) -> Message:
        """Answer a message with a file that arrives byte for byte."""
        return await when_let(
            lambda: to.reply_document(
                InputFile(data, name),
                caption,
                disable_content_type_detection=True,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            )
        )

    async def edit(
        self,
        place: Place,
        media: InputMediaDocument | InputMediaPhoto,
        keyboard: InlineKeyboardMarkup,
    ) -> None:
        """Show something else in a message of ours."""
        await self._harmlessly(
            lambda: self._bot.edit_message_media(
                media,
                chat_id=place.chat_id,
                message_id=place.message_id,
                reply_markup=keyboard,
            )
        )

    async def send_sticker(
        self, to: Place, webp: bytes, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Answer a message with a sticker."""
        return await when_let(
            lambda: self._bot.send_sticker(
                to.chat_id, webp, reply_parameters=_reply(to), reply_markup=keyboard
            )
        )

    async def send_files(self, to: Place, files: Mapping[str, bytes], caption: str) -> None:
        """Answer a message with files, by their names, that arrive byte for byte."""
        media = [document(data, name, "") for name, data in files.items()]
        await when_let(
            lambda: self._bot.send_media_group(
                to.chat_id, media, reply_parameters=_reply(to), caption=caption
            )
        )

    async def reply_with_buttons(
        self, to: Message, text: str, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Answer a message with words and buttons."""
        return await when_let(
            lambda: to.reply_text(
                text,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            )
        )

    async def edit_keyboard(self, place: Place, keyboard: InlineKeyboardMarkup) -> None:
        """Let a message of ours have other buttons."""
        await self._harmlessly(
            lambda: self._bot.edit_message_reply_markup(
                place.chat_id, place.message_id, reply_markup=keyboard
            )
        )

    async def edit_text(self, place: Place, text: str, keyboard: InlineKeyboardMarkup) -> None:
        """Let a message of ours say something else."""
        await self._harmlessly(
            lambda: self._bot.edit_message_text(
                text, place.chat_id, place.message_id, reply_markup=keyboard
            )
        )

    async def delete(self, place: Place) -> None:
        """Take a message of ours away, if Telegram lets us."""
        with suppress(BadRequest):
            await when_let(lambda: self._bot.delete_message(place.chat_id, place.message_id))

    async def title(self, chat_id: int) -> str:
        """What a chat is called."""
        return (await when_let(lambda: self._bot.get_chat(chat_id))).effective_name or ""

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """Whether somebody runs a chat; everyone does their private one."""
        if chat_id == person_id:
            return True
        admins = await when_let(lambda: self._bot.get_chat_administrators(chat_id))
        return any(admin.user.id == person_id for admin in admins)

    async def is_admin_of(self, message: Message) -> bool:
        """Whether the author of a message runs its chat; anonymous admins write as it."""
        assert message.from_user
        as_chat = message.sender_chat is not None and message.sender_chat.id == message.chat_id
        return as_chat or await self.is_admin(message.chat_id, message.from_user.id)

    async def _harmlessly(self, edit: Callable[[], Awaitable[object]]) -> None:
        try:
            await when_let(edit)
        except BadRequest as error:
            if not any(words in error.message for words in _HARMLESS):
                raise

    async def answer(
        self, query: CallbackQuery, notice: str | None, *, is_alert: bool = False
    ) -> None:
        """End the wait of a person who pressed a button, with words or without."""
        with suppress(BadRequest):  # they did not wait so long
            await query.answer(notice and notice[:_NOTICE_LIMIT], show_alert=is_alert)

    @asynccontextmanager
    async def acting(self, message: Message, action: ChatAction) -> AsyncIterator[None]:
        """Show in the message's chat that something is being worked on."""
        acting = asyncio.create_task(self._act(message, action))
        try:
            yield
        finally:
            acting.cancel()

    async def _act(self, message: Message, action: ChatAction) -> None:
        while True:
            with suppress(TelegramError):  # a courtesy; the work goes on without
                await message.reply_chat_action(action)
            await asyncio.sleep(_ACTION_SHOWN)


def _reply(to: Place) -> ReplyParameters:
    return ReplyParameters(to.message_id, allow_sending_without_reply=True)


async def when_let(send: Callable[[], Awaitable[Answer]]) -> Answer:
    """Send; if Telegram says to wait, wait that long and send then."""
    for _ in range(_SEND_TRIES - 1):
        try:
            return await send()
        except RetryAfter as error:
            wait = error.retry_after
            _log.warning("Telegram asks to wait %s s", wait)
            await asyncio.sleep(wait if isinstance(wait, int) else wait.total_seconds())
    return await send()
