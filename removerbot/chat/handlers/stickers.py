"""What can be written about stickers: `/sticker`, and emoji in reply to one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, Message, Update, User
from telegram.constants import ChatAction

from removerbot.chat.callbacks import Press
from removerbot.chat.handlers.packs import Packing
from removerbot.chat.handlers.results import Results
from removerbot.chat.keyboards import cut_named_by, fresh_keyboard, read_wear, style_keyboard
from removerbot.chat.messages import (
    asked_source,
    command_words,
    message_and_person,
    photo_meant,
)
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Place, Sender
from removerbot.chat.types import Context
from removerbot.editing.editor import Editor
from removerbot.editing.pack_names import read_emoji
from removerbot.editing.permissions import Rules
from removerbot.editing.stickers import NewSticker, Stickers
from removerbot.errors import NoPhotoNamed, NoStickerNamed, RemoverError, StaleButton
from removerbot.i18n import Words
from removerbot.imaging.color import Color, read_color
from removerbot.imaging.sticker import Style
from removerbot.storage.packs import StickerDraft

Keyboard = Callable[[StickerDraft, Words], InlineKeyboardMarkup]


@dataclass(frozen=True, eq=False)
class Dressing:
    """Makes stickers and dresses them differently."""

    stickers: Stickers
    packing: Packing
    gateway: Sender
    voice: Responder

    async def make(self, press: Press) -> None:
        """Make a sticker of a cutout."""
        style = await self.stickers.style(press.place.chat_id, press.person.id)
        made = await self.stickers.make(press.cut, style)
        await self.send(press.place, press.person, made)

    async def choose(self, press: Press) -> None:
        """Show how a sticker can be dressed."""
        keyboard = style_keyboard(await self._draft(press), self.voice.words(press.person))
        await self.gateway.edit_keyboard(press.place, keyboard)

    async def wear(self, press: Press) -> None:
        """Dress a sticker differently: another takes its place."""
        try:
            number, style = read_wear(press.argument)
        except ValueError:
            raise StaleButton from None
        draft = await self.stickers.draft(press.place.chat_id, number)
        if style == draft.style:
            return
        await self.stickers.save_style(press.place.chat_id, press.person.id, style)
        made = await self.stickers.make(press.cut, style, draft.emoji)
        await self.send(press.place, press.person, made, style_keyboard)
        if draft.unique_id is None:
            await self.gateway.delete(press.place)
        else:  # one that is in a pack stays
            await self.packing.show_buttons(press.person, draft)

    async def undress(self, press: Press) -> None:
        """Show the first buttons again."""
        await self.packing.show_buttons(press.person, await self._draft(press))

    async def files(self, press: Press) -> None:
        """Send a sticker as files, for other messengers."""
        sticker = await self.stickers.draw(await self._draft(press))
        name = f"{press.cut.job.source.name}-sticker"
        caption = self.voice.words(press.person).say("sticker-files")
        files = {f"{name}.webp": sticker.webp, f"{name}.png": sticker.png}
        await self.gateway.send_files(press.place, files, caption)

    async def send(
        self, to: Place, person: User, made: NewSticker, keyboard: Keyboard = fresh_keyboard
    ) -> None:
        """Answer a message with a sticker."""
        buttons = keyboard(made.draft, self.voice.words(person))
        sent = await self.gateway.send_sticker(to, made.sticker.webp, buttons)
        await self.stickers.link(made, sent.message_id)

    async def _draft(self, press: Press) -> StickerDraft:
        return await self.stickers.draft(press.place.chat_id, int(press.argument or 0))


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_AS_IT_IS = Style(outline=None)


@dataclass(frozen=True, eq=False)
class StickerHandlers:
    """What the bot does when something is written about stickers."""

    editor: Editor
    rules: Rules
    stickers: Stickers
    dressing: Dressing
    packing: Packing
    results: Results
    gateway: Sender
    voice: Responder

    async def sticker(self, update: Update, _: Context) -> None:
        """Do the obvious with what `/sticker` replies to: of a cutout or a sticker make a
        sticker, show a photo under its grid, put a sticker of ours into the pack."""
        message, person = message_and_person(update)
        try:
            emoji, color = _read_wishes(command_words(message))
            meant = _meant(message)
            async with self.gateway.acting(message, ChatAction.CHOOSE_STICKER):
                await self._do_obvious(message, person, meant, emoji, color)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def emoji(self, update: Update, _: Context) -> None:
        """Give a sticker of ours the emoji that a reply to it consists of."""
        message, person = message_and_person(update)
        assert message.reply_to_message
        place = (message.chat_id, message.reply_to_message.message_id)
        draft = await self.stickers.draft_by_message(*place)
        if draft is None:
            return
        try:
            await self.packing.set_emoji(message, person, draft, read_emoji(message.text or ""))
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def _do_obvious(
        self,
        message: Message,
        person: User,
        meant: Message,
        emoji: tuple[str, ...],
        color: Color | None,
    ) -> None:
        place = Place(message.chat_id, meant.message_id)
        draft = await self.stickers.draft_by_message(*place)
        cut = await self.editor.history.of_message(*place, cut_named_by(meant))
        if draft and color is None:
            draft = replace(draft, emoji=emoji or draft.emoji)
            await self.packing.add(draft, person, message)
        elif cut and (cut.clicks or draft):
            style = await self._style(message.chat_id, person, color)
            await self.rules.check_answer(cut, person.id)
            made = await self.stickers.make(cut, style, emoji)
            await self.dressing.send(place, person, made)
        elif meant.sticker:
            taken = await self.editor.take(asked_source(meant, message, person))
            style = replace(_AS_IT_IS, outline=color) if color else _AS_IT_IS
            made = await self.stickers.make(taken, style, emoji)
            await self.dressing.send(place, person, made)
        elif cut is None:
            preview = await self.editor.open(asked_source(meant, message, person))
            await self.results.send(meant, person, preview)
        else:
            raise NoStickerNamed

    async def _style(self, chat_id: int, person: User, color: Color | None) -> Style:
        liked = await self.stickers.style(chat_id, person.id)
        if color is None:
            return liked
        style = replace(liked, outline=color)
        await self.stickers.save_style(chat_id, person.id, style)
        return style


def _meant(message: Message) -> Message:
    try:
        return photo_meant(message)
    except NoPhotoNamed:
        raise NoStickerNamed from None


def _read_wishes(words: str) -> tuple[tuple[str, ...], Color | None]:
    """The emoji and the colour of the outline in what stands behind `/sticker`.

    Raises:
        NotEmoji: something else stands there.
        TooManyEmoji: there are more than a sticker can have.
    """
    color = _COLOUR.search(words)
    rest = _COLOUR.sub("", words, count=1).strip()
    return (read_emoji(rest) if rest else ()), (read_color(color[0]) if color else None)
