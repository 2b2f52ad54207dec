"""How often the decoder runs, and where the ranking does."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from removerbot.editing import evaluation
from removerbot.editing.editor import Editor
from removerbot.editing.evaluation import Evaluator
from removerbot.editing.history import History
from removerbot.editing.meaning import read_new_clicks
from removerbot.editing.outputs import Preview, Proposals, Result
from removerbot.editing.permissions import Quota
from removerbot.editing.renderer import Renderer
from removerbot.editing.tapping import Tap, tapped
from removerbot.engine.base import Limits
from removerbot.engine.decoded_photos import RenderingMemory
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.local import LocalEngine
from removerbot.engine.subjects import Subjects
from removerbot.errors import TooManyPoints
from removerbot.imaging.grid import grid_for
from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.types import (
    Box,
    Candidate,
    DecodeRequest,
    Photo,
    Pixels,
    Point,
    Prompt,
    Size,
)
from removerbot.models.base import Embedding
from removerbot.models.subject import SIDE, SubjectModel
from removerbot.process.metrics import Metrics
from removerbot.process.turns import asking_for
from removerbot.segmentation.algorithm import Algorithm
from removerbot.segmentation.revisions import Click, Revision, Source
from removerbot.segmentation.subject import SUBJECT
from removerbot.storage.database import open_database
from removerbot.storage.people import DailyCounts, PreferenceStore
from removerbot.storage.revision_json import revision_as_json
from tests.fakes import FakeSegmenter, photo_named

if TYPE_CHECKING:
    from removerbot.models.exported import Network

LIMITS = Limits(workers=2, queue=99, timeout=60, cache_bytes=1 << 20)

OTHERS, SECOND_LOOK, CORRECTION = 8, 3, 3


class DoubtfulSegmenter(FakeSegmenter):
    """Is sure of nothing, so that a first click takes as many decoder runs as it can."""

    def __init__(self) -> None:
        super().__init__()
        self.decodes = 0

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        with self._lock:
            self.decodes += 1
        # Each mask is larger than the one before, so that there are masks to choose from, and
        # vanishes at a higher threshold.
        return [
            replace(each, logits=np.clip(each.logits + 8 * each.mask_index, -1.9, 1.9))
            for each in super()._decode(embedding, request)
        ]


class Album:
    """The same photo under any name, one for each person."""

    async def fetch(self, file_id: str) -> bytes:
        file = BytesIO()
        Image.new("RGB", (640, 480), (int(file_id), 90, 90)).save(file, "PNG")
        return file.getvalue()


@dataclass(frozen=True, slots=True, eq=False)
class Bot:
    """The use cases, and the model that counts."""

    editor: Editor
    renderer: Renderer
    segmenter: DoubtfulSegmenter

    async def opened(self, person: int) -> Preview:
        return await self.editor.open(Source(person, 1, person, str(person), "photo"))

    async def counted(self, work: Awaitable[object]) -> int:
        """How many decoder runs it takes."""
        before = self.segmenter.decodes
        await work
        return self.segmenter.decodes - before


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Bot]:
    segmenter = DoubtfulSegmenter()
    async with (
        open_database(f"sqlite:///{folder}/jobs.db") as sessions,
        DecoderPool(max_megapixels=50) as decoder_pool,
        LocalEngine(segmenter, LIMITS) as engine,
    ):
        renderer = Renderer(engine, Album(), decoder_pool)
        editor = Editor(
            history=History(sessions),
            likes=PreferenceStore(sessions),
            renderer=renderer,
            quota=Quota(DailyCounts(sessions), limit=0, owners=frozenset()),
        )
        yield Bot(editor, renderer, segmenter)


FIRST = 1 + SECOND_LOOK
"""Decoder runs of a stored first click."""

AGAIN = FIRST + 1
"""Of that, and a stored correction."""


@pytest.mark.parametrize(
    ("cache_bytes", "reply", "correction", "again", "undo"),
    [
        pytest.param(16 << 20, OTHERS + FIRST, CORRECTION, 0, 0, id="warm"),
        pytest.param(0, OTHERS + FIRST, FIRST + CORRECTION, AGAIN, FIRST, id="cold"),
    ],
)
async def test_a_revision_is_evaluated_once(  # noqa: PLR0917 - counts by their names
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    cache_bytes: int,
    reply: int,
    correction: int,
    again: int,
    undo: int,
) -> None:
    monkeypatch.setattr(evaluation, "_CACHE_BYTES", cache_bytes)
    results: list[Result] = []

    async def kept(work: Awaitable[Result | Preview | Proposals]) -> None:
        result = await work
        assert isinstance(result, Result)
        results.append(result)

    async with running(tmp_path) as bot:
        preview = await bot.opened(1)
        assert (
            await bot.counted(kept(bot.editor.answer(preview.revision, "E5", payer=1))) == reply
        )
        first = results[-1].revision
        assert (
            await bot.counted(kept(bot.editor.answer(first, "-300,239", payer=1))) == correction
        )
        second = results[-1]
        assert second.has_smaller
        revision = second.revision
        works: list[Callable[[Revision], Awaitable[object]]] = [
            bot.editor.result,
            bot.editor.renderer.cutout,
            bot.editor.renderer.look,
            lambda revision: bot.editor.resize(revision, "smaller"),
            bot.renderer.segment,
        ]
        for work in works:
            assert await bot.counted(work(revision)) == again
        assert await bot.counted(kept(bot.editor.undo(revision))) == undo
    assert results[-1].revision.clicks == first.clicks
    first_file, last_file = (BytesIO(each.data) for each in (results[0], results[-1]))
    pixels = np.asarray(Image.open(first_file))
    assert np.array_equal(pixels, np.asarray(Image.open(last_file))), "the pictures differ"
    assert results[-1].data == results[0].data, "the same picture is deflated otherwise"


@pytest.mark.slow
async def test_many_people_at_once_make_nobody_decode_more_than_without_a_cache(
    tmp_path: Path,
) -> None:
    people = range(30)  # the cache has room for a few of their masks
    async with running(tmp_path) as bot:
        previews = await asyncio.gather(*map(bot.opened, people))

        async def round_of(
            works: list[Awaitable[Result | Preview | Proposals]],
        ) -> tuple[int, list[Revision]]:
            before = bot.segmenter.decodes
            results = await asyncio.gather(*works)
            return bot.segmenter.decodes - before, [each.revision for each in results]

        count, firsts = await round_of(
            [bot.editor.answer(each.revision, "E5", payer=1) for each in previews]
        )
        assert count == len(people) * (OTHERS + FIRST)
        count, seconds = await round_of(
            [bot.editor.answer(each, "-300,239", payer=1) for each in firsts]
        )
        assert count <= len(people) * (FIRST + CORRECTION)
        count, lasts = await round_of([bot.editor.undo(each) for each in seconds])
        assert count <= len(people) * FIRST
    assert [each.clicks for each in lasts] == [each.clicks for each in firsts]


async def test_only_new_taps_are_decoded(tmp_path: Path) -> None:
    points = [Point(100 + 9 * number, 100) for number in range(8)]
    taps = [Tap(tuple(points[: count + 1])) for count in range(8)]
    async with running(tmp_path) as bot:
        revision = (await bot.opened(1)).revision
        for count in range(1, 9):
            work = bot.renderer.segment(tapped(revision, taps[:count]))
            assert await bot.counted(work) == (FIRST if count == 1 else 1)
        assert await bot.counted(bot.renderer.segment(tapped(revision, taps[:3]))) == 0


def repeated(revision: Revision, with_points: int) -> Revision:
    """The revision after the same point was kept and dropped for as often as it is allowed."""
    many = " ".join(f"{each},1" for each in range(with_points))
    revision = replace(revision, clicks=read_new_clicks(revision, many))
    with suppress(TooManyPoints):
        for number in range(10_000):
            clicks = read_new_clicks(revision, ("C4", "-C4")[number % 2])
            revision = replace(revision, clicks=(*revision.clicks, *clicks))
    return revision


@pytest.mark.parametrize("with_points", [1, 98])
async def test_a_revision_stays_small_however_often_the_same_is_said(
    tmp_path: Path, with_points: int
) -> None:
    async with running(tmp_path) as bot:
        revision = repeated((await bot.opened(1)).revision, with_points)
    assert 50 <= len(revision.clicks) <= 300
    assert len(json.dumps(revision_as_json(revision))) < 100_000


async def test_a_revision_stays_small_however_often_there_are_taps(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        revision = (await bot.opened(1)).revision
    taps = [Tap((), (), Box(0, 0, 90 + number, 90)) for number in range(50)]
    for _ in range(6):
        revision = tapped(revision, taps)
    with pytest.raises(TooManyPoints):
        tapped(revision, taps)


async def test_a_revision_stays_small_however_often_the_grid_changes(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        preview = await bot.opened(1)
        usual = (await bot.editor.coarser(preview.revision)).revision.grid
        for _ in range(15):
            preview = await bot.editor.finer(preview.revision)
            preview = await bot.editor.coarser(preview.revision)
        assert len(preview.revision.views) == 20
        assert preview.revision.grid == usual


async def test_another_mask_of_the_last_click_is_not_decoded_again(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        preview = await bot.opened(1)
        result = await bot.editor.answer(preview.revision, "320,240", payer=1)
        assert isinstance(result, Result)
        before = bot.segmenter.decodes
        smaller = await bot.editor.resize(result.revision, "smaller")
        larger = await bot.editor.resize(smaller.revision, "bigger")
        assert bot.segmenter.decodes == before
    assert smaller.revision.clicks != result.revision.clicks == larger.revision.clicks
    assert smaller.data != result.data == larger.data


async def pixels(photo: Photo) -> Pixels:
    """Decodes a photo, as an evaluator wants it."""
    return decode(photo)


@asynccontextmanager
async def finding_subjects(
    looked_at: list[Photo],
) -> AsyncIterator[tuple[LocalEngine, Subjects]]:
    """An engine, and what finds all of each photo to be its subject."""

    def network(_: object) -> list[NDArray[np.float32]]:
        return [np.ones((1, 1, SIDE, SIDE), np.float32)]

    async def noted(photo: Photo, _: int) -> Pixels:
        looked_at.append(photo)
        return decode(photo)

    async with (
        LocalEngine(FakeSegmenter(), LIMITS) as engine,
        Subjects(
            lambda: SubjectModel(cast("Network", network)),
            noted,
            is_busy=lambda: False,
            cache_bytes=1 << 20,
            metrics=Metrics(),
        ) as subjects,
    ):
        yield engine, subjects


async def test_only_what_was_answered_with_the_subject_waits_for_it() -> None:
    photo, prompt, looked_at = photo_named(1), Prompt([(5, 5)]), list[Photo]()
    async with finding_subjects(looked_at) as (engine, subjects):
        evaluator, grid = Evaluator(engine, pixels, subjects), grid_for(photo.size)
        new = await evaluator.segment(photo, grid, new=[Click(prompt)])
        assert new.mask.candidate.mask_index < SUBJECT
        assert not looked_at
        stored = await evaluator.segment(photo, grid, [Click(prompt, SUBJECT)])
        assert stored.mask.candidate.mask_index == SUBJECT
        assert looked_at == [photo]


async def test_a_subject_is_cached_by_its_weight_with_its_masks() -> None:
    photo = photo_named(1)
    async with finding_subjects([]) as (engine, subjects):
        evaluator = Evaluator(engine, pixels, subjects)
        subject, same = await asyncio.gather(
            evaluator.find_subject(photo), evaluator.find_subject(photo)
        )
        assert subject
        assert same is subject
        assert evaluator.known_subject(photo) is subject
        for side in range(500, 512):  # of forms that no model has: 12 MB
            logits = np.zeros((side, side), np.float32)
            subject.mask(0, Candidate(logits, (side, side), 0.0, 0))
        assert 8 << 20 < subject.nbytes < 16 << 20
        assert evaluator.known_subject(photo) is subject
        for side in range(512, 520):
            logits = np.zeros((side, side), np.float32)
            subject.mask(0, Candidate(logits, (side, side), 0.0, 0))
        assert subject.nbytes > 16 << 20
        evaluator.known_subject(photo)
        assert evaluator.known_subject(photo) is not subject


async def test_a_region_is_encoded_by_itself_and_once() -> None:
    region, other, sizes = Box(1, 0, 3, 2), Box(0, 0, 2, 2), []

    def regions() -> Algorithm[None]:
        for each in (None, region, region, other):
            [candidates] = yield [DecodeRequest(Prompt([(0, 0)]), region=each)]
            sizes.append(candidates[0].extent)

    encoded = list[int]()
    async with LocalEngine(FakeSegmenter(encoded.append), LIMITS) as engine:
        await Evaluator(engine, pixels).run(photo_named(1), regions())
    assert len(encoded) == 3


async def test_a_region_waits_until_there_is_memory_for_the_photo_that_it_is_of() -> None:
    large, decoded = replace(photo_named(1), size=Size(4000, 3000)), list[Photo]()
    memory = RenderingMemory(200 << 20)

    async def noted(photo: Photo) -> Pixels:
        decoded.append(photo)
        return decode(photo_named(1))

    async with LocalEngine(FakeSegmenter(), LIMITS) as engine:
        evaluator = Evaluator(engine, noted, memory=memory)
        async with memory.held(large):
            view = asyncio.create_task(evaluator.prepare_view(large, Box(1, 0, 3, 2)))
            await asyncio.sleep(0.05)
            assert not decoded
        await view
    assert decoded == [large]


class Witness(FakeSegmenter):
    """Notes the boxes that it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Box | None] = []

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        self.boxes.append(request.prompt.box)
        return super()._decode(embedding, request)


