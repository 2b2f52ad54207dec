"""The cluster on Ray Serve: replicas that encode, replicas that decode.

An embedding stays in the object store of the node that made it; its reference goes around,
and any decoder fetches it from there. This module alone imports Ray.
"""

import asyncio
import logging
import pickle
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import ray
from ray import serve
from ray._private import auto_init_hook
from ray.exceptions import RayError, RayTaskError
from ray.serve.exceptions import RayServeException

from removerbot.engine.cluster import EmbeddingLostError
from removerbot.engine.replicas import DecoderReplica, EncoderReplica, Failure, Load
from removerbot.errors import BadSetting, DamagedImage, DeviceFailed, EngineFailed
from removerbot.imaging.types import Candidate, DecodeRequest, Photo
from removerbot.models.base import Embedding, Image

APP = "removerbot"
_NAMESPACE = "removerbot"

_BATCH_WAIT = 0.005
"""Seconds that a photo or prompt waits for others to go with it, if a model takes several."""

_FETCH_SECONDS = 20.0
"""How long a decoder tries to get an embedding."""

_HAND_OVER_SECONDS = 10.0
"""How long an encoder keeps its hand on an embedding. Ray has been seen, once in hundreds of
times, to delete one that was just handed on, before it had counted who took it."""

_KNOCK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Share:
    """What a kind of replica takes of the cluster.

    Attributes:
        least, most: how many there are, as there is work.
        cpus, gpus: of each; parts of a GPU can be shared.
        ongoing: calls that each may have at a time; beyond half of them more replicas are
            wanted.
    """

    least: int
    most: int
    cpus: float = 1
    gpus: float = 0
    ongoing: int = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to run in the cluster; the same plan is deployed once.

    Attributes:
        load: the model.
        max_megapixels: of photos.
        settle: seconds of more, or less, work until replicas are added, or taken away.
    """

    load: Load
    max_megapixels: float
    encoders: Share
    decoders: Share
    settle: tuple[float, float] = (5.0, 600.0)

    @property
    def mark(self) -> str:
        """Tells plans apart."""
        return sha256(pickle.dumps(self, protocol=5)).hexdigest()[:16]


class _Encoder(EncoderReplica):
    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.load, plan.max_megapixels)
        self._mark = plan.mark
        self._together.set_max_batch_size(self.segmenter.batch)

    async def __call__(self, photo: Photo) -> Embedding | Failure:
        image = await self.read(photo)
        if isinstance(image, Failure):
            return image
        made: Embedding | Failure = await self._together(image)
        if isinstance(made, Failure):
            return made
        kept = ray.put(made.features)
        asyncio.get_running_loop().call_later(_HAND_OVER_SECONDS, _let_go, kept)
        return replace(made, features=kept)

    async def mark(self) -> str:
        """Of the plan that this belongs to."""
        return self._mark

    def check_health(self) -> None:
        """Let Serve replace a replica whose device has failed."""
        if self.segmenter.failed:
            raise DeviceFailed(", ".join(self.segmenter.failed))

    @serve.batch(max_batch_size=1, batch_wait_timeout_s=_BATCH_WAIT)
    async def _together(self, images: list[Image]) -> Sequence[Embedding | Failure]:
        return await self.encode(images)


class _Decoder(DecoderReplica):
    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.load)
        self._together.set_max_batch_size(self.segmenter.batch)

    async def __call__(
        self, embedding: Embedding, request: DecodeRequest
    ) -> list[Candidate] | Failure:
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                features = await embedding.features
        except (RayError, TimeoutError) as error:
            return Failure("embedding", _line(error))
        here = replace(embedding, features=features, device=self.segmenter.device)
        decoded: list[Candidate] | Failure = await self._together((here, request))
        return decoded

    def check_health(self) -> None:
        """Let Serve replace a replica whose device has failed."""
        if self.segmenter.failed:
            raise DeviceFailed(", ".join(self.segmenter.failed))

    @serve.batch(max_batch_size=1, batch_wait_timeout_s=_BATCH_WAIT)
    async def _together(
        self, requests: list[tuple[Embedding, DecodeRequest]]
    ) -> Sequence[list[Candidate] | Failure]:
        return await self.decode(requests)


class RayCluster:
    """Implements `removerbot.engine.cluster.Cluster` on two deployments."""

    def __init__(self, encoder: Any, decoder: Any) -> None:
        """Use these handles."""
        self._encoder = encoder
        self._decoder = decoder

    def leave(self) -> None:
        """Ask for nothing more."""
        self._encoder.shutdown()
        self._decoder.shutdown()

    async def encode(self, photo: Photo) -> Embedding:
        """See `Cluster.encode`."""
        embedding: Embedding = await _outcome(self._encoder.remote(photo))
        return embedding

    async def decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        """See `Cluster.decode`."""
        candidates: list[Candidate] = await _outcome(self._decoder.remote(embedding, request))
        return candidates


@asynccontextmanager
async def connected(address: str, plan: Plan) -> AsyncIterator[RayCluster]:
    """The cluster at an address, with the plan carried out, until the block ends. The
    replicas stay: others may use them, and so may this program when it comes back.

    Args:
        address: `host:port` of a cluster that a node on this machine belongs to, or `auto`.
        plan: what is to run there.

    Raises:
        BadSetting: nobody answers there, or a Ray or Python of another version.
    """
    await asyncio.to_thread(_connect, address)
    try:
        cluster = await asyncio.to_thread(_deployed, plan)
        try:
            yield cluster
        finally:
            await asyncio.to_thread(cluster.leave)
    finally:
        await asyncio.to_thread(ray.shutdown)


def _connect(address: str) -> None:
    if address != "auto":
        _knock(address)
    logging.getLogger("ray").setLevel(logging.WARNING)
    # Or Serve's threads would start a Ray of their own when they find that we have left.
    auto_init_hook.enable_auto_connect = False
    try:
        ray.init(
            address,
            namespace=_NAMESPACE,
            log_to_driver=False,
            configure_logging=False,
            _skip_env_hook=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        ray.shutdown()  # it may have come half-way
        raise BadSetting(f"REMOVERBOT_RAY_ADDRESS: {_line(error)}") from None


def _knock(address: str) -> None:
    """See that somebody is there: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), _KNOCK_SECONDS).close()
    except OSError as error:
        raise BadSetting(
            f"REMOVERBOT_RAY_ADDRESS: nobody answers at {address}: {error.strerror or error}"
        ) from None


