"""Fit the choice among SAM's candidates, and what is said of it.

    python benchmarks/fit_choice.py FOLDER [--model mobile] [--only choice]

FOLDER holds photos with masks, see `dataset.py`. Prints three sets of constants, and how good
they are on photos they were not fitted to (ten folds, by photo, `--seeds` times):

    choice    the weights of `removerbot/segmentation/ranking.py`. Small things are drawn on
              tables and pasted into photos beside those of the folder, so that objects of all
              sizes are in the fit. Each object is pointed at in three places: the click, the
              center of its grid cell, and a random pixel of the object's inner half, as people
              do not hit the middle. The candidates are those of the first look, and of both
              looks where the likeliest of the first is unstable.
    subject   those of `is_subject` there: SAM's likeliest mask or the subject model's own
    doubt     those of `removerbot/segmentation/doubt.py`: which answers are flagged

The last two are fitted to what the bot answers now: after other weights of the choice, once
again. Masks are judged at the photo's own resolution.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from dataset import Mask, Thing, depth, iou, small_things, things
from fit_choice_answers import collect_answers, report_doubt, report_subject
from fit_choice_regression import (
    Array,
    Index,
    Model,
    held_out,
    pick,
    print_row,
    regress,
    sigmoid,
)
from numpy.typing import NDArray
from pasted import pasted_things

from removerbot.imaging.cutout import upsample
from removerbot.imaging.grid import grid_for
from removerbot.imaging.types import Candidate, Point, Prompt, Size
from removerbot.models import registry
from removerbot.models.base import Embedding, Segmenter
from removerbot.segmentation.ranking import Features, features, is_single
from removerbot.segmentation.refinement import STABLE, boxed, with_second_look
from removerbot.settings import settings_here

PLACES = ("click", "cell", "inner half")

SCENES = 16
"""Drawn tables with small things on them, and photos with pasted ones."""

FIRST = 3
"""Candidates of the first look."""

STABILITY = Features._fields.index("stability")


@dataclass(frozen=True, slots=True)
class Data:
    """All candidates of all prompts; those of the first look come first.

    Attributes:
        first: objects × places × `FIRST` × features, among those of the first look.
        both: objects × places × candidates × features, among those of both looks.
        scores: objects × places × candidates: the model's own estimates.
        ious: objects × places × candidates.
        photos: for each object, the number of its photo.
        subsets: for each object, where it is from.
    """

    first: Array
    both: Array
    scores: Array
    ious: Array
    photos: Index
    subsets: NDArray[np.str_]


def main() -> None:
    """Decode, judge, fit, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="mobile", choices=registry.MODELS)
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--seeds", type=int, default=20, help="how often to cross-validate")
    parser.add_argument("--only", choices=["choice", "answers"], help="a part of it")
    args = parser.parse_args()
    name, device = registry.choose(args.model, args.device)
    segmenter = registry.load(registry.Target(name, device, settings_here().model_dir))
    if args.only != "answers":
        outlined = list(things(args.folder))
        small = [*small_things(SCENES), *pasted_things(outlined, SCENES)]
        data = collect(segmenter, [*outlined, *small])
        report(data, args.seeds)
        print_constants(fit(data))
    if args.only != "choice":
        answers = collect_answers(segmenter, args.folder)
        report_subject(answers, args.seeds)
        report_doubt(answers, args.seeds)


def collect(segmenter: Segmenter, known: list[Thing]) -> Data:
    """Decode every prompt and judge its candidates."""
    rng = np.random.default_rng(0)
    first, both, scores, ious, embedded = [], [], [], [], ""
    for thing in known:
        if thing.name != embedded:  # those of one photo stand in a row
            embedding, embedded = segmenter.encode(thing.rgb), thing.name
        truth = thing.truth
        for point in places(truth, thing.click, rng):
            prompt = Prompt(keep=[point])
            masks = both_looks(segmenter, embedding, prompt)
            first.append(features(masks[:FIRST], prompt, embedding.size))
            both.append(features(masks, prompt, embedding.size))
            scores.append([each.score for each in masks])
            ious.append([iou(upsample(mask, embedding.size) > 0, truth) for mask in masks])
    shape = (len(known), len(PLACES), -1)
    return Data(
        np.array(first, np.float64).reshape(*shape, len(Features._fields)),
        np.array(both, np.float64).reshape(*shape, len(Features._fields)),
        np.array(scores).reshape(shape),
        np.array(ious).reshape(shape),
        np.unique([thing.name for thing in known], return_inverse=True)[1],
        np.array([thing.subset for thing in known]),
    )


