"""What the use cases need from the outside, and the values that cross that line.

`engine` and `store` implement these; the composition root puts them together.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple, Protocol, Self

from removerbot.core.finish import USUAL, Finish
from removerbot.core.grid import Grid
from removerbot.core.types import Candidate, Photo, Pixels, Prompt


class Engine(Protocol):
    """Runs the model, somewhere else than in the event loop."""

    async def prepare(self, photo: Photo) -> None:
        """Take the hint that a prompt on this photo may follow. Returns at once."""

    async def segment(
        self, photo: Photo, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        """SAM's candidates for a prompt.

        Raises:
            EngineBusy: too many wait already.
            EngineTimeout: it took too long.
            EngineFailed: the model raised an exception.
        """


class Photos(Protocol):
    """Looks into image files. Blocks, so call it from a thread."""

    def read_photo(self, data: bytes) -> Photo:
        """Read a file's header.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
        """

    def decode(self, photo: Photo, least: int | None = None) -> Pixels:
        """See `removerbot.core.photo.decode`.

        Raises:
            DamagedImage: it cannot be decoded, or not within the limits.
        """


class Files(Protocol):
    """Where photos are fetched from, again and again if need be."""

    async def fetch(self, file_id: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileTooLarge: it is larger than can be fetched.
            PhotoGone: it can no longer be had.
        """


class InAlbum(NamedTuple):
    """Which photo of an album: the album's name in its chat, and the number, from 1."""

    album: str
    number: int


@dataclass(frozen=True, slots=True)
class Source:
    """The message that a photo came in.

    Attributes:
        chat_id: the chat it was sent to.
        message_id: its number in that chat.
        person_id: who asked for the photo to be cut.
        file_id: names the file to `Files`.
        name: the file's name without its ending; the cutout is named after it.
        place: where it stands in an album, `None` for a photo that came alone.
    """

    chat_id: int
    message_id: int
    person_id: int
    file_id: str
    name: str
    place: InAlbum | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A photo that can be pointed at.

    Attributes:
        id: `None` until the store has given it one.
        source: where the photo came from.
        grid: the one that was shown, over the upright photo.
    """

    source: Source
    grid: Grid
    id: int | None = None

    def with_id(self, job_id: int) -> Self:
        """The same job, kept under a number."""
        return replace(self, id=job_id)


NOTHING = -1
"""In the place of a token: SAM begins anew, with all points."""


@dataclass(frozen=True, slots=True)
class Step:
    """One go at pointing.

    Attributes:
        prompt: all the points of its object so far, those of earlier steps too.
        token: of the candidate that was shown; `None` for the likeliest one.
        via: what SAM is asked instead, where another place of the cell that was meant
            shows its thing better; `None` for the prompt itself.
        thing: which of the cut's objects it is about, counted from 0. Steps about the same
            object follow each other.
        joined: whether it was asked in one go with the step before.
        fed: what SAM goes on from: the token of one of the masks of the object's step before,
            `NOTHING`, or `None` for the mask that was shown.
    """

    prompt: Prompt
    token: int | None = None
    via: Prompt | None = None
    thing: int = 0
    joined: bool = False
    fed: int | None = None

    @property
    def decoded(self) -> Prompt:
        """What SAM is asked."""
        return self.via or self.prompt


@dataclass(frozen=True, slots=True)
class Cut:
    """What was asked of a job so far. It never changes: whatever is asked next is another
    cut, so that each message, and each button under it, keeps its meaning.

    Attributes:
        job: whose photo is cut.
        steps: what was pointed at, one go after the other; none yet under a new preview.
        views: the grids looked through after the job's own, each finer or closer than the
            one before.
        adds: whether what is pointed at next is another object.
        finish: how the cutout is finished. With the first step it becomes the way that the
            person likes.
        id: `None` until the store has given it one.
    """

    job: Job
    steps: tuple[Step, ...] = ()
    views: tuple[Grid, ...] = ()
    adds: bool = False
    finish: Finish = USUAL
    id: int | None = None

    @property
    def grid(self) -> Grid:
        """The one that the cells in the person's words belong to."""
        return self.views[-1] if self.views else self.job.grid

    @property
    def objects(self) -> tuple[tuple[Step, ...], ...]:
        """The steps of each object."""
        return tuple(tuple(steps) for _, steps in groupby(self.steps, lambda step: step.thing))

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All the points of each object."""
        return tuple(steps[-1].prompt for steps in self.objects)

    def with_id(self, cut_id: int) -> Self:
        """The same cut, kept under a number."""
        return replace(self, id=cut_id)


class Jobs(Protocol):
    """Remembers jobs, the cuts of them, and which messages stand for which cut."""

    async def add(self, job: Job) -> Job:
        """Keep a new job, addressed by the message of its photo; the same photo sent
        in the same message again is the same job."""

    async def keep(self, cut: Cut) -> Cut:
        """Keep a cut of a job that is kept."""

    async def link(self, cut: Cut, message_id: int) -> None:
        """Let a message of the job's chat stand for the cut, and no longer for an older one."""

    async def find(self, chat_id: int, message_id: int) -> Cut | None:
        """The cut that a message stands for, if its job is open; the photo's own message
        stands for one without steps."""

    async def cut(self, chat_id: int, cut_id: int) -> Cut | None:
        """The cut under this number, if its job belongs to this chat and is open."""

    async def newest(self, chat_id: int, person_id: int) -> Job | None:
        """The open job with the latest photo of a person in a chat."""

    async def album(self, chat_id: int, name: str) -> list[Job]:
        """The open jobs with the photos of an album, in their order."""

    async def close(self, chat_id: int, person_id: int) -> int:
        """Close a person's jobs in a chat; returns how many there were."""


