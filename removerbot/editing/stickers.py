"""The use cases of stickers: make one of a revision, find it again, draw it again."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from removerbot.editing.editor import Editor
from removerbot.editing.pack_names import DEFAULT_EMOJI
from removerbot.errors import StaleButton
from removerbot.imaging.sticker import Drawn, Style, as_webp, draw_sticker
from removerbot.segmentation.revisions import Revision
from removerbot.storage.packs import Packs, StickerDraft

_TOKEN_BYTES = 12

File = TypeVar("File")


@dataclass(frozen=True, slots=True, eq=False)
class NewSticker:
    """A sticker to send, and what it shows; call `Stickers.link` with it after that."""

    draft: StickerDraft
    revision: Revision
    webp: bytes


@dataclass(frozen=True, eq=False)
class Stickers:
    """Makes stickers and finds those that were made."""

    editor: Editor
    packs: Packs

    async def make(
        self, revision: Revision, style: Style, emoji: tuple[str, ...] = ()
    ) -> NewSticker:
        """Makes a sticker of a revision.

        Raises:
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model failed.
        """
        webp = await self._draw(revision, style, as_webp)
        draft = StickerDraft(
            chat_id=revision.job.source.chat_id,
            message_id=None,
            revision_id=revision.id,
            style=style,
            token=secrets.token_urlsafe(_TOKEN_BYTES),
            emoji=emoji or DEFAULT_EMOJI,
        )
        return NewSticker(await self.packs.save_draft(draft), revision, webp)

    async def link(self, new: NewSticker, message_id: int) -> StickerDraft:
        """Records the message that shows a sticker; a reply to it goes on from its revision."""
        await self.editor.history.link(new.revision, message_id)
        return await self.packs.save_draft(replace(new.draft, message_id=message_id))

    async def draft(self, chat_id: int, draft_id: int) -> StickerDraft:
        """Returns the sticker with this id.

        Raises:
            StaleButton: this chat has no such sticker.
        """
        return _existing(await self.packs.draft(chat_id, draft_id))

    async def draft_by_token(self, token: str) -> StickerDraft:
        """Returns the sticker that a link names.

        Raises:
            StaleButton: there is none.
        """
        return _existing(await self.packs.draft_by_token(token))

    async def drawn(self, draft: StickerDraft, encode: Callable[[Drawn], File]) -> File:
        """Draws a stored sticker again, for everybody in its chat; returns it encoded.

        Raises:
            StaleButton: its job was closed or deleted, or is about a private photo.
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model failed.
        """
        if draft.revision_id is None:
            raise StaleButton
        revision = await self.editor.history.revision(draft.chat_id, draft.revision_id)
        if revision is None or revision.job.source.is_private:
            raise StaleButton
        return await self._draw(revision, draft.style, encode)

    async def _draw(
        self, revision: Revision, style: Style, encode: Callable[[Drawn], File]
    ) -> File:
        cutout = await self.editor.renderer.cutout(revision)
        return await self.editor.renderer.compute(
            lambda: encode(draw_sticker(cutout.rgb, cutout.alpha, style, cutout.icc_profile))
        )


def _existing(draft: StickerDraft | None) -> StickerDraft:
    if draft is None:
        raise StaleButton
    return draft