async def test_a_region_that_is_larger_than_what_the_model_sees_is_scaled_down() -> None:
    file = BytesIO()
    Image.new("RGB", (3000, 2000), "red").save(file, "PNG")
    photo, region, point = read_photo(file.getvalue()), Box(500, 250, 2500, 1750), (1000, 750)
    around, segmenter = (1, 500, 2000, 1001), Witness()

    def middle_of_region() -> Algorithm[Candidate]:
        [[candidate, *_]] = yield [DecodeRequest(Prompt([point], box=around), region=region)]
        return candidate

    async with (
        DecoderPool(max_megapixels=50) as photos,
        LocalEngine(segmenter, LIMITS, decode_photo=photos.decode) as engine,
    ):
        found = await Evaluator(engine, photos.decode).run(photo, middle_of_region())
        row, column = divmod(int(found.logits.argmax()), 256)
        assert (*found.extent, row, column) == (256, 192, 96, 128)
        assert segmenter.boxes == [Box(0, 256, 1024, 513)]


async def test_what_a_zoom_shows_is_encoded_while_the_person_looks_at_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as bot:
        preview = await bot.opened(1)
        await bot.editor.zoom(preview.revision, "E5")
        async with asyncio.timeout(20):
            while len(bot.segmenter.encoded) < 2:  # the photo, and what is shown
                await asyncio.sleep(0.01)


