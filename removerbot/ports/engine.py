"""What cutouts are made with: a model, a decoder of photos, a way to their files."""

from typing import NamedTuple, Protocol

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


class Machine(NamedTuple):
    """Which model runs, where, and on which devices it no more does, or `none`."""

    model: str
    device: str
    failed: str
