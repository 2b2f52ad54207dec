"""The buttons under a cutout, and the messages that show cutouts and previews."""

from telegram import InputMediaPhoto, Message, User

from removerbot.chat.buttons import result_keyboard
from removerbot.chat.gateway import Gateway, Place, document
from removerbot.chat.pressing import Press
from removerbot.chat.texts import Words
from removerbot.chat.voice import Voice
from removerbot.service import Preview, Remover, Result


class Results:
    """Sends results and previews, and changes those that are there in place."""

    def __init__(self, remover: Remover, gateway: Gateway, voice: Voice) -> None:
        self._remover = remover
        self._gateway = gateway
        self._voice = voice

    async def send_preview(self, to: Message, person: User, preview: Preview) -> None:
        """Answer a message with a photo under its grid."""
        caption = _preview_caption(preview, self._voice.words(person))
        sent = await self._gateway.reply_photo(to, preview.jpeg, caption)
        await self._remover.link(preview.cut, sent.message_id)

    async def send_result(self, to: Message, person: User, result: Result) -> None:
        """Answer a message with a cutout."""
        words = self._voice.words(person)
        sent = await self._gateway.reply_document(
            to,
            result.png,
            result.name,
            _result_caption(result, words),
            result_keyboard(result.cut, words),
        )
        await self._remover.link(result.cut, sent.message_id)

    async def undo(self, press: Press) -> None:
        """Take the last step back."""
        await self._show(press, await self._remover.undo(press.cut))

    async def restart(self, press: Press) -> None:
        """Take all steps back."""
        await self._show(press, await self._remover.preview(press.cut.job))

    async def _show(self, press: Press, shown: Result | Preview) -> None:
        """Let the message under whose buttons was pressed show something else."""
        await self._edit(press.place, shown, self._voice.words(press.person))
        await self._remover.link(shown.cut, press.place.message_id)

    async def _edit(self, place: Place, shown: Result | Preview, words: Words) -> None:
        if isinstance(shown, Preview):
            media = InputMediaPhoto(shown.jpeg, _preview_caption(shown, words))
            await self._gateway.edit(place, media, None)
        else:
            file = document(shown.png, shown.name, _result_caption(shown, words))
            await self._gateway.edit(place, file, result_keyboard(shown.cut, words))


def _preview_caption(preview: Preview, words: Words) -> str:
    return words.say("preview", cell=preview.cell, pixel=preview.pixel)


def _result_caption(result: Result, words: Words) -> str:
    return words.say("cutout", points=result.points, percent=round(100 * result.score))
