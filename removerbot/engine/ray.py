"""The cluster on Ray Serve: replicas that encode photos, and replicas that decode prompts.

An embedding stays in the object store of the node that made it. Its reference is passed around,
and any decoder fetches it from there. Only this module imports Ray.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import ray
from ray import serve
from ray._private import auto_init_hook
from ray.exceptions import RayError, RayTaskError
from ray.serve.exceptions import RayServeException

from removerbot.engine.cluster import EmbeddingLostError, Failure, Plan, Replica, Share
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.errors import BadSetting, DamagedImage, DeviceFailed, EngineFailed
from removerbot.imaging.photo import on_white
from removerbot.imaging.types import Candidate, DecodeRequest, Photo
from removerbot.models.base import Embedding, EncodedRequest, Image
from removerbot.models.transforms import SIDE

_NAMESPACE = "removerbot"
_ENCODER, _DECODER = "removerbot-encoder", "removerbot-decoder"

_BATCH_WAIT = 0.005
"""Seconds that a call waits for others to join its batch, if the model takes batches."""

_FETCH_SECONDS = 20.0
"""Seconds that a decoder waits for an embedding."""

_HOLD_SECONDS = 10.0
"""Seconds that an encoder holds a reference to a new embedding. Without it Ray has, once in
hundreds of times, deleted one before it had counted the receiver's reference."""

_CONNECT_SECONDS = 5.0


class _Encoder(Replica):
    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self._digest = plan.digest
        self._decoder_pool = DecoderPool(max_megapixels=plan.max_megapixels)
        self._is_open = False
        self._encode.set_max_batch_size(self.segmenter.batch)

    async def __call__(self, photo: Photo) -> Embedding | Failure:
        if not self._is_open:  # it is closed when this process ends
            self._is_open = True
            await self._decoder_pool.__aenter__()
        try:
            pixels = await self._decoder_pool.decode(photo, SIDE)
        except DamagedImage:
            return Failure(DamagedImage)
        made: Embedding | Failure = await self._encode(Image(on_white(pixels), photo.size))
        if isinstance(made, Failure):
            return made
        reference = ray.put(made.features)
        asyncio.get_running_loop().call_later(_HOLD_SECONDS, lambda _: None, reference)
        return replace(made, features=reference)

    async def mark(self) -> str:  # replicas of earlier versions have it, too
        """Returns the digest of the plan that this replica belongs to."""
        return self._digest

    @serve.batch(max_batch_size=1, batch_wait_timeout_s=_BATCH_WAIT)
    async def _encode(self, images: list[Image]) -> Sequence[Embedding | Failure]:
        return await self.run(self.segmenter.encode_all, images)


class _Decoder(Replica):
    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self._decode.set_max_batch_size(self.segmenter.batch)

    async def __call__(
        self, embedding: Embedding, request: DecodeRequest
    ) -> list[Candidate] | Failure:
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                features = await embedding.features
        except (RayError, TimeoutError) as error:
            return Failure(EmbeddingLostError, (_line(error),))
        here = replace(embedding, features=features, device=self.segmenter.device)
        decoded: list[Candidate] | Failure = await self._decode((here, request))
        return decoded

    @serve.batch(max_batch_size=1, batch_wait_timeout_s=_BATCH_WAIT)
    async def _decode(
        self, requests: list[EncodedRequest]
    ) -> Sequence[list[Candidate] | Failure]:
        return await self.run(self.segmenter.decode_all, requests)


class RayCluster:
    """Implements `removerbot.engine.cluster.Cluster` with the handles of two deployments."""

    def __init__(self, encoder: Any, decoder: Any) -> None:
        self._encoder = encoder
        self._decoder = decoder

    def close(self) -> None:
        """Closes the handles."""
        self._encoder.shutdown()
        self._decoder.shutdown()

    async def encode(self, photo: Photo) -> Embedding:
        """See `Cluster.encode`."""
        embedding: Embedding = await _result(self._encoder.remote(photo))
        return embedding

    async def decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        """See `Cluster.decode`."""
        candidates: list[Candidate] = await _result(self._decoder.remote(embedding, request))
        return candidates


@asynccontextmanager
async def connected(address: str, plan: Plan) -> AsyncIterator[RayCluster]:
    """Connects to a cluster and deploys the plan, unless it is deployed already. At the end of
    the block the replicas keep running, for other processes and the next start.

    Args:
        address: `host:port` of a cluster to which a node on this machine belongs, or `auto`.
        plan: what is to run there.

    Raises:
        BadSetting: there is no cluster, or one with another version of Ray or Python.
    """
    await asyncio.to_thread(_connect, address)
    try:
        cluster = await asyncio.to_thread(_deployed, plan)
        try:
            yield cluster
        finally:
            await asyncio.to_thread(cluster.close)
    finally:
        await asyncio.to_thread(ray.shutdown)


def _connect(address: str) -> None:
    if address != "auto":
        _check_connection(address)
    logging.getLogger("ray").setLevel(logging.WARNING)
    # Otherwise Serve's threads start a Ray of their own after we have disconnected.
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
        ray.shutdown()  # it may be partly connected
        raise BadSetting(f"REMOVERBOT_RAY_ADDRESS: {_line(error)}") from None


def _check_connection(address: str) -> None:
    """Fails early if nothing listens there: Ray would try for minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), _CONNECT_SECONDS).close()
    except OSError as error:
        raise BadSetting(
            f"REMOVERBOT_RAY_ADDRESS: nobody answers at {address}: {error.strerror or error}"
        ) from None


def _deployed(plan: Plan) -> RayCluster:
    serve.start(proxy_location="Disabled")
    if not _is_deployed(plan):
        for app, replica, share in (
            (_DECODER, _Decoder, plan.decoders),
            (_ENCODER, _Encoder, plan.encoders),
        ):
            name = app.rpartition("-")[2]
            deployment = serve.deployment(replica).options(
                name=name, **_options(share, plan.settle)
            )
            serve.run(deployment.bind(plan), name=app, route_prefix=None)
    return RayCluster(
        serve.get_deployment_handle("encoder", _ENCODER),
        serve.get_deployment_handle("decoder", _DECODER),
    )


def _is_deployed(plan: Plan) -> bool:
    """Returns whether another process, or an earlier one, has deployed the plan."""
    apps = serve.status().applications
    if any(app not in apps or apps[app].status != "RUNNING" for app in (_ENCODER, _DECODER)):
        return False
    handle = serve.get_deployment_handle("encoder", _ENCODER)
    return bool(handle.mark.remote().result(timeout_s=30) == plan.digest)


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


async def _result(call: Any) -> Any:
    """Awaits a call of a replica; raises the error of a failure."""
    try:
        result = await call
    except RayTaskError as error:
        raise EngineFailed(_line(error)) from None
    except (RayError, RayServeException) as error:  # the replica has died
        raise DeviceFailed(_line(error)) from None
    if isinstance(result, Failure):
        raise result.error(*result.arguments)
    return result


def _line(error: BaseException) -> str:
    """Returns an error's message as one line."""
    return " ".join(str(error).split()) or type(error).__name__