def _deployed(plan: Plan) -> RayCluster:
    """Handles to the plan's deployments, which are made unless they are there."""
    serve.start(proxy_location="Disabled")
    if not _is_there(plan):
        decoder = serve.deployment(_Decoder).options(
            name="decoder", **_options(plan.decoders, plan.settle)
        )
        encoder = serve.deployment(_Encoder).options(
            name="encoder", **_options(plan.encoders, plan.settle)
        )
        for name, bound in (("decoder", decoder.bind(plan)), ("encoder", encoder.bind(plan))):
            serve.run(bound, name=f"{APP}-{name}", route_prefix=None)
    return RayCluster(
        serve.get_deployment_handle("encoder", f"{APP}-encoder"),
        serve.get_deployment_handle("decoder", f"{APP}-decoder"),
    )


def _is_there(plan: Plan) -> bool:
    """Whether the plan runs already, deployed by another process or an earlier one."""
    apps = serve.status().applications
    names = f"{APP}-encoder", f"{APP}-decoder"
    if any(name not in apps or apps[name].status != "RUNNING" for name in names):
        return False
    handle = serve.get_deployment_handle("encoder", f"{APP}-encoder")
    return bool(handle.mark.remote().result(timeout_s=30) == plan.mark)


def _options(share: Share, settle: tuple[float, float]) -> dict[str, Any]:
    more, less = settle
    return {
        "max_ongoing_requests": share.ongoing,
        "ray_actor_options": {"num_cpus": share.cpus, "num_gpus": share.gpus},
        "health_check_period_s": 5,
        "autoscaling_config": {
            "min_replicas": share.least,
            "initial_replicas": share.least,
            "max_replicas": share.most,
            "target_ongoing_requests": max(1, share.ongoing // 2),
            "upscale_delay_s": more,
            "downscale_delay_s": less,
            "metrics_interval_s": min(more, 2.0),
            "look_back_period_s": 2 * max(more, 2.0),
        },
    }


def _let_go(_kept: Any) -> None:
    """What was kept until this call is kept no more."""


async def _outcome(call: Any) -> Any:
    """What came of a call; a failure becomes one of our errors."""
    try:
        outcome = await call
    except RayTaskError as error:
        raise EngineFailed(_line(error)) from None
    except (RayError, RayServeException) as error:  # whoever worked on it is dead
        raise DeviceFailed(_line(error)) from None
    if not isinstance(outcome, Failure):
        return outcome
    match outcome.kind:
        case "photo":
            raise DamagedImage
        case "embedding":
            raise EmbeddingLostError(outcome.why)
        case "device":
            raise DeviceFailed(outcome.why)
        case "model":
            raise EngineFailed(outcome.why)


def _line(error: BaseException) -> str:
    """What an error says, in one line."""
    return " ".join(str(error).split()) or type(error).__name__
