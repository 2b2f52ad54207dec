"""NoC, the number of clicks, as papers on interactive segmentation count it.

    python benchmarks/quality.py FOLDER --protocol noc [--models mobile …] [--objects N]

Each next click is the pixel of the largest error that is farthest from its boundary, by the
distance transform of what is missing and of what is too much; the first one is that of the
thing itself. A pixel is clicked once. There are at most 20 clicks. Pixels that the truth leaves
open count nowhere. The clicks go through the bot's use cases, and the mask is the alpha of the
PNG that would be sent, above one half; a click without an answer leaves it as it was.

    NoC@85, NoC@90   mean number of clicks until the IoU is .85 or .90; never counts as 20
    NoF@85, NoF@90   share of the things for which it never is
    1 3 5 10 20      mean IoU after so many clicks

FOLDER is laid out like one of these, photos and masks with the same name up to their ending:

    GrabCut     data_GT/, boundary_GT/   128 is open, more is the thing
    Berkeley    images/, masks/          the same
    DAVIS       img/, gt/                more than 0 is the thing

or has a `manifest.json`, see `dataset.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from common import Row, bot_without_chat, source_of
from dataset import Mask, depth, iou, things
from numpy.typing import NDArray
from PIL import Image

from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Result
from removerbot.errors import UserError
from removerbot.models.base import Segmenter
from removerbot.segmentation.revisions import Revision

CLICKS = 20
SHOWN = (1, 3, 5, 10, 20)
ENOUGH = (85, 90)

LAYOUTS = (("data_GT", "boundary_GT", 128), ("images", "masks", 128), ("img", "gt", 0))
"""Folders of photos and masks, and the value in masks above which the thing is."""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A photo, where the thing in it is, and which pixels count."""

    photo: bytes
    truth: Mask
    counts: Mask


def targets(folder: Path) -> list[Target]:
    """The things of a folder.

    Raises:
        SystemExit: it has none of the known layouts.
    """
    if (folder / "manifest.json").exists():
        return [
            Target(each.photo, each.truth, np.ones_like(each.truth)) for each in things(folder)
        ]
    for photos, masks, open_value in LAYOUTS:
        if (folder / photos).is_dir() and (folder / masks).is_dir():
            return [*_pairs(folder / photos, folder / masks, open_value)]
    raise SystemExit(f"{folder}: laid out like none of GrabCut, Berkeley, DAVIS, a manifest")


def _pairs(photos: Path, masks: Path, open_value: int) -> Iterator[Target]:
    named = {file.stem: file for file in photos.iterdir()}
    for mask in sorted(masks.iterdir()):
        photo = named.get(mask.stem) or named.get(mask.stem.partition("#")[0])
        if photo:
            values = _values(mask)
            truth = np.greater(values, open_value)
            is_open = (values == open_value) & (open_value > 0)
            yield Target(photo.read_bytes(), truth, ~is_open)


def _values(mask: Path) -> NDArray[np.uint8]:
    with Image.open(mask) as image:
        return np.asarray(np.asarray(image.convert("RGB")).max(axis=2), np.uint8)


def next_click(mask: Mask, target: Target, is_clicked: Mask) -> str:
    """What a person writes who clicks at the middle of the largest error, and marks it as
    clicked."""
    missing = depth(target.truth & ~mask & target.counts)
    superfluous = depth(mask & ~target.truth & target.counts)
    missing[is_clicked] = superfluous[is_clicked] = 0
    is_missing = missing.max() > superfluous.max()
    depths = missing if is_missing else superfluous
    y, x = np.unravel_index(depths.argmax(), depths.shape)
    is_clicked[y, x] = True
    return f"{x},{y}" if is_missing else f"-{x},{y}"


async def clicked(editor: Editor, base: Revision, target: Target) -> list[float]:
    """The IoU after each click."""
    mask, is_clicked = np.zeros_like(target.truth), np.zeros_like(target.truth)
    counts, ious = target.counts, list[float]()
    for _ in range(CLICKS):
        words = next_click(mask, target, is_clicked)
        try:
            result = await editor.answer(base, words, payer=1)
        except UserError:
            pass
        else:
            assert isinstance(result, Result)
            base = result.revision
            with Image.open(BytesIO(result.data)) as image:
                mask = np.greater(np.asarray(image)[..., 3], 127)
        ious.append(iou(mask & counts, target.truth & counts))
        if ious[-1] >= max(ENOUGH) / 100:  # as the papers do; what is left stays as it is
            break
    return ious + ious[-1:] * (CLICKS - len(ious))


def figures(what: str, sessions: Sequence[Sequence[float]]) -> Row:
    """The row of a model."""
    ious = np.array(sessions)
    row: Row = {"what": what}
    for percent in ENOUGH:
        reached = ious >= percent / 100
        first = np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, CLICKS)
        row[f"NoC@{percent}"] = float(first.mean())
    for percent in ENOUGH:
        row[f"NoF@{percent}"] = float((ious < percent / 100).all(axis=1).mean())
    return row | {str(count): float(ious[:, count - 1].mean()) for count in SHOWN}


async def count_clicks(segmenter: Segmenter, chosen: Sequence[Target]) -> Row:
    """Clicks at all things; a row."""
    sessions = []
    async with bot_without_chat(segmenter, [each.photo for each in chosen]) as (editor, *_):
        for number, target in enumerate(chosen):
            base = await editor.take(source_of(number))
            sessions.append(await clicked(editor, base, target))
    return figures(f"{segmenter.name}, {len(chosen)} things", sessions)