async def test_ranking_leaves_the_event_loop_free() -> None:
    def threads() -> Algorithm[list[int]]:
        found = [threading.get_ident()]
        for _ in range(2):
            yield [DecodeRequest(Prompt([(5, 5)]))]
            found.append(threading.get_ident())
        return found

    async with LocalEngine(FakeSegmenter(), LIMITS) as engine:
        evaluator = Evaluator(engine, pixels)
        first, *ranking = await evaluator.run(photo_named(1), threads())
    assert first == threading.get_ident()
    assert len(ranking) == 2
    assert threading.get_ident() not in ranking


@pytest.mark.parametrize(
    ("person", "pauses"), [("Ann", 0), ("Ben", 20 - evaluation._MANY_QUESTIONS)]
)
async def test_an_algorithm_of_many_questions_pauses_between_them_beside_others(
    person: str, pauses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def questions() -> Algorithm[None]:
        for _ in range(20):
            yield [DecodeRequest(Prompt([(5, 5)]))]

    taken = list[float]()

    async def noted(seconds: float) -> None:
        taken.append(seconds)
        await asyncio.sleep(seconds)

    monkeypatch.setattr(evaluation, "asyncio", SimpleNamespace(sleep=noted))
    async with LocalEngine(FakeSegmenter(), LIMITS) as engine:
        with asking_for("Ann"), asking_for(person):
            await Evaluator(engine, pixels).run(photo_named(1), questions())
    assert len(taken) == pauses
