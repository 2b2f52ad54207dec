"""Sends answers, and edits messages of the bot.

`removerbot.chat.retry` and `removerbot.chat.outbox` say what is tried again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, EndPointNotFound, TelegramError

from removerbot.chat.outbox import Outbox
from removerbot.chat.quiet import Parameters, Quiet
from removerbot.chat.reactions import Reactions
from removerbot.chat.retry import Retrier
from removerbot.chat.storage_chat import Media, StorageChat, without_page
from removerbot.chat.targets import EphemeralRef, InlineRef, MessageRef, Shown, place_of
from removerbot.errors import StaleButton
from removerbot.segmentation.revisions import Revision

Outcome = TypeVar("Outcome")

_ACTION_SECONDS = 4.5
"""Telegram shows a chat action for 5 seconds."""

NOTIFICATION_LIMIT = 200
"""Characters of an answer to a callback query."""

_UNCHANGED = ("not modified",)

_HARMLESS = (*_UNCHANGED, "not found", "message_id_invalid")
"""Refusals of an edit: the message is as it should be, or has been deleted."""


class Document(NamedTuple):
    """A file that arrives byte for byte; its thumbnail is a small JPEG file."""

    data: bytes
    name: str
    caption: str = ""
    thumbnail: bytes | None = None

    @property
    def media(self) -> InputMediaDocument:
        """The document for a media group or an edit."""
        return InputMediaDocument(
            InputFile(self.data, self.name, attach=True),
            self.caption,
            disable_content_type_detection=True,  # or a WEBP becomes a sticker
            thumbnail=self.thumbnail,
        )


def picture(jpeg: bytes, revision: Revision, caption: str = "") -> InputMediaPhoto:
    """Returns a picture of a revision, covered if its photo is."""
    return InputMediaPhoto(jpeg, caption, has_spoiler=revision.job.source.is_spoiler)


@dataclass(frozen=True, eq=False)
class Sender:
    """Sends and edits messages, and answers callback queries.

    Where a method takes `only_for`, the person with this id is the only one who has to see
    the message; see `removerbot.chat.quiet`.
    """

    action_after: ClassVar[float] = 0.3
    """Seconds until a chat action is shown: most answers come sooner."""

    bot: Bot
    outbox: Outbox
    retrier: Retrier
    quiet: Quiet
    storage: StorageChat
    reactions: Reactions

    @property
    def username(self) -> str:
        """The bot's name, without @."""
        return self.bot.username

    async def reply(
        self,
        to: Message,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        only_for: int | None = None,
    ) -> Message:
        """Replies with a text."""
        return await self.outbox.send(
            to.chat_id, lambda: self.quiet.reply_text(to, text, keyboard, only_for)
        )

    async def reply_photo(
        self,
        to: Message,
        photo: InputMediaPhoto,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        only_for: int | None = None,
        is_private: bool = False,
    ) -> Message:
        """Replies with a photo, which Telegram compresses; nobody else sees a private one."""

        async def send(given: Parameters) -> Message:
            return await self.bot.send_photo(
                photo=photo.media,
                caption=photo.caption,
                has_spoiler=photo.has_spoiler,
                reply_markup=keyboard,
                **place_of(to),
                api_kwargs=dict(given),
            )

        about = to.message_id
        return await self.outbox.send(
            to.chat_id,
            lambda: self.quiet.send(to, only_for, send, about, is_private=is_private),
        )

    async def reply_document(
        self,
        to: Message | Shown,
        file: Document,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> Message:
        """Replies with a file."""
        return await self.outbox.send(
            to.chat_id,
            lambda: self.bot.send_document(
                document=InputFile(file.data, file.name),
                caption=file.caption,
                disable_content_type_detection=True,
                thumbnail=file.thumbnail,
                reply_markup=keyboard,
                **place_of(to),
            ),
        )

    async def reply_album(
        self, to: Message | Shown, media: Sequence[Media], caption: str
    ) -> Sequence[Message]:
        """Replies with two to ten photos or files in one album, with one caption."""
        return await self.outbox.send_group(
            to.chat_id,
            lambda: self.bot.send_media_group(media=media, caption=caption, **place_of(to)),
        )

    async def send_photo(
        self, to: Shown, photo: InputMediaPhoto, keyboard: InlineKeyboardMarkup | None = None
    ) -> Message:
        """Replies with a photo beside the answer, which notifies nobody."""
        return await self.outbox.send(
            to.chat_id,
            lambda: self.bot.send_photo(
                photo=photo.media,
                caption=photo.caption,
                has_spoiler=photo.has_spoiler,
                disable_notification=True,
                reply_markup=keyboard,
                **to.place,
            ),
        )

    async def send_sticker(
        self, to: Shown, webp: bytes, keyboard: InlineKeyboardMarkup | None
    ) -> Message:
        """Replies with a sticker."""
        return await self.outbox.send(
            to.chat_id,
            lambda: self.bot.send_sticker(sticker=webp, reply_markup=keyboard, **to.place),
        )

    async def edit(
        self, shown: Shown, media: Media, keyboard: InlineKeyboardMarkup
    ) -> str | None:
        """Replaces the file or photo of a message of the bot, its caption and its buttons.
        Returns the id of the document, if it is one and Telegram says so.

        Raises:
            StaleButton: there is no way for files to that chat.
            TelegramError: it is refused for good. A message that was deleted is no reason,
                unless it is ephemeral: the person has just seen it.
        """
        if isinstance(shown, InlineRef):
            media, keyboard = await self._stored(media), without_page(keyboard)

        async def edit() -> str | None:
            if isinstance(shown, EphemeralRef):
                given = shown.ids | {"media": media, "reply_markup": keyboard}
                await self.bot.do_api_request("editEphemeralMessageMedia", given)
                return None
            sent = await self.bot.edit_message_media(media, **shown.ids, reply_markup=keyboard)
            if isinstance(sent, Message):
                return sent.document.file_id if sent.document else None
            is_file = isinstance(media, InputMediaDocument) and isinstance(media.media, str)
            return str(media.media) if is_file else None

        is_alone = isinstance(shown, EphemeralRef)
        return await self._edit(shown, edit, _UNCHANGED if is_alone else _HARMLESS)

    async def _stored(self, media: Media) -> Media:
        stored = await self.storage.stored(media)
        if stored is None:
            raise StaleButton
        return stored

    async def edit_keyboard(self, shown: Shown, keyboard: InlineKeyboardMarkup | None) -> None:
        """Replaces the buttons under a message of the bot, or removes them."""

        async def edit() -> None:
            if isinstance(shown, EphemeralRef):
                given = shown.ids | {"reply_markup": keyboard}
                await self.bot.do_api_request("editEphemeralMessageReplyMarkup", given)
                return
            buttons = keyboard
            if keyboard and isinstance(shown, InlineRef):
                buttons = without_page(keyboard)
            await self.bot.edit_message_reply_markup(**shown.ids, reply_markup=buttons)

        await self._edit(shown, edit)

    async def edit_text(
        self,
        shown: MessageRef | InlineRef,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> None:
        """Replaces the text, or the caption, of a message of the bot that has no file, or is in
        a chat without the bot."""

        async def edit() -> None:
            if isinstance(shown, InlineRef) and shown.has_media:
                await self.bot.edit_message_caption(
                    caption=text, **shown.ids, reply_markup=keyboard
                )
            else:
                await self.bot.edit_message_text(text, **shown.ids, reply_markup=keyboard)

        await self._edit(shown, edit)

    async def delete(self, shown: MessageRef | EphemeralRef) -> None:
        """Deletes a message of the bot; where Telegram does not allow it, as after two days,
        it removes the buttons, but those of an ephemeral one."""

        async def delete() -> None:
            if isinstance(shown, EphemeralRef):
                await self.bot.do_api_request("deleteEphemeralMessage", shown.ids)
            else:
                await self.bot.delete_message(**shown.ids)

        try:
            await self.retrier.repeat(shown.chat_id, delete)
        except (BadRequest, EndPointNotFound):
            if isinstance(shown, MessageRef):
                with suppress(BadRequest):
                    await self.edit_keyboard(shown, None)

    async def answer(
        self, query: CallbackQuery, notification: str | None, *, is_alert: bool = False
    ) -> None:
        """Answers a callback query, with a notification or silently."""
        with suppress(TelegramError):  # a query expires
            text = notification and notification[:NOTIFICATION_LIMIT]
            await query.answer(text, show_alert=is_alert)

    @asynccontextmanager
    async def acting(self, message: Message, action: ChatAction) -> AsyncIterator[None]:
        """Shows a chat action in a chat until the block ends, unless that is soon."""
        acting = asyncio.create_task(self._act(message, action))
        try:
            yield
        finally:
            acting.cancel()

    async def _act(self, message: Message, action: ChatAction) -> None:
        await asyncio.sleep(self.action_after)
        while True:
            if not self.retrier.is_halted(message.chat_id):
                with suppress(TelegramError):  # the action is not essential
                    await message.reply_chat_action(action)
            await asyncio.sleep(_ACTION_SECONDS)

    async def _edit(
        self,
        shown: Shown,
        edit: Callable[[], Awaitable[Outcome]],
        harmless: Sequence[str] = _HARMLESS,
    ) -> Outcome | None:
        try:
            return await self.retrier.repeat(shown.chat_id, edit)
        except BadRequest as error:
            if not any(part in error.message.lower() for part in harmless):
                raise
        return None
