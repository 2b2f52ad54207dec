"""What the simulated server knows, and what @BotFather allows the bot."""

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Feature = Literal["inline", "guest", "ephemeral", "reactions"]

Ephemeral = Literal["on", "unknown", "refused", "lost"]
"""What becomes of ephemeral messages."""

EPHEMERAL: tuple[Ephemeral, ...] = get_args(Ephemeral)

_METHODS: dict[str, Feature] = {
    "answerinlinequery": "inline",
    "answerguestquery": "guest",
    "setmessagereaction": "reactions",
    "editephemeralmessagetext": "ephemeral",
    "editephemeralmessagecaption": "ephemeral",
    "editephemeralmessagemedia": "ephemeral",
    "editephemeralmessagereplymarkup": "ephemeral",
    "deleteephemeralmessage": "ephemeral",
}
"""Methods, in lower case, that an older server does not have."""

_PARAMETERS: dict[str, Feature] = {"ephemeral_message_parameters": "ephemeral"}
"""Parameters that an older server ignores, as Telegram ignores all that it does not know."""


@dataclass(eq=False)
class Features:
    """Switches of the server; all can be changed at any time.

    Attributes:
        unknown: features of the Bot API that this server is too old for.
        inline_queries: whether the bot may be asked inline, as set in @BotFather.
        inline_feedback: whether the bot is told which results people choose.
        guest_queries: whether the bot may be called in chats that it is not in.
        loses_ephemeral: whether ephemeral messages are accepted and shown to nobody.
        refuses_ephemeral: whether ephemeral messages are refused, as if the bot might not.
        unreachable: people to whom no ephemeral message can be sent, by id, such as those who
            only comment on a channel's posts.
        forgets_messages: whether presses come without the content of their message, as those
            under old ones do.
        no_media: groups, by id, in which only administrators may send photos, files and
            stickers.
    """

    unknown: set[Feature] = field(default_factory=set)
    inline_queries: bool = False
    inline_feedback: bool = False
    guest_queries: bool = False
    loses_ephemeral: bool = False
    refuses_ephemeral: bool = False
    unreachable: set[int] = field(default_factory=set)
    forgets_messages: bool = False
    no_media: set[int] = field(default_factory=set)

    @property
    def switches(self) -> dict[str, bool | str]:
        """What the page can switch: `inline`, `guest` and `reactions` on or off, and what
        becomes of ephemeral messages."""
        return {
            "inline": self.inline_queries,
            "guest": self.guest_queries,
            "reactions": "reactions" not in self.unknown,
            "ephemeral": self._ephemeral,
        }

    def switch(self, name: str, value: bool | str) -> None:
        """Changes one of the `switches`."""
        if name == "inline":
            self.inline_queries = bool(value)
        elif name == "guest":
            self.guest_queries = bool(value)
        elif name == "reactions":
            self._set_known("reactions", value is True)
        else:
            self._set_known("ephemeral", value != "unknown")
            self.refuses_ephemeral = value == "refused"
            self.loses_ephemeral = value == "lost"

    @property
    def _ephemeral(self) -> Ephemeral:
        if "ephemeral" in self.unknown:
            return "unknown"
        if self.refuses_ephemeral:
            return "refused"
        return "lost" if self.loses_ephemeral else "on"

    def _set_known(self, feature: Feature, is_known: bool) -> None:
        (self.unknown.discard if is_known else self.unknown.add)(feature)

    def has_method(self, name: str) -> bool:
        """Whether the server has this method, if any server has."""
        return _METHODS.get(name.lower()) not in self.unknown

    def without_unknown(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Returns the parameters that the server reads."""
        return {
            name: each
            for name, each in raw.items()
            if _PARAMETERS.get(name) not in self.unknown or name not in _PARAMETERS
        }

    def of_bot(self) -> dict[str, bool]:
        """Returns the fields of `getMe` about the features."""
        fields = {"supports_inline_queries": self.inline_queries}
        if "guest" not in self.unknown:
            fields["supports_guest_queries"] = self.guest_queries
        return fields
