"""The engine whose model runs in other processes, which may die at any moment.

The queue is in this process; embeddings are in the cluster, and only references to them here.
What is lost with a process is requested again.
"""

import asyncio
import logging
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Protocol, TypeVar

from removerbot.engine.base import Encoding, Engine, Limits, Machine
from removerbot.errors import DeviceFailed, EngineFailed, RemoverError
from removerbot.imaging.types import Candidate, DecodeRequest, Photo
from removerbot.models.base import Embedding, Segmenter
from removerbot.process.metrics import Metrics

_log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")

TRIES = 8
"""Tries of a call. The limit stops a photo that crashes every process it is sent to."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0
"""Seconds between two tries."""


class EmbeddingLostError(DeviceFailed):
    """The process that held the embedding has died."""


class Cluster(Protocol):
    """Processes that run the model. Its methods may raise `DeviceFailed`."""

    async def encode(self, photo: Photo) -> Embedding:
        """Encodes a photo; `features` of the result are a reference.

        Raises:
            UserError: its file cannot be decoded.
            EngineFailed: the model raised an exception.
        """

    async def decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        """Runs the mask decoder.

        Raises:
            EmbeddingLostError: the photo has to be encoded again.
            EngineFailed: the model raised an exception.
        """


class ClusterEngine(Engine):
    """Runs the model on a cluster, whose memory the embeddings take."""

    def __init__(
        self,
        cluster: Cluster,
        machine: Machine,
        limits: Limits,
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__(limits, metrics)
        self._cluster = cluster
        self._machine = machine

    @property
    def machine(self) -> Machine:
        """See `Engine.machine`."""
        return self._machine

    async def _decode(
        self, photo: Photo, embedding: Embedding, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        return await asyncio.gather(
            *(self._decode_one(photo, embedding, request) for request in requests)
        )

    async def _decode_one(
        self, photo: Photo, embedding: Embedding, request: DecodeRequest
    ) -> list[Candidate]:
        for pause in _pauses():
            try:
                with self._metrics.stage("mask"):
                    return await self._cluster.decode(embedding, request)
            except EmbeddingLostError as error:
                _log.warning("a photo is encoded again: %s", error)
                embedding = await self._encoded(photo)
            except DeviceFailed as error:
                _log.warning("a prompt is decoded again: %s", error)
                await asyncio.sleep(pause)
        raise EngineFailed(f"nothing came of {TRIES} tries")

    async def _encode(self, encodings: list[Encoding[Embedding]]) -> None:
        [encoding] = encodings
        for pause in _pauses():
            try:
                with self._metrics.stage("encode"):
                    embedding = await self._cluster.encode(encoding.photo)
                self._succeed(encoding, embedding)
                return
            except DeviceFailed as error:
                _log.warning("a photo is encoded again: %s", error)
                await asyncio.sleep(pause)
            except RemoverError as error:
                encoding.fail(error)
                return
        encoding.fail(EngineFailed(f"nothing came of {TRIES} tries"))


def _pauses() -> Iterator[float]:
    return (min(_FIRST_PAUSE * 2**number, _LONGEST_PAUSE) for number in range(TRIES))


@dataclass(frozen=True, slots=True)
class Share:
    """The share of the cluster for one kind of replica.

    Attributes:
        least, most: number of replicas, depending on the load.
        cpus, gpus: of each; a GPU can be shared.
        ongoing: calls that each may process at the same time; with more than half of them on
            average replicas are added.
    """

    least: int
    most: int
    cpus: float = 1
    gpus: float = 0
    ongoing: int = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What is deployed on the cluster; the same plan is deployed once.

    Attributes:
        load: loads the model, in the process that calls it.
        max_megapixels: of photos.
        settle: seconds of higher, or lower, load until replicas are added, or removed.
    """

    load: Callable[[], Segmenter]
    max_megapixels: float
    encoders: Share
    decoders: Share
    settle: tuple[float, float] = (5.0, 600.0)

    @property
    def digest(self) -> str:
        """Identifies the plan."""
        return sha256(pickle.dumps(self, protocol=5)).hexdigest()[:16]


class Failure(NamedTuple):
    """Names the error to raise in the process of the bot, as not every exception that a replica
    catches can be sent between processes."""

    error: type[RemoverError]
    arguments: tuple[str, ...] = ()


class Replica:
    """A process with a model."""

    def __init__(self, plan: Plan) -> None:
        self.segmenter = plan.load()

    def check_health(self) -> None:
        """Raises `DeviceFailed` if the device has failed, so that the replica is replaced."""
        if self.segmenter.failed:
            raise DeviceFailed(", ".join(self.segmenter.failed))

    async def run(
        self, work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]
    ) -> Sequence[Result | Failure]:
        """Runs the model on a batch in a thread; if it fails, all items fail."""
        try:
            return await asyncio.to_thread(work, items)
        except Exception as error:  # noqa: BLE001 - whatever a model raises
            _log.error("the model failed", exc_info=error)
            kind = DeviceFailed if isinstance(error, DeviceFailed) else EngineFailed
            return [Failure(kind, (str(error),))] * len(items)
