"""Fit the choice among SAM's candidates, see `removerbot/segmentation/ranking.py`.

    python benchmarks/fit_choice.py FOLDER [--model mobile]

FOLDER holds photos with masks, see `dataset.py`; small things on tables are drawn beside
them, so that objects of all sizes are in the fit. Each object is pointed at in three places:
the click, the centre of its grid cell, and a random pixel of the object's inner half, as
people do not hit the middle. The candidates are those of both looks, as a person gets them
where the first look is unstable. Masks are judged at the photo's own resolution.

With `--subject` the choice between SAM's likeliest mask and the subject's own is fitted
instead: the weights of `is_subject`.

Prints what several rules would choose, each fitted one judged on photos it was not fitted
to (ten-fold, by photo, `--seeds` times), and then the constants for `ranking.py`.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from dataset import Mask, depth, iou, small_things, things
from numpy.typing import NDArray

from removerbot.errors import NothingFound
from removerbot.imaging.cutout import upsample
from removerbot.imaging.grid import grid_for
from removerbot.imaging.roi import fractions
from removerbot.imaging.types import RGB, Box, Candidate, DecodeRequest, Point, Prompt, Size
from removerbot.models import registry, subject
from removerbot.models.base import Embedding, Segmenter
from removerbot.segmentation.interactive import run, segment
from removerbot.segmentation.ranking import Features, compared, features, is_single
from removerbot.segmentation.refinement import boxed, with_second_look
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.subject import SUBJECT
from removerbot.settings import settings_here

PLACES = ("click", "cell", "inner half")
FOLDS = 10
PENALTY = 4.0
"""Of the squared weights, once the features are brought to unit variance."""

LOSS = 1.25
"""How much worse it is to lose SAM's better mask than to miss the subject's."""

SCENES = 16
"""Drawn tables with small things on them."""

FIRST = 3
"""Candidates of the first look."""

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Data:
    """All candidates of all prompts.

    Attributes:
        features: objects × places × candidates × features.
        scores: objects × places × candidates: the model's own estimates.
        ious: objects × places × candidates.
        photos: for each object, the number of its photo.
        subsets: for each object, where it is from.
    """

    features: Array
    scores: Array
    ious: Array
    photos: Index
    subsets: NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression on raw features."""

    weights: Array
    bias: float

    def logits(self, values: Array) -> Array:
        """The log odds; the features are the last axis of `values`."""
        return np.asarray(values @ self.weights + self.bias)

    def expected(self, values: Array) -> Array:
        """The expected IoU."""
        return sigmoid(self.logits(values))


