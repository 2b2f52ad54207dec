"""Methods that send stickers and look at sets."""

from typing import Any

from telegram_sandbox.methods.attaching import file_reference, media_content
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.methods.sending import DELIVERY, MARKUP, post
from telegram_sandbox.params import maybe, needed, string

Json = dict[str, Any]


async def send_sticker(call: Call) -> Json:
    """A sticker; an upload that is none for Telegram, such as a PNG, arrives as a document."""
    return post(call, await media_content(call, "sticker", call["sticker"])).as_json()


async def get_sticker_set(call: Call) -> Json:
    """A set as it stands."""
    return call.world.sets.find(call["name"]).as_json()


METHODS = {
    "sendSticker": method(
        send_sticker,
        **DELIVERY,
        sticker=needed(file_reference),
        emoji=maybe(string),
        reply_markup=MARKUP,
    ),
    "getStickerSet": method(get_sticker_set, name=needed(string)),
}
