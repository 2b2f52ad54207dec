"""A pressed button → what it asks for."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from weakref import WeakValueDictionary

from telegram import CallbackQuery, Update, User

from removerbot.chat.keyboards import read_order
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Place, Sender
from removerbot.chat.types import Context
from removerbot.editing.editor import Editor
from removerbot.editing.permissions import Rules
from removerbot.errors import RemoverError, StaleButton
from removerbot.revisions import Revision


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed.

    Attributes:
        place: the message it is under.
        person: who pressed it.
        cut: what that message shows.
        argument: what the button says besides its verb, often nothing.
    """

    place: Place
    person: User
    cut: Revision
    argument: str


Act = Callable[[Press], Awaitable[str | None]]
"""Does what a button asks for; returns what to tell the person in passing, if anything."""


class Buttons:
    """Takes every press, hands it to the verb's act, and answers it."""

    def __init__(
        self,
        editor: Editor,
        rules: Rules,
        gateway: Sender,
        voice: Responder,
        acts: Mapping[str, Act],
    ) -> None:
        """Let each verb of a button's data have its act."""
        self._remover = editor
        self._rules = rules
        self._gateway = gateway
        self._voice = voice
        self._acts = acts
        self._turns = WeakValueDictionary[Place, asyncio.Lock]()

    async def press(self, update: Update, _: Context) -> None:
        """Do what a button asks for."""
        query = update.callback_query
        assert query
        try:
            notice = await self._act(query)
        except RemoverError as error:
            await self._voice.alert(query, error)
        else:
            await self._gateway.answer(query, notice)

    async def _act(self, query: CallbackQuery) -> str | None:
        order = read_order(query.data)
        act = self._acts.get(order.verb)
        if act is None or query.message is None:
            raise StaleButton
        place = Place(query.message.chat.id, query.message.message_id)
        # One press of a message's buttons at a time: the next one sees what it changed.
        async with self._turns.setdefault(place, asyncio.Lock()):
            cut = await self._remover.history.of_button(*place, order.cut_id)
            if cut is None:
                return None
            await self._rules.check_answer(cut, query.from_user.id)
            return await act(Press(place, query.from_user, cut, order.argument))
