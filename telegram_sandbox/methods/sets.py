"""Methods that make and change sticker sets.

Telegram does not document what it answers for owners who never started the bot or blocked
it; here the strict reading holds: the bot can upload nothing for them and make them no set.
"""

import asyncio
from typing import Any

from telegram_sandbox import media, sets
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.methods.attaching import file_reference, is_file_id, uploaded
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.params import (
    array,
    integer,
    maybe,
    needed,
    one_of,
    string,
    strings,
    structure,
)
from telegram_sandbox.sets import StickerSet
from telegram_sandbox.stickers import Format, StickerFile, check_for_set
from telegram_sandbox.types import User

Json = dict[str, Any]

INITIAL_LIMIT = 50

_format = one_of("static", "animated", "video")

input_sticker = structure(
    sticker=needed(string),
    format=needed(_format),
    emoji_list=needed(strings),
    keywords=maybe(strings),
)


async def upload_sticker_file(call: Call) -> Json:
    """Keep a file for a sticker of a set to come."""
    _check_owner(call, call.user)
    data = uploaded(call, call["sticker"]).data
    file = await asyncio.to_thread(check_for_set, data, call["sticker_format"])
    sticker = media.sticker(call.world.files, file, None)["sticker"]
    return {name: sticker[name] for name in ("file_id", "file_unique_id", "file_size")}


async def create_set(call: Call) -> bool:
    """A set for a person, with its first stickers."""
    items = [input_sticker(item) for item in call["stickers"]]
    if not 1 <= len(items) <= INITIAL_LIMIT:
        raise bad_request("STICKERS_EMPTY" if not items else "STICKERS_TOO_MUCH")
    world, owner = call.world, call.user
    _check_owner(call, owner)
    _check_name(call)
    world.sets.check_new(call["name"], call["title"])
    files = [await _sticker_file(call, item) for item in items]
    made = world.sets.create(call["name"], call["title"], owner, world.bot)
    for file, item in zip(files, items, strict=True):
        sets.add(made, world.sets.new_sticker(made, file, item["emoji_list"]))
    return True


async def add_sticker(call: Call) -> bool:
    """One more sticker, at the end."""
    item = call["sticker"]
    file = await _sticker_file(call, item)
    owned = _owned(call)
    sets.add(owned, call.world.sets.new_sticker(owned, file, item["emoji_list"]))
    return True


async def replace_sticker(call: Call) -> bool:
    """Another sticker in the place of one."""
    item = call["sticker"]
    file = await _sticker_file(call, item)
    owned = _owned(call)
    sticker_set, position = call.world.sets.holding(call["old_sticker"])
    if sticker_set is not owned:
        raise bad_request("STICKER_INVALID")
    new = call.world.sets.new_sticker(owned, file, item["emoji_list"])
    owned.stickers[position] = new
    return True


async def delete_sticker(call: Call) -> bool:
    """Take a sticker out; a set may become empty."""
    sticker_set, position = _place(call)
    del sticker_set.stickers[position]
    return True


async def delete_set(call: Call) -> bool:
    """Take a whole set away."""
    call.world.sets.delete(_changeable(call, call["name"]))
    return True


async def set_title(call: Call) -> bool:
    """Another title."""
    sticker_set = _changeable(call, call["name"])
    sets.check_title(call["title"])
    sticker_set.title = call["title"]
    return True


async def set_emoji_list(call: Call) -> bool:
    """Other emoji for a sticker."""
    sets.check_emoji(call["emoji_list"])
    call.world.sets.set_emoji(*_place(call), call["emoji_list"])
    return True


async def set_position(call: Call) -> bool:
    """Another place in the set; beyond the end is the end."""
    sticker_set, position = _place(call)
    sticker_set.stickers.insert(call["position"], sticker_set.stickers.pop(position))
    return True


async def _sticker_file(call: Call, item: Json) -> StickerFile:
    """The file that an `InputSticker` means, checked with its emoji."""
    sets.check_emoji(item["emoji_list"])
    wanted: Format = item["format"]
    if not is_file_id(item["sticker"]):
        data = uploaded(call, item["sticker"]).data
        return await asyncio.to_thread(check_for_set, data, wanted)
    known = call.world.files.find(item["sticker"])
    if known.kind not in {"sticker", "document"}:
        raise bad_request(f"can't use file of type {known.kind.title()} as Sticker")
    return await asyncio.to_thread(check_for_set, known.data, wanted)


def _check_name(call: Call) -> None:
    """Names of a bot's sets end in `_by_` and its own name."""
    ending = f"_by_{call.world.bot.username}".lower()
    if not call["name"].lower().endswith(ending):
        raise bad_request("invalid sticker set name is specified")


def _check_owner(call: Call, owner: User) -> None:
    """The owner is a person who has started the bot."""
    if owner.is_bot:
        raise bad_request("USER_IS_BOT")
    chat = call.world.chats[owner.id]
    if not chat.begun:
        raise bad_request("PEER_ID_INVALID")
    if chat.status(call.world.bot) == "kicked":
        raise ApiError(403, "Forbidden: bot was blocked by the user")


def _changeable(call: Call, name: str) -> StickerSet:
    """A set that this bot made; for others there is no difference to none at all."""
    sticker_set = call.world.sets.find(name)
    if sticker_set.bot is not call.world.bot:
        raise bad_request("STICKERSET_INVALID")
    return sticker_set


def _owned(call: Call) -> StickerSet:
    """The set of `name`, which must belong to the person of `user_id`."""
    sticker_set = _changeable(call, call["name"])
    owner = call.user
    _check_owner(call, owner)
    if sticker_set.owner is not owner:
        raise bad_request("STICKERSET_INVALID")
    return sticker_set


def _place(call: Call) -> tuple[StickerSet, int]:
    """Where the sticker of `sticker` is."""
    sticker_set, position = call.world.sets.holding(call["sticker"])
    return _changeable(call, sticker_set.name), position


_OWNED = {"user_id": needed(integer()), "name": needed(string)}
_NEW_STICKER = {"sticker": needed(input_sticker)}
_STICKER = {"sticker": needed(string)}

METHODS = {
    "uploadStickerFile": method(
        upload_sticker_file,
        user_id=needed(integer()),
        sticker=needed(file_reference),
        sticker_format=needed(_format),
    ),
    "createNewStickerSet": method(
        create_set,
        **_OWNED,
        title=needed(string),
        stickers=needed(array),
        sticker_type=maybe(one_of("regular")),
    ),
    "addStickerToSet": method(add_sticker, **_OWNED, **_NEW_STICKER),
    "replaceStickerInSet": method(
        replace_sticker, **_OWNED, **_NEW_STICKER, old_sticker=needed(string)
    ),
    "deleteStickerFromSet": method(delete_sticker, **_STICKER),
    "setStickerEmojiList": method(set_emoji_list, **_STICKER, emoji_list=needed(strings)),
    "setStickerPositionInSet": method(
        set_position, **_STICKER, position=needed(integer(least=0))
    ),
    "setStickerSetTitle": method(set_title, name=needed(string), title=needed(string)),
    "deleteStickerSet": method(delete_set, name=needed(string)),
}
