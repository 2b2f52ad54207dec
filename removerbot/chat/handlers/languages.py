"""The buttons under `/settings` by which a person chooses a language."""

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from removerbot.chat.menus import show_menu
from removerbot.chat.messages import Context
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import preferences_keyboard
from removerbot.chat.sender import Sender
from removerbot.chat.targets import pressed_in_private
from removerbot.editing.languages import Languages
from removerbot.editing.preferences import Preferences
from removerbot.i18n import Words

_APP, _BACK = "app", "back"

LANGUAGE = r"^language:([a-z]{2,8})$"
"""The data of the buttons of languages: a language, `app` for that of the person's app, or
`back`."""

LANGUAGES = "^languages$"
"""The data of the button that lists the languages."""

_PER_ROW = 2


@dataclass(frozen=True, eq=False)
class LanguageHandlers:
    """Lets people choose the language in which they are answered."""

    languages: Languages
    preferences: Preferences
    sender: Sender
    responder: Responder

    async def list(self, update: Update, _: Context) -> None:
        """Shows the languages in place of the options."""
        query = update.callback_query
        assert query
        shown, person = pressed_in_private(query), query.from_user
        words, chosen = self.responder.words(person), self.languages.chosen(person.id)
        keyboard = languages_keyboard(self.languages, chosen, words)
        await self.sender.edit_text(shown, words.say("languages"), keyboard)
        await self.sender.answer(query, None)

    async def choose(self, update: Update, context: Context) -> None:
        """Keeps a choice, and shows the options again: in the language chosen, as the menu of
        commands is from then on."""
        query = update.callback_query
        assert query
        assert context.match
        shown, person, language = pressed_in_private(query), query.from_user, context.match[1]
        if language != _BACK:
            await self.languages.choose(person.id, None if language == _APP else language)
        words, options = self.responder.words(person), await self.preferences.of(person.id)
        keyboard = preferences_keyboard(options, words)
        await self.sender.edit_text(shown, words.say("likes"), keyboard)
        await self.sender.answer(query, None)
        if language != _BACK:
            own = None if language == _APP else words
            await show_menu(self.sender.bot, person.id, own)


def languages_keyboard(
    languages: Languages, chosen: str | None, words: Words
) -> InlineKeyboardMarkup:
    """Returns a button for each language, by its own name, and one for that of the person's
    app. What is chosen is ticked."""

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
