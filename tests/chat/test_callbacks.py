"""Buttons: each press is answered, and what it asks for is done to the message it is under."""

import asyncio

import pytest

from removerbot.chat.callbacks import CallbackData
from removerbot.errors import StaleButton
from telegram_sandbox.client import Json, Person, SandboxClient
from tests.chat.conftest import (
    Start,
    cut,
    cut_ball,
    image_file,
    labels,
    pixels_of,
    preview_of,
    scene,
    shown_in,
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (CallbackData("undo", 1), "undo:1"),
        (CallbackData("size", 2**31 - 1, "whole-2"), f"size:{2**31 - 1}:whole-2"),
    ],
)
def test_callback_data_reads_back(data: CallbackData, text: str) -> None:
    assert data.encode() == text
    assert len(text.encode()) <= 64
    assert CallbackData.parse(text) == data


@pytest.mark.parametrize(
    "data",
    [None, "", "undo", "undo:", "undo:x", "undo:0", "undo:-1", "undo:1:", "undo:1:2:3", ":1",
     "Undo:1", "undo:1 ", "undo:１", "undo:" + "9" * 40, "undo:1:" + "x" * 60, "undo:1\n"],
)  # fmt: skip
def test_data_that_no_button_of_ours_has_is_refused(data: str | None) -> None:
    with pytest.raises(StaleButton):
        CallbackData.parse(data)


async def test_undo_takes_the_last_step_back_in_the_same_message(ada: Person) -> None:
    first = await cut_ball(ada)
    second = await cut(ada, "-A1", reply_to=first)
    assert await ada.press(second, "↩ Undo") == {}
    undone = await shown_in(ada, second)
    assert undone["caption"].startswith("F6 – ")
    assert await ada.download(undone) == await ada.download(first)
    # A reply goes on from what the message shows now.
    assert (await cut(ada, "G6", reply_to=undone))["caption"].startswith("F6 G6 – ")


async def test_undoing_the_first_step_shows_the_preview_again(ada: Person) -> None:
    result = await cut_ball(ada)
    await ada.press(result, "↩ Undo")
    preview = await shown_in(ada, result)
    assert "photo" in preview
    assert "Reply with its cell" in preview["caption"]
    assert (await cut(ada, "G6", reply_to=preview))["caption"].startswith("G6 – ")


async def test_start_over_takes_all_steps_back(ada: Person) -> None:
    result = await cut_ball(ada)
    for words in ("-A1", "-B2"):
        result = await cut(ada, words, reply_to=result)
    await ada.press(result, "More…")
    await ada.press(await shown_in(ada, result), "Start over")
    preview = await shown_in(ada, result)
    assert "photo" in preview
    assert (await cut(ada, "G6", reply_to=preview))["caption"].startswith("G6 – ")


async def test_ten_quick_presses_of_one_button_count_once(ada: Person) -> None:
    result = await cut_ball(ada)
    for words in ("-A1", "-B2"):
        result = await cut(ada, words, reply_to=result)
    answers = await asyncio.gather(*(ada.press(result, "↩ Undo") for _ in range(10)))
    assert answers == [{}] * 10
    assert (await shown_in(ada, result))["caption"].startswith("F6 -A1 – ")


async def test_buttons_of_an_older_result_work_after_a_newer_one(ada: Person) -> None:
    older = await cut(ada, "-A1", reply_to=await cut_ball(ada))
    newer = await cut(ada, "G6")
    await ada.press(older, "↩ Undo")
    assert (await shown_in(ada, older))["caption"].startswith("F6 – ")
    assert (await shown_in(ada, newer))["caption"].startswith("G6 – ")


async def test_a_button_of_a_photo_that_was_put_away_says_so(ada: Person) -> None:
    result = await cut_ball(ada)
    await ada.next_message(after=await ada.say("/cancel"))
    answer = await ada.press(result, "↩ Undo")
    assert answer
    assert "put away" in answer["text"]
    assert answer["show_alert"]


async def test_buttons_and_replies_go_on_after_a_restart(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    async with start():
        first = await cut_ball(ada)
        second = await cut(ada, "-A1", reply_to=first)
    async with start():
        third = await cut(ada, "G6", reply_to=second)
        assert third["caption"].startswith("F6 G6 -A1 – ")
        await ada.press(second, "↩ Undo")
        assert await ada.download(await shown_in(ada, second)) == await ada.download(first)


async def opaque(person: Person, message: Json) -> int:
    return int((await pixels_of(person, message))[..., 3].astype(bool).sum())


def shirt() -> bytes:
    """A shirt with a badge on it, on a lawn: three things at one point."""
    rgb = scene(width=640, height=480)
    rgb[100:420, 180:460] = (40, 60, 180)
    rgb[190:270, 230:310] = (220, 220, 40)
    return image_file(rgb)


async def test_bigger_and_smaller_go_through_the_masks_at_hand_in_place(ada: Person) -> None:
    await preview_of(ada, shirt())
    result = await cut(ada, "270,230")
    while "− Smaller" in labels(result):
        await ada.press(result, "− Smaller")
        result = await shown_in(ada, result)
    areas = [await opaque(ada, result)]
    while "+ Bigger" in labels(result):
        await ada.press(result, "+ Bigger")
        result = await shown_in(ada, result)
        areas.append(await opaque(ada, result))
    assert len(areas) > 1
    assert areas == sorted(set(areas))
    assert "− Smaller" in labels(result)
    documents = [message for message in await ada.messages() if "document" in message]
    assert len(documents) == 1


async def test_a_reply_goes_on_from_the_size_that_is_shown(ada: Person) -> None:
    await preview_of(ada, shirt())
    result = await cut(ada, "270,230")
    [change, *_] = {"+ Bigger", "− Smaller"}.intersection(labels(result))
    await ada.press(result, change)
    refined = await cut(ada, "-10,10", reply_to=result)
    await ada.press(refined, "↩ Undo")
    assert await ada.download(await shown_in(ada, refined)) == await ada.download(
        await shown_in(ada, result)
    )


async def test_bigger_pressed_ten_times_quickly_grows_by_one(ada: Person) -> None:
    await preview_of(ada, shirt())
    result = await cut(ada, "270,230")
    while "− Smaller" in labels(result):
        await ada.press(result, "− Smaller")
        result = await shown_in(ada, result)
    await asyncio.gather(*(ada.press(result, "+ Bigger") for _ in range(10)))
    grown = await shown_in(ada, result)
    await ada.press(grown, "− Smaller")
    assert await ada.download(await shown_in(ada, result)) == await ada.download(result)
