"""Photos sent together are shown together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message, Update
from telegram.constants import ChatAction, MessageLimit

from removerbot.chat.albums import Albums
from removerbot.chat.handlers.results import Results
from removerbot.chat.messages import source_of
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Sender
from removerbot.chat.types import Context
from removerbot.editing.editor import Editor
from removerbot.editing.results import Preview
from removerbot.errors import RemoverError
from removerbot.i18n import Words
from removerbot.revisions import InAlbum


@dataclass(frozen=True, eq=False)
class AlbumHandlers:
    """What the bot does with an album."""

    albums: Albums
    editor: Editor
    gateway: Sender
    voice: Responder
    results: Results

    async def photos(self, _update: Update, _: Context) -> None:
        """Show the photos of an album under their grids, numbered, as one album; those that
        cannot be read are named in its caption."""
        messages = self.albums.messages
        first = messages[0]
        async with self.gateway.acting(first, ChatAction.UPLOAD_PHOTO):
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
                previews.append(await self.editor.open(source))
            except RemoverError as error:
                explanation = self.voice.explanation(person, error)
                refused.setdefault(explanation, []).append(str(number))
        lines = (f"{', '.join(numbers)}: {why}" for why, numbers in refused.items())
        return previews, "\n\n".join(lines)

    async def _send_album(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        caption = _caption(previews, refusals, self._words(to))
        jpegs = [preview.jpeg for preview in previews]
        sent = await self.gateway.reply_album(to, jpegs, caption)
        for preview, message in zip(previews, sent, strict=False):
            await self.editor.history.link(preview.revision, message.message_id)
        # The album may have been sent before a crash, when not all of these had come.
        await self._send_apart(to, previews[len(sent) :], "")

    async def _send_apart(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        assert to.from_user
        for preview in previews:
            await self.results.send(to, to.from_user, preview)
        if refusals:
            await self.gateway.reply(to, refusals)

    def _words(self, message: Message) -> Words:
        assert message.from_user
        return self.voice.words(message.from_user)


def _caption(previews: Sequence[Preview], refusals: str, words: Words) -> str:
    second = previews[1]
    place = second.revision.job.source.place
    assert place
    said = words.say("album", number=place.number, cell=second.cell)
    return f"{said}\n\n{refusals}".strip()[: MessageLimit.CAPTION_LENGTH]
