"""What the same tests on `LocalEngine` and on `ClusterEngine` with a Ray cluster need."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import pytest

from removerbot.engine.base import Limits, Machine
from removerbot.engine.cluster import ClusterEngine, Plan, Share
from removerbot.engine.local import LocalEngine
from tests.afar import SegmenterAfar, noted

Kind = Literal["local", "ray"]
AnyEngine = LocalEngine | ClusterEngine


@dataclass
class Rig:
    """An engine's surroundings.

    Attributes:
        kind: which engine.
        folder: where the model says what it does, see `tests.afar`.
        address: of the cluster.
    """

    kind: Kind
    folder: Path
    address: str

    @property
    def encoded(self) -> list[int]:
        return noted(self.folder / "encoded")

    def hold(self, step: str = "encode") -> None:
        (self.folder / f"hold-{step}").touch()

    def release(self, step: str = "encode") -> None:
        (self.folder / f"hold-{step}").unlink(missing_ok=True)

    @asynccontextmanager
    async def running(
        self,
        *,
        workers: int = 1,
        queue: int = 10,
        timeout: float = 60,
        cache_bytes: int = 100_000,
    ) -> AsyncIterator[AnyEngine]:
        limits = Limits(workers, queue, timeout, cache_bytes)
        try:
            if self.kind == "local":
                model = SegmenterAfar(self.folder)
                async with LocalEngine(model, limits) as local:
                    yield local
                    self.release()
            else:
                from removerbot.engine.ray import connected  # noqa: PLC0415 - only if wanted

                async with (
                    connected(self.address, plan(self.folder)) as cluster,
                    ClusterEngine(cluster, Machine("fake", "Ray"), limits) as afar,
                ):
                    yield afar
        finally:
            self.release()
            self.release("decode")


def plan(folder: Path) -> Plan:
    """Two encoders and two decoders of the stand-in: half a processor each. An encoder takes
    one photo at a time, so that two photos certainly are in two encoders."""
    encoders = Share(least=2, most=2, cpus=0.5, ongoing=1)
    decoders = Share(least=2, most=2, cpus=0.5)
    return Plan(partial(SegmenterAfar, folder), 50, encoders, decoders)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig("local", tmp_path, "")


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)
