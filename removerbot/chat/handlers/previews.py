"""Buttons that show another revision: previews, proposals, other masks of a cutout."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from removerbot.chat.callbacks import ButtonHandler, ButtonPress, MessageLocks
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.keyboards import cells_keyboard
from removerbot.chat.offers import read_argument
from removerbot.chat.targets import MessageRef
from removerbot.editing.choices import Choices
from removerbot.editing.outputs import Output, Result
from removerbot.errors import StaleButton
from removerbot.segmentation.revisions import Revision

UseCase = Callable[[ButtonPress], Awaitable[Output]]

_ANSWERS = ("main", "cell")
"""Verbs of buttons that choose a mask, as words do."""


@dataclass(frozen=True, eq=False)
class PreviewHandlers(BaseHandlers):
    """Shows another revision in the message whose button was pressed."""

    @property
    def buttons(self) -> Mapping[str, ButtonHandler]:
        """The handlers of buttons, by their verbs."""
        editor = self.editor
        use_cases: dict[str, UseCase] = {
            "main": lambda press: editor.main(press.revision, payer=press.person.id),
            "auto": lambda press: editor.propose(press.revision, payer=press.person.id),
            "pick": lambda press: editor.pick(
                press.revision, press.argument, payer=press.person.id
            ),
            "cell": lambda press: editor.answer(
                press.revision, press.argument, payer=press.person.id
            ),
            "points": lambda press: editor.preview(press.revision),
            "finer": lambda press: editor.finer(press.revision),
            "closer": lambda press: editor.zoom(press.revision, press.argument),
            "back": lambda press: editor.preview(
                replace(press.revision, views=press.revision.views[:-1])
            ),
            "add": lambda press: editor.preview(replace(press.revision, adds=True)),
            "cutout": lambda press: editor.result(replace(press.revision, adds=False)),
            "smaller": lambda press: editor.resize(press.revision, "smaller"),
            "bigger": lambda press: editor.resize(press.revision, "bigger"),
            "undo": lambda press: editor.undo(press.revision),
            "restart": lambda press: editor.preview(Revision(press.revision.job)),
        }
        return {
            **{verb: partial(self._show, verb, case) for verb, case in use_cases.items()},
            "tap": partial(self._show_cells, "cell", "tap-cell"),
            "zoom": partial(self._show_cells, "closer", "tap-closer"),
        }

    async def _show(self, verb: str, use_case: UseCase, press: ButtonPress) -> None:
        output = await use_case(press)
        if isinstance(output, Result) and verb not in _ANSWERS:
            output = output.settled
        await self.results.show(press, output)

    async def _show_cells(self, verb: str, caption: str, press: ButtonPress) -> None:
        """Shows a button for each cell of the grid; the verb says what they do."""
        preview = await self.editor.coarser(press.revision)
        back = "points" if preview.revision.views == press.revision.views else "back"
        keyboard = cells_keyboard(preview, press.words, verb, back)
        await self.results.edit(
            press.message, press.person, preview, keyboard, caption=press.words.say(caption)
        )


@dataclass(frozen=True, eq=False)
class ChoiceHandlers(BaseHandlers):
    """Shows a chosen mask in the message with the cutout; asks about another unsure object."""

    choices: Choices
    locks: MessageLocks

    async def choose(self, press: ButtonPress) -> str | None:
        """Swaps the cutout; the picture goes away."""
        picture = press.message
        message_id = await self.choices.offers.message_of(press.revision)
        if not isinstance(picture, MessageRef) or message_id is None:
            raise StaleButton
        chosen = read_argument(press.argument, press.revision)
        cutout = MessageRef(picture.chat_id, message_id)
        async with self.locks.setdefault(cutout, asyncio.Lock()):  # its own buttons wait
            result = await self.choices.choose(press.revision, message_id, chosen)
            if result:
                await self.results.replace(cutout, press.person, result)
                return None
        await self.sender.delete(picture)
        return press.words.say("choice-stale")
