"""The buttons under a cutout, and the messages that show cutouts and previews."""

from telegram import InputMediaPhoto, Message, User

from removerbot.chat.buttons import cells_keyboard, preview_keyboard, result_keyboard
from removerbot.chat.gateway import Gateway, Place, document
from removerbot.chat.pressing import Press
from removerbot.chat.texts import Words
from removerbot.chat.voice import Voice
from removerbot.ports import Cut
from removerbot.service import Preview, Remover, Result


class Results:
    """Sends results and previews, and changes those that are there in place."""

    def __init__(self, remover: Remover, gateway: Gateway, voice: Voice) -> None:
        self._remover = remover
        self._gateway = gateway
        self._voice = voice

    async def send(self, to: Message, person: User, shown: Result | Preview) -> None:
        """Answer a message with a cutout or with a preview."""
        if isinstance(shown, Preview):
            await self.send_preview(to, person, shown)
        else:
            await self.send_result(to, person, shown)

    async def send_preview(self, to: Message, person: User, preview: Preview) -> None:
        """Answer a message with a photo under its grid."""
        words = self._voice.words(person)
        sent = await self._gateway.reply_photo(
            to,
            preview.jpeg,
            _preview_caption(preview, words),
            preview_keyboard(preview, words),
        )
        await self._remover.link(preview.cut, sent.message_id)

    async def send_result(self, to: Message, person: User, result: Result) -> None:
        """Answer a message with a cutout."""
        words = self._voice.words(person)
        sent = await self._gateway.reply_document(
            to,
            result.png,
            result.name,
            _result_caption(result, words),
            result_keyboard(result, words),
        )
        await self._remover.link(result.cut, sent.message_id)

    async def smaller(self, press: Press) -> None:
        """Show a part of it."""
        await self._show(press, await self._remover.smaller(press.cut))

    async def bigger(self, press: Press) -> None:
        """Show more of what it belongs to."""
        await self._show(press, await self._remover.bigger(press.cut))

    async def undo(self, press: Press) -> None:
        """Take the last step back."""
        await self._show(press, await self._remover.undo(press.cut))

    async def restart(self, press: Press) -> None:
        """Take all steps back."""
        await self._show(press, await self._remover.preview(Cut(press.cut.job)))

    async def points(self, press: Press) -> None:
        """Show what was pointed at instead of what it gave."""
        await self._show(press, await self._remover.preview(press.cut))

    async def cutout(self, press: Press) -> None:
        """Show the cutout again."""
        await self._show(press, await self._remover.result(press.cut))

    async def finer(self, press: Press) -> None:
        """Show a finer grid."""
        await self._show(press, await self._remover.finer(press.cut))

    async def tap(self, press: Press) -> None:
        """Turn the grid into buttons that cut."""
        await self._show_cells(press, "cell")

    async def zoom(self, press: Press) -> None:
        """Turn the grid into buttons that enlarge."""
        await self._show_cells(press, "closer")

    async def cell(self, press: Press) -> None:
        """Cut out what is in a cell."""
        await self._show(press, await self._remover.cut(press.cut, press.argument))

    async def closer(self, press: Press) -> None:
        """Enlarge a cell's neighbourhood."""
        await self._show(press, await self._remover.zoom(press.cut, press.argument))

    async def back(self, press: Press) -> None:
        """Show the grid as before."""
        await self._show(press, await self._remover.back(press.cut))

    async def _show(self, press: Press, shown: Result | Preview) -> None:
        """Let the message under whose buttons was pressed show something else."""
        await self._edit(press.place, shown, self._voice.words(press.person))
        await self._remover.link(shown.cut, press.place.message_id)

    async def _show_cells(self, press: Press, verb: str) -> None:
        words = self._voice.words(press.person)
        preview = await self._remover.coarser(press.cut)
        back = "points" if preview.cut.views == press.cut.views else "back"
        keyboard = cells_keyboard(preview, words, verb, back)
        media = InputMediaPhoto(preview.jpeg, words.say(f"tap-{verb}"))
        await self._gateway.edit(press.place, media, keyboard)
        await self._remover.link(preview.cut, press.place.message_id)

    async def _edit(self, place: Place, shown: Result | Preview, words: Words) -> None:
        if isinstance(shown, Preview):
            media = InputMediaPhoto(shown.jpeg, _preview_caption(shown, words))
            await self._gateway.edit(place, media, preview_keyboard(shown, words))
        else:
            file = document(shown.png, shown.name, _result_caption(shown, words))
            await self._gateway.edit(place, file, result_keyboard(shown, words))


def _preview_caption(preview: Preview, words: Words) -> str:
    if preview.points:
        return words.say("preview-points", points=preview.points, cell=preview.cell)
    return words.say("preview", cell=preview.cell, pixel=preview.pixel)


def _result_caption(result: Result, words: Words) -> str:
    return words.say("cutout", points=result.points, percent=round(100 * result.score))
