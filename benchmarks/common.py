"""What the benchmarks share: photos to work on, a bot without a chat, tables."""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from removerbot.editing.editor import Editor
from removerbot.editing.history import History
from removerbot.editing.permissions import Quota
from removerbot.editing.renderer import Renderer
from removerbot.engine.base import Limits
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.factory import subjects_for
from removerbot.engine.local import LocalEngine
from removerbot.imaging.grid import grid_for
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import Options
from removerbot.imaging.types import Point, Size
from removerbot.models import registry
from removerbot.models.base import Segmenter
from removerbot.process.metrics import Metrics
from removerbot.process.resources import cpu_count, tune_malloc
from removerbot.segmentation.revisions import Source
from removerbot.settings import settings_here
from removerbot.storage.database import open_database
from removerbot.storage.people import DailyCounts, PreferenceStore

Row = dict[str, str | float]

WORKERS = registry.workers_for(cpu_count())


def options(doc: str | None) -> argparse.ArgumentParser:
    """The command line that every benchmark has."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true", help="only see that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    return parser


def report(rows: Sequence[Row], file: Path | None = None) -> None:
    """Print the rows as a table, and write them where `--json` says."""
    table = [list(rows[0])] + [
        [f"{value:,.2f}" if isinstance(value, float) else str(value) for value in row.values()]
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for first, *others in table:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        print(first.ljust(widths[0]), *cells, sep="  ")
    save(rows, file)


def save(rows: Sequence[Row], file: Path | None) -> None:
    """Write the rows where `--json` says."""
    if file:
        file.write_text(json.dumps(rows, indent=1) + "\n")


def draw_photo(size: Size, seed: int = 0) -> bytes:
    """A JPEG file about as large as a photo's: a speckled ball before a blurred ground."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 200, (9, 12, 3), np.uint8)
    photo = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC).astype(np.int16)
    ball = np.zeros((size.height, size.width), np.uint8)
    cv2.circle(ball, middle(size), min(size) // 4, (255,), cv2.FILLED)
    photo[ball > 0] = (220, 60, 50)
    speckles = cv2.resize(rng.normal(0, 14, (size.height // 2, size.width // 2)), size).astype(
        np.int16
    )
    bgr = np.clip(photo + speckles[..., None], 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes()


def middle(size: Size) -> Point:
    """The pixel in the middle of a photo, where the ball is."""
    return Point(size.width // 2, size.height // 2)


def pixel(size: Size) -> str:
    """What a person writes who means the ball and reads its middle off the rulers."""
    return "{},{}".format(*middle(size))


def cell(size: Size) -> str:
    """What a person writes who means the ball and names its cell."""
    return grid_for(size).cell_at(middle(size)).label


def load_mobile() -> Segmenter:
    """The model as the bot itself loads it, in a process set up as the bot's."""
    tune_malloc()
    target = registry.Target("mobile", "cpu", settings_here().model_dir, workers=WORKERS)
    return registry.load(target)


@dataclass(frozen=True)
class Album:
    """Photos by their numbers; stands in for the files that Telegram keeps."""

    photos: Sequence[bytes]

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.editing.renderer.Files`."""
        return self.photos[int(file_id)]


@asynccontextmanager
async def bot_without_chat(
    segmenter: Segmenter,
    photos: Sequence[bytes],
    edge: Edge = Edge.SOFT,
    *,
    with_subject: bool = False,
) -> AsyncIterator[tuple[Editor, LocalEngine]]:
    """The real use cases on the real engine and a database of their own; everybody likes
    one kind of edge. The subject model is there if it is wanted."""
    settings = settings_here()
    workers = registry.workers_for(cpu_count(), segmenter.device)
    with TemporaryDirectory() as folder:
        async with (
            open_database(f"sqlite:///{folder}/jobs.db") as sessions,
            DecoderPool(max_megapixels=settings.max_megapixels) as decoder_pool,
            LocalEngine(
                segmenter,
                Limits(workers, settings.queue, settings.timeout, settings.cache_mb << 20),
                decode_photo=decoder_pool.decode,
            ) as engine,
            subjects_for(settings, engine, decoder_pool, Metrics()) as subjects,
        ):
            likes = PreferenceStore(sessions)
            for person_id in range(len(photos)):
                await likes.save(person_id, Options(edge=edge))
            await decoder_pool.decode(await decoder_pool.read_photo(photos[0]))
            yield (
                Editor(
                    history=History(sessions),
                    likes=likes,
                    renderer=Renderer(
                        engine,
                        Album(photos),
                        decoder_pool,
                        subjects if with_subject else None,
                    ),
                    quota=Quota(DailyCounts(sessions), limit=0, owners=frozenset()),
                ),
                engine,
            )


def source_of(number: int) -> Source:
    """The message that a photo of the album came in."""
    return Source(number, number, number, str(number), "photo")


async def until_encoded(engine: LocalEngine) -> None:
    """Wait until no photo is being encoded."""
    while engine.is_busy:
        await asyncio.sleep(0.002)


def timed(work: Callable[[], object]) -> float:
    """How many seconds it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median of how many milliseconds it takes."""
    return median(timed(work) for _ in range(times)) * 1000
