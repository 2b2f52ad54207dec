"""How long a person waits, against what people would run otherwise.

    python benchmarks/latency.py [--short] [--json FILE]

For a photo of 1280×853 and one of 4000×3000 pixels:

    preview       a photo's bytes → the preview's bytes
    reply         `640,426` → the cutout's PNG file, hard edge
    reply, soft   the same with the soft edge that people get unless they choose
    reply, cell   `F5`, hard edge, for which the decoder may be asked about more points
    reply, again  `-5,5` to the cutout, hard edge, for which the decoder is asked three times
    floor         what no reply can do without: one call of the decoder, its logits at the
                  photo's size, composing and writing the PNG, in a bare loop
    plain mobile  the plain way with the same files: onnxruntime as it comes, the photo
                  decoded and encoded anew for each request, Pillow's default PNG
    plain ViT-B   the plain way with `segment_anything`: `SamPredictor.set_image` for each
                  request, Pillow's default PNG; random weights, which run at the same speed

All take turns. Given are medians, and how many replies each takes.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from io import BytesIO
from statistics import median
from time import perf_counter

import numpy as np
from common import (
    Row,
    bot_without_chat,
    cell,
    draw_photo,
    load_mobile,
    middle,
    options,
    pixel,
    report,
    source_of,
    timed,
    until_encoded,
)
from numpy.typing import NDArray
from PIL import Image

from removerbot.imaging.cutout import upsample
from removerbot.imaging.matting import Edge
from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.png import write_png
from removerbot.imaging.types import RGB, Prompt, Size
from removerbot.models import registry, weights
from removerbot.models.base import Segmenter
from removerbot.models.exported import encoder_input
from removerbot.models.transforms import Transform
from removerbot.segmentation.revisions import Revision
from removerbot.settings import settings_here

SIZES = (Size(1280, 853), Size(4000, 3000))


def main() -> None:
    """Measure everything at every size."""
    arguments = options(__doc__).parse_args()
    rounds = 1 if arguments.short else 15
    segmenter = load_mobile()
    mobile, vit_b = plain_mobile(), plain_vit_b(arguments.short)
    rows: list[Row] = []
    for size in SIZES[: 1 if arguments.short else 2]:
        photo = draw_photo(size)
        floor = the_floor(segmenter, photo)
        took: dict[str, list[float]] = defaultdict(list)
        for number in range(rounds):
            for what, seconds in asyncio.run(ours(segmenter, photo, Edge.HARD)).items():
                took[what].append(seconds)
            soft = asyncio.run(ours(segmenter, photo, Edge.SOFT))
            took["reply, soft"].append(soft["reply"])
            took["floor"].append(timed(floor))
            if number < 3:
                took["plain mobile"].append(timed(partial(mobile, photo)))
        took["plain ViT-B"].append(timed(partial(vit_b, photo)))
        reply = median(took["reply"])
        rows += [
            {
                "what": f"{what} {size.width}×{size.height}",
                "ms": median(seconds) * 1000,
                "replies": median(seconds) / reply,
            }
            for what, seconds in took.items()
        ]
    report(rows, arguments.json)


async def ours(segmenter: Segmenter, photo: bytes, edge: Edge) -> dict[str, float]:
    """Seconds to the preview, and from replies to their PNG, of a bot that has been busy."""
    size = read_photo(photo).size
    photos = [draw_photo(size, seed=1), photo]
    async with bot_without_chat(segmenter, photos, edge) as (editor, engine):
        earlier = await editor.open(source_of(0))
        await editor.answer(earlier.revision, pixel(size), payer=1)
        await until_encoded(engine)
        start = perf_counter()
        preview = await editor.open(source_of(1))
        took = {"preview": perf_counter() - start}
        await until_encoded(engine)

        async def reply(what: str, base: Revision, words: str) -> Revision:
            start = perf_counter()
            result = await editor.answer(base, words, payer=1)
            took[what] = perf_counter() - start
            return result.revision

        cut = await reply("reply", preview.revision, pixel(size))
        await reply("reply, cell", preview.revision, cell(size))
        await reply("reply, again", cut, "-5,5")
        return took


def the_floor(segmenter: Segmenter, data: bytes) -> Callable[[], bytes]:
    """What no reply can do without."""
    photo = read_photo(data)
    rgb = decode(photo).rgb
    embedding = segmenter.encode(rgb)
    prompt = Prompt(keep=[middle(photo.size)])

    def run() -> bytes:
        candidate = segmenter.decode(embedding, prompt)[0]
        alpha = (upsample(candidate, photo.size) > 0) * np.uint8(255)
        return write_png(rgb, alpha)

    return run


def plain_mobile() -> Callable[[bytes], bytes]:
    """As a reader of the model's documentation would run it."""
    import onnxruntime as ort  # noqa: PLC0415 - ours run without it

    files = weights.ensure(registry.MODELS["mobile"].files, settings_here().model_dir)
    encoder, decoder = map(ort.InferenceSession, files)

    def run(data: bytes) -> bytes:
        rgb = np.asarray(Image.open(BytesIO(data)))
        height, width = rgb.shape[:2]
        size = Size(width, height)
        points, labels = Transform(size).prompt(Prompt(keep=[middle(size)]))
        inputs = {
            "image_embeddings": encoder.run(None, {"input": encoder_input(rgb, size)})[0],
            "point_coords": points[None],
            "point_labels": labels[None],
            "mask_input": np.zeros((1, 1, 256, 256), np.float32),
            "has_mask_input": np.zeros(1, np.float32),
            "orig_im_size": np.array([height, width], np.float32),
        }
        return plain_png(rgb, decoder.run(None, inputs)[0][0, 0] > 0)

    return run


def plain_vit_b(is_short: bool) -> Callable[[bytes], bytes]:
    """As `segment_anything`'s own example runs it; a stunted ViT if it is to be short."""
    from segment_anything import SamPredictor, sam_model_registry  # noqa: PLC0415 - slow
    from segment_anything.build_sam import _build_sam  # noqa: PLC0415

    sam = _build_sam(32, 1, 2, []) if is_short else sam_model_registry["vit_b"]()
    predictor = SamPredictor(sam.eval())

    def run(data: bytes) -> bytes:
        rgb = np.asarray(Image.open(BytesIO(data)))
        height, width = rgb.shape[:2]
        predictor.set_image(rgb)
        point = np.array([middle(Size(width, height))])
        masks, scores, _ = predictor.predict(point, np.ones(1, int))
        return plain_png(rgb, masks[scores.argmax()])

    return run


def plain_png(rgb: RGB, mask: NDArray[np.bool_]) -> bytes:
    """The cutout as Pillow writes it by default."""
    file = BytesIO()
    Image.fromarray(np.dstack([rgb, mask * np.uint8(255)])).save(file, "PNG")
    return file.getvalue()


if __name__ == "__main__":
    main()
