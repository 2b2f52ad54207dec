"""Methods that create and change sticker sets.

Telegram does not document its answers for owners who never started the bot or blocked it.
Here the strict reading holds: the bot cannot upload files or create sets for them.
"""

import asyncio
from typing import Any

from telegram_sandbox.content import sticker_content
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.methods.uploads import file_reference, is_file_id, uploaded
from telegram_sandbox.params import (
    integer,
    json_array,
    json_object,
    one_of,
    optional,
    required,
    string,
    string_list,
)
from telegram_sandbox.sticker_files import Format, StickerFile, check_for_set
from telegram_sandbox.sticker_sets import StickerSet, check_emoji, check_title
from telegram_sandbox.types import User

Json = dict[str, Any]

INITIAL_LIMIT = 50

_format = one_of("static", "animated", "video")

input_sticker = json_object(
    sticker=required(string),
    format=required(_format),
    emoji_list=required(string_list),
    keywords=optional(string_list),
)


async def upload_sticker_file(call: Call) -> Json:
    """Stores a file for a later sticker of a set."""
    _check_owner(call, call.user)
    data = uploaded(call, call["sticker"]).data
    file = await asyncio.to_thread(check_for_set, data, call["sticker_format"])
    sticker = sticker_content(call.state.files, file, None)["sticker"]
    return {name: sticker[name] for name in ("file_id", "file_unique_id", "file_size")}


async def create_set(call: Call) -> bool:
    """Creates a set for a person, with its first stickers."""
    items = [input_sticker(item) for item in call["stickers"]]
    if not 1 <= len(items) <= INITIAL_LIMIT:
        raise bad_request("STICKERS_EMPTY" if not items else "STICKERS_TOO_MUCH")
    state, owner = call.state, call.user
    _check_owner(call, owner)
    _check_name(call)
    state.sets.check_new(call["name"], call["title"])
    files = [await _sticker_file(call, item) for item in items]
    created = state.sets.create(call["name"], call["title"], owner, state.bot)
    for file, item in zip(files, items, strict=True):
        created.add(state.sets.new_sticker(created, file, item["emoji_list"]))
    return True


async def add_sticker(call: Call) -> bool:
    """Adds a sticker at the end of a set."""
    item = call["sticker"]
    file = await _sticker_file(call, item)
    owned = _owned(call)
    owned.add(call.state.sets.new_sticker(owned, file, item["emoji_list"]))
    return True


async def replace_sticker(call: Call) -> bool:
    """Replaces a sticker of a set."""
    item = call["sticker"]
    file = await _sticker_file(call, item)
    owned = _owned(call)
    sticker_set, position = call.state.sets.find_sticker(call["old_sticker"])
    if sticker_set is not owned:
        raise bad_request("STICKER_INVALID")
    owned.stickers[position] = call.state.sets.new_sticker(owned, file, item["emoji_list"])
    return True


async def delete_sticker(call: Call) -> bool:
    """Removes a sticker; a set may become empty."""
    sticker_set, position = _position(call)
    del sticker_set.stickers[position]
    return True


async def get_sticker_set(call: Call) -> Json:
    """Returns a set."""
    return call.state.sets.find(call["name"]).as_json()


async def delete_set(call: Call) -> bool:
    """Deletes a set."""
    call.state.sets.delete(_changeable(call, call["name"]))
    return True


async def set_title(call: Call) -> bool:
    """Changes the title of a set."""
    sticker_set = _changeable(call, call["name"])
    check_title(call["title"])
    sticker_set.title = call["title"]
    return True


async def set_emoji_list(call: Call) -> bool:
    """Changes the emoji of a sticker."""
    check_emoji(call["emoji_list"])
    call.state.sets.set_emoji(*_position(call), call["emoji_list"])
    return True


async def set_position(call: Call) -> bool:
    """Moves a sticker in its set; a position beyond the end is the end."""
    sticker_set, position = _position(call)
    sticker_set.stickers.insert(call["position"], sticker_set.stickers.pop(position))
    return True


async def _sticker_file(call: Call, item: Json) -> StickerFile:
    """Returns the file of an `InputSticker`; checks it and its emoji."""
    check_emoji(item["emoji_list"])
    sticker_format: Format = item["format"]
    if not is_file_id(item["sticker"]):
        data = uploaded(call, item["sticker"]).data
        return await asyncio.to_thread(check_for_set, data, sticker_format)
    file = call.state.files.find(item["sticker"])
    if file.kind not in {"sticker", "document"}:
        raise bad_request(f"can't use file of type {file.kind.title()} as Sticker")
    return await asyncio.to_thread(check_for_set, file.data, sticker_format)


def _check_name(call: Call) -> None:
    """Names of a bot's sets end with `_by_` and its username."""
    ending = f"_by_{call.state.bot.username}".lower()
    if not call["name"].lower().endswith(ending):
        raise bad_request("invalid sticker set name is specified")


def _check_owner(call: Call, owner: User) -> None:
    """The owner must be a person who has started the bot."""
    if owner.is_bot:
        raise bad_request("USER_IS_BOT")
    chat = call.state.chats[owner.id]
    if not chat.is_started:
        raise bad_request("PEER_ID_INVALID")
    if chat.status(call.state.bot) == "kicked":
        raise ApiError(403, "Forbidden: bot was blocked by the user")


def _changeable(call: Call, name: str) -> StickerSet:
    """Returns a set that this bot created; the error is the same for others and for none."""
    sticker_set = call.state.sets.find(name)
    if sticker_set.bot is not call.state.bot:
        raise bad_request("STICKERSET_INVALID")
    return sticker_set


def _owned(call: Call) -> StickerSet:
    """Returns the set of `name`, which must belong to the person of `user_id`."""
    sticker_set = _changeable(call, call["name"])
    owner = call.user
    _check_owner(call, owner)
    if sticker_set.owner is not owner:
        raise bad_request("STICKERSET_INVALID")
    return sticker_set


def _position(call: Call) -> tuple[StickerSet, int]:
    """Returns the set and the position of the sticker of `sticker`."""
    sticker_set, position = call.state.sets.find_sticker(call["sticker"])
    return _changeable(call, sticker_set.name), position


_OWNED = {"user_id": required(integer()), "name": required(string)}
_NEW_STICKER = {"sticker": required(input_sticker)}
_STICKER = {"sticker": required(string)}

METHODS = {
    "getStickerSet": method(get_sticker_set, name=required(string)),
    "uploadStickerFile": method(
        upload_sticker_file,
        user_id=required(integer()),
        sticker=required(file_reference),
        sticker_format=required(_format),
    ),
    "createNewStickerSet": method(
        create_set,
        **_OWNED,
        title=required(string),
        stickers=required(json_array),
        sticker_type=optional(one_of("regular")),
    ),
    "addStickerToSet": method(add_sticker, **_OWNED, **_NEW_STICKER),
    "replaceStickerInSet": method(
        replace_sticker, **_OWNED, **_NEW_STICKER, old_sticker=required(string)
    ),
    "deleteStickerFromSet": method(delete_sticker, **_STICKER),
    "setStickerEmojiList": method(set_emoji_list, **_STICKER, emoji_list=required(string_list)),
    "setStickerPositionInSet": method(
        set_position, **_STICKER, position=required(integer(least=0))
    ),
    "setStickerSetTitle": method(set_title, name=required(string), title=required(string)),
    "deleteStickerSet": method(delete_set, name=required(string)),
}
