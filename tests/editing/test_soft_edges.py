"""Soft edges are computed once for each mask, and the subject's before it is pointed at."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO
from threading import Event
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from removerbot.editing.renderer import Renderer, SoftEdges
from removerbot.engine.base import Limits
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.local import LocalEngine
from removerbot.engine.subjects import Subjects
from removerbot.imaging.background import read_background
from removerbot.imaging.cutout import soft_alpha
from removerbot.imaging.grid import grid_for
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import Options
from removerbot.imaging.photo import read_photo
from removerbot.imaging.types import RGB, Alpha, Candidate, Photo, Prompt
from removerbot.models.subject import SIDE, SubjectModel
from removerbot.process.metrics import Metrics
from removerbot.segmentation.proposals import main_things
from removerbot.segmentation.revisions import Click, Job, Revision, Source
from tests.fakes import FakeSegmenter

if TYPE_CHECKING:
    from removerbot.models.exported import Network

LIMITS = Limits(workers=1, queue=9, timeout=20, cache_bytes=9999)
WIDTH, HEIGHT = 400, 300


def disc(_: object) -> list[NDArray[np.float32]]:
    """What the fake segmenter finds at the middle of the photo: a disc of 20 pixels."""
    y, x = np.mgrid[:SIDE, :SIDE]
    distance = np.hypot(x * WIDTH / SIDE - WIDTH / 2, y * HEIGHT / SIDE - HEIGHT / 2)
    return [(distance < 20).astype(np.float32)[None, None]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Edge]:
    """The edges that were computed."""
    edges: list[Edge] = []

    def noted(rgb: RGB, candidate: Candidate, edge: Edge) -> Alpha:
        edges.append(edge)
        return soft_alpha(rgb, candidate, edge)

    monkeypatch.setattr("removerbot.editing.renderer.soft_alpha", noted)
    return edges


def photo_file() -> bytes:
    file = BytesIO()
    Image.effect_noise((WIDTH, HEIGHT), 50).convert("RGB").save(file, "PNG")
    return file.getvalue()


class Folder:
    """One file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    async def fetch(self, _file_id: str) -> bytes:
        return self._data


@asynccontextmanager
async def renderer_of(
    data: bytes, *, is_busy: Callable[[], bool] = lambda: False
) -> AsyncIterator[tuple[Renderer, Photo, Revision]]:
    """A renderer, a photo, and a click on the middle of it."""
    photo = read_photo(data)
    async with (
        LocalEngine(FakeSegmenter(), LIMITS) as engine,
        DecoderPool(max_megapixels=50) as photos,
        Subjects(
            lambda: SubjectModel(cast("Network", disc)),
            photos.decode,
            is_busy=is_busy,
            cache_bytes=1 << 22,
            metrics=Metrics(),
        ) as subjects,
    ):
        job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(photo.size))
        click = Click(Prompt([(WIDTH // 2, HEIGHT // 2)]))
        yield Renderer(engine, Folder(data), photos, subjects), photo, Revision(job, (click,))


async def test_the_edge_of_the_subject_is_there_before_it_is_pointed_at(
    made: list[Edge], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, prepared, prepare = photo_file(), Event(), SoftEdges.prepare

    def noted(self: SoftEdges, photo: Photo, rgb: RGB, candidate: Candidate) -> None:
        prepare(self, photo, rgb, candidate)
        prepared.set()

    monkeypatch.setattr(SoftEdges, "prepare", noted)
    async with renderer_of(data) as (renderer, photo, cut):
        await renderer.evaluator.prepare(photo)
        assert await asyncio.to_thread(prepared.wait, 20)
        ahead = await renderer.file(cut)
        red = await renderer.file(
            replace(cut, options=Options(background=read_background("red")))
        )
        assert made == [Edge.SOFT]
        await renderer.file(replace(cut, options=Options(edge=Edge.FINE)))
        assert made == [Edge.SOFT, Edge.FINE]
    async with renderer_of(data) as (renderer, _, cut):
        await renderer.proposals(cut.job, main_things)  # finds the subject, and leaves its edge
        assert (await renderer.file(cut)).data == ahead.data != red.data


async def test_nothing_is_made_ahead_while_the_engine_is_busy(made: list[Edge]) -> None:
    async with renderer_of(photo_file(), is_busy=lambda: True) as (renderer, _, cut):
        await renderer.proposals(cut.job, main_things)
        await asyncio.sleep(0.1)
        assert not made
        await renderer.file(cut)
        assert made == [Edge.SOFT]
