"""The buttons and replies that change options, and `/settings`."""

from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, User
from telegram.constants import ChatAction

from removerbot.chat.callbacks import ButtonPress
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.menus import show_menu
from removerbot.chat.messages import source_of
from removerbot.chat.result_keyboards import (
    OPTIONS,
    more_keyboard,
    preferences_keyboard,
    sizes_of,
)
from removerbot.chat.sender import picture
from removerbot.chat.targets import pressed_in_private
from removerbot.editing.permissions import Rules
from removerbot.editing.preferences import Languages, Preferences
from removerbot.errors import RemoverError
from removerbot.i18n import Words

PREFER = rf"^like:({'|'.join(OPTIONS)}):([A-Za-z0-9_#-]+)$"
"""The data of the buttons of options under `/settings`."""

_APP, _BACK = "app", "back"

LANGUAGE = r"^language:([a-z]{2,8})$"
"""The data of the buttons of languages: a language, `app` for the one of the app, or `back`."""

LANGUAGES = "^languages$"
"""The data of the button that lists the languages."""

_PER_ROW = 2


@dataclass(frozen=True, eq=False)
class OptionHandlers(BaseHandlers):
    """Handles what changes the options of a cutout."""

    rules: Rules
    preferences: Preferences

    async def more(self, press: ButtonPress) -> str:
        """Shows all buttons."""
        keyboard = more_keyboard(press.revision, press.argument, press.words)
        await self.sender.edit_keyboard(press.message, keyboard)
        return press.words.say("more")

    async def less(self, press: ButtonPress) -> None:
        """Shows the usual buttons again."""
        keyboard = self.results.under_cutout(press.revision, press.argument, press.words)
        await self.sender.edit_keyboard(press.message, keyboard)

    async def photo(self, press: ButtonPress) -> None:
        """Sends the cutout as a photo, for a quick look."""
        jpeg = await self.editor.renderer.look(press.revision)
        photo = picture(jpeg, press.revision, press.words.say("look"))
        sent = await self.sender.send_photo(press.message, photo)
        await self.editor.history.link(press.revision, sent.message_id)
        # The buttons name another revision now: a late press of the old ones does nothing.
        same = await self.editor.history.save(press.revision)
        keyboard = more_keyboard(same, press.argument, press.words)
        await self.sender.edit_keyboard(press.message, keyboard)
        await self.editor.history.link(same, press.message.message_id)

    async def change(self, option: str, press: ButtonPress) -> None:
        """Shows the cutout with another value of an option."""
        result = await self.preferences.change(press.revision, option, press.argument)
        if result is None:
            return
        keyboard = more_keyboard(result.revision, sizes_of(result), press.words)
        await self.results.edit(press.message, press.person, result, keyboard)

    async def background(self, message: Message, person: User) -> None:
        """Handles a photo in reply to a cutout: it becomes the background."""
        revision = None
        try:
            revision = await self.results.meant(message, person)
            await self.rules.check_answer(revision, person.id)
            async with self.sender.acting(message, ChatAction.UPLOAD_DOCUMENT):
                source = source_of(message, person.id)
                result = await self.preferences.change_background(revision, source)
                await self.results.send(message, person, result)
        except RemoverError as error:
            await self.results.refuse(message, person, error, revision)


@dataclass(frozen=True, eq=False)
class SettingsHandlers(BaseHandlers):
    """Lets people choose, under `/settings`, the options that they prefer, and a language."""

    preferences: Preferences

    async def settings(self, message: Message, person: User) -> None:
        """Handles `/settings`: shows the options that the person prefers."""
        words = self.responder.words(person)
        keyboard = preferences_keyboard(await self.preferences.store.options(person.id), words)
        await self.sender.reply(message, words.say("likes"), keyboard)

    async def prefer(self, query: CallbackQuery, name: str, value: str) -> None:
        """Handles a button under `/settings`."""
        message, person = pressed_in_private(query), query.from_user
        options = await self.preferences.prefer(person.id, OPTIONS[name], value)
        keyboard = preferences_keyboard(options, self.responder.words(person))
        await self.sender.edit_keyboard(message, keyboard)
        await self.sender.answer(query, None)

    async def list(self, query: CallbackQuery) -> None:
        """Shows the languages in place of the options."""
        shown, person = pressed_in_private(query), query.from_user
        words, languages = self.responder.words(person), self.responder.languages
        keyboard = languages_keyboard(languages, languages.chosen(person.id), words)
        await self.sender.edit_text(shown, words.say("languages"), keyboard)
        await self.sender.answer(query, None)

    async def choose(self, query: CallbackQuery, language: str) -> None:
        """Keeps a choice, and shows the options again: in the language chosen, as the menu of
        commands is from then on."""
        shown, person = pressed_in_private(query), query.from_user
        if language != _BACK:
            chosen = None if language == _APP else language
            await self.responder.languages.choose(person.id, chosen)
        words = self.responder.words(person)
        keyboard = preferences_keyboard(await self.preferences.store.options(person.id), words)
        await self.sender.edit_text(shown, words.say("likes"), keyboard)
        await self.sender.answer(query, None)
        if language != _BACK:
            own = None if language == _APP else words
            await show_menu(self.sender.bot, person.id, own)


def languages_keyboard(
    languages: Languages, chosen: str | None, words: Words
) -> InlineKeyboardMarkup:
    """Returns a button for each language and one for that of the app; the choice is ticked."""

    def button(label: str, data: str, *, is_chosen: bool) -> InlineKeyboardButton:
        label = f"✓ {label}" if is_chosen else label
        return InlineKeyboardButton(label, callback_data=f"language:{data}")

    named = [
        button(each.say("language-name"), code, is_chosen=code == chosen)
        for code, each in languages.all.items()
    ]
    rows = [named[start : start + _PER_ROW] for start in range(0, len(named), _PER_ROW)]
    from_app = button(words.say("button-language-app"), _APP, is_chosen=chosen is None)
    back = button(words.say("button-back"), _BACK, is_chosen=False)
    return InlineKeyboardMarkup([*rows, [from_app], [back]])
