"""The use cases where an answer may well be wrong: offer other masks, and choose one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Result
from removerbot.editing.renderer import Renderer
from removerbot.segmentation.revisions import Revision
from removerbot.storage.offers import Offers


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A picture of other masks for a cutout, numbered from 1.

    Attributes:
        revision: names the offer; link the message that shows it to this.
        jpeg: the picture, a JPEG file.
        mask_indexes: for each number what `Choices.choose` takes.
    """

    revision: Revision
    jpeg: bytes
    mask_indexes: Sequence[int]


class Choices:
    """Offers what else may be meant by the last click of a cutout.

    Attributes:
        message_of: see `Offers.message_of`.
    """

    def __init__(self, editor: Editor, renderer: Renderer, offers: Offers) -> None:
        self._editor = editor
        self._renderer = renderer
        self._offers = offers
        self.message_of = offers.message_of

    async def offer(self, result: Result, message_id: int) -> Offer | None:
        """Draws and stores the alternatives of a result; `None` if it has none.

        Args:
            result: an unsure one.
            message_id: the message that shows it.

        Raises:
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model failed or took too long.
        """
        segmented = await self._renderer.segment(result.revision, decode_ahead=False)
        last = segmented.objects[-1]
        masks = {each.candidate.mask_index: each for each in last.masks}
        offered = [masks[index] for index in result.alternatives if index in masks]
        if not offered:
            return None
        jpeg = await self._renderer.tiles(result.revision.job, offered, last.shown)
        revision = await self._offers.add(result.revision, message_id)
        return Offer(revision, jpeg, [each.candidate.mask_index for each in offered])

    async def choose(self, offer: Revision, message_id: int, mask_index: int) -> Result | None:
        """Cuts out an alternative, with the options that the cutout has by now.

        Args:
            offer: the revision of an `Offer`.
            message_id: the message that shows the cutout.
            mask_index: one of the offer's mask indexes.

        Returns:
            `None` if the message shows something else by now, or there is no such mask.

        Raises:
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model failed or took too long.
        """
        chat_id = offer.job.source.chat_id
        shown = await self._editor.history.of_message(chat_id, message_id)
        if shown is None or shown.clicks != offer.clicks:
            return None
        *before, last = shown.clicks
        clicks = (*before, replace(last, mask_index=mask_index))
        result = await self._editor.result(replace(shown, clicks=clicks, adds=False))
        return result if result.revision.clicks[-1].mask_index == mask_index else None

    async def others(self, shown: Revision, message_id: int) -> tuple[list[int], bool]:
        """Returns the messages with offers for the same photo that are not about what a message
        shows, and whether there is one that is."""
        offers = await self._offers.of_photo(shown)
        others = [each for each in offers if each[1:] != (message_id, shown.clicks)]
        return [each.message_id for each in others], len(others) < len(offers)
