"""What the bot says besides answers: that others come first, that something is left out,
that an answer may have got lost."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError

from removerbot.chat.outbox import Send
from removerbot.chat.retry import Retrier, UnsureError
from removerbot.chat.types import Context
from removerbot.errors import RemoverError
from removerbot.i18n import Words, words_for
from removerbot.storage.journal import Journal

AGAIN = re.compile(r"again/([0-9]{1,18})", re.ASCII)
"""The data of the button that asks for an answer once more: the number of its update."""


class Notices:
    """Says things about updates, and takes the press of the one button under them."""

    def __init__(
        self, journal: Journal, delivery: Retrier, languages: Mapping[str, Words]
    ) -> None:
        self._journal = journal
        self._delivery = delivery
        self._languages = languages

    async def ahead(self, update: Update, count: int) -> None:
        """So many come first. A courtesy: it is tried once."""
        message = update.effective_message
        if message and not self._delivery.is_halted(message.chat_id):
            with suppress(UnsureError, TelegramError):
                words = self._words(update).say("ahead", count=count)
                await self._delivery.once(message.chat_id, self._reply(message, words))

    def refusal(self, update: Update, error: RemoverError) -> Send | None:
        """Says that this is not worked on, if there is a message to reply to."""
        message = update.effective_message
        return self._reply(message, self._words(update).explain(error)) if message else None

    async def ask(self, update: Update) -> None:
        """Has the answer arrived? Asked until the question certainly has.

        Args:
            update: the one that is answered; of an album the first.
        """
        message, words = update.effective_message, self._words(update)
        if message is None:
            return
        button = InlineKeyboardButton(
            words.say("button-again"), callback_data=f"again/{update.update_id}"
        )
        with suppress(TelegramError):  # they do not want to hear from us
            await self._delivery.repeat(
                message.chat_id,
                lambda: message.reply_text(
                    words.say("unsure"),
                    reply_markup=InlineKeyboardMarkup.from_button(button),
                    do_quote=True,
                    allow_sending_without_reply=True,
                ),
            )

    async def again(self, update: Update, context: Context) -> None:
        """Answer an update once more, because its answer has not arrived."""
        query = update.callback_query
        assert query
        match = AGAIN.fullmatch(query.data or "")
        if match is None or query.message is None:
            return
        for payload in await self._journal.reopen(query.message.chat.id, int(match[1])):
            context.application.update_queue.put_nowait(
                Update.de_json(json.loads(payload), context.bot)
            )
        with suppress(TelegramError):  # they did not wait so long
            await query.answer()
        with suppress(TelegramError):  # it has been there for two days
            await query.delete_message()

    def _reply(self, to: Message, text: str) -> Send:
        return lambda: to.reply_text(text, do_quote=True, allow_sending_without_reply=True)

    def _words(self, update: Update) -> Words:
        person = update.effective_user
        return words_for(self._languages, person.language_code if person else None)
