"""How good cutouts are, click after click, as the bot makes them.

    python benchmarks/quality.py [FOLDER] [--models mobile …] [--objects N] [--json FILE]
    python benchmarks/quality.py FOLDER --protocol noc        see `noc.py`

FOLDER holds photos with masks, see `dataset.py`; without one it takes what the project has.
Every thing is pointed at as a person would in chat: first at its middle, by its pixel or by
the cell of a grid of 8, 10 or 12 along the longer side, and then again and again at the
centre of the largest error, the pixel farthest from its boundary, as one that belongs to
the thing or one that does not. Each reply goes through the same use cases as a message, and
what is judged is the alpha of the PNG that would be sent (above one half, at the photo's
size). A reply without a cutout counts 0, and the next click is as if nothing were cut out.

For each way of pointing, over all things:

    1 2 3 5      mean IoU after so many clicks
    to 85, 90    mean number of clicks until the IoU is .85 or .90; never counts as 10
    oracle       mean IoU of the best candidate for the first click
    kept         share of the second clicks after which IoU is no lower by more than .02
    decodes      prompts that SAM was asked for the first click, on average
    without      share of the first five answers that lack a point or contain one to drop
    flagged      share of the first answers that are said to be a guess
    caught       share of the first answers with an IoU under .5 that are among these
    favourite    mean IoU of the candidate that SAM itself prefers

Small things are drawn on tables, see `small_things`; `sharp` is the share of their first
answers with an IoU above .7.

For the proposals without a click, over the photos with one outlined thing:

    first        mean IoU of the first one
    shown        mean IoU of the best of those that are shown

The subject model is used where its weights lie in the model folder. A click waits until it has
seen the photo.

And for things with a true alpha the errors of the edges, see `edges.py`.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import numpy as np
from common import Row, bot_without_chat, options, report, save, source_of
from dataset import Mask, Thing, depth, iou, mattes, middle_of, small_things, things
from edges import edge_rows
from noc import count_clicks, targets
from numpy.typing import NDArray
from PIL import Image

from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Result
from removerbot.engine.local import LocalEngine
from removerbot.errors import NothingFound, UserError
from removerbot.imaging.cutout import upsample
from removerbot.imaging.grid import grid_for
from removerbot.imaging.photo import read_photo
from removerbot.imaging.types import Alpha, Candidate, DecodeRequest, Point, Prompt
from removerbot.models import registry, subject
from removerbot.models.base import Embedding, EncodedRequest, Segmenter
from removerbot.models.base import Image as ModelImage
from removerbot.segmentation.revisions import Revision
from removerbot.settings import settings_here

Each = TypeVar("Each")

WAYS = {"pixel": None, "8 columns": 8, "10 columns": 10, "12 columns": 12}
"""How the first click is made: exactly, or by a cell of such a grid."""

SHOWN = (1, 2, 3, 5)
SCENES = 6
"""Drawn tables with five small things each."""

BAD, SHARP = 0.5, 0.7
"""IoU below which an answer is wrong, and above which one on a small thing is right."""

MOST = 10
"""Clicks that anybody makes."""


class Counted(Segmenter):
    """A model that counts the prompts it is asked."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self.name = segmenter.name
        self.decodes = 0

    def encode_all(self, images: Sequence[ModelImage]) -> list[Embedding]:
        """See `Segmenter.encode_all`."""
        return self._segmenter.encode_all(images)

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`."""
        self.decodes += len(requests)
        return self._segmenter.decode_all(requests)

    def release_memory(self) -> None:
        """See `Segmenter.release_memory`."""
        self._segmenter.release_memory()


@dataclass(frozen=True, slots=True)
class Session:
    """What came of pointing at a thing: IoU after each click, that of the best candidate
    for the first one, how many prompts that took, the IoU of the candidate that SAM prefers,
    after which clicks a point was on the wrong side, and whether the first answer is said to be
    a guess."""

    ious: list[float]
    oracle: float
    decodes: int
    favourite: float
    wrong_points: list[bool]
    is_flagged: bool


def main() -> None:
    """Point, judge, print."""
    args = _arguments()
    if args.protocol == "noc":
        spread = _spread(targets(args.folder), args.objects)
        counted = [count_clicks(load(name), spread) for name in _models(args)]
        report([asyncio.run(each) for each in counted], args.json)
        return
    chosen = _spread(things(args.folder), args.objects)
    clicks = max(SHOWN) if args.short else MOST
    rows: list[Row] = []
    proposals: list[Row] = []
    for name in _models(args):
        segmenter = load(name)
        rows += asyncio.run(pointed(segmenter, chosen, clicks))
        small = small_things(max(1, min(SCENES, args.objects // 5)))[: args.objects]
        rows += asyncio.run(pointed(segmenter, small, clicks, "small things, "))
        proposals.append(asyncio.run(proposed(segmenter, chosen)))
    report(rows)
    print()
    report(proposals)
    edges: list[Row] = []
    for name in _models(args):
        edges += edge_rows(load(name), mattes(args.folder)[: args.objects])
    if edges:
        print()
        report(edges)
    save([*rows, *proposals, *edges], args.json)


def _spread(known: Sequence[Each], most: int) -> Sequence[Each]:
    """At most so many, from all parts of a folder."""
    return known[:: max(1, len(known) // most)][:most]


def _models(args: argparse.Namespace) -> list[str]:
    return list(args.models or models_at_hand())


def models_at_hand() -> list[str]:
    """The models whose weights lie in the model folder."""
    folder = settings_here().model_dir
    return [
        name
        for name, model in registry.MODELS.items()
        if all((folder / file.name).exists() for file in model.files)
    ]


def load(name: str) -> Segmenter:
    """A model where it runs best."""
    name, device = registry.choose(name, "auto")
    return registry.load(registry.Target(name, device, settings_here().model_dir))


async def pointed(
    segmenter: Segmenter, chosen: Sequence[Thing], clicks: int, what: str = ""
) -> list[Row]:
    """A row for each way of pointing."""
    counted = Counted(segmenter)
    sessions: dict[str, list[Session]] = {way: [] for way in WAYS}
    photos = [thing.photo for thing in chosen]
    async with bot_without_chat(
        counted, photos, with_subject=subject.is_here(settings_here().model_dir)
    ) as (editor, engine):
        for number, thing in enumerate(chosen):
            cut = await editor.take(source_of(number))
            with suppress(NothingFound):
                await editor.propose(cut, payer=1)  # waits for the subject model
            for way, columns in WAYS.items():
                base = cut if columns is None else under_grid(cut, columns)
                pointing = Pointing(editor, engine, counted, thing)
                sessions[way].append(await pointing.session(base, columns, clicks))
    rows = [row(f"{segmenter.name}, {what}{way}", each) for way, each in sessions.items()]
    subsets = sorted({thing.subset for thing in chosen})
    for subset in subsets if len(subsets) > 1 else ():
        pairs = zip(sessions["pixel"], chosen, strict=True)
        part = [each for each, thing in pairs if thing.subset == subset]
        rows.append(row(f"{segmenter.name}, {what}pixel, {subset}", part))
    return rows


async def proposed(segmenter: Segmenter, chosen: Sequence[Thing]) -> Row:
    """How good the proposals are for photos with one outlined thing."""
    times = Counter(thing.name for thing in chosen)
    alone = [thing for thing in chosen if times[thing.name] == 1] or chosen[:1]
    first, shown = [], []
    async with bot_without_chat(
        segmenter,
        [thing.photo for thing in alone],
        with_subject=subject.is_here(settings_here().model_dir),
    ) as (editor, _):
        for number, thing in enumerate(alone):
            cut = await editor.take(source_of(number))
            ious = [0.0]
            with suppress(NothingFound):
                picks = (await editor.propose(cut, payer=1)).picks
                results = [await editor.pick(cut, pick, payer=1) for pick in picks]
                ious = [iou(alpha_of(each) > 127, thing.truth) for each in results]
            first.append(ious[0])
            shown.append(max(ious))
    return {
        "what": f"{segmenter.name}, proposals for {len(alone)} photos",
        "first": float(np.mean(first or [0])),
        "shown": float(np.mean(shown or [0])),
    }


def under_grid(cut: Revision, columns: int) -> Revision:
    """The same photo, shown under such a grid."""
    return replace(cut, job=replace(cut.job, grid=grid_for(cut.grid.size, columns)))


def row(what: str, sessions: Sequence[Session]) -> Row:
    """The figures of one way of pointing."""
    ious = np.array([each.ious for each in sessions])
    figures: Row = {"what": what}
    figures |= {str(count): float(ious[:, count - 1].mean()) for count in SHOWN}
    figures |= {f"to {percent}": clicks_to(ious, percent / 100) for percent in (85, 90)}
    figures["oracle"] = float(np.mean([each.oracle for each in sessions]))
    figures["kept"] = float((ious[:, 1] >= ious[:, 0] - 0.02).mean())
    figures["decodes"] = float(np.mean([each.decodes for each in sessions]))
    wrong = [each.wrong_points[: max(SHOWN)] for each in sessions]
    figures["without"] = float(np.mean(wrong))
    flagged, bad = np.array([each.is_flagged for each in sessions]), ious[:, 0] < BAD
    figures["flagged"] = float(flagged.mean())
    figures["caught"] = float((flagged & bad).sum() / max(1, bad.sum()))
    figures["favourite"] = float(np.mean([each.favourite for each in sessions]))
    figures["sharp"] = float((ious[:, 0] > SHARP).mean())
    return figures


def clicks_to(ious: NDArray[np.float64], enough: float) -> float:
    """The mean number of clicks until the IoU is high enough."""
    reached = ious >= enough
    first = np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, MOST)
    return float(first.mean())


@dataclass(frozen=True, slots=True, eq=False)
class Pointing:
    """Somebody who wants a thing."""

    editor: Editor
    engine: LocalEngine
    counted: Counted
    thing: Thing

    async def session(self, base: Revision, columns: int | None, clicks: int) -> Session:
        """Point at the thing, and correct what comes back."""
        cell = base.grid.cell_at(self.thing.click)
        point = self.thing.click if columns is None else base.grid.center(cell)
        words = f"{point.x},{point.y}" if columns is None else cell.label
        best, favourite = await self.candidates(point)
        truth = self.thing.truth
        ious, wrong, flags, before, decodes = [], [], [], self.counted.decodes, 0
        for _ in range(clicks):
            mask, base, is_unsure = await answered(self.editor, base, words, truth)
            ious.append(iou(mask, truth))
            flags.append(is_unsure)
            wrong.append(is_wrong(mask, base))
            decodes = decodes or self.counted.decodes - before
            words = correction(mask, truth)
        return Session(ious, best, decodes, favourite, wrong, flags[0])

    async def candidates(self, point: Point) -> tuple[float, float]:
        """The IoU of the best of the candidates that a point alone has, and of the one that SAM
        prefers."""
        photo, truth = read_photo(self.thing.photo), self.thing.truth
        [candidates] = await self.engine.decode(photo, [DecodeRequest(Prompt([point]))])
        ious = [iou(upsample(each, photo.size) > 0, truth) for each in candidates]
        scores = [each.score for each in candidates[1:]]
        return max(ious), ious[1 + int(np.argmax(scores))]


async def answered(
    editor: Editor, cut: Revision, words: str, truth: Mask
) -> tuple[Mask, Revision, bool]:
    """What the bot cuts out, what the next reply goes on from, and whether it is a guess."""
    try:
        result = await editor.answer(cut, words, payer=1)
    except UserError:
        return np.zeros_like(truth), cut, True
    assert isinstance(result, Result)
    return alpha_of(result) > 127, result.revision, result.is_unsure


def alpha_of(result: Result) -> Alpha:
    """The alpha of a file that would be sent."""
    with Image.open(BytesIO(result.data)) as image:
        return np.asarray(image)[..., 3]


def is_wrong(mask: Mask, revision: Revision) -> bool:
    """Whether a point to keep is outside of the mask, or one to drop inside, or there is none
    yet. Points stand where they were found best."""
    if not revision.clicks:
        return True
    prompt = revision.clicks[-1].effective_prompt
    lacks = any(not mask[y, x] for x, y in prompt.keep)
    return lacks or any(mask[y, x] for x, y in prompt.drop)


def correction(mask: Mask, truth: Mask) -> str:
    """What a person writes who points at the middle of the largest error."""
    missing, superfluous = truth & ~mask, mask & ~truth
    is_missing = depth(missing).max() >= depth(superfluous).max()
    x, y = middle_of(missing if is_missing else superfluous)
    return f"{x},{y}" if is_missing else f"-{x},{y}"


def _arguments() -> argparse.Namespace:
    parser = options(__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="photos with masks")
    parser.add_argument(
        "--protocol",
        choices=("chat", "noc"),
        default="chat",
        help="noc: as papers count clicks",
    )
    parser.add_argument("--models", nargs="+", choices=registry.MODELS, metavar="NAME")
    parser.add_argument("--objects", type=int, default=1_000_000, metavar="N", help="at most")
    args = parser.parse_args()
    if args.protocol == "noc" and args.folder is None:
        parser.error("--protocol noc needs a folder")
    if args.short:
        args.objects = 1
    return args


if __name__ == "__main__":
    main()
