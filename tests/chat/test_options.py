"""The options of cutouts in the chat: crop, background, edges, formats; and preferences."""

import asyncio
import json
import sqlite3
from contextlib import closing
from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from removerbot.imaging.color import read_color
from removerbot.settings import Settings
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import (
    Start,
    ball_file,
    cut,
    cut_ball,
    image_file,
    labels,
    pixels_of,
    pressed,
    preview_of,
    scene,
    shown_in,
)

RED, BLUE = (200, 40, 30), (30, 60, 200)


async def alpha_of(person: Person, message: Json) -> NDArray[np.uint8]:
    return (await pixels_of(person, message))[..., 3]


async def test_a_result_has_two_rows_and_more_opens_and_closes_the_rest(
    ada: Person, result: Json
) -> None:
    assert len(result["reply_markup"]["inline_keyboard"]) == 2
    answer = await ada.press(result, "More…")
    assert answer
    assert "#ff8800" in answer["text"]
    opened = await shown_in(ada, result)
    assert {"✓ Soft edge", "✓ Whole", "✓ Clear", "✓ PNG"} <= set(labels(opened))
    assert "Start over" not in labels(opened)
    closed = await pressed(ada, opened, "← Less")
    assert closed["reply_markup"] == result["reply_markup"]


async def test_every_button_fits_into_telegrams_limits_and_onto_a_phone(
    ada: Person, result: Json
) -> None:
    opened = await pressed(ada, result, "More…")
    for message in (result, opened):
        for row in message["reply_markup"]["inline_keyboard"]:
            assert len(row) <= 4
            assert all(len(button["callback_data"].encode()) <= 64 for button in row)


@pytest.mark.parametrize(("button", "is_square"), [("Trimmed", False), ("Square", True)])
async def test_a_result_is_cropped_in_place_and_back(
    ada: Person, result: Json, button: str, is_square: bool
) -> None:
    cropped = await pressed(ada, result, "More…", button)
    assert f"✓ {button}" in labels(cropped)
    alpha = await alpha_of(ada, cropped)
    y, x = np.nonzero(alpha > 8)
    margins = {int(y.min()), alpha.shape[0] - 1 - int(y.max())}
    assert max(margins) - min(margins) <= 1 or is_square
    assert 0 < int(x.min()) < alpha.shape[1] / 5
    assert max(alpha.shape) < 480
    assert (alpha.shape[0] == alpha.shape[1]) or not is_square
    whole = await pressed(ada, cropped, "Whole")
    assert await ada.download(whole) == await ada.download(result)
    assert len([message for message in await ada.messages() if "document" in message]) == 1


@pytest.mark.parametrize(
    ("button", "color"), [("White", (255, 255, 255)), ("Black", (0, 0, 0))]
)
async def test_a_background_is_behind_the_object_whose_pixels_stay(
    ada: Person, result: Json, button: str, color: tuple[int, int, int]
) -> None:
    before = await pixels_of(ada, result)
    shown = await pressed(ada, result, "More…", button)
    after = await pixels_of(ada, shown)
    opaque, outside = before[..., 3] == 255, before[..., 3] == 0
    assert (after[..., 3] == 255).all()
    assert np.array_equal(after[opaque], before[opaque])
    assert (after[outside][:, :3] == color).all()
    clear = await pressed(ada, shown, "Clear")
    assert await ada.download(clear) == await ada.download(result)


async def test_outlines_take_each_others_place_and_leave_the_shadow(
    ada: Person, result: Json
) -> None:
    shown = await pressed(ada, result, "More…", "Shadow", "White line", "Black line")
    assert {"White line", "✓ Black line", "✓ Shadow"} <= set(labels(shown))
    added = (await pixels_of(ada, shown))[(await alpha_of(ada, result)) == 0]
    assert not added[..., :3].any()
    # The next click keeps them.
    refined = await cut(ada, "G6", reply_to=shown)
    assert (await alpha_of(ada, refined) == 255).sum() > (
        await alpha_of(ada, result) == 255
    ).sum()


