"""What a person does with the bot in chats that it is not in, and sees alone in groups."""

import asyncio

from telegram_sandbox.client.chat import Chat
from telegram_sandbox.client.connection import PATIENCE, POLL_SECONDS, Json
from telegram_sandbox.client.person import Person, button_of


async def ask_inline(
    person: Person, query: str = "", offset: str = "", within: int = 10
) -> Json:
    """Types `@bot query`; returns `{id, answer}` with the answer `null` if there was none."""
    body = {"query": query, "offset": offset, "timeout": within}
    return dict(await _request(person, "POST", "inline", body))


async def choose(person: Person, asked: Json, result_id: str, in_: Chat) -> Json:
    """Sends a result of `ask_inline` to a chat; returns the message."""
    body = {"result": result_id, "chat": in_.id}
    return dict(await _request(person, "POST", f"inline/{asked['id']}", body))


async def call_guest(  # noqa: PLR0913 - what a call is made of
    person: Person,
    text: str,
    *,
    in_: Chat,
    reply_to: Json | None = None,
    as_chat: int | None = None,
    within: int = 10,
) -> Json:
    """Calls the bot in a chat that it is not in.

    Args:
        person: who calls.
        text: with the bot's name.
        in_: the chat.
        reply_to: the message that is replied to.
        as_chat: the id that the chat has in the update, by default its own.
        within: seconds to wait for the answer.

    Returns:
        `{message, query, answer}`; the answer is `null` if there was none.
    """
    number = reply_to and reply_to["message_id"]
    body = {"chat": in_.id, "text": text, "reply_to": number, "timeout": within}
    return dict(await _request(person, "POST", "guest", body | {"as_chat": as_chat}))


async def ephemeral_messages(person: Person, in_: Chat) -> list[Json]:
    """Returns the ephemeral messages that a person sees in a group, their own too."""
    path = f"/people/{person.id}/ephemeral"
    return list(await person.connection.request("GET", path, params={"chat": in_.id}))


async def next_ephemeral(
    person: Person, in_: Chat, after: Json | None = None, within: float = PATIENCE
) -> Json:
    """Waits for the first ephemeral message of the bot after another ephemeral one."""
    last = after["ephemeral_message_id"] if after else 0
    async with asyncio.timeout(within):
        while True:
            seen = (await person.state())["event"]
            for message in await ephemeral_messages(person, in_):
                if message["ephemeral_message_id"] > last and message["from"]["is_bot"]:
                    return message
            await person.events(after=seen, within=POLL_SECONDS)


async def whisper(person: Person, text: str, in_: Chat, reply_to: Json | None = None) -> Json:
    """Writes an ephemeral command, or replies to an ephemeral message."""
    number = reply_to and reply_to["ephemeral_message_id"]
    body = {"chat": in_.id, "text": text, "reply_to": number}
    return dict(await _request(person, "POST", "ephemeral", body))


async def press_ephemeral(
    person: Person, message: Json, label: str, within: int = 10
) -> Json | None:
    """Presses a button of an ephemeral message; see `Person.press`."""
    body = {
        "chat": message["chat"]["id"],
        "data": button_of(message, label)["callback_data"],
        "timeout": within,
    }
    path = f"ephemeral/{message['ephemeral_message_id']}/press"
    answer: Json | None = (await _request(person, "POST", path, body))["answer"]
    return answer


async def _request(person: Person, verb: str, path: str, body: Json) -> Json:
    answer = await person.connection.request(verb, f"/people/{person.id}/{path}", json=body)
    return dict(answer)
