"""Stickers: making them, changing their style, `/sticker`, and emoji in reply to one."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, Message, User
from telegram.constants import ChatAction

from removerbot.chat.callbacks import ButtonPress, revision_id_of
from removerbot.chat.handlers.packs import PackHandlers
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.keyboards import fresh_keyboard, read_style, style_keyboard
from removerbot.chat.messages import command_argument, photo_meant, source_for_command
from removerbot.chat.sender import Document
from removerbot.chat.targets import (
    MessageRef,
    Shown,
    number_of,
    place_for,
    ref_of,
    shown_number,
)
from removerbot.editing.meaning import wants_sticker
from removerbot.editing.pack_names import read_emoji
from removerbot.editing.permissions import Rules
from removerbot.editing.stickers import NewSticker, Stickers
from removerbot.errors import NoPhotoNamed, NoStickerNamed
from removerbot.i18n import Words, prompt_parser
from removerbot.imaging.color import Color
from removerbot.imaging.sticker import Drawn, Style, as_png, as_webp
from removerbot.segmentation.revisions import Revision
from removerbot.storage.packs import StickerDraft
from removerbot.storage.sent_files import SentFile

Keyboard = Callable[[StickerDraft, Words], InlineKeyboardMarkup]

_UNCHANGED = Style(outline=None)


@dataclass(frozen=True, eq=False)
class StickerHandlers(BaseHandlers):
    """Handles stickers."""

    rules: Rules
    stickers: Stickers
    packs: PackHandlers

    async def make(self, press: ButtonPress) -> None:
        """Sends a sticker of a cutout."""
        await self.send_new(press.message, press.person, press.revision)

    async def show_styles(self, press: ButtonPress) -> None:
        """Shows the buttons of styles."""
        keyboard = style_keyboard(await self.packs.draft(press), press.words)
        await self.sender.edit_keyboard(press.message, keyboard)

    async def hide_styles(self, press: ButtonPress) -> None:
        """Shows the usual buttons again."""
        await self.packs.show_buttons(press.person, await self.packs.draft(press))

    async def change_style(self, press: ButtonPress) -> None:
        """Replaces a sticker by one with another style."""
        draft_id, style = read_style(press.argument)
        draft = await self.stickers.draft(press.message.chat_id, draft_id)
        if style == draft.style:
            return
        await self.stickers.packs.save_style(press.message.chat_id, press.person.id, style)
        sticker = await self.stickers.make(press.revision, style, draft.emoji)
        await self._send(press.message, press.person, sticker, style_keyboard)
        if draft.unique_id is None and isinstance(press.message, MessageRef):
            await self.sender.delete(press.message)
        else:  # a sticker that is in a pack stays
            await self.packs.show_buttons(press.person, draft)

    async def files(self, press: ButtonPress) -> None:
        """Sends a sticker as files, for other messengers."""
        name = f"{press.revision.job.source.name}-sticker"

        def encode(drawn: Drawn) -> list[Document]:
            webp, png = as_webp(drawn), as_png(drawn)
            return [Document(webp, f"{name}.webp"), Document(png, f"{name}.png")]

        files = await self.stickers.drawn(await self.packs.draft(press), encode)
        caption = press.words.say("sticker-files")
        await self.sender.reply_album(press.message, [each.media for each in files], caption)

    async def send_new(self, to: Shown, person: User, revision: Revision) -> None:
        """Replies with a sticker of a revision, in the style that the person prefers."""
        style = await self.stickers.packs.style(to.chat_id, person.id)
        await self._send(to, person, await self.stickers.make(revision, style))

    async def answer(
        self,
        message: Message,
        person: User,
        base: Revision,
        text: str,
        earlier: MessageRef | None = None,
    ) -> None:
        """Answers words about a photo, with a sticker if they ask for one; in place of their
        earlier answer, if there is one."""
        if wants_sticker(base, text):
            await self.send_new(ref_of(message), person, base)
            return
        async with self.sender.acting(message, ChatAction.UPLOAD_DOCUMENT):
            output = await self.editor.answer(base, text, payer=person.id)
            await self.results.answer(message, person, output, earlier)

    async def sticker(self, message: Message, person: User) -> None:
        """Handles `/sticker`. A cutout or a sticker that it replies to becomes a sticker, a
        sticker of the bot goes into the pack, and of a photo the preview is shown."""
        emoji, color = _read_argument(command_argument(message))
        try:
            target = photo_meant(message)
        except NoPhotoNamed:
            raise NoStickerNamed from None
        if not isinstance(target, Message):
            source = source_for_command(target, message, person)
            await self.results.send(message, person, await self.editor.open(source))
            return
        async with self.sender.acting(message, ChatAction.CHOOSE_STICKER):
            await self._handle(message, person, target, emoji, color)

    async def emoji(self, message: Message, person: User) -> None:
        """Gives a sticker of the bot the emoji of a reply to it."""
        replied = message.reply_to_message
        assert replied
        draft = await self.stickers.packs.draft_by_message(message.chat_id, replied.message_id)
        if draft:
            emoji = read_emoji(message.text or "")
            await self.packs.set_emoji(message, person, draft, emoji)

    async def _handle(
        self,
        message: Message,
        person: User,
        target: Message,
        emoji: tuple[str, ...],
        color: Color | None,
    ) -> None:
        to = ref_of(message)._replace(message_id=shown_number(target))
        shown = to.chat_id, to.message_id
        draft = await self.stickers.packs.draft_by_message(*shown)
        revision = await self.editor.history.of_message(*shown, revision_id_of(target))
        if draft and color is None:
            draft = replace(draft, emoji=emoji or draft.emoji)
            await self.packs.add(draft, person, message)
        elif revision and (revision.clicks or draft):
            style = await self._style(message.chat_id, person, color)
            await self.rules.check_answer(revision, person.id)
            await self._send(to, person, await self.stickers.make(revision, style, emoji))
        elif target.sticker:
            revision = await self.editor.take(source_for_command(target, message, person))
            style = replace(_UNCHANGED, outline=color)
            await self._send(to, person, await self.stickers.make(revision, style, emoji))
        elif revision is None:
            preview = await self.editor.open(source_for_command(target, message, person))
            await self.results.send(target, person, preview)
        else:
            raise NoStickerNamed

    async def _style(self, chat_id: int, person: User, color: Color | None) -> Style:
        preferred = await self.stickers.packs.style(chat_id, person.id)
        if color is None:
            return preferred
        style = replace(preferred, outline=color)
        await self.stickers.packs.save_style(chat_id, person.id, style)
        return style

    async def _send(
        self,
        to: Shown,
        person: User,
        sticker: NewSticker,
        keyboard: Keyboard = fresh_keyboard,
    ) -> None:
        source, buttons = sticker.revision.job.source, None
        if not source.is_private:  # a pack of the group is for all its members
            buttons = keyboard(sticker.draft, self.responder.words(person))
        place = place_for(source, to)
        sent = await self.sender.send_sticker(place, sticker.webp, buttons)
        if number_of(sent) is None:
            await self.stickers.link(sticker, sent.message_id)
        if sent.sticker:
            title = " ".join(sticker.draft.emoji)
            kept = SentFile(person.id, "sticker", sent.sticker.file_id, title)
            await self.results.sent_files.add(sticker.revision, kept)


def _read_argument(text: str) -> tuple[tuple[str, ...], Color | None]:
    """Returns the emoji and the color of the outline that follow `/sticker`.

    Raises:
        NotEmoji: something else follows.
        TooManyEmoji: a sticker cannot have so many.
    """
    color, rest = prompt_parser().take_color(text)
    return (read_emoji(rest) if rest else ()), color
