"""Groups: the bot speaks when it is asked, and only then."""

from dataclasses import replace

from telegram import Message, Update, User
from telegram.constants import ChatAction, ChatType
from telegram.ext import ContextTypes

from removerbot.chat.buttons import cut_named_by, rules_keyboard
from removerbot.chat.filters import COMMAND
from removerbot.chat.gateway import Gateway, Place
from removerbot.chat.results import Results
from removerbot.chat.source import source_of
from removerbot.chat.voice import Voice
from removerbot.errors import NoPhotoNamed, NotAnImage, NothingToCut, RemoverError
from removerbot.jobs import Cut, Source
from removerbot.rules import Rules
from removerbot.service import Remover

Context = ContextTypes.DEFAULT_TYPE


class GroupHandlers:
    """What the bot does on each kind of message in groups. (`/cut` works in private too.)"""

    def __init__(
        self,
        remover: Remover,
        rules: Rules,
        gateway: Gateway,
        voice: Voice,
        results: Results,
    ) -> None:
        self._remover = remover
        self._rules = rules
        self._gateway = gateway
        self._voice = voice
        self._results = results

    async def start(self, update: Update, _: Context) -> None:
        """Say how it works in groups."""
        message, person = message_and_person(update)
        bot = message.get_bot().username
        await self._voice.say(message, person, "group-start", bot=bot)

    async def cut(self, update: Update, _: Context) -> None:
        """Show the photo that `/cut` replies to under its grid; with a place, cut at once."""
        message, person = message_and_person(update)
        words = command_words(message)
        try:
            photo = photo_meant(message)
            source = asked_source(photo, message, person)
            if words:
                await self._cut_at_once(message, person, source, words)
                return
            async with self._gateway.acting(message, ChatAction.UPLOAD_PHOTO):
                preview = await self._remover.open(source)
                await self._results.send(photo, person, preview)
        except RemoverError as error:
            await self._voice.explain(message, person, error)

    async def words(self, update: Update, _: Context) -> None:
        """Cut out what a reply to a message of ours points at, if that message is about a
        photo; else it is ordinary talk."""
        message, person = message_and_person(update)
        original = message.reply_to_message
        assert original
        if base := await self._remover.cut_shown(
            message.chat_id, original.message_id, cut_named_by(original)
        ):
            await self._answer_words(message, person, base, message.text or "")

    async def rules(self, update: Update, _: Context) -> None:
        """Show an admin what the group has settled."""
        message, person = message_and_person(update)
        try:
            rules = await self._rules.of(
                message.chat_id, is_admin=await self._gateway.is_admin_of(message)
            )
        except RemoverError as error:
            await self._voice.explain(message, person, error)
        else:
            words = self._voice.words(person)
            await self._gateway.reply_with_buttons(
                message, words.say("rules"), rules_keyboard(rules, words)
            )

    async def toggle(self, update: Update, context: Context) -> None:
        """Turn one of the rules to its opposite."""
        query = update.callback_query
        assert query
        assert query.message
        assert context.match
        chat_id, person = query.message.chat.id, query.from_user
        words = self._voice.words(person)
        try:
            is_admin = await self._gateway.is_admin(chat_id, person.id)
            rules = await self._rules.toggle(chat_id, context.match[1], is_admin=is_admin)
        except RemoverError as error:
            await self._voice.alert(query, error)
        else:
            place = Place(chat_id, query.message.message_id)
            await self._gateway.edit_keyboard(place, rules_keyboard(rules, words))
            await self._gateway.answer(query, None)

    async def moved(self, update: Update, _: Context) -> None:
        """Let a group that became a supergroup keep what it has."""
        message = update.message
        assert message
        old = message.migrate_from_chat_id or message.chat_id
        await self._rules.moved(old, message.migrate_to_chat_id or message.chat_id)

    async def membership(self, update: Update, _: Context) -> None:
        """Forget a group that the bot was taken out of."""
        change = update.my_chat_member
        assert change
        is_group = change.chat.type != ChatType.PRIVATE
        if is_group and change.new_chat_member.status in ("left", "kicked"):
            await self._rules.left(change.chat.id)

    async def _cut_at_once(
        self, message: Message, person: User, source: Source, words: str
    ) -> None:
        base = await self._remover.take(source)
        await self._answer_words(message, person, base, words)

    async def _answer_words(
        self, message: Message, person: User, base: Cut, words: str
    ) -> None:
        try:
            await self._rules.check_answer(base, person.id)
            async with self._gateway.acting(message, ChatAction.UPLOAD_DOCUMENT):
                shown = await self._remover.answer(base, words)
                await self._results.send(message, person, shown)
        except RemoverError as error:
            await self._results.refuse(message, person, error, base)


def message_and_person(update: Update) -> tuple[Message, User]:
    """Both are there in every message that a handler takes."""
    assert update.message
    assert update.message.from_user
    return update.message, update.message.from_user


def command_words(message: Message) -> str:
    """What stands behind the command of a text or a caption."""
    return COMMAND.sub("", message.text or message.caption or "", count=1).strip()


def photo_meant(message: Message) -> Message:
    """The message whose photo a command is about: its own, or the one it replies to.

    Raises:
        NoPhotoNamed: there is neither.
    """
    if message.caption is not None:
        return message
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created:  # what all in a topic "reply" to
        raise NoPhotoNamed
    return replied


def asked_source(photo: Message, asked: Message, person: User) -> Source:
    """A photo that somebody asked about with a command. Whoever asks anew begins anew, so
    it is kept under the message that asked.

    Raises:
        NothingToCut: there is no photo in the message.
        FileTooLarge: Telegram would not hand it out.
    """
    try:
        source = source_of(photo, person.id)
    except NotAnImage:
        raise NothingToCut from None
    return replace(source, message_id=asked.message_id)
