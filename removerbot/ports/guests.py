"""What is kept of the people who use the bot, and the figures of that."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal, NamedTuple, Protocol

Ruling = Literal["allowed", "blocked"]


class Guests(Protocol):
    """Remembers what owners ruled about people and chats, and counts people's cuts."""

    async def rulings(self, ids: Collection[int]) -> Mapping[int, Ruling]:
        """What has been ruled about any of these."""

    async def rule(self, guest_id: int, ruling: Ruling) -> None:
        """Rule about a person or chat; earlier rulings no longer count."""

    async def note_told(self, guest_id: int) -> bool:
        """Remember that a stranger has been told; whether they had not been before."""

    async def cuts(self, person_id: int, day: date) -> int:
        """How many cuts a person had on a day."""

    async def count_cut(self, person_id: int, day: date) -> None:
        """One more."""


class Figures(NamedTuple):
    """How the bot is used: people, photos and cuts of the last 24 hours, photos that can
    be pointed at, and messages that are not answered yet."""

    people: int
    photos: int
    cuts: int
    kept: int
    waiting: int


class Records(Protocol):
    """All that is kept about people.

    Attributes:
        days: how long.
    """

    days: int

    async def forget(self, person_id: int) -> None:
        """Erase a person's photos and messages from the records. What stays is what an
        owner ruled about them, and today's count."""

    async def figures(self) -> Figures:
        """Sums, without anybody's name."""
