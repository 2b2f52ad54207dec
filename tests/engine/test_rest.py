"""A model that has released its memory leaves the next reply what it needs."""

import subprocess
import sys

import pytest

SCRIPT = """
import asyncio, resource
import numpy as np
from removerbot.engine.base import Limits
from removerbot.engine.local import LocalEngine
from removerbot.imaging.cutout import cut_out
from removerbot.imaging.types import Candidate, Pixels
from removerbot.process.resources import trim_memory, tune_malloc
from tests.engine.test_subjects import FakeNetwork, subjects
from tests.fakes import FakeSegmenter, photo_named

tune_malloc()
y, x = np.ogrid[:256, :256]
disc = Candidate((60 - np.hypot(x - 120, y - 90)).astype(np.float32), (256, 170.6), 0.9, 1)
photo = Pixels(np.full((853, 1280, 3), 90, np.uint8))

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    cut_out(photo, disc, 0.9).png
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

class Resting(FakeSegmenter):
    def release_memory(self):
        trim_memory()
        super().release_memory()

class Network(FakeNetwork):
    is_released = False

    def release_memory(self):
        trim_memory()
        self.is_released = bool(self.seen)

async def rested():
    model = Resting()
    async with LocalEngine(model, Limits(1, 9, 20, 9999)) as engine:
        engine.release_after = 0.01
        await engine.prepare(photo_named(1))
        while not model.releases:
            await asyncio.sleep(0.01)

async def with_subject():
    network = Network()
    async with subjects(network) as finder:
        await finder.find(photo_named(2))
        while not network.is_released:
            await asyncio.sleep(0.01)

faults(), faults()
trim_memory()
print(faults())
asyncio.run(rested())
print(faults())
asyncio.run(with_subject())
print(faults())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts page faults")
def test_a_reply_after_a_rest_gets_no_pages_from_the_system() -> None:
    run = [sys.executable, "-c", SCRIPT]
    out = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    trimmed, rested, with_subject = map(int, out.split())
    assert trimmed > 1000
    assert rested < trimmed / 2
    assert with_subject < trimmed / 2
