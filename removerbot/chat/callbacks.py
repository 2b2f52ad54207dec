"""Inline buttons: their callback data, and the handling of presses.

The callback data of a button is `verb:revision:argument`, or `verb:revision` without an
argument: what to do, and with which revision. Telegram allows 64 bytes.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from weakref import WeakValueDictionary

from telegram import CallbackQuery, InlineKeyboardButton, Message, User

from removerbot.chat.messages import command_argument
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Sender
from removerbot.chat.storage_chat import is_here_only
from removerbot.chat.targets import (
    EphemeralRef,
    InlineRef,
    MessageRef,
    Shown,
    pressed,
    ref_of_photo,
    shown_as,
)
from removerbot.editing.editor import Editor
from removerbot.editing.history import History
from removerbot.editing.permissions import Rules
from removerbot.errors import StaleButton
from removerbot.i18n import Words, prompt_parser
from removerbot.segmentation.revisions import Revision
from removerbot.storage.sent_files import SentFile

_LARGEST_ID = 2**31 - 1
"""PostgreSQL's limit for the ids of revisions and stickers."""

_DATA = re.compile(r"([a-z]{1,12}):([1-9][0-9]{0,17})(?::([A-Za-z0-9#,.-]{1,24}))?", re.ASCII)

_NO_WORD = re.compile(r"[\W_]+")

_ROW_ID = re.compile(r"[1-9][0-9]{0,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CallbackData:
    """The callback data of a button about a revision."""

    verb: str
    revision_id: int
    argument: str = ""

    @classmethod
    def parse(cls, text: str | None) -> Self:
        """Parses what `encode` returns.

        Raises:
            StaleButton: it is not the data of such a button.
        """
        match = _DATA.fullmatch(text or "")
        if match is None:
            raise StaleButton
        return cls(match[1], row_id(match[2]), match[3] or "")

    def encode(self) -> str:
        """Returns the data as Telegram keeps it."""
        return ":".join(filter(None, (self.verb, str(self.revision_id), self.argument)))


def row_id(digits: str) -> int:
    """Parses the id of a row.

    Raises:
        StaleButton: there cannot be such a row.
    """
    if not _ROW_ID.fullmatch(digits) or int(digits) > _LARGEST_ID:
        raise StaleButton
    return int(digits)


def button(
    label: str, verb: str, revision: Revision, argument: str = ""
) -> InlineKeyboardButton:
    """Returns a button that does something with a stored revision."""
    assert revision.id
    data = CallbackData(verb, revision.id, argument).encode()
    return InlineKeyboardButton(label, callback_data=data)


def named_buttons(
    words: Words, revision: Revision, *verbs: str, argument: str = ""
) -> list[InlineKeyboardButton]:
    """Returns a button for each verb, with the text that is named after it."""
    return [button(words.say(f"button-{verb}"), verb, revision, argument) for verb in verbs]


def revision_id_of(message: Message) -> int | None:
    """Returns the id of the revision that the buttons under a message are about."""
    for each in _buttons(message):
        with suppress(StaleButton):
            return CallbackData.parse(str(each.callback_data)).revision_id
    return None


def named_button(message: Message) -> str | None:
    """Returns the callback data of the button that a reply to its message names: by its number,
    or in private by its words, where they mean nothing else."""
    if not (buttons := _buttons(message.reply_to_message)):
        return None
    parser, text = prompt_parser(), command_argument(message)
    name, is_view = parser.read_choice(text), parser.read_zoom(text) is not None
    is_other = is_view or parser.is_prompt(text) or parser.is_color(text)
    if message.chat_id > 0 and not (name or is_other or parser.read_order(text)):
        name = _plain(text)
    by_name = {_plain(each.text): str(each.callback_data) for each in buttons}
    data = by_name.get(name or "", "")
    return data if _DATA.fullmatch(data) else None


def _plain(label: str) -> str:
    return _NO_WORD.sub(" ", label).strip().casefold()


def _buttons(message: Message | None) -> list[InlineKeyboardButton]:
    markup = message.reply_markup if message else None
    return [each for row in markup.inline_keyboard for each in row] if markup else []


async def linked(
    history: History,
    revision: Revision,
    sent: Message,
    *,
    request: int = 0,
    file: SentFile | None = None,
) -> Revision:
    """Returns the revision that a message shows, linked to it and to the `request` that it
    answers: not the one given if the message was sent before a crash and names another."""
    named = revision_id_of(sent)
    if named and named != revision.id:
        before = await history.of_message(sent.chat_id, sent.message_id, named)
        revision = before or revision
    await history.link(revision, sent.message_id, request=request, file=file)
    return revision


MessageLocks = WeakValueDictionary[Shown, asyncio.Lock]
"""A lock for each message, which is held while the message is changed."""


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """A press of a button under a message that shows a revision; often without an argument."""

    message: Shown
    person: User
    words: Words
    revision: Revision
    argument: str


ButtonHandler = Callable[[ButtonPress], Awaitable[str | None]]
"""Handles a press; returns the notification to show to the person, if any."""


@dataclass(frozen=True, eq=False)
class ButtonRouter:
    """Passes each press to the handler of its verb."""

    editor: Editor
    rules: Rules
    sender: Sender
    responder: Responder
    handlers: Mapping[str, ButtonHandler]
    locks: MessageLocks

    async def press(self, query: CallbackQuery) -> None:
        """Handles a press and answers its callback query."""
        note = await self._handle(query.data, pressed(query), query.from_user)
        await self.sender.answer(query, note)

    async def press_named(self, message: Message, person: User) -> None:
        """Handles a reply that names a button as a press of it."""
        assert message.reply_to_message
        shown = shown_as(message.reply_to_message, person.id)
        if note := await self._handle(named_button(message), shown, person):
            await self.sender.reply(message, note)

    async def _handle(self, text: str | None, message: Shown, person: User) -> str | None:
        data = CallbackData.parse(text)
        handler = self.handlers.get(data.verb)
        is_inline = isinstance(message, InlineRef)
        if handler is None or (is_inline and is_here_only(data.encode())):
            raise StaleButton
        self.sender.quiet.answered(message.chat_id, person.id)
        # One press per message at a time: the next press sees what this one has changed.
        async with self.locks.setdefault(message, asyncio.Lock()):
            shown = message.chat_id, message.message_id
            words = self.responder.words(person)
            try:
                revision = await self.editor.history.of_button(*shown, data.revision_id)
            except StaleButton:
                if is_inline:  # only the revisions of who pressed were looked through
                    return words.say("guest-not-yours")
                raise
            if revision is None:
                return None
            if isinstance(message, MessageRef):  # Telegram does not tell the topic of old ones
                message = ref_of_photo(revision.job.source)._replace(message_id=shown[1])
            await self.rules.check_answer(revision, person.id)
            if revision.job.source.is_private and not isinstance(message, EphemeralRef):
                raise StaleButton  # nobody else may see it
            return await handler(ButtonPress(message, person, words, revision, data.argument))
