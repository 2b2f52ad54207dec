"""The soft edge: opacity and colours where object and background mix."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from removerbot.errors import NothingFound
from removerbot.imaging.cutout import Cutout, cut_out
from removerbot.imaging.matting import Edge, estimate_alpha, foreground, grow_alpha
from removerbot.imaging.options import Options
from removerbot.imaging.types import RGB, Alpha, Candidate, Logits, Pixels

RED, GREEN, BLUE = (200, 60, 40), (70, 160, 60), (40, 70, 170)
FOLLOWING = [Edge.SOFT, Edge.FINE]

Distance = NDArray[np.float32]


def to_disc(height: int, width: int, radius: float) -> Distance:
    """Distance of each pixel from a disc's edge, positive inside."""
    y, x = np.mgrid[:height, :width]
    return np.asarray(radius - np.hypot(x - width / 2, y - height / 2), np.float32)


def over(alpha: NDArray[np.floating]) -> RGB:
    """A red thing over a background of two halves, with a camera's noise."""
    height, width = alpha.shape
    behind = np.empty((height, width, 3), np.float32)
    behind[:, : width // 2], behind[:, width // 2 :] = GREEN, BLUE
    mixed = alpha[..., None] * np.array(RED) + (1 - alpha[..., None]) * behind
    mixed += np.random.default_rng(0).normal(0, 3, mixed.shape)
    return np.asarray(np.clip(np.rint(mixed), 0, 255), np.uint8)


def seen_by_model(distance: Distance) -> Candidate:
    """The map a model would give: a quarter of 1024, and blurred."""
    height, width = distance.shape
    scale = 256 / max(height, width)
    logits: Logits = np.full((256, 256), -10, np.float32)
    rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
    small = cv2.resize(distance, (columns, rows), interpolation=cv2.INTER_AREA) * scale
    logits[:rows, :columns] = np.clip(cv2.blur(small, (5, 5)), -10, 10)
    return Candidate(logits, (columns, rows), 0.9, 1)


def cut(rgb: RGB, distance: Distance, edge: Edge, grow: int = 0) -> Cutout:
    return cut_out(Pixels(rgb), seen_by_model(distance), 0.9, Options(edge=edge, grow=grow))


@pytest.mark.parametrize("edge", FOLLOWING)
def test_the_opacity_and_colours_of_a_soft_edge_are_recovered(edge: Edge) -> None:
    distance = to_disc(480, 640, 150)
    true = np.clip(distance / 16 + 0.5, 0, 1)
    rgb = over(true)
    mixed = (true > 0.05) & (true < 0.95)
    hard, soft = cut(rgb, distance, Edge.HARD), cut(rgb, distance, edge)

    def opacity_error(cutout: Cutout) -> float:
        return float(np.abs(cutout.alpha[mixed] / 255 - true[mixed]).mean())

    assert opacity_error(soft) < 0.12
    assert opacity_error(soft) < opacity_error(hard) / 2

    weight = soft.alpha[mixed] % 255 / 255  # of what is partly transparent, by how it shows
    off, off_before = (
        np.average(np.abs(colors[mixed].astype(float) - RED).mean(1), weights=weight)
        for colors in (soft.rgb, rgb)
    )
    assert off < 18
    assert off < off_before / 2


@pytest.mark.parametrize("edge", list(Edge))
def test_opaque_pixels_are_the_photos_own(edge: Edge) -> None:
    distance = to_disc(480, 640, 150)
    rgb = over(np.clip(distance / 16 + 0.5, 0, 1))
    cutout = cut(rgb, distance, edge)
    opaque = cutout.alpha == 255
    assert opaque.mean() > 0.15
    assert np.array_equal(cutout.rgba[opaque][:, :3], rgb[opaque])


@pytest.mark.parametrize("edge", FOLLOWING)
@pytest.mark.parametrize("size", [(480, 640), (1500, 2000)])
def test_a_crisp_edge_stays_crisp(edge: Edge, size: tuple[int, int]) -> None:
    distance = to_disc(*size, size[0] / 3)
    cutout = cut(over(np.clip(distance + 0.5, 0, 1)), distance, edge)
    partial = (cutout.alpha > 12) & (cutout.alpha < 243)
    assert np.abs(distance[partial]).max() < 3
    assert np.count_nonzero(partial) < 2.5 * 2 * np.pi * size[0] / 3


@pytest.mark.parametrize("edge", FOLLOWING)
def test_an_edge_has_no_stair_steps_where_the_colours_do_not_tell(edge: Edge) -> None:
    distance = to_disc(1500, 2000, 500)
    grey = np.full((1500, 2000, 3), 120, np.uint8)
    alpha = cut(grey, distance, edge).alpha
    # Along the edge the way out to half opacity is that of the disc, within a step of the map.
    assert (alpha[distance > 12] == 255).all()
    assert (alpha[distance < -12] == 0).all()
    off = distance[np.abs(alpha.astype(int) - 128) < 20]
    assert off.std() < 2


@pytest.mark.parametrize("edge", FOLLOWING)
def test_a_handle_stays_open_and_crumbs_and_pinholes_go(edge: Edge) -> None:
    distance = to_disc(480, 640, 150)
    ring = np.minimum(distance, -to_disc(480, 640, 60))
    rgb = over(np.clip(ring + 0.5, 0, 1))
    mask = ring.copy()
    mask[20:24, 20:26] = 10
    mask[130:134, 320:326] = -10
    alpha = cut(rgb, mask, edge).alpha
    assert (alpha[220:260, 300:340] == 0).all()
    assert (alpha[:40, :40] == 0).all()
    assert (alpha[126:138, 316:330] == 255).all()


@pytest.mark.parametrize("edge", FOLLOWING)
@pytest.mark.parametrize("size", [(1, 1), (2, 3), (1, 4000), (4000, 1), (37, 41)])
def test_an_object_that_fills_the_photo_is_the_photo(edge: Edge, size: tuple[int, int]) -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    cutout = cut(rgb, np.full(size, 50, np.float32), edge)
    assert (cutout.alpha == 255).all()
    assert np.array_equal(cutout.rgb, rgb)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("edge", FOLLOWING)
@pytest.mark.parametrize("size", [(1, 4000), (4000, 1), (3, 5), (60, 2), (90, 120)])
@pytest.mark.parametrize("flat", [True, False])
def test_an_object_at_the_border_of_any_photo_keeps_its_side(
    edge: Edge, size: tuple[int, int], flat: bool
) -> None:
    """Flat and grey photos have no variance to divide by: numpy would warn."""
    noise = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    rgb = np.full_like(noise, 77) if flat else noise
    across = np.arange(max(size)) - max(size) * 0.6
    line = across[None] if size[1] == max(size) else across[:, None]
    distance = np.broadcast_to(-line, size).astype(np.float32)
    alpha = cut(rgb, distance, edge).alpha
    ends = alpha if size[1] == max(size) else alpha.T
    assert ends[:, 0].min() > 200
    assert ends[:, -1].max() < 55


@pytest.mark.parametrize("edge", FOLLOWING)
def test_a_grey_photo_is_cut_as_well_as_a_coloured_one(edge: Edge) -> None:
    distance = to_disc(480, 640, 150)
    true = np.clip(distance / 8 + 0.5, 0, 1)
    grey = over(true)[..., :1].repeat(3, axis=2)
    assert np.abs(cut(grey, distance, edge).alpha / 255 - true).mean() < 0.01


def test_a_mask_without_a_pixel_is_nothing_found() -> None:
    with pytest.raises(NothingFound):
        cut(np.zeros((20, 30, 3), np.uint8), np.full((20, 30), -5, np.float32), Edge.SOFT)


def test_the_same_photo_gives_the_same_cutout() -> None:
    distance = to_disc(700, 900, 200)
    rgb = over(np.clip(distance / 9 + 0.5, 0, 1))
    first, second = (cut(rgb, distance, Edge.SOFT) for _ in range(2))
    assert np.array_equal(first.rgba, second.rgba)


@pytest.mark.parametrize("edge", list(Edge))
@pytest.mark.parametrize("pixels", [-4, -1, 1, 3])
def test_an_edge_is_moved_by_so_many_pixels(edge: Edge, pixels: int) -> None:
    distance = to_disc(480, 640, 150)
    rgb = over(np.clip(distance + 0.5, 0, 1))

    def radius(grow: int) -> float:
        return float(np.sqrt(cut(rgb, distance, edge, grow).alpha.sum() / 255 / np.pi))

    assert radius(pixels) - radius(0) == pytest.approx(pixels, abs=0.35)


def test_shrinking_takes_nothing_away_at_the_photos_border() -> None:
    alpha: Alpha = np.full((9, 9), 255, np.uint8)
    assert (grow_alpha(alpha, -3) == 255).all()


def test_colours_change_only_where_opacity_is_partial() -> None:
    rgb = np.random.default_rng(2).integers(0, 256, (50, 60, 3), np.uint8)
    alpha = np.random.default_rng(3).choice(np.array([0, 90, 255], np.uint8), (50, 60))
    changed = (foreground(rgb, alpha) != rgb).any(2)
    assert changed.any()
    assert (alpha[changed] == 90).all()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("edge", FOLLOWING)
@pytest.mark.parametrize(("width", "height"), [(1, 1), (32, 1), (1, 32), (3, 3)])
def test_a_thin_object_leaves_no_haze(edge: Edge, width: int, height: int) -> None:
    """At half the resolution its mask may be empty: there is no edge to measure from."""
    logits: Logits = np.full((40, 40), -8, np.float32)
    logits[4 : 4 + height, 4 : 4 + width] = 8
    rgb = np.random.default_rng(1).integers(0, 256, (40, 40, 3), np.uint8)
    alpha = estimate_alpha(rgb, logits, edge)
    alpha[2 : 6 + height, 2 : 6 + width] = 0
    assert not alpha.any()
