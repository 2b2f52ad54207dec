"""The use cases where an answer may well be wrong: offer other masks, and choose one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Result
from removerbot.segmentation.doubt import Alternative
from removerbot.segmentation.revisions import Click, Revision
from removerbot.storage.offers import Offers


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A picture of other masks for a cutout, numbered from 1, for each number what
    `Choices.choose` takes, and the revision to link the message that shows it to."""

    revision: Revision
    jpeg: bytes
    alternatives: Sequence[Alternative]


@dataclass(frozen=True, eq=False)
class Choices:
    """Offers what else may be meant by the last click on an object of a cutout."""

    editor: Editor
    offers: Offers

    async def offer(self, result: Result, message_id: int) -> Offer | None:
        """Draws and stores the alternatives of an unsure result, which a message shows; returns
        `None` if it has none.

        Raises:
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model failed or took too long.
        """
        if not result.alternatives:
            return None
        segmented = await self.editor.renderer.segment(result.revision, decode_ahead=False)
        unsure = segmented.objects[result.alternatives[0].object_index]
        masks = {each.candidate.mask_index: each for each in unsure.masks}
        offered = [each for each in result.alternatives if each.mask_index in masks]
        if not offered:
            return None
        drawn = [masks[each.mask_index] for each in offered]
        jpeg = await self.editor.renderer.tiles(result.revision.job, drawn, unsure.shown)
        revision = await self.offers.add(result.revision, message_id)
        return Offer(revision, jpeg, offered)

    async def choose(
        self, offer: Revision, message_id: int, chosen: Alternative
    ) -> Result | None:
        """Cuts out an alternative, with the cutout's options by now. Raises what `offer` does.

        Args:
            offer: the revision of an `Offer`.
            message_id: the message that shows the cutout.
            chosen: one of the offer's.

        Returns:
            `None` if the message shows something else by now, or there is no such mask.
        """
        chat_id = offer.job.source.chat_id
        shown = await self.editor.history.of_message(chat_id, message_id)
        if shown is None or shown.clicks != offer.clicks:
            return None
        clicks = _with_mask(shown, chosen)
        if clicks is None:
            return None
        changed = replace(shown, clicks=clicks, adds=False)
        segmented = await self.editor.renderer.segment(changed)
        taken = segmented.objects[chosen.object_index].shown.candidate.mask_index
        return await self.editor.result(changed) if taken == chosen.mask_index else None

    async def others(self, shown: Revision, message_id: int) -> tuple[list[int], bool]:
        """Returns the messages with offers for the same photo that are not about what a message
        shows, and whether there is one that is."""
        offers = await self.offers.of_photo(shown)
        others = [each for each in offers if each[1:] != (message_id, shown.clicks)]
        return [each.message_id for each in others], len(others) < len(offers)


def _with_mask(shown: Revision, chosen: Alternative) -> tuple[Click, ...] | None:
    """Returns the clicks with another mask for an object's last one; `None` for no object."""
    objects = list(shown.objects)
    if chosen.object_index >= len(objects):
        return None
    *before, last = objects[chosen.object_index]
    last = replace(last, mask_index=chosen.mask_index, is_chosen=True)
    objects[chosen.object_index] = (*before, last)
    return tuple(chain.from_iterable(objects))
