"""The buttons of stickers: make one of a cutout, dress it, send it as files."""

from collections.abc import Callable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, User

from removerbot.chat.gateway import Gateway, Place
from removerbot.chat.packing import Packing
from removerbot.chat.pressing import Press
from removerbot.chat.sticker_buttons import fresh_keyboard, read_wear, style_keyboard
from removerbot.chat.texts import Words
from removerbot.chat.voice import Voice
from removerbot.errors import StaleButton
from removerbot.ports.packs import StickerDraft
from removerbot.stickers import Made, Stickers

Keyboard = Callable[[StickerDraft, Words], InlineKeyboardMarkup]


@dataclass(frozen=True, eq=False)
class Dressing:
    """Makes stickers and dresses them differently."""

    stickers: Stickers
    packing: Packing
    gateway: Gateway
    voice: Voice

    async def make(self, press: Press) -> None:
        """Make a sticker of a cutout."""
        style = await self.stickers.liked(press.place.chat_id, press.person.id)
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
        await self.stickers.like(press.place.chat_id, press.person.id, style)
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
        self, to: Place, person: User, made: Made, keyboard: Keyboard = fresh_keyboard
    ) -> None:
        """Answer a message with a sticker."""
        buttons = keyboard(made.draft, self.voice.words(person))
        sent = await self.gateway.send_sticker(to, made.sticker.webp, buttons)
        await self.stickers.shown(made, sent.message_id)

    async def _draft(self, press: Press) -> StickerDraft:
        return await self.stickers.draft(press.place.chat_id, int(press.argument or 0))
