"""Cutting without any chat."""

import pickle
import re
import time
from concurrent.futures import ThreadPoolExecutor
from inspect import signature
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import removerbot
from removerbot import (
    BadSetting,
    Cutout,
    NotAnImage,
    OutsidePhoto,
    Prompt,
    RemoverError,
    UnreadableReply,
    UserError,
    cut,
    errors,
    preview,
    propose,
)
from removerbot.api import Cutter, _loaded, read_options, read_prompt
from removerbot.imaging.background import Transparent
from removerbot.imaging.encode import Format
from removerbot.imaging.options import OptionArguments, Options
from removerbot.imaging.types import RGB, Candidate, DecodeRequest
from removerbot.models.base import Embedding, Segmenter
from removerbot.models.subject import LazySubject, SubjectModel
from tests.fakes import FakeSegmenter

pytestmark = pytest.mark.usefixtures("mobile_files")


@pytest.fixture(scope="module")
def rgb() -> RGB:
    """A red ball in the middle of a green lawn of noise."""
    lawn = np.random.default_rng(3).integers(70, 110, (300, 400, 3), np.uint8)
    lawn[..., 1] += 60
    y, x = np.mgrid[:300, :400]
    lawn[np.hypot(x - 200, y - 150) < 75] = 200, 40, 30
    return lawn


@pytest.fixture
def file(rgb: RGB, tmp_path: Path) -> Path:
    path = tmp_path / "ball.png"
    Image.fromarray(rgb).save(path)
    return path


ERRORS: dict[str, type[RemoverError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, RemoverError)
}


def test_the_package_exports_the_api_and_the_whole_error_tree() -> None:
    api = {"Cutout", "Options", "Prompt", "__version__", "cut", "preview", "propose"}
    assert set(removerbot.__all__) == api | ERRORS.keys()
    assert all(getattr(removerbot, name) for name in removerbot.__all__)
    assert set(removerbot.__all__) <= {*dir(removerbot)}


@pytest.mark.parametrize("kind", ERRORS.values())
def test_an_error_comes_whole_from_another_process(kind: type[RemoverError]) -> None:
    needed = []
    if issubclass(kind, UserError):
        parameters = signature(kind).parameters.values()
        needed = [each.name for each in parameters if each.default is each.empty]
    there = kind(*(7 for name in needed if name != "values"))
    here = pickle.loads(pickle.dumps(there))
    assert (type(here), str(here), vars(here)) == (kind, str(there), vars(there))


def test_the_error_tree_is_drawn_as_it_is() -> None:
    def drawn(kind: type[RemoverError], depth: int) -> list[tuple[int, str]]:
        kinds = [each for each in kind.__subclasses__() if each.__module__ == errors.__name__]
        return [
            (depth, kind.__name__),
            *(row for each in kinds for row in drawn(each, depth + 4)),
        ]

    lines = re.findall(r"^ {4}(\W*)(\w+)", errors.__doc__ or "", re.MULTILINE)
    assert [(len(branches), name) for branches, name in lines] == drawn(RemoverError, 0)


def test_a_preview_is_a_jpeg_under_its_grid(file: Path) -> None:
    with Image.open(BytesIO(preview(file))) as image:
        assert image.format == "JPEG"
        assert max(image.size) == 1280


@pytest.mark.slow
def test_a_photo_can_be_a_path_its_name_bytes_or_an_array(rgb: RGB, file: Path) -> None:
    cutouts = [
        cut(photo, "200,150", model="mobile")
        for photo in (file, str(file), file.read_bytes(), rgb)
    ]
    first = cutouts[0]
    assert isinstance(first, Cutout)
    assert (first.rgba[150, 200] == [200, 40, 30, 255]).all()
    assert (first.rgba[0, 0] == 0).all()
    assert first.png.startswith(b"\x89PNG")
    assert 0 < first.score < 1
    for other in cutouts[1:]:
        assert np.array_equal(other.rgba, first.rgba)


