"""Looking closer: points shown, finer grids, zoom, cells to tap."""

import asyncio

import numpy as np
import pytest

from telegram_sandbox.client import Person
from tests.chat.conftest import (
    ball_file,
    cut,
    cut_ball,
    image_file,
    labels,
    pixels_of,
    preview_of,
    scene,
    shown_in,
)


async def test_points_are_shown_in_place_and_the_cutout_comes_back(ada: Person) -> None:
    result = await cut(ada, "-A1", reply_to=await cut_ball(ada))
    await ada.press(result, "Points")
    points = await shown_in(ada, result)
    assert points["caption"].startswith("F6 -A1 so far.")
    picture = await pixels_of(ada, points)
    assert (abs(picture.astype(int) - (24, 160, 88)).max(axis=2) < 40).any()
    assert (abs(picture.astype(int) - (214, 52, 52)).max(axis=2) < 40).any()
    await ada.press(points, "Show cutout")
    assert await ada.download(await shown_in(ada, result)) == await ada.download(result)


async def test_a_reply_to_shown_points_goes_on_from_them(ada: Person) -> None:
    result = await cut_ball(ada)
    await ada.press(result, "Points")
    assert (await cut(ada, "G6", reply_to=result))["caption"].startswith("F6 G6 – ")


async def test_a_finer_grid_has_cells_that_the_first_one_has_not(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    refused = await ada.next_message(after=await ada.say("L18", reply_to=preview))
    assert "outside" in refused["text"]
    await ada.press(preview, "Finer grid")
    finer = await shown_in(ada, preview)
    assert (await cut(ada, "L9", reply_to=finer))["caption"].startswith("L9 – ")
    await ada.press(finer, "Finer grid")
    finest = await shown_in(ada, preview)
    assert "Finer grid" not in labels(finest)
    for _ in range(2):
        await ada.press(await shown_in(ada, preview), "← Back")
    assert await pixels_equal(ada, preview, await shown_in(ada, preview))


async def pixels_equal(person: Person, one: object, other: object) -> bool:
    first, second = await pixels_of(person, one), await pixels_of(person, other)  # type: ignore[arg-type]
    return bool((first == second).all())


@pytest.mark.parametrize("words", ["zoom F5", "F5 확대", "zoom 300,220"])
async def test_zoom_shows_a_neighbourhood_whose_cells_mean_its_pixels(
    ada: Person, words: str
) -> None:
    rgb = scene()
    rgb[225:235, 305:315] = (250, 250, 250)  # a dot that no cell of the first grid names
    preview = await preview_of(ada, image_file(rgb))
    closer = await ada.next_message(after=await ada.say(words, reply_to=preview))
    assert "photo" in closer
    assert (await cut(ada, "310,230", reply_to=closer))["document"]
    result = await cut(ada, "A1", reply_to=closer)
    assert result["caption"].startswith("A1 – ")
    await ada.press(closer, "← Back")
    whole = await shown_in(ada, closer)
    assert "← Back" not in labels(whole)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("zoom", "Write a cell"), ("zoom Z99", "outside"), ("zoom C4 D5", "Write a cell"),
     ("zoom A1:L9", "as close as it gets")],
)  # fmt: skip
async def test_zoom_into_nothing_is_refused(ada: Person, words: str, answer: str) -> None:
    preview = await preview_of(ada, ball_file())
    refused = await ada.next_message(after=await ada.say(words, reply_to=preview))
    assert answer in refused["text"]
    assert await cut(ada, "F6", reply_to=refused)


async def test_a_tiny_photo_cannot_be_enlarged(ada: Person) -> None:
    sent = await ada.send_photo(image_file(scene(width=3, height=2)), as_file=True)
    await ada.next_message(after=sent)
    refused = await ada.next_message(after=await ada.say("zoom A1"))
    assert "as close as it gets" in refused["text"]


async def test_a_tapped_cell_is_cut_out_in_place(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    await ada.press(preview, "Tap a cell")
    tappable = await shown_in(ada, preview)
    rows = tappable["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in rows[0]] == [f"{letter}1" for letter in "ABCDEFGH"]
    assert [row[0]["text"] for row in rows] == [f"A{row}" for row in range(1, 7)] + ["← Back"]
    await asyncio.gather(*(ada.press(tappable, "D3") for _ in range(10)))
    result = await shown_in(ada, preview)
    assert result["caption"].startswith("D3 – ")
    assert len([message for message in await ada.messages() if "document" in message]) == 1
    await ada.press(result, "↩ Undo")
    assert "photo" in await shown_in(ada, preview)


async def test_a_tall_photo_has_no_more_buttons_than_telegram_takes(ada: Person) -> None:
    preview = await preview_of(ada, image_file(scene(width=480, height=900)))
    await ada.press(preview, "Tap a cell")
    rows = (await shown_in(ada, preview))["reply_markup"]["inline_keyboard"]
    assert sum(map(len, rows)) <= 100
    assert max(map(len, rows)) <= 8
    assert len(rows) == 13


async def test_leaving_the_buttons_shows_the_grid_as_it_was(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    for button in ("Tap a cell", "Zoom"):
        await ada.press(preview, button)
        await ada.press(await shown_in(ada, preview), "← Back")
        preview = await shown_in(ada, preview)
        assert "Tap a cell" in labels(preview)
        assert "← Back" not in labels(preview)
        assert preview["caption"].startswith("What shall I cut out?")


async def test_zoom_by_button_and_cell_can_be_repeated_and_undone(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    for _ in range(2):
        await ada.press(preview, "Zoom")
        await ada.press(await shown_in(ada, preview), "D3")
        preview = await shown_in(ada, preview)
    assert (await cut(ada, "A1", reply_to=preview))["caption"].startswith("A1 – ")
    for _ in range(4):
        assert "← Back" in labels(preview)
        await ada.press(preview, "← Back")
        preview = await shown_in(ada, preview)
    assert "← Back" not in labels(preview)


async def test_after_a_zoom_a_small_thing_is_found_beside_the_cells_center(ada: Person) -> None:
    rgb = scene(width=1600, height=1200)
    rows, columns = np.ogrid[:1200, :1600]
    coin = np.hypot(columns - 227, rows - 260) < 11
    rgb[coin] = (240, 220, 60)
    preview = await preview_of(ada, image_file(rgb), as_file=True)
    closer = await ada.next_message(after=await ada.say("zoom B2", reply_to=preview))
    found = await cut(ada, "G8", reply_to=closer)
    first = await ada.download(found)
    alpha = (await pixels_of(ada, found))[..., 3] > 127
    assert (alpha & coin).sum() / (alpha | coin).sum() > 0.7
    await ada.press(await cut(ada, "A1", reply_to=found), "↩ Undo")
    again = (await ada.messages())[-1]
    assert await ada.download(again) == first
