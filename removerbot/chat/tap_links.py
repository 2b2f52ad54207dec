"""The button that opens the page on which people tap the thing itself."""

from collections.abc import Callable

from telegram import InlineKeyboardButton, WebAppInfo

from removerbot.chat.texts import Words
from removerbot.jobs import Cut
from removerbot.passes import Pass, Passes


class TapLinks:
    """Makes the button for a cut."""

    def __init__(self, passes: Passes, public_url: str, username: Callable[[], str]) -> None:
        """Set up.

        Args:
            passes: what the links are signed with.
            public_url: where people reach the page's server.
            username: of the bot, known only once it runs.
        """
        self._passes = passes
        self._public_url = public_url
        self._username = username

    def button(self, cut: Cut, words: Words) -> InlineKeyboardButton:
        """In private chats it opens the page itself. In groups Telegram has no such buttons,
        but links to a bot's main Mini App."""
        assert cut.id
        source = cut.job.source
        word = self._passes.write(Pass(source.chat_id, cut.id))
        label = words.say("button-page")
        if source.chat_id > 0:
            return InlineKeyboardButton(
                label, web_app=WebAppInfo(f"{self._public_url}/tap/?pass={word}")
            )
        link = f"https://t.me/{self._username()}?startapp={word}"
        return InlineKeyboardButton(label, url=link)