async def test_an_outline_and_a_shadow_are_around_the_object_whose_pixels_stay(
    ada: Person, result: Json
) -> None:
    before = await pixels_of(ada, result)
    outlined = await pressed(ada, result, "More…", "White line")
    line = await pixels_of(ada, outlined)
    opaque = before[..., 3] == 255
    added = (line[..., 3] == 255) & (before[..., 3] == 0)
    assert np.array_equal(line[opaque], before[opaque])
    assert added.any()
    assert (line[added] == 255).all()
    shaded = await pressed(ada, outlined, "Shadow")
    shade = await pixels_of(ada, shaded)
    assert np.array_equal(shade[opaque], before[opaque])
    assert np.count_nonzero(shade[..., 3]) > np.count_nonzero(line[..., 3])
    plain = await pressed(ada, shaded, "✓ Shadow", "✓ White line")
    assert await ada.download(plain) == await ada.download(result)


@pytest.mark.parametrize(
    ("words", "color"),
    [("#ff8800", (255, 136, 0)), ("#f80", (255, 136, 0)), (" #0000FF ", (0, 0, 255))],
)
async def test_a_colour_in_reply_to_a_result_is_its_background(
    ada: Person, result: Json, words: str, color: tuple[int, int, int]
) -> None:
    shown = await cut(ada, words, reply_to=result)
    assert (await pixels_of(ada, shown))[0, 0].tolist() == [*color, 255]
    assert (await alpha_of(ada, await shown_in(ada, result)))[0, 0] == 0  # it keeps its own
    opened = await pressed(ada, shown, "More…")
    ticked = [label for label in labels(opened) if label.startswith("✓ #")]
    assert [read_color(label[2:]) for label in ticked] == [color]
    assert await pressed(ada, opened, *ticked) == opened
    # The next click keeps the color.
    refined = await cut(ada, "G6", reply_to=shown)
    assert (await pixels_of(ada, refined))[0, 0].tolist() == [*color, 255]


@pytest.mark.parametrize("words", ["#nothex", "#", "#12345", "#ff88001"])
async def test_a_colour_that_is_none_gets_a_clear_answer(
    ada: Person, result: Json, words: str
) -> None:
    refused = await ada.next_message(after=await ada.say(words, reply_to=result))
    assert "#ff8800" in refused["text"]
    assert await cut(ada, "#f80", reply_to=refused)


