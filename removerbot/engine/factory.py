"""Loads the models and creates the engine that the settings name."""

import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from removerbot.engine.base import Engine, Limits, Machine
from removerbot.engine.cluster import ClusterEngine, Plan, Share
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.local import LocalEngine
from removerbot.engine.subjects import Subjects
from removerbot.errors import MissingPackage
from removerbot.models import registry, subject
from removerbot.models.base import Segmenter
from removerbot.models.registry import Target
from removerbot.process.metrics import Metrics
from removerbot.process.resources import cpu_count
from removerbot.settings import Settings

_log = logging.getLogger("removerbot")


def load_model(settings: Settings) -> Segmenter | None:
    """Loads the model that this process runs; `None` if a Ray cluster runs it.

    Raises:
        SetupError: the model cannot run here.
    """
    if settings.engine != "local":
        return None
    segmenter = registry.load(
        Target(
            *registry.choose(settings.model, settings.device),
            settings.model_dir,
            workers=settings.workers or registry.workers_for(cpu_count()),
            serves=True,
            precision=settings.precision,
        )
    )
    _log.info("%s on %s", segmenter.name, segmenter.device)
    return segmenter


def engine_for(
    settings: Settings,
    segmenter: Segmenter | None,
    decoder_pool: DecoderPool,
    metrics: Metrics,
) -> AbstractAsyncContextManager[Engine]:
    """Returns an engine that runs a model in this process, or without one on Ray.

    Raises:
        MissingPackage: Ray is not installed.
        BadSetting: its cluster cannot be reached.
    """
    if segmenter is None:
        return _on_ray(settings, metrics)
    workers = settings.workers or registry.workers_for(cpu_count(), segmenter.device)
    return LocalEngine(
        segmenter,
        _limits(settings, workers),
        decode_photo=decoder_pool.decode,
        memory=decoder_pool.rendering,
        metrics=metrics,
    )


def subjects_for(
    settings: Settings, engine: Engine, decoder_pool: DecoderPool, metrics: Metrics
) -> Subjects:
    """Returns what finds the subjects of the photos that an engine encodes."""
    return Subjects(
        partial(subject.load_if_wanted, settings.subject, settings.model_dir),
        decoder_pool.decode,
        is_busy=lambda: engine.is_busy,
        cache_bytes=(settings.cache_mb << 20) // 4,
        metrics=metrics,
        memory=decoder_pool.rendering,
    )


def _limits(settings: Settings, workers: int) -> Limits:
    return Limits(workers, settings.queue, settings.timeout, settings.cache_mb << 20)


@asynccontextmanager
async def _on_ray(settings: Settings, metrics: Metrics) -> AsyncIterator[Engine]:
    try:
        from removerbot.engine import ray  # noqa: PLC0415 - only if chosen
    except ImportError as error:
        raise MissingPackage(f"{error}; run pip install -r requirements-ray.txt") from error
    gpus, ongoing = settings.ray_gpus, 16 if settings.ray_gpus else 2
    # This process cannot see the GPUs of the replicas, so `registry.choose` is of no use here.
    device, best = ("cuda", "vit_h") if gpus else ("cpu", "mobile")
    model = best if settings.model == "auto" else settings.model
    (least, most), (fewest, few) = settings.ray_encoders, settings.ray_decoders
    target = Target(
        model, device, settings.model_dir, threads=1, serves=True, precision=settings.precision
    )
    plan = Plan(
        partial(registry.load, target),
        settings.max_megapixels,
        encoders=Share(least, most, gpus=gpus, ongoing=ongoing),
        decoders=Share(fewest, few, gpus=gpus / 4, ongoing=ongoing),
    )
    machine = Machine(model, f"Ray ({device})")
    async with (
        ray.connected(settings.ray_address, plan) as cluster,
        ClusterEngine(cluster, machine, _limits(settings, most * ongoing), metrics) as engine,
    ):
        yield engine