@pytest.mark.slow
def test_the_library_leaves_a_strangers_env_file_alone(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("REMOVERBOT_NO_SUCH_SETTING=1\n")
    monkeypatch.chdir(tmp_path)
    _loaded.cache_clear()
    assert cut(file, "200,150", model="mobile").rgba.any()


def test_a_prompt_can_be_words_or_pixels(rgb: RGB) -> None:
    by_words = cut(rgb, "50%,50%", model="mobile")
    by_pixels = cut(rgb, Prompt(keep=[(200.4, 150)]), model="mobile")
    boxed = cut(rgb, Prompt(box=(120, 70, 280, 230), drop=[(10, 10)]), model="mobile")
    assert np.array_equal(by_words.alpha, by_pixels.alpha)
    overlap = (boxed.alpha > 0) & (by_words.alpha > 0)
    assert overlap.sum() > 0.9 * (by_words.alpha > 0).sum()


@pytest.fixture(scope="module")
def cutter(mobile: Segmenter, isnet: SubjectModel) -> Cutter:
    return Cutter(mobile, 100 << 20, LazySubject(lambda: isnet, lambda: True))


def inside(cutout: Cutout, rgb: RGB) -> float:
    """IoU with the ball."""
    ball, found = rgb[..., 0] == 200, cutout.alpha > 127
    return float((ball & found).sum() / (ball | found).sum())


def test_without_a_prompt_the_main_thing_is_cut_out(rgb: RGB, cutter: Cutter) -> None:
    cutout = cutter.cut(rgb)
    assert inside(cutout, rgb) > 0.95
    assert cutout.score > 0.8
    prompt = cutout.segmented.objects[0].clicks[0].prompt
    further = Prompt(prompt.keep, drop=[(10, 10)])
    assert inside(cutter.cut(rgb, further, previous=cutout), rgb) > 0.9


def test_without_the_subject_model_the_main_thing_is_the_best_proposal(rgb: RGB) -> None:
    assert inside(cut(rgb, model="mobile"), rgb) > 0.95


def test_main_things_are_proposed_first_and_each_once(rgb: RGB, cutter: Cutter) -> None:
    two = np.hstack([rgb, rgb[75:225, 125:275].repeat(2, axis=0)[:300]])
    first, second, *others = cutter.propose(np.ascontiguousarray(two))
    assert len(others) <= 7
    halves = [
        (each.alpha[:, :400] > 127).sum() > (each.alpha > 127).sum() / 2
        for each in (first, second)
    ]
    assert sorted(halves) == [False, True]


def test_proposals_take_options(rgb: RGB) -> None:
    cutouts = propose(rgb, model="mobile", crop="trim", margin=0)
    assert inside(propose(rgb, model="mobile")[0], rgb) > 0.95
    assert cutouts[0].alpha.shape[0] < 200


@pytest.mark.parametrize(
    ("prompt", "same"),
    [
        ((200, 150), Prompt([(200, 150)])),
        ([200.7, 150], Prompt([(200, 150)])),
        (np.array([200, 150]), Prompt([(200, 150)])),
        ([[200, 150], [210, 160]], Prompt([(200, 150), (210, 160)])),
        ([(200, 150), (210, 160)], Prompt([(200, 150), (210, 160)])),
        ([(200, 150)], Prompt([(200, 150)])),
        ((120, 70, 280, 230), Prompt(box=(120, 70, 280, 230))),
        ("C4", "C4"),
    ],
)
def test_a_prompt_can_be_a_point_points_or_a_box(prompt: Any, same: str | Prompt) -> None:
    assert read_prompt(prompt) == same


@pytest.mark.parametrize(
    "prompt", [(1, 2, 3), [(1, 2), (3,)], [], 7, (1, "a"), (9, 9, 2, 2), (1, np.inf)]
)
def test_a_prompt_that_is_none_is_a_value_error(rgb: RGB, prompt: Any) -> None:
    with pytest.raises(ValueError, match="neither words"):
        Cutter(FakeSegmenter(), 1000).cut(rgb, prompt)


def test_a_pillow_image_is_a_photo_and_so_is_the_cutout(rgb: RGB, tmp_path: Path) -> None:
    cutter = Cutter(FakeSegmenter(), 1_000_000)
    by_array = cutter.cut(rgb, (200, 150))
    image = Image.fromarray(rgb)
    cutout = cutter.cut(image, (200, 150))
    assert np.array_equal(cutout.rgba, by_array.rgba)
    assert isinstance(cutout.image, Image.Image)
    assert (cutout.image.mode, cutout.image.size) == ("RGBA", (400, 300))
    assert np.array_equal(np.asarray(cutout.image), cutout.rgba)
    turned = Image.Exif()
    turned[0x0112] = 6
    image.save(tmp_path / "turned.jpg", exif=turned)
    with Image.open(tmp_path / "turned.jpg") as opened:
        assert cutter.cut(opened, (150, 200)).image.size == (300, 400)
    clear = Image.fromarray(rgb).convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 200, 300))
    assert not cutter.cut(clear, (250, 150)).alpha[:, :200].any()
    assert cutter.cut(Image.fromarray(rgb[..., 0]), (200, 150)).image.size == (400, 300)


