"""What the simulated server knows, and what @BotFather allows the bot."""

from dataclasses import dataclass, field
from typing import Any, Literal

Feature = Literal["inline", "guest", "ephemeral", "reactions"]

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
    """

    unknown: set[Feature] = field(default_factory=set)
    inline_queries: bool = False
    inline_feedback: bool = False
    guest_queries: bool = False
    loses_ephemeral: bool = False

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
