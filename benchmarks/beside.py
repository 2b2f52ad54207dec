"""removerbot beside rembg and plain segment-anything, each as its own example runs it.

    python benchmarks/beside.py [FOLDER] [--objects N] [--short] [--json FILE]

FOLDER holds photos with masks, see `dataset.py`; without one it takes what the project has.
Each thing is pointed at by one point in its middle; who takes no point cuts out the main thing,
of photos with one outlined thing alone.

    things   so many were cut out
    IoU      mean IoU of the PNG's alpha, above one half, with the thing
    first    milliseconds from a photo's file to its first PNG, on average
    next     the same for further points in that photo

The others run where they and their weights are at hand, on the CPU; nothing of theirs is
fetched, and a line says what is missing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from itertools import groupby
from pathlib import Path
from statistics import mean
from time import perf_counter

import numpy as np
from common import Row, draw_photo, middle, options, report
from dataset import Thing, iou, things
from latency import plain_png
from PIL import Image

from removerbot import cut
from removerbot.imaging.types import Point, Size
from removerbot.models import registry
from removerbot.settings import settings_here

Cut = Callable[[Point], bytes]
"""Cuts out the thing at a point of an opened photo; returns a PNG file."""

Open = Callable[[bytes], Cut]
"""Does with a photo what is done once, whatever is cut out of it."""


class MissingError(Exception):
    """A contender cannot run here; the message says what to do about that."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A program that cuts things out.

    Attributes:
        load: raises `MissingError` if it cannot run here.
        takes_point: whether it can be pointed; otherwise it finds the main thing.
    """

    name: str
    load: Callable[[], Open]
    takes_point: bool = True


def main() -> None:
    """Measure all that are here, and say what is missing of the others."""
    parser = options(__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--objects", type=int, default=20, help="at most so many things")
    arguments = parser.parse_args()
    known = things(arguments.folder)
    times = Counter(thing.name for thing in known)
    alone = [thing for thing in known if times[thing.name] == 1] or known[:1]
    most = 2 if arguments.short else arguments.objects
    rows, missing = [], []
    for contender in CONTENDERS:
        candidates = known if contender.takes_point else alone
        chosen = candidates[:: max(1, len(candidates) // most)][:most]
        try:
            rows.append(measured(contender, chosen))
        except MissingError as error:
            missing.append(f"{contender.name}: {error}")
    report(rows, arguments.json)
    print(*missing, sep="\n")


def measured(contender: Contender, chosen: Sequence[Thing]) -> Row:
    """The row of one that is here."""
    open_photo = contender.load()
    size = Size(640, 480)
    open_photo(draw_photo(size))(middle(size))  # some things are slow only once
    photos = [[*same] for _, same in groupby(chosen, key=lambda thing: thing.name)]
    judged = [_judged(open_photo, each) for each in photos]
    return {
        "what": contender.name,
        "things": len(chosen),
        "IoU": mean(each for ious, _ in judged for each in ious),
        "first": 1000 * mean(seconds[0] for _, seconds in judged),
        "next": 1000 * mean(each for _, seconds in judged for each in seconds[1:]),
    }


def _judged(open_photo: Open, same_photo: Sequence[Thing]) -> tuple[list[float], list[float]]:
    """The IoU of each thing in a photo, and the seconds that each took, and one point more."""
    last = same_photo[-1].click
    ious, seconds, start = [], [], perf_counter()
    cut_at = open_photo(same_photo[0].photo)
    for thing in same_photo:
        file = cut_at(thing.click)
        seconds.append(perf_counter() - start)
        with Image.open(BytesIO(file)) as image:
            alpha = np.asarray(image.convert("RGBA"))[..., 3]
        ious.append(iou(alpha > 127, thing.truth))
        start = perf_counter()
    cut_at(Point(last.x + 1, last.y))
    return ious, [*seconds, perf_counter() - start]


def library(*, takes_point: bool) -> Open:
    """`removerbot.cut`, which keeps what it knows of a photo."""
    if takes_point:
        return lambda photo: lambda point: cut(photo, (point.x, point.y), model="mobile").png
    # A byte more makes it a file that was not pointed at before.
    return lambda photo: lambda _: cut(photo + b"\0", model="mobile").png


def rembg(model: str, *files: str) -> Open:
    """`rembg.remove`, which begins anew for each point."""
    _need("rembg", '"rembg[cpu,cli]"')
    from rembg import new_session, remove  # noqa: PLC0415 - may be missing
    from rembg.sessions import sessions_class  # noqa: PLC0415

    [session_class] = [each for each in sessions_class if each.name() == model]
    if not all(map(session_class.resolve_existing, files)):
        raise MissingError(f"no weights: rembg d {model}")
    session = new_session(model)

    def cut_at(photo: bytes, point: Point) -> bytes:
        prompt = [{"type": "point", "data": list(point), "label": 1}]
        return bytes(remove(photo, session=session, sam_prompt=prompt))

    return lambda photo: partial(cut_at, photo)


def segment_anything() -> Open:
    """`SamPredictor` with ViT-B on the CPU, and Pillow's PNG."""
    _need("segment_anything", "segment-anything torch torchvision")
    [file] = registry.MODELS["vit_b"].files
    weights = settings_here().model_dir / file.name
    if not weights.exists():
        raise MissingError("no weights: removerbot weights vit_b")
    from segment_anything import SamPredictor, sam_model_registry  # noqa: PLC0415 - slow

    predictor = SamPredictor(sam_model_registry["vit_b"](str(weights)).eval())

    def open_photo(photo: bytes) -> Cut:
        rgb = np.asarray(Image.open(BytesIO(photo)).convert("RGB"))
        predictor.set_image(rgb)

        def cut_at(point: Point) -> bytes:
            masks, scores, _ = predictor.predict(np.array([point]), np.ones(1, int))
            return plain_png(rgb, masks[scores.argmax()])

        return cut_at

    return open_photo


def _need(module: str, package: str) -> None:
    if find_spec(module) is None:
        raise MissingError(f"not installed: pip install {package}")


CONTENDERS = (
    Contender("removerbot, a point", partial(library, takes_point=True)),
    Contender(
        "rembg, sam, a point",
        partial(rembg, "sam", "sam_vit_b_01ec64.encoder.onnx", "sam_vit_b_01ec64.decoder.onnx"),
    ),
    Contender("segment-anything, ViT-B, a point", segment_anything),
    Contender(
        "removerbot, the main thing",
        partial(library, takes_point=False),
        takes_point=False,
    ),
    Contender(
        "rembg, isnet-general-use",
        partial(rembg, "isnet-general-use", "isnet-general-use.onnx"),
        takes_point=False,
    ),
)


if __name__ == "__main__":
    main()