def test_a_cutout_knows_that_a_part_of_the_photo_is_missing(file: Path) -> None:
    data, cutter = file.read_bytes(), Cutter(FakeSegmenter(), 1000)
    assert cutter.cut(data[: len(data) * 3 // 4], (200, 150)).note == "partial"
    assert cutter.cut(data, (200, 150)).note is None


@pytest.mark.parametrize("edge", ["hard", "soft"])
def test_a_cutout_stays_what_it_is_when_a_program_reads_the_next_frame(
    rgb: RGB, edge: str
) -> None:
    frame = rgb.copy()
    cutout = Cutter(FakeSegmenter(), 1_000_000).cut(
        frame, (200, 150), Options.read({"edge": edge})
    )
    frame[:] = 0
    inside = cutout.alpha == 255
    assert np.array_equal(cutout.rgb[inside], rgb[inside])


def test_of_several_threads_only_the_first_loads_a_model(
    rgb: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = []

    def load(_settings: object) -> Cutter:
        loaded.append(Cutter(FakeSegmenter(), 1_000_000))
        time.sleep(0.05)
        return loaded[-1]

    monkeypatch.setattr(Cutter, "load", load)
    _loaded.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: cut(rgb, (200, 150)), range(4)))
    _loaded.cache_clear()
    assert len(loaded) == 1


def test_a_photo_is_encoded_once_however_often_it_is_pointed_at(rgb: RGB, file: Path) -> None:
    segmenter = FakeSegmenter()
    cutter = Cutter(segmenter, cache_bytes=10_000)
    for words in ("200,150", "100,100", "C4"):
        cutter.cut(file, words)
    assert len(segmenter.encoded) == 1
    cutter.cut(rgb[:, ::-1], "200,150")
    assert len(segmenter.encoded) == 2


def test_a_cutout_has_the_options_that_are_given(rgb: RGB, file: Path, tmp_path: Path) -> None:
    plain = cut(rgb, "200,150", model="mobile")
    square = cut(rgb, "200,150", model="mobile", edge="hard", crop="square", margin=0, grow=-2)
    height, width = square.alpha.shape
    assert height == width
    assert width < 150
    assert set(np.unique(square.alpha)) <= {0, 255}
    for background, corner in (("#f80", [255, 136, 0]), ("white", [255] * 3)):
        shown = cut(rgb, "200,150", model="mobile", background=background)
        assert shown.rgba[0, 0].tolist() == [*corner, 255]
        opaque = plain.alpha == 255
        assert np.array_equal(shown.rgba[opaque], plain.rgba[opaque])
    dressed = cut(rgb, "200,150", model="mobile", outline="#0f0", shadow=True)
    around = (dressed.alpha == 255) & (plain.alpha == 0)
    assert around.any()
    assert (dressed.rgb[around] == (0, 255, 0)).all()
    assert ((dressed.alpha > 0) & (dressed.alpha < 200) & (plain.alpha == 0)).any()
    assert np.array_equal(dressed.rgba[opaque], plain.rgba[opaque])
    sea = np.full((20, 900, 3), (10, 20, 200), np.uint8)
    Image.fromarray(sea).save(tmp_path / "sea.png")
    for photo in (sea, tmp_path / "sea.png", str(tmp_path / "sea.png")):
        shown = cut(rgb, "200,150", model="mobile", background=photo)
        assert shown.rgba[0, 0].tolist() == [10, 20, 200, 255]


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.jpg", "a.JPEG"])
def test_a_cutout_is_saved_as_its_name_says(rgb: RGB, name: str, tmp_path: Path) -> None:
    cut(rgb, "200,150", model="mobile").save(tmp_path / name)
    kind = {"jpg": "JPEG"}.get(name[2:], name[2:].upper())
    with Image.open(tmp_path / name) as image:
        assert image.format == kind
        assert image.size == (400, 300)


def test_the_keywords_of_cut_are_the_options() -> None:
    assert OptionArguments.__annotations__.keys() == Options.model_fields.keys() - {"format"}
    with pytest.raises(TypeError, match="no option 'colour'"):
        cut(b"", "C4", colour="red")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"edge": "sharp"}, "hard, soft, fine"),
        ({"crop": "round"}, "none, trim, square"),
        ({"grow": 6}, "-5 to 5"),
        ({"margin": -1}, "0 to 100"),
        ({"outline": "thick"}, "no colour"),
        ({"background": "#nothex"}, "neither a colour"),
        ({"background": "missing.jpg"}, "neither a colour"),
    ],
)
def test_an_option_that_is_none_is_refused(rgb: RGB, option: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        cut(rgb, "200,150", model="mobile", **option)


def test_options_can_be_given_as_values(rgb: RGB) -> None:
    options = Options.read({"edge": "fine", "background": "blur", "outline": "#f80"})
    assert read_options(**dict(options))[0] == options
    read, photo = read_options(
        grow="-1", margin="7", shadow="yes", outline=None, background=Transparent()
    )
    assert read == Options(grow=-1, margin=7, shadow=True)
    assert photo is None
    assert read_options(outline=(255, 136, 0))[0].outline == options.outline
    assert read_options(background=Image.fromarray(rgb))[1] is not None


def test_a_format_is_named_by_its_word(rgb: RGB) -> None:
    cutout = Cutter(FakeSegmenter(), 1_000_000).cut(rgb, [200, 150])
    for word in ("jpeg", "jpg", "png", "webp", "webp-lossless"):
        assert preview(rgb, word) == preview(rgb, Format(word))
        assert cutout.file(word) == cutout.file(Format(word))
    for write in (cutout.file, lambda word: preview(rgb, word)):
        with pytest.raises(ValueError, match="'gif'"):
            write("gif")


def test_a_name_that_is_no_kind_of_file_is_refused(rgb: RGB, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="webp"):
        cut(rgb, "200,150", model="mobile").save(tmp_path / "a.gif")


class Witness(FakeSegmenter):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Prompt, Candidate | None]] = []

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        self.asked.append((request.prompt, request.mask_input))
        return super()._decode(embedding, request)


