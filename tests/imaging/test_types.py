"""Prompts take what is natural to write, and refuse what means nothing."""

import pytest

from removerbot.imaging.types import Box, Point, Prompt


def test_a_prompt_takes_any_pairs_and_floors_them_to_pixels() -> None:
    prompt = Prompt(keep=[(1, 2), (3.9, 4.5)], drop=((0.5, 0.5),), box=(0, 1.2, 5, 9))
    assert prompt.keep == (Point(1, 2), Point(3, 4))
    assert prompt.drop == (Point(0, 0),)
    assert prompt.box == Box(0, 1, 5, 9)


def test_equal_prompts_are_equal_and_hash_alike() -> None:
    assert Prompt([(1, 2)]) == Prompt([Point(1, 2)])
    assert hash(Prompt([(1, 2)])) == hash(Prompt([Point(1, 2)]))


@pytest.mark.parametrize("box", [(5, 1, 5, 9), (5, 1, 4, 9), (0, 9, 5, 1)])
def test_an_empty_box_is_refused(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="empty box"):
        Prompt(box=box)


def test_a_prompt_without_anything_to_keep_is_refused() -> None:
    with pytest.raises(ValueError, match="point to keep or a box"):
        Prompt(drop=[(1, 2)])
