"""Commands, replies and settings in groups, where the bot answers only when it is asked."""

from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest

from removerbot.chat.filters import is_command, is_prompt_for_bot
from removerbot.chat.handlers.photos import PhotoHandlers
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.handlers.stickers import StickerHandlers
from removerbot.chat.keyboards import rules_keyboard
from removerbot.chat.messages import (
    Context,
    WithPhoto,
    command_argument,
    mention,
    moved_chat,
    photo_meant,
    source_for_command,
)
from removerbot.chat.targets import (
    EphemeralRef,
    MessageRef,
    pressed,
    ref_of,
    shown_as,
    shown_number,
)
from removerbot.editing.meaning import is_shown, is_unreadable, without_talk
from removerbot.editing.permissions import Rules
from removerbot.errors import NoPhotoNamed, RemoverError, StaleButton
from removerbot.i18n import prompt_parser
from removerbot.segmentation.reply_words import TALK
from removerbot.segmentation.revisions import Revision


@dataclass(frozen=True, eq=False)
class GroupHandlers(BaseHandlers):
    """Handles what happens in groups, and commands about a photo in all chats."""

    rules: Rules
    stickers: StickerHandlers
    photos: PhotoHandlers

    async def start(self, message: Message, person: User) -> None:
        """Says how the bot works in groups."""
        bot = message.get_bot().username
        await self.responder.say(message, person, "group-start", bot=bot)

    async def cut(self, message: Message, person: User) -> None:
        """Shows the photo that `/cut` or the bot's name is about; cuts at once at a place."""
        try:
            photo = photo_meant(message)
        except NoPhotoNamed:
            if message.chat_id < 0 or not await self._cut_newest(message, person):
                raise
            return
        text = command_argument(message)
        order = prompt_parser().read_order(text) if message.text else None
        if order == "help" or (order == "thanks" and mention(message)):
            await (self.start if order == "help" else self.photos.text)(message, person)
            return
        source = source_for_command(photo, message, person)
        async with self._looking(message, photo):
            if text:
                if message.media_group_id and prompt_parser().read_number(text)[0]:
                    raise NoPhotoNamed  # the bot does not get the others of the album
                base = await self.editor.take(source)
                if not is_unreadable(base, without_talk(base, text)):
                    await self._answer(message, person, base, text)
                    return
            async with self.sender.acting(message, ChatAction.UPLOAD_PHOTO):
                preview = await self.editor.open(source)
                if text:  # that was not understood
                    preview = replace(preview, advises=True)
                to = photo if isinstance(photo, Message) else message
                await self.results.send(to, person, preview)

    async def _cut_newest(self, message: Message, person: User) -> bool:
        """Does the same for the newest photo; returns whether there is one."""
        job = await self.editor.history.newest(message.chat_id, person.id)
        if job is None:
            return False
        if command_argument(message):
            await self.photos.text(message, person)
        else:
            await self.results.send(message, person, await self.editor.preview(Revision(job)))
        return True

    async def auto(self, message: Message, person: User) -> None:
        """Shows proposals for the photo that `/auto` is about."""
        photo = photo_meant(message)
        base = await self.results.shown_by(photo) if isinstance(photo, Message) else None
        if base:
            await self.rules.check_answer(base, person.id)
        else:
            base = await self.editor.take(source_for_command(photo, message, person))
        acting = self.sender.acting(message, ChatAction.UPLOAD_PHOTO)
        async with self._looking(message, photo), acting:
            proposals = await self.editor.propose(base, payer=person.id)
            await self.results.send(message, person, proposals)

    async def text(self, message: Message, person: User) -> None:
        """Cuts out what a reply to a message of the bot points at, if that message shows a
        revision; other replies are not answered."""
        replied = message.reply_to_message
        assert replied
        self.sender.quiet.answered(message.chat_id, person.id)
        if base := await self.results.shown_by(replied):
            is_done = await self._answer(message, person, base, command_argument(message))
            shown = shown_as(replied, person.id)
            if is_done and isinstance(shown, EphemeralRef):
                await self.sender.delete(shown)

    def _looking(self, message: Message, photo: WithPhoto) -> AbstractAsyncContextManager[None]:
        """Shows on the photo that the bot looks at it, if the photo is in this group."""
        number = 0
        if isinstance(photo, Message) and message.chat.type != ChatType.PRIVATE:
            number = shown_number(photo)
        return self.sender.reactions.looking(message.chat_id, number)

    async def edited(self, message: Message, person: User) -> None:
        """Corrects the answer to a text or caption that was edited; answers it if it had none
        and is about a photo. Begins anew with a photo that has taken another's place."""
        if await self._is_replaced(message):
            await (self.cut if message.chat_id < 0 else self.photos.photo)(message, person)
            return
        text = message.text or message.caption or ""
        is_talk = prompt_parser().read_order(text) in TALK
        if is_talk or (text.startswith("/") and not is_command(message, "cut")):
            return
        answer = await self.editor.history.answer_to(message.chat_id, message.message_id)
        base = await self._edited_base(message, answer[0] if answer else None)
        if base:
            await self._correct(message, person, base, answer)
        elif text.startswith("/"):
            await self.cut(message, person)

    async def _is_replaced(self, message: Message) -> bool:
        """Whether a message has another photo than the one it came with; puts that one away. A
        photo may have several ids, but has one `file_unique_id`."""
        photo = message.photo[-1] if message.photo else message.document
        if photo is None:
            return False
        base = await self.editor.history.of_message(message.chat_id, message.message_id)
        if base is None or base.job.source.message_id != message.message_id:
            return False
        if photo.file_id == base.job.source.file_id:
            return False
        with suppress(BadRequest):  # that photo is gone
            had = await self.sender.bot.get_file(base.job.source.file_id)
            if had.file_unique_id == photo.file_unique_id:
                return False
        await self.editor.history.put_away(base.job)
        return True

    async def _edited_base(self, message: Message, answer: Revision | None) -> Revision | None:
        """Returns the revision that an edited message goes on from."""
        history, replied, base = self.editor.history, message.reply_to_message, None
        if replied and is_prompt_for_bot(message):
            base = await self.results.shown_by(replied)
        if answer and (base is None or base.job != answer.job):
            base = Revision(answer.job)
        return base or await history.of_message(message.chat_id, message.message_id)

    async def _correct(
        self,
        message: Message,
        person: User,
        base: Revision,
        answer: tuple[Revision, int | None] | None,
    ) -> None:
        words, history = command_argument(message), self.editor.history
        shown = None
        try:
            base, words = await history.photo_meant(base, words, is_reply=True)
            words = without_talk(base, words)
            is_own_photo = base.job.source.message_id == message.message_id
            if not (message.reply_to_message or is_own_photo):
                base = await history.cutout_meant(base, words, before=message.message_id)
            if answer:
                revision, shown = answer
                if is_shown(base, words, revision):
                    return
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)
            return
        ref = ref_of(message)._replace(message_id=shown) if shown else None
        await self._answer(message, person, base, words, ref)

    async def settings(self, message: Message, person: User) -> None:
        """Shows the rules of the group to an administrator."""
        rules = await self.rules.of(message.chat_id, person.id)
        words = self.responder.words(person)
        await self.sender.reply(message, words.say("rules"), rules_keyboard(rules, words))

    async def toggle(self, query: CallbackQuery, rule: str) -> None:
        """Changes a rule to its opposite."""
        message = pressed(query)
        if message.chat_id > 0:  # private chats have no rules, nor chats without the bot
            raise StaleButton
        person = query.from_user
        rules = await self.rules.toggle(message.chat_id, rule, person.id)
        words = self.responder.words(person)
        await self.sender.edit_keyboard(message, rules_keyboard(rules, words))
        await self.sender.answer(query, None)

    async def moved(self, update: Update, _: Context) -> None:
        """Keeps what belongs to a group that became a supergroup, under its new id."""
        message = update.message
        assert message
        await self.rules.packs.move_chat(*moved_chat(message))

    async def membership(self, update: Update, _: Context) -> None:
        """Deletes what belongs to a group that the bot was removed from."""
        change = update.my_chat_member
        assert change
        self.sender.quiet.ask_again(change.chat.id)
        is_group = change.chat.type != ChatType.PRIVATE
        if is_group and change.new_chat_member.status in ("left", "kicked"):
            await self.rules.packs.delete_chat(change.chat.id)
        storage = self.sender.storage
        if change.chat.id == storage.chat_id:
            await self.sender.retrier.repeat(storage.chat_id, storage.check)

    async def _answer(
        self,
        message: Message,
        person: User,
        base: Revision,
        text: str,
        earlier: MessageRef | None = None,
    ) -> bool:
        """Answers a message: in place of its earlier answer, if there is one. Returns whether
        it could be answered; else says why not."""
        try:
            await self.rules.check_answer(base, person.id)
            text = without_talk(base, text)
            await self.stickers.answer(message, person, base, text, earlier)
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)
            return False
        return True