def test_a_cut_goes_on_from_an_earlier_one_as_the_chat_does(rgb: RGB) -> None:
    segmenter = Witness()
    cutter = Cutter(segmenter, cache_bytes=10_000)
    first = cutter.cut(rgb, "200,150 + 40,40")
    [ball, corner] = first.segmented.objects
    segmenter.asked.clear()
    second = cutter.cut(rgb, "200,150 + 40,40 -90,90", previous=first)
    # Only what is new is asked, and goes on from the mask that its object had.
    assert {each.keep for each, _ in segmenter.asked} == {((40, 40),)}
    assert {each.drop for each, _ in segmenter.asked} == {((90, 90),)}
    assert [fed for _, fed in segmenter.asked] == [None, *[corner.shown.candidate] * 2]
    assert second.segmented.objects[0] is ball
    segmenter.asked.clear()
    third = cutter.cut(rgb, "200,150 + 40,40 -90,90 + 300,200", previous=second)
    assert segmenter.asked[0] == (Prompt([(300, 200)]), None)
    assert len(cutter.cut(rgb, "200,150", previous=third).segmented.objects) == 1


def test_the_place_of_a_cell_that_was_found_best_is_kept_for_further_points(
    rgb: RGB,
) -> None:
    segmenter = Witness()
    cutter = Cutter(segmenter, cache_bytes=10_000)
    first = cutter.cut(rgb, "F5")
    [thing] = first.segmented.objects
    segmenter.asked.clear()
    cutter.cut(rgb, "F5 G5", previous=first)
    assert {asked.keep[0] for asked, _ in segmenter.asked} == {
        thing.clicks[0].effective_prompt.keep[0]
    }
    assert thing.shown.candidate in [previous for _, previous in segmenter.asked]


