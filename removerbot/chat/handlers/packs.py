"""Sticker packs: adding and removing stickers, listing and renaming packs."""

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Message, User

from removerbot.chat.bot_api import Chats
from removerbot.chat.callbacks import ButtonPress, row_id
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.keyboards import added_keyboard, fresh_keyboard, start_keyboard
from removerbot.chat.messages import command_argument
from removerbot.chat.targets import MessageRef
from removerbot.editing.pack_names import sticker_set_title
from removerbot.editing.packs import PackEditor, Requester
from removerbot.editing.stickers import Stickers
from removerbot.errors import NotInPack, OwnerMustStart
from removerbot.imaging.sticker import as_webp
from removerbot.storage.packs import Pack, StickerDraft

ADD_LINK = r"^/start add-[\w-]+$"
"""The message that the link of `start_keyboard` sends."""


@dataclass(frozen=True, eq=False)
class PackHandlers(BaseHandlers):
    """Handles packs."""

    pack_editor: PackEditor
    stickers: Stickers
    chats: Chats

    async def press_add(self, press: ButtonPress) -> str:
        """Adds a sticker to the pack."""
        pack = await self._add(await self.draft(press), press.person)
        return press.words.say("added", title=pack.title)

    async def add(self, draft: StickerDraft, person: User, command: Message) -> None:
        """Adds a sticker to the pack and replies to the command that asks for it."""
        pack = await self._add(draft, person)
        await self.responder.say(
            command, person, "added-link", title=pack.title, link=pack.link
        )

    async def start(self, message: Message, person: User) -> None:
        """Adds the sticker whose link a person has followed to start the bot."""
        token = command_argument(message).removeprefix("add-")
        draft = await self.stickers.draft_by_token(token)
        await self.add(draft, person, message)

    async def press_take_out(self, press: ButtonPress) -> str:
        """Removes a sticker from its pack."""
        draft = await self.draft(press)
        requester = await self._requester(draft.chat_id, press.person)
        try:
            await self.pack_editor.remove(draft.unique_id or "", requester)
        finally:  # if somebody else has removed it, the buttons have to change, too
            await self.show_buttons(press.person, await self.draft(press))
        return press.words.say("removed")

    async def remove(self, message: Message, person: User) -> None:
        """Removes the sticker that `/remove` replies to from its pack."""
        unique_id = await self._unique_id(message.reply_to_message)
        requester = await self._requester(message.chat_id, person)
        await self.pack_editor.remove(unique_id, requester)
        await self.responder.say(message, person, "removed")

    async def pack(self, message: Message, person: User) -> None:
        """Lists the packs of the chat; with a title, renames the pack."""
        if title := command_argument(message):
            requester = await self._requester(message.chat_id, person)
            pack = await self.pack_editor.retitle(title, requester)
            await self.responder.say(message, person, "retitled", title=pack.title)
        else:
            await self._list(message, person)

    async def set_emoji(
        self, message: Message, person: User, draft: StickerDraft, emoji: tuple[str, ...]
    ) -> None:
        """Replaces the emoji of a sticker."""
        requester = await self._requester(message.chat_id, person)
        await self.pack_editor.set_emoji(draft, emoji, requester)
        await self.responder.say(message, person, "emoji-set", emoji=" ".join(emoji))

    async def show_buttons(self, person: User, draft: StickerDraft) -> None:
        """Shows the usual buttons under a sticker, in a pack or not."""
        words, pack = self.responder.words(person), await self.pack_editor.pack_of(draft)
        keyboard = added_keyboard(draft, pack, words) if pack else fresh_keyboard(draft, words)
        await self._edit(draft, keyboard)

    async def _add(self, draft: StickerDraft, person: User) -> Pack:
        webp = await self.stickers.drawn(draft, as_webp)
        requester = await self._requester(draft.chat_id, person)
        try:
            pack = await self.pack_editor.add(draft, webp, requester)
        except OwnerMustStart:
            words, bot = self.responder.words(person), self.sender.username
            await self._edit(draft, start_keyboard(draft, bot, words))
            raise
        assert draft.id
        await self.show_buttons(person, await self.stickers.draft(draft.chat_id, draft.id))
        return pack

    async def _edit(self, draft: StickerDraft, keyboard: InlineKeyboardMarkup) -> None:
        if draft.message_id is not None:
            message = MessageRef(draft.chat_id, draft.message_id)
            await self.sender.edit_keyboard(message, keyboard)

    async def _list(self, message: Message, person: User) -> None:
        words = self.responder.words(person)
        lines = [
            words.say("pack-line", title=pack.title, count=count, link=pack.link)
            for pack, count in await self.pack_editor.existing(message.chat_id)
        ]
        await self.sender.reply(message, "\n\n".join(lines) or words.say("error-no-pack"))

    async def _unique_id(self, replied: Message | None) -> str:
        """Returns the unique id of the sticker that a message shows."""
        if replied is None:
            raise NotInPack
        draft = await self.stickers.packs.draft_by_message(replied.chat_id, replied.message_id)
        if draft and draft.unique_id:
            return draft.unique_id
        if replied.sticker:  # sent from the pack itself
            return replied.sticker.file_unique_id
        raise NotInPack

    async def _requester(self, chat_id: int, person: User) -> Requester:
        is_admin = await self.chats.is_admin(chat_id, person.id)
        title = await self.chats.title(chat_id)
        if sticker_set_title(title) is None:
            title = self.responder.words(person).say("pack-title")
        return Requester(chat_id, person.id, is_admin, title)

    async def draft(self, press: ButtonPress) -> StickerDraft:
        """Returns the sticker that a button is about."""
        return await self.stickers.draft(press.message.chat_id, row_id(press.argument))