def main() -> None:
    """Decode, judge, fit, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="mobile", choices=registry.MODELS)
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--seeds", type=int, default=20, help="how often to cross-validate")
    parser.add_argument("--subject", action="store_true", help="fit `is_subject` instead")
    args = parser.parse_args()
    name, device = registry.choose(args.model, args.device)
    segmenter = registry.load(name, device=device, model_dir=settings_here().model_dir)
    if args.subject:
        report_subject(collect_subjects(segmenter, args.folder), args.seeds)
        return
    data = collect(segmenter, args.folder)
    report(data, args.seeds)
    print_constants(fit(data.features, data.ious))


def collect(segmenter: Segmenter, folder: Path) -> Data:
    """Decode every prompt and judge its candidates."""
    known = [*things(folder), *small_things(SCENES)]
    rng = np.random.default_rng(0)
    values, scores, ious, embedded = [], [], [], ""
    for thing in known:
        if thing.name != embedded:  # those of one photo stand in a row
            embedding, embedded = segmenter.encode(thing.rgb), thing.name
        truth = thing.truth
        for point in places(truth, thing.click, rng):
            prompt = Prompt(keep=[point])
            masks = both_looks(segmenter, embedding, prompt)
            values.append(features(masks, prompt, embedding.size))
            scores.append([each.score for each in masks])
            ious.append([iou(upsample(mask, embedding.size) > 0, truth) for mask in masks])
    shape = (len(known), len(PLACES), -1)
    return Data(
        np.array(values, np.float64).reshape(*shape, len(Features._fields)),
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


def fit(values: Array, ious: Array) -> Model:
    """Regress IoU on the features of all candidates, then calibrate on the chosen ones.

    The second step changes the scale of all estimates, not their order.
    """
    model = regress(values.reshape(-1, values.shape[-1]), ious.ravel())
    logits = model.logits(values)
    best = logits.argmax(-1)
    scale = regress(pick(logits, best).reshape(-1, 1), pick(ious, best).ravel())
    return Model(model.weights * scale.weights[0], model.bias * scale.weights[0] + scale.bias)


def regress(
    values: Array, targets: Array, counts: Array | float = 1.0, penalty: float = PENALTY
) -> Model:
    """Logistic regression on targets from 0 to 1, by Newton's method; `counts` says how much
    each of them weighs."""
    mean, deviation = values.mean(0), values.std(0)
    inputs = np.column_stack([(values - mean) / deviation, np.ones(len(values))])
    ridge = penalty * np.eye(inputs.shape[1])
    ridge[-1, -1] = 0
    weights = np.zeros(inputs.shape[1])
    for _ in range(10):
        guess = sigmoid(inputs @ weights)
        gradient = inputs.T @ ((guess - targets) * counts) + ridge @ weights
        curvature = (inputs.T * (guess * (1 - guess) * counts)) @ inputs + ridge
        weights -= np.linalg.solve(curvature, gradient)
    raw = weights[:-1] / deviation
    return Model(raw, float(weights[-1] - raw @ mean))


def report(data: Data, seeds: int) -> None:
    """Print each rule's mean IoU by place, and how good the expectations are."""
    print(f"{len(data.ious)} objects on {data.photos.max() + 1} photos\n")
    print(f"{'mean IoU':32}" + "".join(f"{place:>12}" for place in PLACES))
    for name, rule in RULES.items():
        print_row(name, pick(data.ious, rule(data)).mean(0))
    print_row("oracle", data.ious.max(-1).mean(0))
    runs = [out_of_fold(data, folds(data.photos, seed)) for seed in range(seeds)]
    chosen = np.array([pick(data.ious, run.argmax(-1)) for run in runs])
    print_row("fitted", chosen.mean((0, 1)))
    subsets = np.unique(data.subsets)
    for subset in subsets:
        print_row(f"  on {subset}", chosen[:, data.subsets == subset].mean((0, 1)))
    if len(subsets) > 1:
        other = out_of_fold(data, np.unique(data.subsets, return_inverse=True)[1])
        print_row("  fitted to the other subsets", pick(data.ious, other.argmax(-1)).mean(0))
    print_calibration(np.array([run.max(-1) for run in runs]), chosen)


def out_of_fold(data: Data, fold: Index) -> Array:
    """The expected IoU of every candidate, by a model fitted without its fold."""
    expected = np.empty(data.ious.shape)
    for number in range(fold.max() + 1):
        here = fold == number
        model = fit(data.features[~here], data.ious[~here])
        expected[here] = model.expected(data.features[here])
    return expected


def folds(photos: Index, seed: int) -> Index:
    """Each object's fold; objects of one photo share theirs."""
    order = np.random.default_rng(seed).permutation(photos.max() + 1)
    return np.asarray(order[photos] % FOLDS, np.intp)


