"""Which engine runs the model: the one in this process, or the one on a cluster.

What others need to know of it is the same for both.
"""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from removerbot.engine.base import Engine, Machine, Photos
from removerbot.engine.cluster import ClusterEngine
from removerbot.engine.local import LocalEngine
from removerbot.engine.watched import WatchedCluster, WatchedPhotos, WatchedSegmenter
from removerbot.errors import MissingPackage
from removerbot.metrics import Metrics
from removerbot.models import registry
from removerbot.models.base import Segmenter
from removerbot.settings import Settings


class CountingEngine(Engine, Protocol):
    """An engine, and what is counted of it: see `LocalEngine`."""

    @property
    def waiting(self) -> int: ...  # noqa: D102
    @property
    def cache_hits(self) -> int: ...  # noqa: D102
    @property
    def cache_misses(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, eq=False)
class Running:
    """An engine at work.

    Attributes:
        machine: what it runs on now.
        failed: how many devices were taken out of service.
        longest: seconds that the oldest call of the model has taken so far.
    """

    engine: CountingEngine
    machine: Callable[[], Machine]
    failed: Callable[[], int]
    longest: Callable[[], float]


def engine_for(
    settings: Settings, segmenter: Segmenter | None, photos: Photos, observer: Metrics
) -> AbstractAsyncContextManager[Running]:
    """The engine that runs a model here, or without one the cluster's.

    Raises:
        MissingPackage: Ray is not installed.
        BadSetting: its cluster cannot be reached.
    """
    if segmenter:
        return _local(settings, segmenter, photos, observer)
    return _on_ray(settings, observer)


@asynccontextmanager
async def _local(
    settings: Settings, segmenter: Segmenter, photos: Photos, observer: Metrics
) -> AsyncIterator[Running]:
    watched = WatchedSegmenter(segmenter, observer)
    async with LocalEngine(
        watched,
        workers=settings.workers or registry.workers_for(os.cpu_count() or 1, watched.device),
        queue=settings.queue,
        timeout=settings.timeout,
        cache_bytes=settings.cache_mb << 20,
        decode=WatchedPhotos(photos, observer).decode,
    ) as engine:

        def machine() -> Machine:
            return Machine(watched.name, watched.device, ", ".join(watched.failed) or "none")

        yield Running(engine, machine, lambda: len(watched.failed), lambda: watched.longest)


@asynccontextmanager
async def _on_ray(settings: Settings, observer: Metrics) -> AsyncIterator[Running]:
    try:
        from removerbot.engine import ray  # noqa: PLC0415 - only if chosen
    except ImportError as error:
        raise MissingPackage(f"{error}; run pip install -r requirements-ray.txt") from error
    model, device = model_on_ray(settings)
    (least, most), (fewest, few) = settings.ray_encoders, settings.ray_decoders
    ongoing = 16 if settings.ray_gpus else 2
    load = partial(
        registry.load,
        model,
        device=device,
        model_dir=settings.model_dir,
        threads=1,
        serves=True,
    )
    plan = ray.Plan(
        load,
        settings.max_megapixels,
        ray.Share(least, most, gpus=settings.ray_gpus, ongoing=ongoing),
        ray.Share(fewest, few, gpus=settings.ray_gpus / 4, ongoing=ongoing),
    )
    async with ray.connected(settings.ray_address, plan) as cluster:
        watched = WatchedCluster(cluster, observer)
        async with ClusterEngine(
            watched,
            at_once=most * ongoing,
            queue=settings.queue,
            timeout=settings.timeout,
            cache_bytes=settings.cache_mb << 20,
        ) as engine:
            machine = Machine(model, f"Ray ({device})", "none")
            yield Running(engine, lambda: machine, lambda: 0, lambda: watched.longest)


def model_on_ray(settings: Settings) -> tuple[str, str]:
    """The model and the device of the replicas: this process sees no GPU of theirs."""
    device = "cuda" if settings.ray_gpus else "cpu"
    best = "vit_h" if settings.ray_gpus else "mobile"
    return (best if settings.model == "auto" else settings.model), device
