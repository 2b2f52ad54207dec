"""Albums of photos in private chats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message, Update
from telegram.constants import ChatAction, MessageLimit

from removerbot.chat.albums import Albums
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.messages import Context, source_of
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Sender
from removerbot.editing.editor import Editor, Preview
from removerbot.errors import RemoverError
from removerbot.i18n import Words
from removerbot.segmentation.revisions import InAlbum


@dataclass(frozen=True, eq=False)
class AlbumHandlers:
    """Handles albums."""

    albums: Albums
    editor: Editor
    sender: Sender
    responder: Responder
    results: ResultMessages

    async def photos(self, _update: Update, _: Context) -> None:
        """Shows the previews of an album, numbered, as one album; its caption explains which
        photos cannot be read."""
        messages = self.albums.messages
        first = messages[0]
        async with self.sender.acting(first, ChatAction.UPLOAD_PHOTO):
            previews, refusals = await self._open(messages)
            if len(previews) < 2:
                await self._send_apart(first, previews, refusals)
            else:
                await self._send_album(first, previews, refusals)

    async def _open(self, messages: Sequence[Message]) -> tuple[list[Preview], str]:
        """Returns the previews of the photos that can be read, and a text about the others."""
        previews: list[Preview] = []
        refused: dict[str, list[str]] = {}
        for number, message in enumerate(messages, 1):
            person = message.from_user
            assert person
            try:
                source = source_of(message, person.id)
                if len(messages) > 1:  # otherwise the others were lost on the way
                    place = InAlbum(str(message.media_group_id), number)
                    source = replace(source, place=place)
                previews.append(await self.editor.open(source))
            except RemoverError as error:
                explanation = self.responder.explanation(person, error)
                refused.setdefault(explanation, []).append(str(number))
        lines = (f"{', '.join(numbers)}: {why}" for why, numbers in refused.items())
        return previews, "\n\n".join(lines)

    async def _send_album(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        assert to.from_user
        caption = _caption(previews, refusals, self.responder.words(to.from_user))
        jpegs = [preview.jpeg for preview in previews]
        sent = await self.sender.reply_album(to, jpegs, caption)
        for preview, message in zip(previews, sent, strict=False):
            await self.editor.history.link(preview.revision, message.message_id)
        # The album may have been sent before a crash, without the photos that came later.
        await self._send_apart(to, previews[len(sent) :], "")

    async def _send_apart(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        assert to.from_user
        for preview in previews:
            await self.results.send(to, to.from_user, preview)
        if refusals:
            await self.sender.reply(to, refusals)


def _caption(previews: Sequence[Preview], refusals: str, words: Words) -> str:
    second = previews[1]
    place = second.revision.job.source.place
    assert place
    example = words.say("album", number=place.number, cell=second.cell)
    return f"{example}\n\n{refusals}".strip()[: MessageLimit.CAPTION_LENGTH]
