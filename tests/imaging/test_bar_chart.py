"""Bars are as high as their values, and any days can be drawn."""

import numpy as np
import pytest

from removerbot.imaging.bar_chart import BLUE, RED, Bars, draw_bars

LABELS = [f"11-{day:02}" for day in range(1, 31)]


def heights(values: list[float]) -> list[int]:
    """The heights of the bars of a row, in pixels; a value's name does not count."""
    image = draw_bars([Bars(values, BLUE)], LABELS[: len(values)])
    is_bar = (image == BLUE).all(axis=2)
    width = (960 - 48) / len(values)
    middles = [round(24 + (number + 0.5) * width) for number in range(len(values))]
    return [int(is_bar[44:149, middle].sum()) for middle in middles]


def test_a_bar_is_as_high_as_its_value() -> None:
    none, half, full = heights([0, 5, 10])
    assert none == 0
    assert full == pytest.approx(105, abs=2)
    assert half == pytest.approx(full / 2, abs=2)


def test_a_small_value_is_seen() -> None:
    assert heights([1, 10_000])[0] >= 2


@pytest.mark.parametrize("values", [[0.0] * 30, [1.0], [0.0], [3.5] * 400])
def test_any_number_of_days_and_no_use_at_all_are_drawn(values: list[float]) -> None:
    labels = (LABELS * 20)[: len(values)]
    image = draw_bars([Bars(values, BLUE), Bars(values, RED)], labels)
    assert image.shape == (344, 960, 3)
    assert image.dtype == np.uint8
    assert (image == BLUE).all(axis=2).any() == any(values)
