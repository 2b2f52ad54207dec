"""Several GPUs as one segmenter, with a fallback for when they fail."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from removerbot.errors import DeviceFailed, OutOfMemory
from removerbot.imaging.types import Candidate
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter

_log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Member:
    """A segmenter in service, its calls under way, and the largest batch that fits it."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter = segmenter
        self.batch = segmenter.batch
        self.calls = 0


class Pool(Segmenter):
    """Runs several segmenters: photos are encoded on the least busy one, prompts are decoded
    where their photo was encoded.

    A batch that does not fit into memory is halved, and so are later ones. A device that fails,
    or has no memory even for one item, is taken out of service. After the last one the
    segmenter that `fallback` loads takes over.
    """

    def __init__(
        self, segmenters: Sequence[Segmenter], fallback: Callable[[], Segmenter]
    ) -> None:
        self._fallback = fallback if segmenters else None
        self._lock = Lock()
        self._serve_with([_Member(each) for each in segmenters] or [_Member(fallback())])

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`.

        Raises:
            DeviceFailed: all devices have failed, and so has the fallback.
            SetupError: all devices have failed, and the fallback cannot be loaded.
        """
        while True:
            with self._lock:
                member = min(self._members, key=lambda member: member.calls)
            try:
                with self._call(member):
                    return self._in_batches(member, member.segmenter.encode_all, images)
            except DeviceFailed as error:
                self._retire(member, error)

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`.

        Raises:
            DeviceFailed: the device that holds the embeddings has failed; they are lost.
        """
        member = self._owner(requests[0][0])
        try:
            with self._call(member):
                return self._in_batches(member, member.segmenter.decode_all, requests)
        except DeviceFailed as error:
            self._retire(member, error)
            raise

    def release_memory(self) -> None:
        """See `Segmenter.release_memory`."""
        for member in self._members:
            member.segmenter.release_memory()

    def _owner(self, embedding: Embedding) -> _Member:
        made_by = embedding.model, embedding.device
        for member in self._members:
            if made_by == (member.segmenter.name, member.segmenter.device):
                return member
        raise DeviceFailed(f"{embedding.device} is out of service")

    @contextmanager
    def _call(self, member: _Member) -> Iterator[None]:
        with self._lock:
            member.calls += 1
        try:
            yield
        finally:
            with self._lock:
                member.calls -= 1

    def _in_batches(
        self,
        member: _Member,
        work: Callable[[Sequence[Item]], list[Result]],
        items: Sequence[Item],
    ) -> list[Result]:
        """Does the work in batches that fit into the member's memory."""
        done: list[Result] = []
        while len(done) < len(items):
            batch = items[len(done) : len(done) + member.batch]
            try:
                done += work(batch)
            except OutOfMemory:
                if len(batch) == 1:
                    raise
                self._shrink(member, len(batch) // 2)
        return done

    def _shrink(self, member: _Member, batch: int) -> None:
        with self._lock:
            member.batch = batch
            self._serve_with(self._members)
        _log.warning("%s has memory for %d at a time only", member.segmenter.device, batch)

    def _retire(self, member: _Member, error: DeviceFailed) -> None:
        """Takes a member out of service; raises the error if nothing can take over."""
        with self._lock:
            if member not in self._members:
                return
            others = [each for each in self._members if each is not member]
            if not others:
                if self._fallback is None:
                    raise error
                others = [_Member(self._fallback())]
                self._fallback = None
            self.failed = (*self.failed, member.segmenter.device)
            self._serve_with(others)
        _log.error(
            "%s is out of service: %s; %s takes over on %s",
            member.segmenter.device,
            error,
            self.name,
            self.device,
        )

    def _serve_with(self, members: list[_Member]) -> None:
        self._members = members
        self.name = members[0].segmenter.name
        self.device = ", ".join(member.segmenter.device for member in members)
        self.batch = max(member.batch for member in members)
