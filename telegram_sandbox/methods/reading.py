"""Methods by which a bot learns: who it is, what happened, where a file lies."""

from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import DOWNLOAD_LIMIT
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.params import boolean, integer, maybe, needed, string, strings

Json = dict[str, Any]

LONGEST_POLL = 50


async def get_me(call: Call) -> Json:
    """The bot itself."""
    return call.world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.world.privacy,
        "supports_inline_queries": False,
    }


async def get_updates(call: Call) -> list[Json]:
    """What happened since the last confirmed update."""
    updates = call.world.updates
    if call["allowed_updates"] is not None:
        updates.allow(call["allowed_updates"])
    return await updates.poll(call["offset"] or 0, call["limit"] or 100, call["timeout"] or 0)


async def set_webhook(call: Call) -> bool:
    """Have updates brought to an address; what waits may be dropped."""
    connections = call["max_connections"] or 40
    call.world.courier.set(call["url"], call["secret_token"] or "", connections)
    if call["allowed_updates"] is not None:
        call.world.updates.allow(call["allowed_updates"])
    if call["drop_pending_updates"]:
        call.world.updates.drop()
    return True


async def delete_webhook(call: Call) -> bool:
    """Bring updates nowhere; what waits may be dropped."""
    call.world.courier.set("", "", 40)
    if call["drop_pending_updates"]:
        call.world.updates.drop()
    return True


async def get_webhook_info(call: Call) -> Json:
    """Where updates are brought, how many wait, and what went wrong last."""
    return call.world.courier.info()


async def get_file(call: Call) -> Json:
    """Where to download a file of up to 20 MB."""
    file = call.world.files.find(call["file_id"])
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file.as_json() | {"file_path": file.path}


METHODS = {
    "getMe": method(get_me),
    "getUpdates": method(
        get_updates,
        offset=maybe(integer()),
        limit=maybe(integer(1, 100)),
        timeout=maybe(integer(0, LONGEST_POLL)),
        allowed_updates=maybe(strings),
    ),
    "setWebhook": method(
        set_webhook,
        url=needed(string),
        secret_token=maybe(string),
        max_connections=maybe(integer(1, 100)),
        allowed_updates=maybe(strings),
        drop_pending_updates=maybe(boolean),
    ),
    "deleteWebhook": method(delete_webhook, drop_pending_updates=maybe(boolean)),
    "getWebhookInfo": method(get_webhook_info),
    "getFile": method(get_file, file_id=needed(string)),
}
