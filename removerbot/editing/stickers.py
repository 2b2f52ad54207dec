"""The use cases of stickers: make one of a cut, dress it differently."""

import asyncio
import secrets
from dataclasses import dataclass, replace

from removerbot.editing.editor import Editor
from removerbot.editing.pack_names import DEFAULT_EMOJI
from removerbot.errors import StaleButton
from removerbot.imaging.sticker import Sticker, Style, draw_sticker
from removerbot.revisions import Revision
from removerbot.storage.jobs import Jobs
from removerbot.storage.packs import Packs, StickerDraft

_TOKEN_BYTES = 12


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A sticker, ready to send.

    Attributes:
        draft: what is remembered of it; tell `Stickers.shown` where it was sent to.
        cut: what it shows; link the message to it.
        sticker: the pixels.
    """

    draft: StickerDraft
    cut: Revision
    sticker: Sticker


class Stickers:
    """What can be done with a cutout but to look at it."""

    def __init__(self, editor: Editor, jobs: Jobs, packs: Packs) -> None:
        self._remover = editor
        self._jobs = jobs
        self._packs = packs

    async def liked(self, chat_id: int, person_id: int) -> Style:
        """How a person likes stickers in a chat."""
        return await self._packs.style(chat_id, person_id)

    async def like(self, chat_id: int, person_id: int, style: Style) -> None:
        """Remember how a person likes stickers in a chat."""
        await self._packs.save_style(chat_id, person_id, style)

    async def make(self, cut: Revision, style: Style, emoji: tuple[str, ...] = ()) -> Made:
        """Make a sticker of a cut.

        Raises:
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        sticker = await self._draw(cut, style)
        draft = StickerDraft(
            chat_id=cut.job.source.chat_id,
            message_id=None,
            cut_id=cut.id,
            style=style,
            token=secrets.token_urlsafe(_TOKEN_BYTES),
            emoji=emoji or DEFAULT_EMOJI,
        )
        return Made(await self._packs.save_draft(draft), cut, sticker)

    async def shown(self, made: Made, message_id: int) -> StickerDraft:
        """Remember the message that shows a sticker; replies to it go on from its cut."""
        await self._jobs.link(made.cut, message_id)
        return await self._packs.save_draft(replace(made.draft, message_id=message_id))

    async def draft(self, chat_id: int, draft_id: int) -> StickerDraft:
        """The sticker that a button is about.

        Raises:
            StaleButton: this chat has no such sticker.
        """
        draft = await self._packs.draft(chat_id, draft_id)
        if draft is None:
            raise StaleButton
        return draft

    async def draft_shown(self, chat_id: int, message_id: int) -> StickerDraft | None:
        """The sticker that a message shows."""
        return await self._packs.draft_shown(chat_id, message_id)

    async def draft_named(self, token: str) -> StickerDraft:
        """The sticker that a link names.

        Raises:
            StaleButton: there is none.
        """
        draft = await self._packs.draft_named(token)
        if draft is None:
            raise StaleButton
        return draft

    async def draw(self, draft: StickerDraft) -> Sticker:
        """A sticker's pixels, made again.

        Raises:
            StaleButton: its photo was put away.
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        cut = await self._jobs.cut(draft.chat_id, draft.cut_id) if draft.cut_id else None
        if cut is None:
            raise StaleButton
        return await self._draw(cut, draft.style)

    async def _draw(self, cut: Revision, style: Style) -> Sticker:
        cutout = await self._remover.render(cut)

        def draw() -> Sticker:
            sticker = draw_sticker(cutout.rgb, cutout.alpha, style, cutout.icc_profile)
            assert sticker.webp  # encoded here, outside of the event loop
            return sticker

        return await asyncio.to_thread(draw)
