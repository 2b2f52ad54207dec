"""The users' side of the server: the bot called by its name, and what one person sees alone.

    POST /sandbox/people/ID/inline           {query, offset, timeout}: types behind the bot's
                                             name; returns {id, answer}
    POST /sandbox/people/ID/inline/QUERY     {result, chat}: sends a result; returns the message
    POST /sandbox/people/ID/guest            {chat, text, reply_to, as_chat, timeout}: calls the
                                             bot in a chat that it is not in; returns {message,
                                             query, answer}
    GET  /sandbox/people/ID/ephemeral?chat=  the ephemeral messages that reached the person
    POST /sandbox/people/ID/ephemeral        {chat, text, reply_to}: an ephemeral command, or a
                                             reply to an ephemeral message
    POST /sandbox/people/ID/ephemeral/NUMBER/press   {chat, data, timeout}

`as_chat` is the chat's id in the update, which may be that of any other chat of the bot.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox import ephemeral
from telegram_sandbox.content import text_content
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.inline import GuestQuery, InlineQuery, new_id, result_content
from telegram_sandbox.params import integer, optional, read_params, required, string
from telegram_sandbox.request_body import read_json
from telegram_sandbox.state import State
from telegram_sandbox.types import PRESENT, Chat, Destination, Json, Message, User
from telegram_sandbox.user_api.chats import MAX_WAIT_SECONDS

_timeout = optional(integer(0, MAX_WAIT_SECONDS))
_inline_fields = {"query": required(string), "offset": optional(string), "timeout": _timeout}
_choice_fields = {"result": required(string), "chat": required(integer())}
_text_fields = {
    "chat": required(integer()),
    "text": required(string),
    "reply_to": optional(integer()),
}
_guest_fields = {**_text_fields, "as_chat": optional(integer()), "timeout": _timeout}
_press_fields = {"chat": required(integer()), "data": required(string), "timeout": _timeout}


class AnywhereApi:
    """Routes for inline and guest queries, and for ephemeral messages."""

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        person = "/sandbox/people/{person:int}"
        return [
            Route(f"{person}/inline", self.ask, methods=["POST"]),
            Route(f"{person}/inline/{{query}}", self.choose, methods=["POST"]),
            Route(f"{person}/guest", self.call, methods=["POST"]),
            Route(f"{person}/ephemeral", self.ephemeral),
            Route(f"{person}/ephemeral", self.write, methods=["POST"]),
            Route(f"{person}/ephemeral/{{number:int}}/press", self.press, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Sends an inline query and waits for the bot's answer."""
        person, state = self._person(request), self._state
        values = read_params(_inline_fields, await read_json(request))
        if not state.features.inline_queries or "inline" in state.features.unknown:
            raise bad_request("the bot cannot be asked inline")
        query = InlineQuery(new_id(), person, values["query"])
        state.inline_queries[query.id] = query
        payload = {
            "id": query.id,
            "from": person.as_json(),
            "query": query.query,
            "offset": values["offset"] or "",
            "chat_type": "sender",
        }
        state.updates.put("inline_query", payload)
        await state.notifier.wait_for(lambda: query.answer is not None, values["timeout"] or 0)
        return JSONResponse({"id": query.id, "answer": query.answer})

    async def choose(self, request: Request) -> Response:
        """Sends a result of an inline query to a chat."""
        person, state = self._person(request), self._state
        values = read_params(_choice_fields, await read_json(request))
        query = state.inline_queries.get(request.path_params["query"])
        results = query.answer["results"] if query and query.answer else []
        result = next((each for each in results if each["id"] == values["result"]), None)
        if query is None or result is None:
            raise ApiError(404, "Not Found: no such result")
        message = state.post(
            self._chat(person, values),
            person,
            await result_content(state.files, result),
            keyboard=result.get("reply_markup"),
            marks={"via_bot": state.bot.as_json()},
        )
        self._tell_choice(query, result, message)
        return JSONResponse(message.as_json(), 201)

    def _tell_choice(self, query: InlineQuery, result: Json, message: Message) -> None:
        state = self._state
        if result.get("reply_markup"):  # only such a message can be edited later
            message.inline_id = new_id()
            state.inline_messages[message.inline_id] = message
        if state.features.inline_feedback:
            chosen = {
                "result_id": result["id"],
                "from": query.person.as_json(),
                "query": query.query,
            }
            if message.inline_id:
                chosen["inline_message_id"] = message.inline_id
            state.updates.put("chosen_inline_result", chosen)

    async def call(self, request: Request) -> Response:
        """Calls the bot in a chat that it is not in, and waits for the answer."""
        person, state = self._person(request), self._state
        values = read_params(_guest_fields, await read_json(request))
        chat = self._chat(person, values)
        if not state.features.guest_queries or "guest" in state.features.unknown:
            raise bad_request("the bot cannot be called as a guest")
        if chat.status(state.bot) in PRESENT:
            raise bad_request("the bot is in this chat")
        original = chat.messages.get(values["reply_to"] or 0)
        content = text_content({"text": values["text"]})
        message = state.post(chat, person, content, Destination(original))
        query = GuestQuery(new_id(), message)
        state.guest_queries[query.id] = query
        state.updates.put("guest_message", _as_guest(query, values["as_chat"]))
        await state.notifier.wait_for(lambda: query.sent is not None, values["timeout"] or 0)
        answer = query.sent.as_json() if query.sent else None
        return JSONResponse({"message": message.as_json(), "query": query.id, "answer": answer})

    async def ephemeral(self, request: Request) -> Response:
        """Returns the ephemeral messages that a person sees in a chat."""
        person = self._person(request)
        values = read_params({"chat": required(integer())}, request.query_params)
        known = self._chat(person, values).ephemeral.items()
        seen = [each for (reader, _), each in known if reader == person.id and not each.is_lost]
        return JSONResponse([ephemeral.as_json(each) for each in seen])

    async def write(self, request: Request) -> Response:
        """Writes something that only the bot sees."""
        person = self._person(request)
        values = read_params(_text_fields, await read_json(request))
        chat = self._chat(person, values)
        reply_to = values["reply_to"] and ephemeral.find(chat, person.id, values["reply_to"])
        content = text_content({"text": values["text"]})
        message = ephemeral.write(self._state, chat, person, content, reply_to or None)
        return JSONResponse(ephemeral.as_json(message), 201)

    async def press(self, request: Request) -> Response:
        """Presses a button of an ephemeral message; returns `{"answer": … or null}`."""
        person = self._person(request)
        values = read_params(_press_fields, await read_json(request))
        chat = self._chat(person, values)
        message = ephemeral.find(chat, person.id, request.path_params["number"])
        query = self._state.press_button(person, message, values["data"])
        await self._state.notifier.wait_for(
            lambda: query.answer is not None, values["timeout"] or 0
        )
        return JSONResponse({"answer": query.answer})

    def _person(self, request: Request) -> User:
        person = self._state.people.get(request.path_params["person"])
        if person is None:
            raise ApiError(404, "Not Found: no such person")
        return person

    def _chat(self, person: User, values: Json) -> Chat:
        chat = self._state.chats.get(values["chat"])
        if chat is None or chat.status(person) not in PRESENT:
            raise ApiError(403, "Forbidden: this person is not in the chat")
        return chat


def _as_guest(query: GuestQuery, as_chat: int | None) -> Json:
    message = query.call.as_json()
    chat = message["chat"] if as_chat is None else message["chat"] | {"id": as_chat}
    message |= {"chat": chat, "guest_query_id": query.id}
    if "reply_to_message" in message:
        message["reply_to_message"] |= {"chat": chat}
    return message
