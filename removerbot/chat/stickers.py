"""What can be written about stickers: `/sticker`, and emoji in reply to one."""

import re
from dataclasses import dataclass, replace

from telegram import Message, Update, User
from telegram.constants import ChatAction

from removerbot.chat.buttons import cut_named_by
from removerbot.chat.dressing import Dressing
from removerbot.chat.gateway import Gateway, Place
from removerbot.chat.messages import command_words, message_and_person, photo_meant
from removerbot.chat.packing import Packing
from removerbot.chat.results import Results
from removerbot.chat.source import asked_source
from removerbot.chat.types import Context
from removerbot.chat.voice import Voice
from removerbot.core.emojis import read_emoji
from removerbot.core.paint import Colour, read_colour
from removerbot.core.sticker import Style
from removerbot.errors import NoPhotoNamed, NoStickerNamed, RemoverError
from removerbot.rules import Rules
from removerbot.service import Remover
from removerbot.stickers import Stickers

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_AS_IT_IS = Style(outline=None)


@dataclass(frozen=True, eq=False)
class StickerHandlers:
    """What the bot does when something is written about stickers."""

    remover: Remover
    rules: Rules
    stickers: Stickers
    dressing: Dressing
    packing: Packing
    results: Results
    gateway: Gateway
    voice: Voice

    async def sticker(self, update: Update, _: Context) -> None:
        """Do the obvious with what `/sticker` replies to: of a cutout or a sticker make a
        sticker, show a photo under its grid, put a sticker of ours into the pack."""
        message, person = message_and_person(update)
        try:
            emoji, colour = _read_wishes(command_words(message))
            meant = _meant(message)
            async with self.gateway.acting(message, ChatAction.CHOOSE_STICKER):
                await self._do_obvious(message, person, meant, emoji, colour)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def emoji(self, update: Update, _: Context) -> None:
        """Give a sticker of ours the emoji that a reply to it consists of."""
        message, person = message_and_person(update)
        assert message.reply_to_message
        place = (message.chat_id, message.reply_to_message.message_id)
        draft = await self.stickers.draft_shown(*place)
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
        colour: Colour | None,
    ) -> None:
        place = Place(message.chat_id, meant.message_id)
        draft = await self.stickers.draft_shown(*place)
        cut = await self.remover.cut_shown(*place, cut_named_by(meant))
        if draft and colour is None:
            draft = replace(draft, emoji=emoji or draft.emoji)
            await self.packing.add(draft, person, message)
        elif cut and (cut.steps or draft):
            style = await self._style(message.chat_id, person, colour)
            await self.rules.check_answer(cut, person.id)
            made = await self.stickers.make(cut, style, emoji)
            await self.dressing.send(place, person, made)
        elif meant.sticker:
            taken = await self.remover.take(asked_source(meant, message, person))
            style = replace(_AS_IT_IS, outline=colour) if colour else _AS_IT_IS
            made = await self.stickers.make(taken, style, emoji)
            await self.dressing.send(place, person, made)
        elif cut is None:
            preview = await self.remover.open(asked_source(meant, message, person))
            await self.results.send(meant, person, preview)
        else:
            raise NoStickerNamed

    async def _style(self, chat_id: int, person: User, colour: Colour | None) -> Style:
        liked = await self.stickers.liked(chat_id, person.id)
        if colour is None:
            return liked
        style = replace(liked, outline=colour)
        await self.stickers.like(chat_id, person.id, style)
        return style


def _meant(message: Message) -> Message:
    try:
        return photo_meant(message)
    except NoPhotoNamed:
        raise NoStickerNamed from None


def _read_wishes(words: str) -> tuple[tuple[str, ...], Colour | None]:
    """The emoji and the colour of the outline in what stands behind `/sticker`.

    Raises:
        NotEmoji: something else stands there.
        TooManyEmoji: there are more than a sticker can have.
    """
    colour = _COLOUR.search(words)
    rest = _COLOUR.sub("", words, count=1).strip()
    return (read_emoji(rest) if rest else ()), (read_colour(colour[0]) if colour else None)
