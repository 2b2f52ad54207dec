"""What the bot answers to clicks: fits when the subject's own mask is taken, and when an answer
is flagged. See `fit_choice.py`."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from dataset import Thing, iou, things
from fit_choice_regression import Array, Model, held_out, pick, print_row, regress
from numpy.typing import NDArray

from removerbot.errors import NothingFound
from removerbot.imaging.cutout import upsample
from removerbot.imaging.grid import grid_for
from removerbot.imaging.roi import fractions
from removerbot.imaging.types import (
    RGB,
    Box,
    Candidate,
    DecodeRequest,
    Prompt,
    Size,
)
from removerbot.models import subject
from removerbot.models.base import Embedding, Segmenter
from removerbot.segmentation.algorithm import run
from removerbot.segmentation.doubt import Signs, signs
from removerbot.segmentation.interactive import segment
from removerbot.segmentation.ranking import compared
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.segmented import SegmentedObject
from removerbot.segmentation.subject import SUBJECT, Subject
from removerbot.settings import settings_here

LOSS = 1.4
"""How much worse it is to lose SAM's better mask than to miss the subject's."""

BAD = 0.5
"""IoU below which an answer is wrong."""

FLAGGED = 0.195
"""Share of the answers that are flagged, with the subject model and without: of other photos up
to a fifth."""

LOOSE = 1.0
"""Penalty of the squared weights with few features and many rows."""


@dataclass(slots=True)
class Answers:
    """Of each click: the photo, where it is from, and what there is to learn from it.

    Attributes:
        compared: features of the subject's mask beside SAM's likeliest, with the IoUs of both
            and the row of its click.
        signs: of what is shown, with and without the subject model.
        ious: of the same.
    """

    photos: list[str] = field(default_factory=list)
    subsets: list[str] = field(default_factory=list)
    compared: list[tuple[int, tuple[float, float], tuple[float, float]]] = field(
        default_factory=list
    )
    signs: list[Signs] = field(default_factory=list)
    ious: list[float] = field(default_factory=list)

    @property
    def numbers(self) -> NDArray[np.intp]:
        """For each row, the number of its photo."""
        return np.asarray(np.unique(self.photos, return_inverse=True)[1], np.intp)


def collect_answers(segmenter: Segmenter, folder: Path) -> Answers:
    """Answer a click at each object's middle, and one at the center of its cell, with the
    subject model and without it."""
    network = subject.load(settings_here().model_dir)
    answers, seen = Answers(), ""
    for thing in things(folder):
        rgb = thing.rgb
        if thing.name != seen:
            own, seen = Subject(fractions(network.alpha(rgb))), thing.name
            regions: dict[Box | None, Embedding] = {}
        grid = grid_for(Size(rgb.shape[1], rgb.shape[0]))
        decode = partial(decoded, segmenter, rgb, regions)
        for point in (thing.click, grid.center(grid.cell_at(thing.click))):
            for known in (own, None):
                algorithm = segment(grid, new=[Click(Prompt([point]))], subject=known)
                try:
                    [found] = run(algorithm, decode).objects
                except NothingFound:
                    continue
                _learn(answers, thing, found, grid.size, known)
    return answers


def _learn(
    answers: Answers,
    thing: Thing,
    found: SegmentedObject,
    size: Size,
    known: Subject | None,
) -> None:
    """Adds what there is to learn from an answer."""
    truth, prompt = thing.truth, found.clicks[0].effective_prompt

    def judged(mask: Candidate) -> float:
        return iou(upsample(mask, size) > 0, truth)

    likeliest, own = found.masks[0].candidate, found.masks[-1].candidate
    if own.mask_index == SUBJECT and own is not likeliest:
        answers.compared.append(
            (
                len(answers.photos),
                compared(own, likeliest, prompt, size),
                (judged(likeliest), judged(own)),
            )
        )
    answers.photos.append(thing.name)
    answers.subsets.append(thing.subset)
    answers.ious.append(judged(found.shown.candidate))
    answers.signs.append(signs(found, size, known))


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


def report_subject(answers: Answers, seeds: int) -> None:
    """Print the mean IoUs without the subject's mask, with it and with the better one, on the
    clicks on a subject; then the constants."""
    rows = np.array([row for row, *_ in answers.compared])
    values = np.array([each for _, each, _ in answers.compared])
    ious = np.array([each for *_, each in answers.compared])
    subsets, photos = np.array(answers.subsets)[rows], answers.numbers[rows]
    chosen = np.zeros(len(ious))
    for _, here in held_out(photos, seeds):
        model = _fit_subject(values[~here], ious[~here])
        index = (model.logits(values[here]) > 0).astype(np.intp)
        chosen[here] += pick(ious[here], index) / seeds
    print(f"{'mean IoU':32}{'clicks':>12}{'without':>12}{'fitted':>12}{'better one':>12}")
    for subset in np.unique(subsets):
        here = subsets == subset
        means = ious[here, 0].mean(), chosen[here].mean(), ious[here].max(1).mean()
        print_row(subset, here.sum(), *means)
    model = _fit_subject(values, ious)
    weights = ", ".join(f"{weight:.2f}" for weight in model.weights)
    print(f"SUBJECT_WEIGHTS, SUBJECT_BIAS = ({weights}), {model.bias:.2f}\n", flush=True)


def _fit_subject(values: Array, ious: Array) -> Model:
    """Regress whether the second of two masks is the better one, by how much."""
    gain = ious[:, 1] - ious[:, 0]
    return regress(
        values, (gain > 0).astype(np.float64), np.abs(gain) * np.where(gain < 0, LOSS, 1), LOOSE
    )


def report_doubt(answers: Answers, seeds: int) -> None:
    """Print which answers are flagged, and how many of the wrong ones; then the constants."""
    values, photos = np.array(answers.signs, np.float64), answers.numbers
    is_bad, subsets = np.array(answers.ious) < BAD, np.array(answers.subsets)
    knows, is_cell = (
        values[:, Signs._fields.index(name)] > 0 for name in ("knows_subject", "is_cell")
    )
    flagged = np.zeros(len(values))
    for _, here in held_out(photos, seeds):
        model = regress(values[~here], is_bad[~here].astype(np.float64))
        logits, limits = model.logits(values), np.zeros(len(values))
        for alike in (knows, ~knows):
            limits[alike] = np.quantile(logits[alike & ~here], 1 - FLAGGED)
        flagged[here] += (logits > limits)[here] / seeds
    print(f"{'':32}{'answers':>12}{'flagged':>12}{'wrong':>12}{'of them':>12}")
    groups = {"with the subject model": knows, "without": ~knows}
    groups |= {f"{name}, by cells": here & is_cell for name, here in groups.items()}
    groups |= {f"with it, {subset}": knows & (subsets == subset) for subset in set(subsets)}
    for name, here in groups.items():
        wrong = here & is_bad
        caught = flagged[wrong].mean() if wrong.any() else np.nan
        print_row(name, here.sum(), flagged[here].mean(), is_bad[here].mean(), caught)
    model = regress(values, is_bad.astype(np.float64))
    print("WEIGHTS = Signs(")
    for name, weight in zip(Signs._fields, model.weights, strict=True):
        print(f"    {name}={weight:.3f},")
    logits = model.logits(values)
    limit, alone = (np.quantile(logits[each], 1 - FLAGGED) for each in (knows, ~knows))
    print(f")\nBIAS = {model.bias:.3f}\nLIMIT, LIMIT_ALONE = {limit:.3f}, {alone:.3f}")
