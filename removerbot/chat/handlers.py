"""Update → use case → answer."""

import logging
from collections.abc import Mapping

from telegram import Message, Update, User
from telegram.constants import ChatAction
from telegram.ext import ApplicationHandlerStop, ContextTypes

from removerbot.chat.gateway import Gateway
from removerbot.chat.source import source_of
from removerbot.chat.texts import Words, words_for
from removerbot.errors import EngineError, RemoverError
from removerbot.ports import Jobs
from removerbot.service import Remover

_log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE


class Handlers:
    """What the bot does on each kind of update."""

    def __init__(
        self, remover: Remover, jobs: Jobs, gateway: Gateway, languages: Mapping[str, Words]
    ) -> None:
        self._remover = remover
        self._jobs = jobs
        self._gateway = gateway
        self._languages = languages

    async def once(self, update: Update, _: Context) -> None:
        """Stop an update that has been here before."""
        if not await self._jobs.first_sight(update.update_id):
            raise ApplicationHandlerStop

    async def start(self, update: Update, _: Context) -> None:
        """Say how it works."""
        await self._say(update, "start")

    async def help(self, update: Update, _: Context) -> None:
        """Say what can be written."""
        await self._say(update, "help")

    async def privacy(self, update: Update, _: Context) -> None:
        """Say what happens to photos."""
        await self._say(update, "privacy")

    async def cancel(self, update: Update, _: Context) -> None:
        """Put the person's photos away."""
        message, person = _message_and_person(update)
        count = await self._remover.put_away(message.chat_id, person.id)
        await self._say(update, "cancelled", count=count)

    async def photo(self, update: Update, _: Context) -> None:
        """Show a photo under its grid; anything else that is no text is refused here."""
        message, person = _message_and_person(update)
        try:
            async with self._gateway.acting(message, ChatAction.UPLOAD_PHOTO):
                preview = await self._remover.open(source_of(message, person.id))
                caption = self._words(person).say(
                    "preview", cell=preview.cell, pixel=preview.pixel
                )
                sent = await self._gateway.reply_photo(message, preview.jpeg, caption)
        except RemoverError as error:
            await self._explain(update, error)
        else:
            await self._remover.link(preview.job, sent.message_id)

    async def words(self, update: Update, _: Context) -> None:
        """Cut out what the words point at, in the photo they are about."""
        message, person = _message_and_person(update)
        replied_to = message.reply_to_message and message.reply_to_message.message_id
        job = None
        try:
            job = await self._remover.job_meant(message.chat_id, person.id, replied_to)
            async with self._gateway.acting(message, ChatAction.UPLOAD_DOCUMENT):
                result = await self._remover.cut(job, message.text or "")
                caption = self._words(person).say(
                    "cutout", points=result.points, percent=round(100 * result.score)
                )
                sent = await self._gateway.reply_document(
                    message, result.png, result.name, caption
                )
        except RemoverError as error:
            sent = await self._explain(update, error)
        if job:  # so that a reply to the answer, good or bad, means the same photo
            await self._remover.link(job, sent.message_id)

    async def failed(self, update: object, context: Context) -> None:
        """Log what nobody foresaw, and apologise."""
        _log.error("an update failed", exc_info=context.error)
        if isinstance(update, Update) and update.message:
            await self._say(update, "error-unexpected")

    async def _explain(self, update: Update, error: RemoverError) -> Message:
        message, person = _message_and_person(update)
        if isinstance(error, EngineError):
            _log.error("%s: %s", type(error).__name__, error)
        return await self._gateway.reply(message, self._words(person).explain(error))

    async def _say(self, update: Update, name: str, **values: int) -> None:
        message, person = _message_and_person(update)
        await self._gateway.reply(message, self._words(person).say(name, **values))

    def _words(self, person: User) -> Words:
        return words_for(self._languages, person.language_code)


def _message_and_person(update: Update) -> tuple[Message, User]:
    """Both are there in every update that a handler of ours takes."""
    assert update.message
    assert update.message.from_user
    return update.message, update.message.from_user
