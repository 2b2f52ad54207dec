"""What tapping needs from the outside, and the values that cross that line."""

from dataclasses import dataclass
from typing import Literal, Protocol

from removerbot.core.types import Box, Point
from removerbot.jobs import Cut

Form = Literal["document", "sticker"]
"""What becomes of a cut that was tapped: the PNG file, or a sticker."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who has the page open, as Telegram vouches.

    Attributes:
        pass_word: the pass in the link that they followed, if it was in one.
    """

    id: int
    first_name: str
    language_code: str | None = None
    pass_word: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """Everything that a person has pointed at on the page at one time.

    Attributes:
        keep: pixels of the object.
        drop: pixels that do not belong to it.
        box: around the object, `None` for none.
        token: of the candidate that was shown then; `None` for the likeliest one.
    """

    keep: tuple[Point, ...] = ()
    drop: tuple[Point, ...] = ()
    box: Box | None = None
    token: int | None = None


class Members(Protocol):
    """Knows who is in which chat."""

    async def is_member(self, chat_id: int, person_id: int) -> bool:
        """Whether a person is in a chat right now."""


class Outlet(Protocol):
    """Brings what was tapped into its chat."""

    async def deliver(self, cut: Cut, visitor: Visitor, form: Form, key: str) -> None:
        """Send a kept cut, in answer to its photo. What is told here is not lost any more,
        and the same `key` of the same visitor is sent once only.
        """
