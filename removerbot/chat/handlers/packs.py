"""Packs: stickers go in and out, packs are listed and called something."""

from dataclasses import dataclass

from telegram import Message, Update, User

from removerbot.chat.callbacks import Press
from removerbot.chat.keyboards import added_keyboard, fresh_keyboard, start_keyboard
from removerbot.chat.messages import command_words, message_and_person
from removerbot.chat.queries import Chats
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Place, Sender
from removerbot.chat.types import Context
from removerbot.editing.pack_names import sticker_set_title
from removerbot.editing.packs import PackEditor, Requester
from removerbot.editing.stickers import Stickers
from removerbot.errors import NotInPack, OwnerMustStart, RemoverError
from removerbot.storage.packs import Pack, StickerDraft

BACK_TO_STICKER = r"^/start add-[\w-]+$"
"""What the link of `start_keyboard` has people send."""


@dataclass(frozen=True, eq=False)
class Packing:
    """What the bot does about packs."""

    pack_editor: PackEditor
    stickers: Stickers
    chats: Chats
    gateway: Sender
    voice: Responder

    async def press_add(self, press: Press) -> str:
        """Put a sticker into the pack."""
        pack = await self._add(await self._draft(press), press.person)
        return self.voice.words(press.person).say("added", title=pack.title)

    async def add(self, draft: StickerDraft, person: User, asked: Message) -> None:
        """Put a sticker into the pack, as a message asks for; answers it."""
        pack = await self._add(draft, person)
        await self._say_added(asked, person, pack)

    async def started(self, update: Update, context: Context) -> None:
        """Bring somebody who has started the bot back to the sticker they wanted to add."""
        message, person = message_and_person(update)
        assert context.args
        try:
            draft = await self.stickers.draft_by_token(context.args[0].removeprefix("add-"))
            await self.add(draft, person, message)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def press_take_out(self, press: Press) -> str:
        """Undo an addition."""
        draft = await self._draft(press)
        requester = await self._requester(draft.chat_id, press.person)
        try:
            await self.pack_editor.remove(draft.unique_id or "", requester)
        finally:  # somebody else may have taken it out: then the buttons are wrong
            await self.show_buttons(press.person, await self._draft(press))
        return self.voice.words(press.person).say("removed")

    async def remove(self, update: Update, _: Context) -> None:
        """Take the sticker that `/remove` replies to out of its pack."""
        message, person = message_and_person(update)
        try:
            unique_id = await self._unique_id(message.reply_to_message)
            await self.pack_editor.remove(unique_id, await self._requester_by(message, person))
        except RemoverError as error:
            await self.voice.explain(message, person, error)
        else:
            await self.voice.say(message, person, "removed")

    async def pack(self, update: Update, _: Context) -> None:
        """Show the chat's packs; with words, call them that."""
        message, person = message_and_person(update)
        title = command_words(message)
        try:
            if title:
                requester = await self._requester_by(message, person)
                pack = await self.pack_editor.retitle(title, requester)
                await self.voice.say(message, person, "retitled", title=pack.title)
            else:
                await self._list(message, person)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def set_emoji(
        self, message: Message, person: User, draft: StickerDraft, emoji: tuple[str, ...]
    ) -> None:
        """Let a sticker stand for other emoji."""
        requester = await self._requester_by(message, person)
        await self.pack_editor.set_emoji(draft, emoji, requester)
        await self.voice.say(message, person, "emoji-set", emoji=" ".join(emoji))

    async def show_buttons(self, person: User, draft: StickerDraft) -> None:
        """Show the buttons that a sticker has, in a pack or not."""
        if draft.message_id is None:
            return
        words = self.voice.words(person)
        pack = await self.pack_editor.pack_of(draft)
        keyboard = added_keyboard(draft, pack, words) if pack else fresh_keyboard(draft, words)
        await self.gateway.edit_keyboard(Place(draft.chat_id, draft.message_id), keyboard)

    async def _add(self, draft: StickerDraft, person: User) -> Pack:
        sticker = await self.stickers.draw(draft)
        try:
            pack = await self.pack_editor.add(
                draft, sticker.webp, await self._requester(draft.chat_id, person)
            )
        except OwnerMustStart:
            await self._show_start(draft, person)
            raise
        assert draft.id
        await self.show_buttons(person, await self.stickers.draft(draft.chat_id, draft.id))
        return pack

    async def _show_start(self, draft: StickerDraft, person: User) -> None:
        if draft.message_id is not None:
            words = self.voice.words(person)
            keyboard = start_keyboard(draft, self.gateway.username, words)
            await self.gateway.edit_keyboard(Place(draft.chat_id, draft.message_id), keyboard)

    async def _say_added(self, message: Message, person: User, pack: Pack) -> None:
        await self.voice.say(message, person, "added-link", title=pack.title, link=pack.link)

    async def _list(self, message: Message, person: User) -> None:
        words = self.voice.words(person)
        lines = [
            words.say("pack-line", title=pack.title, count=count, link=pack.link)
            for pack, count in await self.pack_editor.existing(message.chat_id)
        ]
        await self.gateway.reply(message, "\n\n".join(lines) or words.say("error-no-pack"))

    async def _unique_id(self, replied: Message | None) -> str:
        """The sticker in a pack that a message shows, ours or one from the pack itself."""
        if replied is None:
            raise NotInPack
        draft = await self.stickers.draft_by_message(replied.chat_id, replied.message_id)
        if draft and draft.unique_id:
            return draft.unique_id
        if replied.sticker:
            return replied.sticker.file_unique_id
        raise NotInPack

    async def _requester_by(self, message: Message, person: User) -> Requester:
        is_admin = await self.chats.is_admin_of(message)
        return await self._titled(message.chat_id, person, is_admin=is_admin)

    async def _requester(self, chat_id: int, person: User) -> Requester:
        is_admin = await self.chats.is_admin(chat_id, person.id)
        return await self._titled(chat_id, person, is_admin=is_admin)

    async def _titled(self, chat_id: int, person: User, *, is_admin: bool) -> Requester:
        title = await self.chats.title(chat_id)
        if sticker_set_title(title) is None:
            title = self.voice.words(person).say("pack-title")
        return Requester(chat_id, person.id, is_admin, title)

    async def _draft(self, press: Press) -> StickerDraft:
        return await self.stickers.draft(press.place.chat_id, int(press.argument or 0))
