"""What runs on a cluster, independent of Ray: the plan, and the base of its processes."""

import asyncio
import logging
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, TypeVar

from removerbot.errors import DeviceFailed, EngineFailed, RemoverError
from removerbot.models.base import Segmenter

_log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")


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
