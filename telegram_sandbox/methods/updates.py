"""Methods for updates and webhooks, `getMe` and `getFile`."""

from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import DOWNLOAD_LIMIT
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.params import boolean, integer, optional, required, string, string_list

Json = dict[str, Any]

MAX_POLL_SECONDS = 50


async def get_me(call: Call) -> Json:
    """Returns the bot's own user."""
    return call.state.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.state.privacy,
        **call.state.features.of_bot(),
    }


async def get_updates(call: Call) -> list[Json]:
    """Returns the updates from `offset` on; waits for the first up to `timeout` seconds."""
    updates = call.state.updates
    if call["allowed_updates"] is not None:
        updates.allow(call["allowed_updates"])
    return await updates.poll(call["offset"] or 0, call["limit"] or 100, call["timeout"] or 0)


async def set_webhook(call: Call) -> bool:
    """Sets the webhook; `drop_pending_updates` discards what is pending."""
    connections = call["max_connections"] or 40
    call.state.webhook.set(call["url"], call["secret_token"] or "", connections)
    if call["allowed_updates"] is not None:
        call.state.updates.allow(call["allowed_updates"])
    if call["drop_pending_updates"]:
        call.state.updates.drop()
    return True


async def delete_webhook(call: Call) -> bool:
    """Removes the webhook; `drop_pending_updates` discards what is pending."""
    call.state.webhook.set("", "", 40)
    if call["drop_pending_updates"]:
        call.state.updates.drop()
    return True


async def get_webhook_info(call: Call) -> Json:
    """Returns the state of the webhook."""
    return call.state.webhook.info()


async def get_file(call: Call) -> Json:
    """Returns where to download a file of up to 20 MB."""
    file = call.state.files.find(call["file_id"])
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file.as_json() | {"file_path": file.path}


METHODS = {
    "getMe": method(get_me),
    "getUpdates": method(
        get_updates,
        offset=optional(integer()),
        limit=optional(integer(1, 100)),
        timeout=optional(integer(0, MAX_POLL_SECONDS)),
        allowed_updates=optional(string_list),
    ),
    "setWebhook": method(
        set_webhook,
        url=required(string),
        secret_token=optional(string),
        max_connections=optional(integer(1, 100)),
        allowed_updates=optional(string_list),
        drop_pending_updates=optional(boolean),
    ),
    "deleteWebhook": method(delete_webhook, drop_pending_updates=optional(boolean)),
    "getWebhookInfo": method(get_webhook_info),
    "getFile": method(get_file, file_id=required(string)),
}
