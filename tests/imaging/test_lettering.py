from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from removerbot.imaging.rulers import BOLD, CAP_HEIGHT, REGULAR, Style, text_width, write

STYLE = Style(40, BOLD, (255,))


def written(text: str, align: float) -> NDArray[np.intp]:
    """The rows and columns of a 200×600 image that are inked by a text at (300, 100)."""
    image = np.zeros((200, 600), np.uint8)
    write(image, text, (300, 100), STYLE, align)
    return np.argwhere(image > 127)


@pytest.mark.parametrize("text", ["C4", "W", "1000", "AA24"])
def test_text_stands_to_the_left_around_or_to_the_right_of_its_point(text: str) -> None:
    width = text_width(text, STYLE.size, STYLE.weight)

    for align, left in ((0, 300), (0.5, 300 - width / 2), (1, 300 - width)):
        columns = written(text, align)[:, 1]
        assert left <= columns.min() <= left + 5
        assert left + width - 5 <= columns.max() <= left + width


@pytest.mark.parametrize("text", ["H", "8", "E4"])
def test_capitals_are_centred_on_their_point(text: str) -> None:
    rows = written(text, 0.5)[:, 0]

    assert abs((rows.min() + rows.max() + 1) / 2 - 100) <= 1
    assert abs(rows.max() - rows.min() + 1 - STYLE.size * CAP_HEIGHT) <= 2


def test_zero_has_a_slash_that_the_letter_o_has_not() -> None:
    assert [100, 300] in written("0", 0.5).tolist()
    assert [100, 300] not in written("O", 0.5).tolist()


def test_threads_do_not_garble_each_others_letters() -> None:
    def sheet(_: int) -> bytes:
        image = np.zeros((240, 900), np.uint8)
        for i in range(60):
            style = Style(20 + i % 20, REGULAR if i % 2 else BOLD, (255,))
            write(
                image, f"{'ABCDEFGHI'[i % 9]}{i}", (40 + i % 12 * 70, 20 + i // 12 * 40), style
            )
        return image.tobytes()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(sheet, range(200))) == {sheet(0)}