def test_further_points_with_a_previous_cutout_make_it_better_or_leave_it(rgb: RGB) -> None:
    first = cut(rgb, "200,150", model="mobile")
    second = cut(rgb, "200,150 -20,20", model="mobile", previous=first, crop="trim")
    third = cut(rgb, "200,150 -20,20 220,170", model="mobile", previous=second)
    assert second.alpha.shape != first.alpha.shape  # a crop does not get in the way
    overlap = ((first.alpha > 127) & (third.alpha > 127)).sum()
    assert overlap > 0.95 * (first.alpha > 127).sum()


def test_a_further_point_at_the_edge_of_a_small_thing_leaves_it_as_it_is() -> None:
    y, x = np.mgrid[:1200, :1600]
    ball = np.hypot(x - 803, y - 411) < 13
    photo = np.random.default_rng(3).integers(70, 110, (1200, 1600, 3), np.uint8)
    photo[ball] = 200, 40, 30
    found = cut(photo, "803,411")
    for points in ("803,411 803,399", "803,411 803,399 -803,425"):
        found = cut(photo, points, previous=found)
        shown = found.alpha > 127
        assert (shown & ball).sum() / (shown | ball).sum() > 0.85


def test_a_previous_cutout_of_another_photo_is_refused(rgb: RGB) -> None:
    first = cut(rgb[:, :200], "100,150", model="mobile")
    with pytest.raises(ValueError, match="another shape"):
        cut(rgb, "100,150 -20,20", model="mobile", previous=first)


@pytest.mark.parametrize(
    "photo",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        np.zeros((0, 4, 3), np.uint8),
    ],
)
def test_an_array_of_another_kind_is_refused(photo: RGB) -> None:
    with pytest.raises(ValueError, match="H×W×3"):
        cut(photo, "A1", model="mobile")


def test_what_cannot_be_used_raises_an_error_of_the_tree(rgb: RGB) -> None:
    with pytest.raises(NotAnImage):
        cut(b"no image", "A1", model="mobile")
    with pytest.raises(UnreadableReply):
        cut(rgb, "hello", model="mobile")
    with pytest.raises(OutsidePhoto):
        cut(rgb, "400,0", model="mobile")
    with pytest.raises(OutsidePhoto):
        cut(rgb, Prompt(keep=[(400, 0)]), model="mobile")
    with pytest.raises(OutsidePhoto):
        cut(rgb, Prompt(box=(0, 0, 401, 300)), model="mobile")
    with pytest.raises(BadSetting):
        cut(rgb, "A1", model="huge")
    with pytest.raises(FileNotFoundError):
        cut("missing.jpg", "A1", model="mobile")
