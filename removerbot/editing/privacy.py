"""What the bot does with people's data, as its settings have it."""

from typing import Literal, NamedTuple, Self


class PrivacyPolicy(NamedTuple):
    """The values of the text `privacy`.

    Attributes:
        days: for which jobs are kept.
        journal_days: for which the numbers of messages, and daily counts, are kept.
        engine: where photos are cut: `local`, on the bot's machine; `ray`, on a cluster.
        counts: whether people's cutouts are counted: `on` or `off`.
        storage: whether cutouts for chats without the bot go through a chat of the host's.
        page: address of the page with the same text; `none` if there is none.
    """

    days: int
    journal_days: int
    engine: Literal["local", "ray"]
    counts: Literal["on", "off"]
    page: str
    storage: Literal["on", "off"]

    def in_language(self, language: str) -> Self:
        """Returns the policy with the address of the page in a language."""
        if self.page == "none":
            return self
        return self._replace(page=f"{self.page}?language={language}")
