"""What a person taps on the page is answered in the chat.

"Done" on the page becomes an update made by the bot: a message with web app data, as Telegram
has them. It takes the way of every other update, through the journal and the queue to a
handler. So it is answered once, even if it is pressed twice or the bot is killed.
"""

import json
import time
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from telegram import Message, User
from telegram.constants import ChatAction, ChatType

from removerbot.chat.filters import FIRST_PAGE_UPDATE
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.handlers.stickers import StickerHandlers
from removerbot.chat.inbox import Inbox
from removerbot.chat.targets import ref_of
from removerbot.editing.tapping import Form, Tapping, Visitor
from removerbot.segmentation.revisions import Revision


async def deliver(
    inbox: Inbox, revision: Revision, visitor: Visitor, form: Form, key: str
) -> None:
    """See `removerbot.editing.tapping.Deliver`."""
    payload = json.dumps(_update(revision, visitor, form, key))
    await inbox.take_in([payload])  # a known one stays


def _update(revision: Revision, visitor: Visitor, form: Form, key: str) -> dict[str, Any]:
    """Returns a message as if the visitor had sent it in place of the photo."""
    source = revision.job.source
    digest = sha256(f"{source.chat_id} {visitor.id} {key}".encode()).digest()
    chat: dict[str, Any] = {"id": source.chat_id}
    topic: dict[str, Any] = {}
    if source.thread_id:
        topic = {"message_thread_id": source.thread_id, "is_topic_message": True}
    elif source.direct_topic_id:
        topic = {"direct_messages_topic": {"topic_id": source.direct_topic_id}}
        chat["is_direct_messages"] = True
    chat["type"] = ChatType.PRIVATE if source.chat_id == visitor.id else ChatType.SUPERGROUP
    return {
        "update_id": FIRST_PAGE_UPDATE + int.from_bytes(digest[:8]) % (9 * FIRST_PAGE_UPDATE),
        "message": {
            "message_id": source.message_id,
            "date": int(time.time()),
            **topic,
            "chat": chat,
            "from": {
                "id": visitor.id,
                "is_bot": False,
                "first_name": visitor.first_name,
                "language_code": visitor.language_code,
            },
            "web_app_data": {
                "button_text": "",
                "data": json.dumps({"cut": revision.id, "form": form}),
            },
        },
    }


@dataclass(frozen=True, eq=False)
class MiniAppHandlers(BaseHandlers):
    """Handles the updates of `deliver`."""

    tapping: Tapping
    stickers: StickerHandlers

    async def done(self, message: Message, person: User) -> None:
        """Sends the cutout that was tapped, or a sticker of it."""
        assert message.web_app_data
        data = json.loads(message.web_app_data.data)
        revision = await self.tapping.kept(message.chat_id, data["cut"], person.id)
        is_sticker = data["form"] == "sticker"
        action = ChatAction.CHOOSE_STICKER if is_sticker else ChatAction.UPLOAD_DOCUMENT
        async with self.sender.acting(message, action):
            if is_sticker:
                await self.stickers.send_new(ref_of(message), person, revision)
                await self.tapping.quota.count(person.id)
            else:
                result = replace(await self.editor.result(revision), payer=person.id)
                await self.results.send(message, person, result.settled)
