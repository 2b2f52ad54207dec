"""`mobile` compared with a direct run of its ONNX files; also without torch."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from PIL import Image

from removerbot.errors import SetupError
from removerbot.imaging.types import Prompt, Size
from removerbot.models.base import Segmenter
from removerbot.models.exported import all_masks
from tests.models.scenes import draw, enlarge, overlap


class Plain:
    """The two files as a reader of SAM's documentation would run them."""

    def __init__(self, encoder: Path, decoder: Path) -> None:
        self.encoder = ort.InferenceSession(encoder)
        self.decoder = ort.InferenceSession(decoder)

    def masks(
        self, rgb: np.ndarray, coords: list[tuple[float, float]], labels: list[int]
    ) -> tuple[np.ndarray, np.ndarray, float]:
        """The one mask at the photo's size, its low-resolution logits and its score.

        `coords` are of real numbers in the photo.
        """
        height, width = rgb.shape[:2]
        scale = 1024 / max(height, width)
        scaled = int(width * scale + 0.5), int(height * scale + 0.5)
        small = Image.fromarray(rgb).resize(scaled, Image.Resampling.BILINEAR)
        normal = (np.asarray(small) - [123.675, 116.28, 103.53]) / [58.395, 57.12, 57.375]
        square = np.zeros((1024, 1024, 3), np.float32)
        square[: scaled[1], : scaled[0]] = normal
        embedding = self.encoder.run(None, {"input": square.transpose(2, 0, 1)[None]})[0]
        places = np.array(coords) * [scaled[0] / width, scaled[1] / height] - 0.5
        masks, scores, low = self.decoder.run(
            ["masks", "iou_predictions", "low_res_masks"],
            {
                "image_embeddings": embedding,
                "point_coords": places[None].astype(np.float32),
                "point_labels": np.array([labels], np.float32),
                "mask_input": np.zeros((1, 1, 256, 256), np.float32),
                "has_mask_input": np.zeros(1, np.float32),
                "orig_im_size": np.array([height, width], np.float32),
            },
        )
        return masks[0, 0] > 0, low[0, 0], float(scores[0, 0])


@pytest.fixture(scope="module")
def plain(mobile_files: tuple[Path, ...]) -> Plain:
    return Plain(*mobile_files)


@pytest.fixture(params=["mobile", "mobile_on_onnxruntime"])
def segmenter(request: pytest.FixtureRequest) -> Segmenter:
    segmenter: Segmenter = request.getfixturevalue(request.param)
    return segmenter


@pytest.mark.slow
@pytest.mark.parametrize("size", [Size(853, 1280), Size(2501, 1667)], ids=str)
def test_a_point_gives_the_mask_that_the_original_graph_selects(
    segmenter: Segmenter, plain: Plain, size: Size
) -> None:
    photo = draw(size)
    x, y = photo.on
    # The padding point's place counts for nothing, its label does.
    mask, low, score = plain.masks(photo.rgb, [(x + 0.5, y + 0.5), (0, 0)], [1, -1])

    candidates = segmenter.decode(segmenter.encode(photo.rgb), Prompt(keep=[photo.on]))

    chosen = max(candidates[1:], key=lambda candidate: candidate.score)
    assert chosen.score == pytest.approx(score, abs=0.02)
    assert overlap(chosen.logits > 0, low > 0) > 0.98
    assert overlap(enlarge(chosen, size), mask) > 0.98


@pytest.mark.slow
def test_a_point_gives_the_logits_of_the_original_graph(
    mobile_on_onnxruntime: Segmenter, plain: Plain
) -> None:
    photo = draw(Size(1024, 683))  # not resized, so only rounding may differ
    x, y = photo.on
    _, low, score = plain.masks(photo.rgb, [(x + 0.5, y + 0.5), (0, 0)], [1, -1])

    embedding = mobile_on_onnxruntime.encode(photo.rgb)
    candidates = mobile_on_onnxruntime.decode(embedding, Prompt(keep=[photo.on]))

    chosen = max(candidates[1:], key=lambda candidate: candidate.score)
    assert chosen.score == pytest.approx(score, abs=1e-3)
    np.testing.assert_allclose(chosen.logits, low, atol=0.05)


