"""What was tapped on the page comes into the chat.

Telegram has a kind of message for what a page wants to tell its bot. "Done" becomes one of
our own making and goes the way of every other update: into the journal, into the line of its
chat, to a handler. So it is answered once, whatever is pressed twice and whenever the bot is
killed.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from telegram import Message, Update, User
from telegram.constants import ChatAction, ChatType
from telegram.ext import filters

from removerbot.chat.handlers.results import Results
from removerbot.chat.handlers.stickers import Dressing
from removerbot.chat.messages import message_and_person
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Place, Sender
from removerbot.chat.types import App, Context
from removerbot.editing.editor import Editor
from removerbot.editing.stickers import Stickers
from removerbot.editing.tapping import Form, Tapping, Visitor
from removerbot.errors import RemoverError
from removerbot.revisions import Revision
from removerbot.storage.journal import Incoming, Journal

FIRST = 10**17
"""The least number of such an update. They have 18 digits, which Telegram's never have."""


class PageOutlet:
    """Implements `removerbot.editing.tapping.Outlet`."""

    def __init__(self, journal: Journal, application: App) -> None:
        self._journal = journal
        self._application = application
        self._one_at_a_time = asyncio.Lock()

    async def deliver(self, cut: Revision, visitor: Visitor, form: Form, key: str) -> None:
        """See `removerbot.editing.tapping.Outlet.deliver`."""
        update = _update(cut, visitor, form, key)
        number, chat_id = update["update_id"], cut.job.source.chat_id
        async with self._one_at_a_time:
            taken = Incoming(number, chat_id, visitor.id, json.dumps(update))
            await self._journal.record([taken])  # which leaves one that is known as it was
        bot = self._application.bot
        self._application.update_queue.put_nowait(Update.de_json(update, bot))


def _update(cut: Revision, visitor: Visitor, form: Form, key: str) -> dict[str, Any]:
    """A message as if the visitor had sent it in place of the photo."""
    source = cut.job.source
    digest = sha256(f"{source.chat_id} {visitor.id} {key}".encode()).digest()
    kind = ChatType.PRIVATE if source.chat_id == visitor.id else ChatType.SUPERGROUP
    return {
        "update_id": FIRST + int.from_bytes(digest[:8]) % (9 * FIRST),
        "message": {
            "message_id": source.message_id,
            "date": int(time.time()),
            "chat": {"id": source.chat_id, "type": kind},
            "from": {
                "id": visitor.id,
                "is_bot": False,
                "first_name": visitor.first_name,
                "language_code": visitor.language_code,
            },
            "web_app_data": {
                "button_text": "",
                "data": json.dumps({"cut": cut.id, "form": form}),
            },
        },
    }


class FromPage(filters.UpdateFilter):
    """Updates of our own making; what people's apps claim to come from a page is left out."""

    def filter(self, update: Update) -> bool:
        """Whether it is one."""
        is_ours = update.update_id >= FIRST
        return (
            is_ours and update.message is not None and update.message.web_app_data is not None
        )


@dataclass(frozen=True, eq=False)
class Tapped:
    """Answers what comes from the page."""

    tapping: Tapping
    editor: Editor
    stickers: Stickers
    dressing: Dressing
    results: Results
    gateway: Sender
    voice: Responder

    async def answer(self, update: Update, _: Context) -> None:
        """Send the cutout that was tapped, or a sticker of it."""
        message, person = message_and_person(update)
        assert message.web_app_data
        wish = json.loads(message.web_app_data.data)
        send = self._sticker if wish["form"] == "sticker" else self._document
        try:
            cut = await self.tapping.kept(message.chat_id, wish["cut"], person.id)
            async with self.tapping.counted(cut):
                await send(message, person, cut)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def _document(self, message: Message, person: User, cut: Revision) -> None:
        async with self.gateway.acting(message, ChatAction.UPLOAD_DOCUMENT):
            await self.results.send(message, person, await self.editor.result(cut))

    async def _sticker(self, message: Message, person: User, cut: Revision) -> None:
        async with self.gateway.acting(message, ChatAction.CHOOSE_STICKER):
            style = await self.stickers.style(message.chat_id, person.id)
            made = await self.stickers.make(cut, style)
            place = Place(message.chat_id, message.message_id)
            await self.dressing.send(place, person, made)
