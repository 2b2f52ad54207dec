"""Albums: photos sent together come as an update each; they are answered as one.

Telegram sends them within a moment, and never says how many there are. So the first one
waits until no more come, and is then worked on for all; the others are done when it is.
Each is in the journal until that has happened, so a crash begins all of it again, and the
answer, which is their first one's, is not sent twice.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from telegram import Message, Update
from telegram.constants import ChatAction, ChatType, MessageLimit
from telegram.ext import ContextTypes
from telegram.ext.filters import MessageFilter

from removerbot.chat.gateway import Gateway
from removerbot.chat.results import Results
from removerbot.chat.source import source_of
from removerbot.chat.texts import Words
from removerbot.chat.voice import Voice
from removerbot.errors import RemoverError
from removerbot.jobs import InAlbum
from removerbot.service import Remover
from removerbot.shown import Preview

_PAUSE = 1.0
"""Seconds without a further photo after which an album is complete."""


@dataclass(slots=True, eq=False)
class _Gathering:
    """An album while it comes in, and until it is answered."""

    updates: list[Update]
    grown: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Albums:
    """Brings the updates of an album together."""

    def __init__(self, pause: float = _PAUSE) -> None:
        self._pause = pause
        self._coming: dict[tuple[int, str], _Gathering] = {}
        self._current = ContextVar[Sequence[Message]]("album", default=())

    @property
    def messages(self) -> Sequence[Message]:
        """Those of the album that is being worked on, in their order."""
        return self._current.get()

    @asynccontextmanager
    async def together(
        self, update: Update, all_of: Callable[[Sequence[Update]], Awaitable[Sequence[Update]]]
    ) -> AsyncIterator[Sequence[Update]]:
        """Gives all updates to be answered as one: of most the update alone.

        To one update of an album, whichever comes first, it gives all of them in their
        order. To the others it gives none, once that one's block has ended.

        Args:
            update: any.
            all_of: completes an album by what has come elsewhere; gives none if it is
                answered there.
        """
        message = update.message
        if message is None or not InPrivateAlbum().filter(message):
            yield [update]
            return
        key = message.chat_id, str(message.media_group_id)
        known = self._coming.get(key)
        if known:
            known.updates.append(update)
            known.grown.set()
            await known.over.wait()
            yield []
            return
        gathering = self._coming[key] = _Gathering([update])
        try:
            try:
                await self._complete(gathering)
            finally:
                del self._coming[key]  # what comes too late is an album of its own
            came = sorted(gathering.updates, key=lambda each: each.update_id)
            updates = sorted(await all_of(came), key=lambda each: each.update_id)
            token = self._current.set([each.message for each in updates if each.message])
            try:
                yield updates
            finally:
                self._current.reset(token)
        finally:
            gathering.over.set()

    async def _complete(self, gathering: _Gathering) -> None:
        """Wait until nothing has come for a while."""
        while True:
            gathering.grown.clear()
            try:
                async with asyncio.timeout(self._pause):
                    await gathering.grown.wait()
            except TimeoutError:
                return


class InPrivateAlbum(MessageFilter):
    """One of several photos or files sent together in private, without a command to it."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return (
            message.media_group_id is not None
            and message.chat.type == ChatType.PRIVATE
            and not (message.caption or "").startswith("/")
        )


class AlbumHandlers:
    """What the bot does with an album."""

    def __init__(
        self,
        albums: Albums,
        remover: Remover,
        gateway: Gateway,
        voice: Voice,
        results: Results,
    ) -> None:
        self._albums = albums
        self._remover = remover
        self._gateway = gateway
        self._voice = voice
        self._results = results

    async def photos(self, _update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the photos of an album under their grids, numbered, as one album; those that
        cannot be read are named in its caption."""
        messages = self._albums.messages
        first = messages[0]
        async with self._gateway.acting(first, ChatAction.UPLOAD_PHOTO):
            previews, refusals = await self._open(messages)
            if len(previews) < 2:
                await self._send_apart(first, previews, refusals)
            else:
                await self._send_album(first, previews, refusals)

    async def _open(self, messages: Sequence[Message]) -> tuple[list[Preview], str]:
        """The previews of those that can be read, and what is said of the others."""
        previews: list[Preview] = []
        refused: dict[str, list[str]] = {}
        for number, message in enumerate(messages, 1):
            person = message.from_user
            assert person
            try:
                source = source_of(message, person.id)
                if len(messages) > 1:  # else it has lost the others on the way
                    place = InAlbum(str(message.media_group_id), number)
                    source = replace(source, place=place)
                previews.append(await self._remover.open(source))
            except RemoverError as error:
                explanation = self._voice.explanation(person, error)
                refused.setdefault(explanation, []).append(str(number))
        lines = (f"{', '.join(numbers)}: {why}" for why, numbers in refused.items())
        return previews, "\n\n".join(lines)

    async def _send_album(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        caption = _caption(previews, refusals, self._words(to))
        jpegs = [preview.jpeg for preview in previews]
        sent = await self._gateway.reply_album(to, jpegs, caption)
        for preview, message in zip(previews, sent, strict=False):
            await self._remover.link(preview.cut, message.message_id)
        # The album may have been sent before a crash, when not all of these had come.
        await self._send_apart(to, previews[len(sent) :], "")

    async def _send_apart(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        assert to.from_user
        for preview in previews:
            await self._results.send(to, to.from_user, preview)
        if refusals:
            await self._gateway.reply(to, refusals)

    def _words(self, message: Message) -> Words:
        assert message.from_user
        return self._voice.words(message.from_user)


def _caption(previews: Sequence[Preview], refusals: str, words: Words) -> str:
    second = previews[1]
    place = second.cut.job.source.place
    assert place
    said = words.say("album", number=place.number, cell=second.cell)
    return f"{said}\n\n{refusals}".strip()[: MessageLimit.CAPTION_LENGTH]
