"""Compares the speed of our Segment Anything on a GPU with that of `segment_anything`.

    python benchmarks/gpu.py [--models vit_b …] [--device cuda] [--short] [--json FILE]

For each model, with random weights, which are as fast as trained ones:

    plain × n   the image encoder of `segment_anything` alone, in float32, n photos at a time
    ours × n    n photos of 1280×853 in host memory → their embeddings, in half precision
    layer       one layer with global attention on a batch: ours, with the relative positions
                as part of the product, and the same with a bias of 4096×4096
    decoder     a point → its masks in host memory, and five points at a time
    service     photo → document and reply → document with the soft edge, without the chat, for
                one person and for `--people` at once; photos encoded a second; `busy`: the
                share of a second that the device works. As random weights find nothing,
                their masks are computed and then replaced
    start       compiling all batch sizes: without and with the file of an earlier start

Results are appended to FILE, each with its device. ViT-H alone takes less than five minutes.

`ms` is the median for a photo (a prompt, a start), `×` the speedup over plain with as many
photos, `peak` the share of the chip's peak performance in bfloat16, `GB` the maximum of the
allocated memory. `IoU` compares the masks of 25 points with those of the plain model; `off` is
the root mean square difference of the features, whose own is 1. Random weights give noisy
masks, whose pixels change sign more easily: trained ones agree better.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import service
import torch
from common import (
    Row,
    draw_photo,
    milliseconds,
    options,
    report,
    save,
    timed,
)
from segment_anything import SamPredictor
from segment_anything.modeling import Sam
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its name everywhere

from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.types import Candidate, DecodeRequest, Logits, Prompt, Size
from removerbot.models.base import EncodedRequest, Image
from removerbot.models.torch.cuda import best_dtype
from removerbot.models.torch.encoder import Attention
from removerbot.models.torch.sam import TorchSam
from removerbot.models.transforms import MASK_SIDE, Transform
from removerbot.segmentation.proposals import scattered
from tests.models.random_weights import SHAPES, Shape, random_sam

SIZE = Size(1280, 853)

SMALL = Shape(64, 2, 1, (1,))
"""What `--short` runs on."""

TERA = {"vit_b": 0.97, "vit_l": 2.99, "vit_h": 5.96, "small": 0.02}
"""Operations of an encoder for a photo, in 10¹², multiplications and additions apart."""

PEAKS = {"H100": 989, "H200": 989, "A100": 312, "L40S": 362, "L4": 121, "4090": 165}
"""What a chip can do in bfloat16, in 10¹² operations a second, by what is in its name."""


def main() -> None:
    """Measure each model."""
    parser = options(__doc__)
    parser.add_argument("--models", nargs="+", choices=SHAPES, default=["vit_h"])
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--think", type=float, default=5, metavar="SECONDS")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    if arguments.short:
        arguments.models, arguments.people, arguments.think = ["small"], 2, 0.2
    device = torch.device(arguments.device)
    card = torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"
    print(f"{card}, torch {torch.__version__}")
    rows: list[Row] = []
    for name in arguments.models:
        bench = Bench(name, device, is_short=arguments.short)
        rows += bench.rows(arguments.people, arguments.think)
    report(rows)
    save([*earlier(arguments.json), *(row | {"device": card} for row in rows)], arguments.json)


def earlier(file: Path | None) -> list[Row]:
    """The results of earlier runs."""
    rows: list[Row] = json.loads(file.read_text()) if file and file.exists() else []
    return rows


class Bench:
    """All there is to measure of one model on one device."""

    def __init__(self, name: str, device: torch.device, *, is_short: bool) -> None:
        self.name, self.device = name, device
        self.times = 1 if is_short else 20
        self.batches = (1, 2) if is_short else (1, 2, 4, 8, 16)
        self.many = 2 if is_short else 8
        self.prompts = scattered(SIZE)[: 3 if is_short else 25]
        self.file = draw_photo(SIZE)
        self.rgb = decode(read_photo(self.file)).rgb
        self.plain_ms: dict[int, float] = {}

    def rows(self, people: int, think: float) -> Iterator[Row]:
        """Measures the plain model first, then removes it from the GPU's memory."""
        sam = random_sam(SHAPES.get(self.name, SMALL)).to(self.device)
        with torch.inference_mode():
            yield from self.plain(sam)
            yield from self.layer(sam)
            features, masks = self.expected(sam)
        ours = Finding(self.name, sam.cpu(), str(self.device))
        if self.device.type == "cuda":
            yield from self.starts(ours)
        yield from self.ours(ours)
        yield self.agreement(ours, features, masks)
        yield from self.decoder(ours)
        for what, figures in service.measured(ours, people, think).items():
            yield self.row(what, 0) | figures

    def plain(self, sam: Sam) -> Iterator[Row]:
        """The encoder of `segment_anything`."""
        for batch in (1, self.many):
            pixels = torch.zeros(batch, 3, 1024, 1024, device=self.device)
            ms, gigabytes = self.measured(lambda: sam.image_encoder(pixels))  # noqa: B023
            self.plain_ms[batch] = ms / batch
            yield self.encoded(f"plain × {batch}", ms / batch, gigabytes)

    def ours(self, ours: TorchSam) -> Iterator[Row]:
        """Our encoder, with all that goes before it."""
        for batch in self.batches:
            images = [Image(self.rgb)] * batch
            ms, gigabytes = self.measured(lambda: ours.encode_all(images))  # noqa: B023
            row = self.encoded(f"ours × {batch}", ms / batch, gigabytes)
            if batch in self.plain_ms:
                row["×"] = self.plain_ms[batch] / (ms / batch)
            yield row

    def layer(self, sam: Sam) -> Iterator[Row]:
        """The last layer's attention, which is over the whole photo, in two ways."""
        last = sam.image_encoder.blocks[-1]
        x = torch.randn(self.many, 64, 64, last.attn.qkv.in_features, device=self.device)
        for what, kind in (("folded", Attention), ("bias", Biased)):
            layer = kind(last.attn, 64, 0, best_dtype(self.device)).to(self.device)
            if self.device.type == "cuda":
                layer.compile(dynamic=False)
            given = x.to(layer.qkv.weight.dtype)
            ms, gigabytes = self.measured(lambda: layer(given))  # noqa: B023
            yield self.row(f"layer, {what} × {self.many}", ms / self.many, gigabytes)

    def starts(self, ours: TorchSam) -> Iterator[Row]:
        """Compiling, twice."""
        with TemporaryDirectory() as folder:
            for what in ("anew", "again"):
                torch.compiler.reset()
                seconds = timed(lambda: ours.warm_up(Path(folder)))
                yield self.row(f"start, {what}", seconds * 1000)

    def decoder(self, ours: TorchSam) -> Iterator[Row]:
        """One prompt, and as many as a cell takes."""
        embedding = ours.encode(self.rgb)
        for count in (1, 5, 16):
            requests = [
                (embedding, DecodeRequest(Prompt([(50 * n, 90)]))) for n in range(count)
            ]
            ms, gigabytes = self.measured(lambda: ours.decode_all(requests))  # noqa: B023
            yield self.row(f"decoder × {count}", ms / count, gigabytes)

    def expected(self, sam: Sam) -> tuple[Tensor, list[Logits]]:
        """What the plain model makes of the photo: its features, and masks of the prompts."""
        predictor = SamPredictor(sam)
        predictor.set_image(self.rgb)
        points = [np.array(prompt.keep) for prompt in self.prompts]
        masks = [predictor.predict(point, np.ones(1))[2] for point in points]
        return predictor.features.cpu(), masks

    def agreement(self, ours: TorchSam, features: Tensor, masks: list[Logits]) -> Row:
        """How near ours comes to that."""
        start = perf_counter()
        embedding = ours.encode(self.rgb)
        requests = [(embedding, DecodeRequest(prompt)) for prompt in self.prompts]
        found = [
            [candidate.logits > 0 for candidate in candidates[1:]]
            for candidates in TorchSam.decode_all(ours, requests)
        ]
        row = self.row("agreement", (perf_counter() - start) * 1000)
        row["off"] = float((embedding.features.tensor.cpu() - features).square().mean().sqrt())
        one, other = np.array(found), np.array(masks) > 0
        both, any_ = (one & other).sum((2, 3)), (one | other).sum((2, 3))
        row["IoU"] = float((both / np.maximum(any_, 1)).mean())
        return row

    def measured(self, work: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds that it takes, and the gigabytes of the device that were in use."""

        def finished() -> None:
            work()
            if self.device.type == "cuda":
                torch.cuda.synchronize(self.device)

        finished()  # the first time is another matter
        if self.device.type == "cpu":
            return milliseconds(finished, self.times), 0.0
        torch.cuda.reset_peak_memory_stats(self.device)
        ms = milliseconds(finished, self.times)
        return ms, torch.cuda.max_memory_allocated(self.device) / 1e9

    def encoded(self, what: str, ms: float, gigabytes: float) -> Row:
        """A row about encoding a photo in so many milliseconds."""
        row = self.row(what, ms, gigabytes)
        row["a second"] = 1000 / ms
        if self.device.type == "cuda":
            chip = torch.cuda.get_device_name(self.device)
            peak = next((peak for name, peak in PEAKS.items() if name in chip), None)
            row["peak"] = f"{TERA[self.name] / ms * 1000 / peak:.0%}" if peak else "?"
        return row

    def row(self, what: str, ms: float, gigabytes: float = 0) -> Row:
        """A row, with blanks for what it does not tell."""
        row: Row = {"what": f"{self.name}, {what}", "ms": ms}
        row.update(dict.fromkeys(("a second", "×", "peak", "GB", "off", "IoU"), ""))
        if gigabytes:
            row["GB"] = gigabytes
        return row


class Finding(TorchSam):
    """Returns masks of the ball that is drawn in the middle, whatever the weights are."""

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """See `TorchSam.decode_all`."""
        width, height = Transform(SIZE).extent
        y, x = np.ogrid[:MASK_SIDE, :MASK_SIDE]
        far = np.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2)
        ball = (height / 4 - far).astype(np.float32)
        return [
            [replace(candidate, logits=ball) for candidate in candidates]
            for candidates in super().decode_all(requests)
        ]


class Biased(Attention):
    """Attention with the relative positions as a bias, the straightforward way."""

    def _attend(self, qkv: Tensor) -> Tensor:
        b, h, w, _ = qkv.shape
        q, k, v = qkv.view(b, h, w, 3, self.heads, -1).unbind(3)
        by_row = torch.einsum("bhwnc,hkc->bnhwk", q, self.rows)
        by_column = torch.einsum("bhwnc,wkc->bnhwk", q, self.columns)
        bias = (by_row[..., :, None] + by_column[..., None, :]).reshape(b, -1, h * w, h * w)
        q, k, v = (each.flatten(1, 2).transpose(1, 2) for each in (q, k, v))
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=bias, scale=self.scale)
        return out.transpose(1, 2).reshape(b, h, w, -1)


if __name__ == "__main__":
    main()
