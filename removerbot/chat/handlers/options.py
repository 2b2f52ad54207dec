"""The buttons, commands and replies that change options."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from telegram import Update
from telegram.constants import ChatAction

from removerbot.chat.callbacks import Act, Press
from removerbot.chat.handlers.results import Results, caption_of
from removerbot.chat.keyboards import cut_named_by
from removerbot.chat.messages import message_and_person, source_of
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import (
    OPTIONS,
    more_keyboard,
    preferences_keyboard,
    result_keyboard,
    sizes_of,
)
from removerbot.chat.sender import Place, Sender
from removerbot.chat.types import Context
from removerbot.editing.editor import Editor
from removerbot.editing.permissions import Rules
from removerbot.editing.preferences import Preferences
from removerbot.errors import RemoverError

PREFER = rf"^like:({'|'.join(OPTIONS)}):([\w#-]+)$"
"""The data of the buttons under `/settings`."""


@dataclass(frozen=True, eq=False)
class OptionHandlers:
    """Handles what changes the options of a cutout, or those that a person prefers."""

    editor: Editor
    rules: Rules
    preferences: Preferences
    results: Results
    gateway: Sender
    voice: Responder

    @property
    def acts(self) -> Mapping[str, Act]:
        """What buttons do, by their verbs; the verb of an option is its name."""
        changes: dict[str, Act] = {
            name: partial(self._change, option) for name, option in OPTIONS.items()
        }
        return changes | {"more": self.more, "less": self.less, "photo": self.photo}

    async def more(self, press: Press) -> str:
        """Shows all buttons."""
        words = self.voice.words(press.person)
        keyboard = more_keyboard(press.cut, press.argument, words)
        await self.gateway.edit_keyboard(press.place, keyboard)
        return words.say("more")

    async def less(self, press: Press) -> None:
        """Shows the usual buttons again."""
        words = self.voice.words(press.person)
        keyboard = result_keyboard(press.cut, press.argument, words)
        await self.gateway.edit_keyboard(press.place, keyboard)

    async def photo(self, press: Press) -> None:
        """Sends the cutout as a photo, for a quick look."""
        words = self.voice.words(press.person)
        jpeg = await self.editor.look(press.cut)
        sent = await self.gateway.send_photo(press.place, jpeg, words.say("look"))
        await self.editor.history.link(press.cut, sent.message_id)
        # The buttons name another revision now: a late press of the old ones does nothing.
        same = await self.editor.history.renumber(press.cut)
        keyboard = more_keyboard(same, press.argument, words)
        await self.gateway.edit_keyboard(press.place, keyboard)
        await self.editor.history.link(same, press.place.message_id)

    async def _change(self, option: str, press: Press) -> None:
        words, person_id = self.voice.words(press.person), press.person.id
        result = await self.preferences.change(press.cut, person_id, option, press.argument)
        if result is None:
            return
        keyboard = more_keyboard(result.revision, sizes_of(result), words)
        await self.results.put(press, result, caption_of(result, words), keyboard)

    async def background(self, update: Update, _: Context) -> None:
        """Handles a photo in reply to a cutout: it becomes the background."""
        message, person = message_and_person(update)
        original, revision = message.reply_to_message, None
        assert original
        try:
            revision = await self.editor.history.meant(
                message.chat_id, person.id, original.message_id, cut_named_by(original)
            )
            await self.rules.check_answer(revision, person.id)
            async with self.gateway.acting(message, ChatAction.UPLOAD_DOCUMENT):
                source = source_of(message, person.id)
                result = await self.preferences.change_background(revision, source)
                await self.results.send(message, person, result)
        except RemoverError as error:
            await self.results.refuse(message, person, error, revision)

    async def settings(self, update: Update, _: Context) -> None:
        """Handles `/settings`: shows the options that the person prefers."""
        message, person = message_and_person(update)
        words = self.voice.words(person)
        keyboard = preferences_keyboard(await self.preferences.of(person.id), words)
        await self.gateway.reply(message, words.say("likes"), keyboard)

    async def prefer(self, update: Update, context: Context) -> None:
        """Handles a button under `/settings`."""
        query = update.callback_query
        assert query
        assert query.message
        assert context.match
        person, (name, value) = query.from_user, context.match.groups()
        try:
            options = await self.preferences.prefer(person.id, OPTIONS[name], value)
        except RemoverError as error:
            await self.voice.alert(query, error)
        else:
            place = Place(query.message.chat.id, query.message.message_id)
            keyboard = preferences_keyboard(options, self.voice.words(person))
            await self.gateway.edit_keyboard(place, keyboard)
            await self.gateway.answer(query, None)