def both_looks(segmenter: Segmenter, embedding: Embedding, prompt: Prompt) -> list[Candidate]:
    """The masks for a point and those of its second look, without the single ones; those of
    the first look come first."""
    first = [each for each in segmenter.decode(embedding, prompt) if not is_single(each)]
    requests = [boxed(prompt, each, embedding.size) for each in first]
    answers = segmenter.decode_all([(embedding, each) for each in requests])
    return with_second_look(first, requests, answers)


def places(truth: Mask, click: Point, rng: np.random.Generator) -> list[Point]:
    """Where an object is pointed at, in the order of `PLACES`."""
    height, width = truth.shape
    grid = grid_for(Size(width, height))
    depths = depth(truth)
    inner = np.argwhere(depths >= depths.max() / 2)
    y, x = inner[rng.integers(len(inner))]
    return [click, grid.center(grid.cell_at(click)), Point(int(x), int(y))]


def fit(data: Data, among: NDArray[np.bool_] | slice = np.s_[:]) -> Model:
    """Regress IoU on the features of all candidates, then calibrate on the chosen ones.

    The second step changes the scale of all estimates, not their order.
    """
    ious = data.ious[among]
    looks = (data.first[among], ious[..., :FIRST]), (data.both[among], ious)
    values = np.concatenate([each.reshape(-1, each.shape[-1]) for each, _ in looks])
    model = regress(values, np.concatenate([each.ravel() for _, each in looks]))
    index, logits = chosen(model, data.first[among], data.both[among])
    return model.scaled(regress(logits.reshape(-1, 1), pick(ious, index).ravel()))


def chosen(model: Model, first: Array, both: Array) -> tuple[Index, Array]:
    """Which candidates a model chooses as the bot does, and their log odds."""
    one, two = model.logits(first), model.logits(both)
    best = one.argmax(-1)
    is_stable = pick(first[..., STABILITY], best) >= STABLE
    index = np.where(is_stable, best, two.argmax(-1))
    return index, np.where(is_stable, one.max(-1), two.max(-1))


def report(data: Data, seeds: int) -> None:
    """Print each rule's mean IoU by place, and how good the expectations are."""
    print(f"{len(data.ious)} objects on {data.photos.max() + 1} photos\n")
    print(f"{'mean IoU':32}" + "".join(f"{place:>12}" for place in PLACES))
    found = np.zeros((seeds, *data.ious.shape[:2]))
    expected = np.zeros_like(found)
    for seed, here in held_out(data.photos, seeds):
        index, logits = chosen(fit(data, ~here), data.first[here], data.both[here])
        found[seed, here] = pick(data.ious[here], index)
        expected[seed, here] = sigmoid(logits)
    favourite = pick(data.ious, np.asarray(data.scores[..., :FIRST].argmax(-1), np.intp))
    for subset in ("all", *np.unique(data.subsets)):
        here = (data.subsets == subset) | (subset == "all")
        print(f"{subset}, {here.sum()} objects")
        print_row("  the model's highest score", *favourite[here].mean(0))
        print_row("  fitted", *found[:, here].mean((0, 1)))
        print_row("  oracle", *data.ious[here].max(-1).mean(0))
    print_calibration(expected, found)


def print_calibration(expected: Array, found: Array) -> None:
    """Expected IoU beside the IoU found, in tenths of the choices."""
    order = expected.ravel().argsort()
    tenths = [
        (expected.ravel()[part].mean(), found.ravel()[part].mean())
        for part in np.array_split(order, 10)
    ]
    print("\nexpected " + "".join(f"{one:7.3f}" for one, _ in tenths))
    print("found    " + "".join(f"{one:7.3f}" for _, one in tenths))
    error = np.mean([abs(one - other) for one, other in tenths])
    print(f"calibration error {error:.3f}, mean error {np.abs(expected - found).mean():.3f}\n")


def print_constants(model: Model) -> None:
    """The model as it stands in `ranking.py`."""
    print("WEIGHTS = Features(")
    for name, weight in zip(Features._fields, model.weights, strict=True):
        print(f"    {name}={weight:.3f},")
    print(f")\nBIAS = {model.bias:.3f}\n", flush=True)


if __name__ == "__main__":
    main()
