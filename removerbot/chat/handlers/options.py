"""The buttons, commands and replies that say how cutouts are finished."""

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
    likes_keyboard,
    more_keyboard,
    result_keyboard,
    sizes_of,
)
from removerbot.chat.sender import Place, Sender
from removerbot.chat.types import Context
from removerbot.editing.editor import Editor
from removerbot.editing.permissions import Rules
from removerbot.editing.preferences import OPTIONS, Finishing
from removerbot.errors import RemoverError

LIKE = rf"^like:({'|'.join(OPTIONS)}):([\w#-]+)$"
"""The data of a button by which a person says how they like cutouts."""


@dataclass(frozen=True, eq=False)
class FinishHandlers:
    """What the bot does about how cutouts come out."""

    editor: Editor
    rules: Rules
    finishing: Finishing
    results: Results
    gateway: Sender
    voice: Responder

    @property
    def acts(self) -> Mapping[str, Act]:
        """What its buttons do, by their verbs; those of options are called like them."""
        options: dict[str, Act] = {option: partial(self._change, option) for option in OPTIONS}
        return options | {"more": self.more, "less": self.less, "photo": self.photo}

    async def more(self, press: Press) -> str:
        """Show the rest of the buttons."""
        words = self.voice.words(press.person)
        keyboard = more_keyboard(press.cut, press.argument, words)
        await self.gateway.edit_keyboard(press.place, keyboard)
        return words.say("more")

    async def less(self, press: Press) -> None:
        """Show the first buttons again."""
        words = self.voice.words(press.person)
        keyboard = result_keyboard(press.cut, press.argument, words)
        await self.gateway.edit_keyboard(press.place, keyboard)

    async def photo(self, press: Press) -> None:
        """Send the cutout as a photo, to look at quickly."""
        words = self.voice.words(press.person)
        jpeg = await self.editor.look(press.cut)
        sent = await self.gateway.send_photo(press.place, jpeg, words.say("look"))
        await self.editor.history.link(press.cut, sent.message_id)
        # The buttons are another cut's from now on: a press meant for the old ones is late.
        same = await self.editor.history.renumber(press.cut)
        keyboard = more_keyboard(same, press.argument, words)
        await self.gateway.edit_keyboard(press.place, keyboard)
        await self.editor.history.link(same, press.place.message_id)

    async def _change(self, option: str, press: Press) -> None:
        words = self.voice.words(press.person)
        result = await self.finishing.change(press.cut, press.person.id, option, press.argument)
        if result is None:
            return
        keyboard = more_keyboard(result.revision, sizes_of(result), words)
        await self.results.put(press, result, caption_of(result, words), keyboard)

    async def behind(self, update: Update, _: Context) -> None:
        """Put the photo that replies to a cutout behind it."""
        message, person = message_and_person(update)
        original, cut = message.reply_to_message, None
        assert original
        try:
            cut = await self.editor.history.meant(
                message.chat_id, person.id, original.message_id, cut_named_by(original)
            )
            await self.rules.check_answer(cut, person.id)
            async with self.gateway.acting(message, ChatAction.UPLOAD_DOCUMENT):
                source = source_of(message, person.id)
                result = await self.finishing.put_behind(cut, source)
                await self.results.send(message, person, result)
        except RemoverError as error:
            await self.results.refuse(message, person, error, cut)

    async def settings(self, update: Update, _: Context) -> None:
        """Show how the person likes cutouts."""
        message, person = message_and_person(update)
        words = self.voice.words(person)
        keyboard = likes_keyboard(await self.finishing.liked(person.id), words)
        await self.gateway.reply(message, words.say("likes"), keyboard)

    async def like(self, update: Update, context: Context) -> None:
        """Remember how the person likes cutouts."""
        query = update.callback_query
        assert query
        assert query.message
        assert context.match
        person = query.from_user
        try:
            finish = await self.finishing.like(person.id, *context.match.groups())
        except RemoverError as error:
            await self.voice.alert(query, error)
        else:
            place = Place(query.message.chat.id, query.message.message_id)
            keyboard = likes_keyboard(finish, self.voice.words(person))
            await self.gateway.edit_keyboard(place, keyboard)
            await self.gateway.answer(query, None)
