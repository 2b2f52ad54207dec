"""What goes wrong in a simulated day, drawn from a seed."""

from dataclasses import dataclass
from enum import Enum, auto
from random import Random


class CallFault(Enum):
    """What happens to a call of the Bot API."""

    NEVER_SENT = auto()
    REQUEST_LOST = auto()
    ANSWER_LOST = auto()
    TOO_MANY = auto()
    REFUSED = auto()


class StatementFault(Enum):
    """When the database fails: before a transaction is committed, or after it."""

    BEFORE = auto()
    AFTER = auto()


CALL_FAULTS = (
    *[CallFault.NEVER_SENT] * 3,
    *[CallFault.REQUEST_LOST] * 3,
    *[CallFault.ANSWER_LOST] * 3,
    CallFault.TOO_MANY,
)


@dataclass
class Chance:
    """The dice of one day.

    Attributes:
        calls: the share of calls of the Bot API that go wrong.
        refusals: the share of sent answers that Telegram refuses for good.
        statements: how many more transactions of the database go wrong.
        deaths: how many more lives of the process end in a crash.
    """

    dice: Random
    calls: float
    refusals: float
    statements: int
    deaths: int

    @classmethod
    def of(cls, seed: int) -> "Chance":
        """Returns the dice of a day; a tenth of the days is quiet."""
        dice = Random(seed)
        if dice.random() < 0.1:
            return cls(dice, 0, 0, 0, 0)
        return cls(
            dice,
            calls=dice.choice((0, 0.05, 0.2, 0.5)),
            refusals=dice.choice((0, 0, 0.05)),
            statements=dice.choice((0, 0, 1, 4)),
            deaths=dice.choice((0, 1, 2, 4, 8)),
        )

    def call_fault(self, *, may_be_refused: bool = False) -> CallFault | None:
        """Draws what happens to a call."""
        if may_be_refused and self.dice.random() < self.refusals:
            return CallFault.REFUSED
        return self.dice.choice(CALL_FAULTS) if self.dice.random() < self.calls else None

    def statement_fault(self) -> StatementFault | None:
        """Draws what happens to a transaction."""
        if self.statements and self.dice.random() < 0.03:
            self.statements -= 1
            return self.dice.choice(list(StatementFault))
        return None

    def steps_to_live(self) -> int:
        """Draws after how many steps a process dies; 0 for never."""
        if not self.deaths:
            return 0
        self.deaths -= 1
        return self.dice.randint(1, self.dice.choice((10, 60, 200)))
