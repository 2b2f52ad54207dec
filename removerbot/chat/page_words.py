"""What the page on which photos are tapped says, in the person's language."""

from collections.abc import Callable, Mapping

from removerbot.chat.texts import Words, words_for
from removerbot.errors import RemoverError

NAMES = (
    "page-title",
    "page-hint",
    "page-done",
    "page-undo",
    "page-smaller",
    "page-bigger",
    "page-add",
    "page-remove",
    "page-form",
    "page-document",
    "page-sticker",
    "page-photo",
    "page-loading",
    "page-looking",
    "page-lit",
    "page-nothing",
    "page-points",
    "page-certain",
    "page-first",
    "page-sending",
    "page-sent",
    "page-outside",
    "page-offline",
    "page-again",
)
"""The page's texts in the locale files."""


class PageWords:
    """The words of the page, for a Telegram `language_code`."""

    def __init__(
        self, languages: Mapping[str, Words], noticed: Callable[[RemoverError], None]
    ) -> None:
        """Set up.

        Args:
            languages: the words.
            noticed: told of every error that is explained to somebody.
        """
        self._languages = languages
        self._noticed = noticed

    def all(self, code: str | None) -> Mapping[str, str]:
        """Each of the page's texts by its name, without the `page-`; `language` is theirs."""
        words = words_for(self._languages, code)
        texts = {name.removeprefix("page-"): words.say(name) for name in NAMES}
        return {**texts, "language": words.language}

    def explain(self, code: str | None, error: RemoverError) -> str:
        """What went wrong."""
        self._noticed(error)
        return words_for(self._languages, code).explain(error)
