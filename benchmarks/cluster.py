"""Compares `ClusterEngine` on a Ray cluster of two nodes on this machine with `LocalEngine`.

    python benchmarks/cluster.py [--photos 24] [--short] [--json FILE]

Measures encodings a second with one thread of `mobile`, in this process and in 1, 2 and 4
replicas; the time of a reply on an encoded photo; the longest reply when a node dies under
load; and the time from the start of a burst until there is a second replica. `ratio` is
relative to the engine without Ray, for the death of a node to a usual reply under that load,
and for the burst to the delay that Ray is configured with.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from common import Row, draw_photo, middle, options, report

from removerbot.engine.base import Limits, Machine
from removerbot.engine.cluster import ClusterEngine, Plan, Share
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.local import LocalEngine
from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.types import DecodeRequest, Photo, Prompt, Size
from removerbot.models import registry
from removerbot.settings import settings_here
from tests.ray_cluster import replicas_running, two_nodes

SIZE = Size(1280, 853)
REQUEST = DecodeRequest(Prompt([middle(SIZE)]))
LIMITS = Limits(workers=1, queue=1000, timeout=300, cache_bytes=1 << 30)
LOAD = partial(
    registry.load, registry.Target("mobile", "cpu", settings_here().model_dir, threads=1)
)
UPSCALE = 2.0
"""Seconds of more work until a replica is added, in the burst."""

Engine = LocalEngine | ClusterEngine


@asynccontextmanager
async def local() -> AsyncIterator[Engine]:
    """Runs the engine with one thread of this process."""
    async with (
        DecoderPool(max_megapixels=50) as decoder_pool,
        LocalEngine(LOAD(), LIMITS, decode_photo=decoder_pool.decode) as engine,
    ):
        yield engine


@asynccontextmanager
async def on_ray(address: str, least: int, most: int) -> AsyncIterator[Engine]:
    """Runs the engine with so many replicas of one thread each."""
    from removerbot.engine.ray import connected  # noqa: PLC0415 - after its environment

    encoders, decoders = Share(least, most, 0.5), Share(2, 2, 0.25, ongoing=8)
    plan = Plan(LOAD, 50, encoders, decoders, (UPSCALE, 600.0))
    async with (
        connected(address, plan) as cluster,
        ClusterEngine(
            cluster, Machine("mobile", "Ray"), replace(LIMITS, workers=2 * most)
        ) as engine,
    ):
        yield engine


async def encodings_a_second(engine: Engine, photos: list[Photo]) -> float:
    """Returns how many photos are encoded a second when all are queued."""
    await asyncio.gather(*(engine.decode(photo, [REQUEST]) for photo in photos[:4]))
    start = perf_counter()
    for photo in photos[4:]:
        await engine.prepare(photo)
    while engine.is_busy:
        await asyncio.sleep(0.005)
    return (len(photos) - 4) / (perf_counter() - start)


async def reply(engine: Engine, photo: Photo) -> float:
    """Returns the seconds that a request takes."""
    start = perf_counter()
    await engine.decode(photo, [REQUEST])
    return perf_counter() - start


async def reply_ms(engine: Engine, photo: Photo, times: int) -> float:
    """Returns the median time of a request on an encoded photo, in milliseconds."""
    await reply(engine, photo)
    return median([await reply(engine, photo) for _ in range(times)]) * 1000


async def death(engine: Engine, photos: list[Photo], kill: Any, seconds: float) -> list[float]:
    """Returns the seconds of each request before and after a node dies; there is always one
    request for each photo."""
    waits: list[float] = []
    until = perf_counter() + seconds

    async def ask_on(photo: Photo) -> None:
        while perf_counter() < until:
            waits.append(await reply(engine, photo))

    asking = asyncio.gather(*map(ask_on, photos))
    await asyncio.sleep(seconds / 3)
    await asyncio.to_thread(kill)
    await asking
    return waits


async def second_replica(engine: Engine, photos: list[Photo]) -> float:
    """Returns the seconds from the start of a burst until two replicas encode."""
    for photo in photos:
        await engine.prepare(photo)
    start = perf_counter()
    while await asyncio.to_thread(replicas_running, "removerbot-encoder") < 2:
        await asyncio.sleep(0.1)
        for photo in photos:  # keeps the queue filled
            await engine.prepare(Photo(f"{photo.key}{perf_counter()}", photo.data, photo.size))
    return perf_counter() - start


async def measure(count: int, replicas: tuple[int, ...], seconds: float) -> list[Row]:
    """Measures all figures one after the other."""
    photos = [read_photo(draw_photo(SIZE, seed)) for seed in range(count)]
    decode(photos[0])
    rows: list[Row] = []
    async with local() as engine:
        alone = await encodings_a_second(engine, photos)
        alone_ms = await reply_ms(engine, photos[0], count)
    rows.append({"what": "encodings a second, no Ray", "figure": alone, "ratio": 1.0})
    with two_nodes(cpus=4) as nodes:
        for number in replicas:
            async with on_ray(nodes.address, number, number) as engine:
                figure = await encodings_a_second(engine, photos)
                ray_ms = await reply_ms(engine, photos[0], count)
            name = f"encodings a second, replicas: {number}"
            rows.append({"what": name, "figure": figure, "ratio": figure / alone})
        rows.append({"what": "reply, no Ray, ms", "figure": alone_ms, "ratio": 1.0})
        rows.append({"what": "reply, Ray, ms", "figure": ray_ms, "ratio": ray_ms / alone_ms})
        async with on_ray(nodes.address, 1, 2) as engine:
            wait = await second_replica(engine, photos)
        name = "burst until a second replica, s"
        rows.append({"what": name, "figure": wait, "ratio": wait / UPSCALE})
        worker = nodes.worker_nodes.copy().pop()
        kill = partial(nodes.remove_node, worker, allow_graceful=False)
        async with on_ray(nodes.address, 2, 2) as engine:
            waits = await death(engine, photos[:4], kill, seconds)
        usual, longest = median(waits), max(waits)
        rows.append({"what": "reply under load, s", "figure": usual, "ratio": 1.0})
        name = "longest reply when a node dies, s"
        rows.append({"what": name, "figure": longest, "ratio": longest / usual})
    return rows


def main() -> None:
    """Measures and reports."""
    parser = options(__doc__)
    parser.add_argument("--photos", type=int, default=24)
    arguments = parser.parse_args()
    if arguments.short:
        arguments.photos = 8
    replicas, seconds = ((2,), 6) if arguments.short else ((1, 2, 4), 20)
    report(asyncio.run(measure(arguments.photos, replicas, seconds)), arguments.json)


if __name__ == "__main__":
    main()