async def test_a_colour_in_reply_to_a_preview_is_no_place(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    refused = await ada.next_message(after=await ada.say("#f80", reply_to=preview))
    assert "I don't see a place" in refused["text"]


@pytest.mark.parametrize("size", [(640, 480), (37, 900), (2000, 300), (1, 1)])
async def test_a_photo_of_any_size_in_reply_to_a_result_is_its_background(
    ada: Person, result: Json, size: tuple[int, int]
) -> None:
    behind = image_file(np.full((size[1], size[0], 3), BLUE, np.uint8))
    sent = await ada.send_photo(behind, as_file=True, name="sea.png", reply_to=result)
    shown = await ada.next_message(after=sent)
    before, after = await pixels_of(ada, result), await pixels_of(ada, shown)
    assert after.shape == before.shape
    opaque, outside = before[..., 3] == 255, before[..., 3] == 0
    assert np.array_equal(after[opaque], before[opaque])
    assert (after[outside][:, :3] == BLUE).all()
    opened = await pressed(ada, shown, "More…")
    assert await pressed(ada, opened, "✓ Another photo") == opened


async def test_a_photo_in_reply_to_anything_else_is_a_new_photo(
    ada: Person, result: Json
) -> None:
    photo, preview, *_ = await ada.messages()
    for original in (photo, preview):
        sent = await ada.send_photo(image_file(scene(BLUE)), reply_to=original)
        assert "photo" in await ada.next_message(after=sent)


async def test_a_background_that_is_no_photo_or_too_large_is_refused(
    ada: Person, result: Json
) -> None:
    broken = ball_file()[:60]
    sent = await ada.send_photo(broken, as_file=True, name="sea.png", reply_to=result)
    refused = await ada.next_message(after=sent)
    assert "damaged" in refused["text"]
    assert await cut(ada, "#f80", reply_to=refused)
    huge = BytesIO()
    Image.new("L", (9000, 9000)).save(huge, "PNG")
    sent = await ada.send_photo(huge.getvalue(), as_file=True, name="a.png", reply_to=result)
    assert "megapixels" in (await ada.next_message(after=sent))["text"]


async def test_a_background_photo_that_is_gone_is_said_so_and_another_can_be_chosen(
    start: Start, sandbox: Sandbox, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    async with start():
        result = await cut_ball(ada)
        sent = await ada.send_photo(image_file(scene(BLUE)), reply_to=result)
        shown = await ada.next_message(after=sent)
    async with start():  # now nothing is in memory any more
        opened = await pressed(ada, shown, "More…")
        sandbox.faults.plan("getFile", Fault(200, is_done=True), Fault(400))
        answer = await ada.press(opened, "Square")
        assert answer
        assert "background" in answer["text"]
        assert answer["show_alert"]
        white = await pressed(ada, opened, "White")
        assert (await pixels_of(ada, white))[0, 0].tolist() == [255, 255, 255, 255]


@pytest.mark.parametrize(("button", "ending"), [("WEBP", "webp"), ("JPEG", "jpg")])
async def test_the_kind_of_file_can_be_chosen_and_arrives_as_a_file(
    ada: Person, result: Json, button: str, ending: str
) -> None:
    before = await pixels_of(ada, result)
    shown = await pressed(ada, result, "More…", "Square", button)
    assert shown["document"]["file_name"].endswith(f"-cutout.{ending}")
    image = Image.open(BytesIO(await ada.download(shown)))
    assert image.format == button
    whole = await pixels_of(ada, await pressed(ada, shown, "Whole"))
    opaque = before[..., 3] == 255
    if button == "WEBP":  # its colours may differ a little, its transparency may not
        assert np.array_equal(whole[..., 3], before[..., 3])
        assert abs(whole[opaque].astype(int) - before[opaque])[:, :3].mean() < 3
    else:
        assert (whole[0, 0] == 255).all()
        assert abs(whole[opaque].astype(int) - before[opaque][:, :3]).mean() < 3


async def test_a_webp_of_a_stickers_size_stays_a_file(ada: Person) -> None:
    await preview_of(ada, image_file(scene(width=512, height=400)), as_file=True)
    result = await cut(ada, "50%,50%")
    shown = await pressed(ada, result, "More…", "WEBP")
    assert shown["document"]["mime_type"] == "image/webp"
    assert "sticker" not in shown


async def test_edges_can_be_hard_and_grow_for_this_cutout_alone(
    ada: Person, result: Json
) -> None:
    hard = await pressed(ada, result, "More…", "Hard edge")
    assert set(np.unique(await alpha_of(ada, hard))) == {0, 255}
    grown = await pressed(ada, hard, "+ Grow", "+ Grow")
    assert "✓ +2 px" in labels(grown)
    inside = (await alpha_of(ada, hard) > 0).sum()
    assert (await alpha_of(ada, grown) > 0).sum() > inside
    reset = await pressed(ada, grown, "✓ +2 px")
    assert (await alpha_of(ada, reset) > 0).sum() == inside
    again = await pressed(ada, await cut_ball(ada), "More…")
    assert "✓ Hard edge" not in labels(again)


async def test_an_edge_grows_and_shrinks_so_far_and_no_farther(
    ada: Person, result: Json
) -> None:
    for button in ("− Shrink", "+ Grow"):
        message = await pressed(ada, result, "More…", *[button] * 5)
        assert button not in labels(message)
        result = await pressed(ada, message, "← Less")
        result = await pressed(ada, result, "More…", next(filter(_is_growth, labels(message))))
        result = await pressed(ada, result, "← Less")


def _is_growth(label: str) -> bool:
    return label.startswith("✓") and label.endswith("px")


async def test_the_cutout_can_be_seen_as_a_photo_and_replied_to(
    ada: Person, result: Json
) -> None:
    opened = await pressed(ada, result, "More…")
    answers = await asyncio.gather(*(ada.press(opened, "As photo") for _ in range(10)))
    assert answers == [{}] * 10
    photos = [m for m in await ada.messages() if "photo" in m and m["from"]["is_bot"]]
    assert len(photos) == 2  # the preview and one look
    assert photos[-1]["reply_to_message"]["message_id"] == result["message_id"]
    picture = (await pixels_of(ada, photos[-1])).astype(int)
    assert len({tuple(picture[y, 8] // 16) for y in (8, 24)}) == 2  # a checkerboard
    assert abs(picture[240, 320] - RED).max() < 30
    assert (await cut(ada, "G6", reply_to=photos[-1]))["caption"].startswith("F6 G6 – ")
    await ada.press(await shown_in(ada, result), "As photo")
    photos = [m for m in await ada.messages() if "photo" in m and m["from"]["is_bot"]]
    assert len(photos) == 3


async def test_ten_quick_presses_change_once(ada: Person, result: Json) -> None:
    opened = await pressed(ada, result, "More…")
    answers = await asyncio.gather(*(ada.press(opened, "+ Grow") for _ in range(10)))
    assert answers == [{}] * 10
    assert "✓ +1 px" in labels(await shown_in(ada, result))


async def test_buttons_of_an_older_result_change_that_one(ada: Person, result: Json) -> None:
    newer = await cut(ada, "G6", reply_to=result)
    assert "✓ White" in labels(await pressed(ada, result, "More…", "White"))
    assert await shown_in(ada, newer) == newer


async def test_a_result_keeps_its_options_through_undo_sizes_and_a_restart_of_the_bot(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    async with start():
        first = await cut_ball(ada)
        white = await pressed(ada, first, "More…", "White", "Square", "← Less")
    async with start():
        second = await cut(ada, "-A1", reply_to=white)
        undone = await pressed(ada, second, "↩ Undo")
        assert await ada.download(undone) == await ada.download(white)


async def test_a_sticker_has_the_edge_but_neither_crop_nor_background(
    ada: Person, result: Json
) -> None:
    shown = await pressed(ada, result, "More…", "Black", "← Less")
    await ada.press(shown, "Sticker")
    sticker = await ada.wait_for(lambda ms: next((m for m in ms if "sticker" in m), None))
    assert (await pixels_of(ada, sticker))[0, 0, 3] == 0


async def test_settings_say_how_the_next_cutout_comes_out(ada: Person) -> None:
    preferences = await ada.next_message(after=await ada.say("/settings"))
    assert {"✓ Soft edge", "✓ Whole", "✓ Clear", "✓ PNG"} <= set(labels(preferences))
    for button in ("Square", "White", "WEBP", "− Shrink", "Fine edge", "Black line", "Shadow"):
        await asyncio.gather(*(ada.press(preferences, button) for _ in range(3)))
        preferences = await shown_in(ada, preferences)
    assert {"✓ Fine edge", "✓ −1 px", "✓ Square", "✓ White", "✓ WEBP"} <= set(
        labels(preferences)
    )
    assert {"✓ Black line", "✓ Shadow"} <= set(labels(preferences))
    result = await cut_ball(ada)
    image = Image.open(BytesIO(await ada.download(result)))
    assert image.format == "WEBP"
    assert image.width == image.height < 480
    assert image.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


async def test_settings_are_announced_for_what_they_are(
    client: SandboxClient, ada: Person
) -> None:
    group = await client.group("Friends", ada)
    described = [
        {entry["command"]: entry["description"] for entry in profile["commands"]}["settings"]
        for profile in (await ada.profile(), await ada.profile(in_=group))
    ]
    assert described == ["How you like your cutouts", "What everyone may do in this group"]


async def test_preferences_are_each_persons_own_and_forgotten_on_request(
    settings: Settings, start: Start, sandbox_client: SandboxClient
) -> None:
    ada, bob = [await sandbox_client.person(name) for name in ("Ada", "Bob")]
    async with start():
        for person in (ada, bob):
            preferences = await person.next_message(after=await person.say("/settings"))
            await person.press(preferences, "Square")
        await ada.next_message(after=await ada.say("/forget"))
        preferences = await ada.next_message(after=await ada.say("/settings"))
        assert "✓ Whole" in labels(preferences)
        preferences = await bob.next_message(after=await bob.say("/settings"))
        assert "✓ Square" in labels(preferences)
    file = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT person_id FROM finishes").fetchall()
    assert rows == [(bob.id,)]


async def test_privacy_names_it(ada: Person) -> None:
    answer = await ada.next_message(after=await ada.say("/privacy"))
    assert "how you like your cutouts" in answer["text"]


async def test_in_a_group_colour_photo_and_buttons_work_and_bystanders_talk_on(
    client: SandboxClient, ada: Person
) -> None:
    bob = await client.person("Bob")
    group = await client.group("Friends", ada, bob)
    at_bot = f"@{(await client.bot())['username']}"
    photo = await ada.send_photo(ball_file(), in_=group)
    asked = await ada.say(f"/cut{at_bot} F6", reply_to=photo)
    result = await group.next_message(after=asked)
    asked = await bob.say("#00f", reply_to=result)
    blue = await group.next_message(after=asked)
    assert (await pixels_of(bob, blue))[0, 0].tolist() == [0, 0, 255, 255]
    sent = await bob.send_photo(image_file(scene(BLUE)), reply_to=result)
    assert "document" in await group.next_message(after=sent)
    await bob.say("#00f")
    await bob.send_photo(image_file(scene(BLUE)), in_=group)
    await ada.say(f"/settings{at_bot}", in_=group)
    rules = await group.next_message(after=sent)
    rules = await group.next_message(after=rules)
    assert "Everyone may point at photos" in labels(rules)
    # Only who asked may from now on: that goes for these buttons and replies, too.
    await ada.press(rules, "Everyone may point at photos")
    answer = await bob.press(result, "More…")
    assert answer
    assert "only the person who asked" in answer["text"]
    sent = await bob.send_photo(image_file(scene(BLUE)), reply_to=result)
    assert "only the person who asked" in (await group.next_message(after=sent))["text"]


async def test_a_tiny_object_and_one_that_fills_the_photo_can_have_options(ada: Person) -> None:
    for width, height in ((3, 2), (640, 480)):
        rgb = np.full((height, width, 3), (200, 40, 30), np.uint8)
        sent = await ada.send_photo(image_file(rgb), as_file=True, name="a.png")
        await ada.next_message(after=sent)
        asked = await ada.say("50%,50%")
        answer = await ada.next_message(after=asked)
        if "document" not in answer:
            assert "nothing to cut out" in answer["text"]
            continue
        buttons = ("More…", "Square", "Blur", "Trimmed", "JPEG", "− Shrink", "As photo")
        shown = await pressed(ada, answer, *buttons)
        assert "✓ Blur" in labels(shown)


async def test_a_result_comes_with_a_small_picture(ada: Person, result: Json) -> None:
    small = result["document"]["thumbnail"]
    assert (small["width"], small["height"]) == (320, 240)
    assert small["file_size"] < 20_000
    cropped = await pressed(ada, result, "More…", "Square")
    small = cropped["document"]["thumbnail"]
    assert small["width"] == small["height"]


async def test_results_of_before_options_existed_go_on(
    settings: Settings, start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    async with start():
        result = await cut_ball(ada)
    file = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database:
        for number, asked in database.execute("SELECT id, asked FROM cuts").fetchall():
            older = {key: value for key, value in json.loads(asked).items() if key != "finish"}
            database.execute(
                "UPDATE cuts SET asked = ? WHERE id = ?", (json.dumps(older), number)
            )
        database.commit()
    async with start():
        white = await pressed(ada, result, "More…", "White")
        assert (await pixels_of(ada, white))[0, 0].tolist() == [255, 255, 255, 255]