@pytest.mark.slow
def test_a_longer_prompt_gives_the_single_mask_of_the_original_graph(
    mobile_on_onnxruntime: Segmenter, plain: Plain
) -> None:
    photo = draw(Size(683, 1024))  # not resized either
    (x, y), (u, v), box = photo.on, photo.off, photo.box
    coords: list[tuple[float, float]] = [(x + 0.5, y + 0.5), (u + 0.5, v + 0.5)]
    coords += [(box.left, box.top), (box.right, box.bottom)]
    _, low, score = plain.masks(photo.rgb, coords, [1, 0, 2, 3])

    prompt = Prompt(keep=[photo.on], drop=[photo.off], box=photo.box)
    embedding = mobile_on_onnxruntime.encode(photo.rgb)
    single = mobile_on_onnxruntime.decode(embedding, prompt)[0]

    assert single.score == pytest.approx(score, abs=1e-3)
    np.testing.assert_allclose(single.logits, low, atol=0.05)


def test_a_decoder_that_selects_no_mask_is_refused(
    mobile_files: tuple[Path, ...], tmp_path: Path
) -> None:
    cut = onnx.load_from_string(all_masks(mobile_files[1]))
    for output, name in zip(
        cut.graph.output, ("low_res_masks", "iou_predictions"), strict=True
    ):
        for node in cut.graph.node:
            node.output[:] = [name if out == output.name else out for out in node.output]
        output.name = name
    onnx.save(cut, tmp_path / "cut.onnx")

    with pytest.raises(SetupError, match="no choice of masks"):
        all_masks(tmp_path / "cut.onnx")


CUT = """
import sys
from pathlib import Path
sys.modules.update(dict.fromkeys(sys.argv[2:]))  # bars them
import numpy as np
from removerbot.imaging.types import Prompt
from removerbot.models import registry
assert registry.choose("auto", "auto") == ("mobile", "cpu")
mobile = registry.load(registry.Target("mobile", "cpu", Path(sys.argv[1])))
rgb = np.zeros((40, 60, 3), np.uint8)
rgb[10:30, 30:50] = 255
best = max(mobile.decode(mobile.encode(rgb), Prompt(keep=[(40, 20)])), key=lambda c: c.score)
print(best.logits.shape)
"""


def cut_apart(
    model_dir: Path, barred: list[str], code: str = CUT, home: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `mobile` in a process of its own that cannot import some packages."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(model_dir), *barred],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **({"HOME": str(home)} if home else {})},
    )


@pytest.mark.slow
def test_mobile_is_chosen_and_works_where_torch_cannot_be_imported(
    mobile_files: tuple[Path, ...],
) -> None:
    run = cut_apart(mobile_files[0].parent, ["torch", "torchvision", "segment_anything"])

    assert (run.returncode, run.stdout.strip()) == (0, "(256, 256)"), run.stderr


@pytest.mark.slow
def test_without_openvino_onnxruntime_is_used_and_a_warning_logged(
    mobile_files: tuple[Path, ...],
) -> None:
    run = cut_apart(mobile_files[0].parent, ["openvino"])

    assert (run.returncode, run.stdout.strip()) == (0, "(256, 256)"), run.stderr
    assert "onnxruntime, as OpenVINO does not work: " in run.stderr


QUIET = """
import sys
def watch(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} {args}")
sys.addaudithook(watch)
"""


@pytest.mark.slow
def test_openvino_reports_no_usage(mobile_files: tuple[Path, ...], tmp_path: Path) -> None:
    """Left alone, its import writes an identity into the home folder and sends it off."""
    run = cut_apart(mobile_files[0].parent, ["onnxruntime"], QUIET + CUT, home=tmp_path)

    assert (run.returncode, run.stdout.strip()) == (0, "(256, 256)"), run.stderr
    assert "onnxruntime" not in run.stderr  # so it was OpenVINO that ran
    assert list(tmp_path.iterdir()) == []
