"""Measure the edges of cutouts against true alphas.

    python benchmarks/edges.py FOLDER [--model mobile]

FOLDER holds photos and the true alphas of things in them, see `dataset.py`. Of the model's
candidates for the click the one nearest to the truth is taken, so that its choice is not
judged here, and objects that the model does not find (IoU below `--least`) are left out.

For each edge, the means over the objects, all but the last two in the trimap's unknown part:

    SAD       sum of absolute differences of alpha (0 to 1), in thousands
    MSE       mean squared difference
    gradient  summed squared difference of the gradients' lengths, Gaussian derivatives with
              σ = 1.4, in thousands (Rhemann et al., CVPR 2009)
    colour    mean absolute error of the colours (0 to 1), weighted by alpha, on a made photo:
              the object's nearest opaque colours over the photo turned by 180°, with the
              true alpha given to the estimate
    ms        the whole cut, at the photo's own size (its mean comes below), the best of five
    ms 12 MP  the same for the photo enlarged to 4000×3000
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from common import Row
from dataset import Matte, iou, mattes
from numpy.typing import NDArray

from removerbot.imaging.cutout import Cutout, cut_out, upsample
from removerbot.imaging.matting import Edge, foreground
from removerbot.imaging.options import Options
from removerbot.imaging.types import RGB, Alpha, Candidate, Pixels, Prompt
from removerbot.models import registry
from removerbot.models.base import Segmenter
from removerbot.settings import settings_here

SIGMA = 1.4
LARGE = (4000, 3000)
COLUMNS = ("SAD", "MSE", "gradient", "colour", "ms", "ms 12 MP")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A photo, the truth about an object in it, and what the model found.

    Attributes:
        rgb: uint8 H×W×3.
        alpha: the true one, uint8 H×W.
        unknown: bool H×W, where it is judged.
        found: the candidate.
    """

    rgb: RGB
    alpha: Alpha
    unknown: NDArray[np.bool_]
    found: Candidate


def main() -> None:
    """Segment, cut, judge, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="mobile", choices=registry.MODELS)
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--least", type=float, default=0.7, help="IoU of objects to judge")
    args = parser.parse_args()
    name, device = registry.choose(args.model, args.device)
    segmenter = registry.load(registry.Target(name, device, settings_here().model_dir))
    examples = collect(segmenter, mattes(args.folder), args.least)
    megapixels = np.mean([example.alpha.size for example in examples]) / 1e6
    print(f"{len(examples)} objects, {megapixels:.2f} MP each\n")
    print(f"{'edge':8}" + "".join(f"{column:>10}" for column in COLUMNS))
    for edge in Edge:
        means = np.mean([judge(example, edge) for example in examples], axis=0)
        print(f"{edge:8}" + "".join(f"{mean:10.3f}" for mean in means))


def collect(segmenter: Segmenter, known: Sequence[Matte], least: float) -> list[Example]:
    """Those of the things that the model finds."""
    examples = []
    for matte in known:
        embedding = segmenter.encode(matte.rgb)
        candidates = segmenter.decode(embedding, Prompt(keep=[matte.click]))
        ious = [
            iou(upsample(candidate, embedding.size) > 0, matte.truth)
            for candidate in candidates
        ]
        best = int(np.argmax(ious))
        if ious[best] >= least:
            found = candidates[best]
            examples.append(Example(matte.rgb, matte.alpha, matte.unknown, found))
    return examples


def edge_rows(segmenter: Segmenter, known: Sequence[Matte], least: float = 0.7) -> list[Row]:
    """The errors of each edge, a row each; none where the model finds nothing."""
    examples = collect(segmenter, known, least)
    rows: list[Row] = []
    for edge in Edge if examples else ():
        found = [
            errors(
                example,
                cut_out(Pixels(example.rgb), example.found, 1.0, Options(edge=edge)),
                edge,
            )
            for example in examples
        ]
        means = np.mean(found, axis=0).tolist()
        row: Row = {"what": f"{segmenter.name}, {edge} edge"}
        rows.append(row | dict(zip(COLUMNS, means, strict=False)))
    return rows


def judge(example: Example, edge: Edge) -> tuple[float, ...]:
    """The row of one object."""
    cutout, seconds = cut(example.rgb, example.found, edge)
    large = np.asarray(cv2.resize(example.rgb, LARGE, interpolation=cv2.INTER_CUBIC), np.uint8)
    _, seconds_large = cut(large, example.found, edge)
    return (*errors(example, cutout, edge), seconds * 1000, seconds_large * 1000)


def errors(example: Example, cutout: Cutout, edge: Edge) -> tuple[float, float, float, float]:
    """How far a cutout is off: the columns but the times."""
    here = example.unknown
    off = (cutout.alpha.astype(np.float64) - example.alpha)[here] / 255
    slope = (gradient(cutout.alpha) - gradient(example.alpha))[here]
    return (
        float(np.abs(off).sum()) / 1000,
        float(np.square(off).mean()),
        float(np.square(slope).sum()) / 1000,
        colour_error(example, edge),
    )


def cut(rgb: RGB, candidate: Candidate, edge: Edge) -> tuple[Cutout, float]:
    """The cutout, and the least time in seconds that it took."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        cutout = cut_out(Pixels(rgb), candidate, 1.0, Options(edge=edge))
        times.append(time.perf_counter() - start)
    return cutout, min(times)


def colour_error(example: Example, edge: Edge) -> float:
    """Of the colours in front, where these are known because the photo was made."""
    opaque = example.alpha == 255
    _, labels = cv2.distanceTransformWithLabels(
        (~opaque).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    colour_of = np.zeros((labels.max() + 1, 3), np.uint8)
    colour_of[labels[opaque]] = example.rgb[opaque]
    front = np.where(
        opaque[..., None], example.rgb, cv2.GaussianBlur(colour_of[labels], (0, 0), 1.5)
    )
    share = example.alpha[..., None] / 255
    made = np.rint(share * front + (1 - share) * example.rgb[::-1, ::-1]).astype(np.uint8)
    estimate = made if edge is Edge.HARD else foreground(made, example.alpha)
    off = np.abs(estimate.astype(np.float64) - front) / 255 * share
    return float(off[example.unknown].mean())


def gradient(alpha: Alpha) -> Floats:
    """Length of the gradient, by derivatives of a Gaussian of unit norm."""
    reach = np.arange(-5, 6)
    smooth = np.exp(-np.square(reach) / (2 * SIGMA**2))
    derive = -reach * smooth
    smooth, derive = smooth / np.linalg.norm(smooth), derive / np.linalg.norm(derive)
    values = alpha / 255
    across = cv2.sepFilter2D(values, cv2.CV_64F, derive, smooth)
    down = cv2.sepFilter2D(values, cv2.CV_64F, smooth, derive)
    return np.hypot(across, down)


if __name__ == "__main__":
    main()
