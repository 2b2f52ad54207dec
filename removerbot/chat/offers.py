"""Messages under unsure cutouts that show what else may be meant, with a button for each."""

import logging
import re
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, User

from removerbot.chat.callbacks import button, linked
from removerbot.chat.responder import Responder
from removerbot.chat.sender import picture
from removerbot.chat.targets import MessageRef
from removerbot.editing.choices import Choices
from removerbot.editing.outputs import Result
from removerbot.errors import RemoverError, StaleButton
from removerbot.segmentation.doubt import Alternative
from removerbot.segmentation.revisions import Revision

_log = logging.getLogger(__name__)

_ARGUMENT = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}))?", re.ASCII)
"""The indexes of a mask and of its object; earlier versions left out that of the last one."""


@dataclass(frozen=True, eq=False)
class OfferMessages:
    """Sends and deletes these messages; for a photo there is one at most."""

    choices: Choices
    responder: Responder

    async def renew(
        self, shown_in: MessageRef, person: User, shown: Revision, unsure: Result | None
    ) -> bool:
        """Deletes the messages about earlier answers, and sends one about the newest. Returns
        whether there is one if the caption of the answer promises it.

        Args:
            shown_in: the message that shows the newest answer.
            person: in whose language to ask.
            shown: what it shows.
            unsure: the same as a result, if its alternatives are to be offered.
        """
        others, is_offered = await self.choices.others(shown, shown_in.message_id)
        sender, history = self.responder.sender, self.choices.editor.history
        for message_id in others:
            await sender.delete(MessageRef(shown_in.chat_id, message_id))
            await history.link(shown, message_id)  # its buttons do nothing any more
        if is_offered or not (unsure and unsure.alternatives):
            return True
        try:
            return await self._send(shown_in, person, unsure)
        except RemoverError as error:  # the cutout is there: the person misses nothing
            _log.warning("no alternatives are offered: %s", error)
            return False

    async def _send(self, to: MessageRef, person: User, result: Result) -> bool:
        offer = await self.choices.offer(result, to.message_id)
        if offer is None:
            return False
        numbers = [
            button(str(number), "choose", offer.revision, as_argument(each))
            for number, each in enumerate(offer.alternatives, 1)
        ]
        text = self.responder.words(person).say("choose")
        photo = picture(offer.jpeg, offer.revision, text)
        keyboard = InlineKeyboardMarkup.from_row(numbers)
        sent = await self.responder.sender.send_photo(to, photo, keyboard)
        await linked(self.choices.editor.history, offer.revision, sent)
        return True


def as_argument(alternative: Alternative) -> str:
    """Returns the argument of an alternative's button."""
    return f"{alternative.mask_index}.{alternative.object_index}"


def read_argument(argument: str, offer: Revision) -> Alternative:
    """Reads what `as_argument` returns.

    Raises:
        StaleButton: it is no such argument.
    """
    match = _ARGUMENT.fullmatch(argument)
    if match is None:
        raise StaleButton
    index = match[2] or len(offer.objects) - 1
    return Alternative(int(index), int(match[1]))
