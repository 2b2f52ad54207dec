"""Many people at once, through the real use cases and engine, without a chat.

    python benchmarks/throughput.py [--people 20] [--think 10] [--short] [--json FILE]

Everybody sends a photo of their own in the same second, looks at the preview for about
`--think` seconds (half to one and a half times as long), and replies. Given are the median
and the 95th percentile of how long replies wait, alone and among all, and the encodings a
second against a bare loop that does nothing else.
"""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import numpy as np
from common import (
    WORKERS,
    Row,
    bot_without_chat,
    draw_photo,
    load_mobile,
    options,
    pixel,
    report,
    source_of,
    until_encoded,
)

from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Preview
from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.types import Size
from removerbot.models.base import Segmenter
from removerbot.segmentation.revisions import Revision

SIZE = Size(1280, 853)


def main() -> None:
    """Measure one person, all of them, and the bare loop."""
    parser = options(__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--think", type=float, default=10, metavar="SECONDS")
    arguments = parser.parse_args()
    if arguments.short:
        arguments.people, arguments.think = 2, 0.5
    segmenter = load_mobile()
    photos = [draw_photo(SIZE, seed) for seed in range(arguments.people)]
    alone = asyncio.run(one_by_one(segmenter, photos))
    together, encoded = asyncio.run(all_at_once(segmenter, photos, arguments.think))
    bare = bare_loop(segmenter, photos)
    rows: list[Row] = []
    for name, at in (("median", 50), ("95th percentile", 95)):
        one, many = (float(np.percentile(waits, at)) * 1000 for waits in (alone, together))
        rows.append({"what": f"reply, {name}, ms", "alone": one, "all": many})
        rows[-1]["ratio"] = many / one
    rows.append({"what": "encodings a second", "alone": bare, "all": encoded})
    rows[-1]["ratio"] = encoded / bare
    report(rows, arguments.json)


async def one_by_one(segmenter: Segmenter, photos: list[bytes]) -> list[float]:
    """Seconds that each reply waits while nobody else is there."""
    waits = []
    async with bot_without_chat(segmenter, photos) as (editor, engine):
        for number in range(len(photos)):
            preview = await editor.open(source_of(number))
            await until_encoded(engine)
            waits.append(await reply(editor, preview.revision))
    return waits


async def all_at_once(
    segmenter: Segmenter, photos: list[bytes], think: float
) -> tuple[list[float], float]:
    """Seconds that each reply waits among all, and the encodings a second."""
    chance = random.Random(0)
    async with bot_without_chat(segmenter, photos) as (editor, engine):
        thinking = [chance.uniform(think / 2, think * 1.5) for _ in photos]
        start = perf_counter()
        previews = [asyncio.create_task(editor.open(source_of(n))) for n in range(len(photos))]

        async def person(preview: asyncio.Task[Preview], seconds: float) -> float:
            cut = (await preview).revision
            await asyncio.sleep(seconds)
            return await reply(editor, cut)

        people = asyncio.gather(*map(person, previews, thinking))
        await asyncio.gather(*previews)
        await until_encoded(engine)
        took = perf_counter() - start
        return await people, len(photos) / took


async def reply(editor: Editor, cut: Revision) -> float:
    """Seconds from a person's reply to their PNG."""
    start = perf_counter()
    await editor.answer(cut, pixel(SIZE), payer=1)
    return perf_counter() - start


def bare_loop(segmenter: Segmenter, photos: list[bytes]) -> float:
    """Encodings a second where nothing else is done."""
    images = [decode(read_photo(photo)).rgb for photo in photos]
    with ThreadPoolExecutor(WORKERS) as pool:
        start = perf_counter()
        list(pool.map(segmenter.encode, images))
        return len(images) / (perf_counter() - start)


if __name__ == "__main__":
    main()
