"""Several GPUs as one segmenter, and what happens when they fail."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from removerbot.errors import DeviceFailed, OutOfMemory
from removerbot.imaging.types import Candidate, DecodeRequest
from removerbot.models.base import Embedding, Image, Segmenter, Together

_log = logging.getLogger(__name__)

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class _Member:
    """A segmenter in service: how many calls it is `busy` with, and the largest `batch` that
    it has room for."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter = segmenter
        self.batch = segmenter.batch
        self.busy = 0


class Pool(Together):
    """Implements `Segmenter` on several: photos go to the one least busy, prompts to where
    their photo is.

    A batch that there is no room for is halved, and later ones are no larger. A device that
    fails, or has no room even for one, is taken out of service and the others take over;
    after the last one, what `fallback` loads.
    """

    def __init__(
        self, segmenters: Sequence[Segmenter], fallback: Callable[[], Segmenter]
    ) -> None:
        self._members = [_Member(each) for each in segmenters] or [_Member(fallback())]
        self._fallback = fallback if segmenters else None
        self._failed: list[str] = []
        self._lock = Lock()

    @property
    def name(self) -> str:
        """See `Segmenter.name`."""
        return self._members[0].segmenter.name

    @property
    def device(self) -> str:
        """See `Segmenter.device`."""
        return ", ".join(member.segmenter.device for member in self._members)

    @property
    def failed(self) -> Sequence[str]:
        """See `Segmenter.failed`."""
        return tuple(self._failed)

    @property
    def batch(self) -> int:
        """See `Segmenter.batch`."""
        return max(member.batch for member in self._members)

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`.

        Raises:
            DeviceFailed: so do all others, and the fallback.
            SetupError: all fail, and the fallback cannot be loaded.
        """
        while True:
            member = self._least_busy()
            try:
                with self._at_work(member):
                    return _in_parts(member, member.segmenter.encode_all, images)
            except DeviceFailed as error:
                self._retire(member, error)

    def decode_all(
        self, requests: Sequence[tuple[Embedding, DecodeRequest]]
    ) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`.

        Raises:
            DeviceFailed: the embeddings are lost with the device that holds them.
        """
        member = self._owner(requests[0][0])
        try:
            with self._at_work(member):
                return _in_parts(member, member.segmenter.decode_all, requests)
        except DeviceFailed as error:
            self._retire(member, error)
            raise

    def rest(self) -> None:
        """See `Segmenter.rest`."""
        for member in self._members.copy():
            member.segmenter.rest()

    def _least_busy(self) -> _Member:
        with self._lock:
            return min(self._members, key=lambda member: member.busy)

    def _owner(self, embedding: Embedding) -> _Member:
        made_by = embedding.model, embedding.device
        for member in self._members.copy():
            if made_by == (member.segmenter.name, member.segmenter.device):
                return member
        raise DeviceFailed(f"{embedding.device} is out of service")

    @contextmanager
    def _at_work(self, member: _Member) -> Iterator[None]:
        with self._lock:
            member.busy += 1
        try:
            yield
        finally:
            with self._lock:
                member.busy -= 1

    def _retire(self, member: _Member, error: DeviceFailed) -> None:
        """Take a member out of service; raises the error if nobody can take over."""
        with self._lock:
            if member not in self._members:
                return
            others = [each for each in self._members if each is not member]
            if not others:
                if self._fallback is None:
                    raise error
                others = [_Member(self._fallback())]
                self._fallback = None
            self._members = others
            self._failed.append(member.segmenter.device)
        _log.error(
            "%s is out of service: %s; %s takes over on %s",
            member.segmenter.device,
            error,
            self.name,
            self.device,
        )


def _in_parts(
    member: _Member, work: Callable[[Sequence[Item]], list[Outcome]], items: Sequence[Item]
) -> list[Outcome]:
    """Do work on items, on as many at a time as the member has room for."""
    done: list[Outcome] = []
    while len(done) < len(items):
        part = items[len(done) : len(done) + member.batch]
        try:
            done += work(part)
        except OutOfMemory:
            if len(part) == 1:
                raise
            member.batch = len(part) // 2
            _log.warning(
                "%s has no room for %d at a time, so it gets %d",
                member.segmenter.device,
                len(part),
                member.batch,
            )
    return done
