"""The parts that take long, with a clock beside them."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

from removerbot.engine.base import Engine, Files, Photos
from removerbot.engine.cluster import Cluster
from removerbot.imaging.types import Candidate, DecodeRequest, Photo, Pixels
from removerbot.metrics import Metrics
from removerbot.models.base import Embedding, Image, Segmenter, Together


class Stopwatch:
    """Takes the times of calls, and tells how long the oldest is under way."""

    def __init__(self, observer: Metrics, now: Callable[[], float] = time.monotonic) -> None:
        self._observer = observer
        self._now = now
        self._numbers = count()
        self._begun: dict[int, float] = {}

    @property
    def longest(self) -> float:
        """Seconds that the oldest call under way has taken so far; 0 without any."""
        return self._now() - min(self._begun.copy().values(), default=self._now())

    @contextmanager
    def at_work(self, stage: str) -> Iterator[None]:
        """A call, from here on to the end of the block."""
        number = next(self._numbers)
        self._begun[number] = self._now()
        try:
            with self._observer.stage(stage):
                yield
        finally:
            del self._begun[number]


class WatchedSegmenter(Together):
    """A segmenter that tells how long it has been at work."""

    def __init__(
        self,
        segmenter: Segmenter,
        observer: Metrics,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._segmenter = segmenter
        self._watch = Stopwatch(observer, now)

    @property
    def name(self) -> str:
        """See `removerbot.models.base.Segmenter.name`."""
        return self._segmenter.name

    @property
    def device(self) -> str:
        """See `removerbot.models.base.Segmenter.device`."""
        return self._segmenter.device

    @property
    def failed(self) -> Sequence[str]:
        """See `removerbot.models.base.Segmenter.failed`."""
        return self._segmenter.failed

    @property
    def batch(self) -> int:
        """See `removerbot.models.base.Segmenter.batch`."""
        return self._segmenter.batch

    @property
    def longest(self) -> float:
        """Seconds that the oldest call under way has taken so far; 0 without any."""
        return self._watch.longest

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `removerbot.models.base.Segmenter.encode_all`."""
        with self._watch.at_work("encode"):
            return self._segmenter.encode_all(images)

    def decode_all(
        self, requests: Sequence[tuple[Embedding, DecodeRequest]]
    ) -> list[list[Candidate]]:
        """See `removerbot.models.base.Segmenter.decode_all`."""
        with self._watch.at_work("mask"):
            return self._segmenter.decode_all(requests)

    def rest(self) -> None:
        """See `removerbot.models.base.Segmenter.rest`."""
        self._segmenter.rest()


class WatchedCluster:
    """Implements `engine.cluster.Cluster`, and tells how long it has been at work."""

    def __init__(self, cluster: Cluster, observer: Metrics) -> None:
        self._cluster = cluster
        self._watch = Stopwatch(observer)

    @property
    def longest(self) -> float:
        """Seconds that the oldest call under way has taken so far; 0 without any."""
        return self._watch.longest

    async def encode(self, photo: Photo) -> Embedding:
        """See `removerbot.engine.cluster.Cluster.encode`."""
        with self._watch.at_work("encode"):
            return await self._cluster.encode(photo)

    async def decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        """See `removerbot.engine.cluster.Cluster.decode`."""
        with self._watch.at_work("mask"):
            return await self._cluster.decode(embedding, request)


class WatchedEngine:
    """Implements `removerbot.engine.base.Engine`."""

    def __init__(self, engine: Engine, observer: Metrics) -> None:
        self._engine = engine
        self._observer = observer

    async def prepare(self, photo: Photo) -> None:
        """See `removerbot.engine.base.Engine.prepare`."""
        await self._engine.prepare(photo)

    async def decode(
        self, photo: Photo, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        """See `removerbot.engine.base.Engine.decode`; waits for the encoder, too."""
        with self._observer.stage("segment"):
            return await self._engine.decode(photo, requests)


class WatchedPhotos:
    """Implements `removerbot.engine.base.Photos`."""

    def __init__(self, photos: Photos, observer: Metrics) -> None:
        self._photos = photos
        self._observer = observer

    def read_photo(self, data: bytes) -> Photo:
        """See `removerbot.engine.base.Photos.read_photo`."""
        with self._observer.stage("read"):
            return self._photos.read_photo(data)

    def decode(self, photo: Photo, least: int | None = None) -> Pixels:
        """See `removerbot.engine.base.Photos.decode`."""
        with self._observer.stage("decode"):
            return self._photos.decode(photo, least)


class WatchedFiles:
    """Implements `removerbot.engine.base.Files`."""

    def __init__(self, files: Files, observer: Metrics) -> None:
        self._files = files
        self._observer = observer

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.engine.base.Files.fetch`."""
        with self._observer.stage("fetch"):
            return await self._files.fetch(file_id)
