"""Answers to inline and guest queries."""

import json
from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.inline import RESULT_LIMIT, new_id, read_result, result_content
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.params import (
    boolean,
    integer,
    json_array,
    json_object,
    limited_string,
    optional,
    required,
    string,
)
from telegram_sandbox.types import Destination

Json = dict[str, Any]

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

_button = json_object(
    text=required(string),
    start_parameter=optional(limited_string(64, least=1)),
    web_app=optional(json_object(url=required(string))),
)


def _result(value: Any) -> Json:
    """Reads a result from a form, where it is JSON text, or from a JSON body."""
    return read_result(json.loads(value) if isinstance(value, str) else value)


def _results(value: Any) -> list[Json]:
    return [read_result(each) for each in json_array(value)]


async def answer_inline_query(call: Call) -> bool:
    """Answers an inline query, once. All results must be valid."""
    query = call.state.inline_queries.get(call["inline_query_id"])
    if query is None or query.answer is not None:
        raise bad_request(_TOO_OLD)
    results = call["results"]
    if len(results) > RESULT_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({each["id"] for each in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for each in results:
        await result_content(call.state.files, each)
    fields = ("cache_time", "is_personal", "next_offset", "button")
    given = {name: call[name] for name in fields if call[name] is not None}
    query.answer = {"results": results, **given}
    call.state.notifier.notify()
    return True


async def answer_guest_query(call: Call) -> Json:
    """Answers a guest query, once, with a message in the chat that the bot was called in."""
    state = call.state
    query = state.guest_queries.get(call["guest_query_id"])
    if query is None or query.sent is not None:
        raise bad_request(_TOO_OLD)
    content = await result_content(state.files, call["result"])
    asked = query.call
    query.sent = state.post(
        asked.chat,
        state.bot,
        content,
        Destination(asked, asked.thread),
        call["result"].get("reply_markup"),
        marks={"guest_bot_caller_user": asked.sender.as_json()},
    )
    query.sent.inline_id = new_id()
    state.inline_messages[query.sent.inline_id] = query.sent
    return {"inline_message_id": query.sent.inline_id}


METHODS = {
    "answerInlineQuery": method(
        answer_inline_query,
        inline_query_id=required(string),
        results=required(_results),
        cache_time=optional(integer(least=0)),
        is_personal=optional(boolean),
        next_offset=optional(limited_string(64)),
        button=optional(_button),
    ),
    "answerGuestQuery": method(
        answer_guest_query, guest_query_id=required(string), result=required(_result)
    ),
}