class Likes(Protocol):
    """Remembers how people like their cutouts."""

    async def finish(self, person_id: int) -> Finish:
        """How a person likes them finished; the usual way if they never said."""

    async def save_finish(self, person_id: int, finish: Finish) -> None:
        """Remember it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as Telegram sent it.

    Attributes:
        chat_id: where it happened, `None` if in no chat.
        person_id: who did it, `None` if nobody in particular.
        payload: the whole of it, as JSON.
    """

    update_id: int
    chat_id: int | None
    person_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that was sent, or was about to be; or several that arrive together.

    Attributes:
        message: what Telegram made of them, as JSON; `None`: nobody knows whether they
            arrived.
    """

    message: str | None


class Journal(Protocol):
    """What Telegram sent and what became of it, so that all of it is answered, once.

    An update waits until it is struck off. Its answers are numbered in the order in which
    they are sent. One of which nobody knows whether it arrived makes the update unsure:
    the person is asked, and then it waits no longer until they want it again.
    """

    async def take(self, updates: Sequence[Incoming]) -> None:
        """Write updates down as this process's; those that were written down before stay as
        they are."""

    async def take_over(self) -> list[str]:
        """The payloads of all updates that wait and that nobody alive works on, oldest first.
        From now on they are this process's."""

    async def claim(self, update_id: int) -> bool:
        """Whether an update has yet to be answered, and by this process."""

    async def adopt(self, update_id: int, named: str) -> list[str]:
        """Take from other processes what the person of this update sent in its chat and has
        these words in its payload; returns the payloads."""

    async def is_next(self, update_id: int) -> bool:
        """Whether no other process has yet to answer what came earlier from the same person
        in the same chat."""

    async def strike(self, *update_ids: int) -> None:
        """These updates are done with; forget all but their numbers."""

    async def doubt(self, *update_ids: int) -> None:
        """These updates are unsure, all of one answer, which is the first one's, and their
        person is about to be asked. They still wait."""

    async def asked(self, *update_ids: int) -> None:
        """The question has arrived: these wait no longer, if they were not taken up."""

    async def take_up(self, chat_id: int, update_id: int) -> list[str]:
        """Let an unsure update of this chat wait again, with those it is answered for, as if
        the answer in doubt had not been sent. Returns their payloads; none if there is no
        such update.
        """

    async def answer(self, update_id: int, number: int) -> Answer | None:
        """What is known of an answer; `None`: it has not been sent."""

    async def intend(self, update_id: int, number: int) -> bool:
        """An answer is about to be sent. Whether it may be: not if another process took the
        update over, because this one seemed dead."""

    async def withdraw(self, update_id: int, number: int) -> None:
        """The answer has certainly not been sent."""

    async def sent(self, update_id: int, number: int, message: str) -> None:
        """The answer has arrived."""


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


class Machine(NamedTuple):
    """Which model runs, where, and on which devices it no more does, or `none`."""

    model: str
    device: str
    failed: str


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