def collect_subjects(segmenter: Segmenter, folder: Path) -> Data:
    """Evaluate each click by itself; of the two candidates the first is SAM's likeliest, the
    second the subject's own mask. Clicks beside it, or on nothing, are left out."""
    network = subject.load(settings_here().model_dir)
    rng = np.random.default_rng(0)
    values, ious, names, subsets, seen = [], [], [], [], ""
    for thing in things(folder):
        rgb, truth = thing.rgb, thing.truth
        if thing.name != seen:
            alpha, seen = fractions(network.alpha(rgb)), thing.name
            regions: dict[Box | None, Embedding] = {}
        decode = partial(decoded, segmenter, rgb, regions)
        for point in places(truth, thing.click, rng)[:2]:
            prompt, grid = Prompt([point]), grid_for(Size(rgb.shape[1], rgb.shape[0]))
            try:
                found = run(segment(grid, stored=[Click(prompt)], subject=alpha), decode)
            except NothingFound:
                continue
            masks = found.objects[0].masks
            likeliest, own = masks[0].candidate, masks[-1].candidate
            if own.mask_index == SUBJECT:
                values.append(compared(own, likeliest, prompt, grid.size))
                ious.append(
                    [iou(upsample(mask, grid.size) > 0, truth) for mask in (likeliest, own)]
                )
                names.append(thing.name)
                subsets.append(thing.subset)
    return Data(
        np.array(values, np.float64),
        np.empty(0),
        np.array(ious),
        np.unique(names, return_inverse=True)[1],
        np.array(subsets),
    )


def decoded(
    segmenter: Segmenter,
    rgb: RGB,
    known: dict[Box | None, Embedding],
    requests: list[DecodeRequest],
) -> list[list[Candidate]]:
    """Answers requests about a photo; encodes it, and regions of it, once."""
    for region in {request.region for request in requests} - set(known):
        left, top, right, bottom = region or (0, 0, *Size(rgb.shape[1], rgb.shape[0]))
        known[region] = segmenter.encode(np.ascontiguousarray(rgb[top:bottom, left:right]))
    return segmenter.decode_all([(known[each.region], each) for each in requests])


def fit_subject(values: Array, ious: Array) -> Model:
    """Regress whether the second of two masks is the better one, by how much."""
    gain = ious[:, 1] - ious[:, 0]
    return regress(
        values, (gain > 0).astype(np.float64), np.abs(gain) * np.where(gain < 0, LOSS, 1), 1
    )


def report_subject(data: Data, seeds: int) -> None:
    """Print the mean IoUs without the subject's mask, with it and with the better one, on the
    clicks on a subject; then the constants."""
    chosen = np.zeros(len(data.ious))
    for seed in range(seeds):
        fold = folds(data.photos, seed)
        for number in range(FOLDS):
            here = fold == number
            model = fit_subject(data.features[~here], data.ious[~here])
            index = (model.logits(data.features[here]) > 0).astype(np.intp)
            chosen[here] += pick(data.ious[here], index) / seeds
    print(f"{'mean IoU':32}{'clicks':>12}{'without':>12}{'fitted':>12}{'better one':>12}")
    for subset in np.unique(data.subsets):
        here = data.subsets == subset
        means = data.ious[here, 0].mean(), chosen[here].mean(), data.ious[here].max(1).mean()
        print(f"{subset:32}{here.sum():12}" + "".join(f"{mean:12.3f}" for mean in means))
    model = fit_subject(data.features, data.ious)
    weights = ", ".join(f"{weight:.2f}" for weight in model.weights)
    print(f"SUBJECT_WEIGHTS, SUBJECT_BIAS = ({weights}), {model.bias:.2f}")


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


def print_row(name: str, values: Array) -> None:
    """A line of the table of mean IoUs."""
    print(f"{name:32}" + "".join(f"{value:12.3f}" for value in values))


def print_constants(model: Model) -> None:
    """The model as it stands in `ranking.py`."""
    print("WEIGHTS = Features(")
    for name, weight in zip(Features._fields, model.weights, strict=True):
        print(f"    {name}={weight:.3f},")
    print(f")\nBIAS = {model.bias:.3f}")


def most_confident(data: Data) -> Index:
    """What SAM itself would choose."""
    return np.asarray(data.scores[..., :FIRST].argmax(-1))


RULES: dict[str, Callable[[Data], Index]] = {
    "the model's highest score": most_confident,
}


def pick(values: Array, index: Index) -> Array:
    """The element of the last axis that `index` names."""
    return np.take_along_axis(values, index[..., None], -1)[..., 0]


def sigmoid(logits: Array) -> Array:
    """Log odds to 0–1."""
    return np.asarray(1 / (1 + np.exp(-logits)))


if __name__ == "__main__":
    main()
