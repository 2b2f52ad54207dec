"""A caption is an answer, in private, in groups and in albums; advice is not repeated."""

import pytest

from telegram_sandbox.client import Group, Json, Person
from tests.chat.conftest import (
    ball_file,
    cut,
    image_file,
    pixels_of,
    pressed,
    preview_of,
    scene,
    shown_in,
)

BALL = ball_file()
ALBUM = [image_file(scene(color)) for color in ((200, 40, 30), (30, 40, 200))]


@pytest.mark.parametrize("caption", ["F6", "/cut F6", "320,240"])
async def test_a_caption_that_is_a_place_cuts_at_once(ada: Person, caption: str) -> None:
    photo = await ada.send_photo(BALL, caption=caption)
    answer = await ada.next_message(after=photo)
    assert "document" in answer, answer
    assert len([each for each in await ada.messages() if each["from"]["is_bot"]]) == 1


async def test_another_caption_is_no_answer_and_a_wrong_place_is_explained(ada: Person) -> None:
    await preview_of(ada, BALL, caption="my ball")
    preview = await preview_of(ada, BALL, caption="Z99")
    explained = await ada.next_message(after=preview)
    assert "outside the photo" in explained["text"]
    assert "document" in await cut(ada, "F6", reply_to=explained)


@pytest.mark.parametrize("caption", ["2: F6", "/cut 2: F6"])
async def test_the_caption_of_an_album_names_the_photo(ada: Person, caption: str) -> None:
    sent = await ada.send_album(ALBUM, caption=caption)

    def document(messages: list[Json]) -> Json | None:
        return next((each for each in messages if "document" in each), None)

    cutout = await ada.wait_for(document)
    assert cutout["document"]["file_name"] == f"photo-{sent[1]['message_id']}-cutout.png"
    assert len([each for each in await ada.messages() if "photo" in each]) == 4


async def test_in_a_group_only_what_is_meant_for_the_bot_is_an_answer(
    ada: Person, group: Group, at_bot: str
) -> None:
    await group.promote_bot()
    await ada.send_photo(BALL, caption="F6", in_=group)
    named = await ada.send_photo(BALL, caption=f"{at_bot} F6", in_=group)
    answer = await group.next_message()
    assert "document" in answer
    assert answer["reply_to_message"]["message_id"] == named["message_id"]


async def test_auto_with_the_bots_name_works_in_a_group(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(BALL, in_=group)
    asked = await bob.say(f"/auto{at_bot}", reply_to=photo)
    answer = await group.next_message(after=asked)
    assert "Press the number" in answer["caption"]


async def test_advice_is_given_three_times_and_after_an_undo(ada: Person) -> None:
    preview = await preview_of(ada, BALL)
    cutouts = [await cut(ada, "F6", reply_to=preview) for _ in range(4)]
    assert ["Not quite?" in each["caption"] for each in cutouts] == [True] * 3 + [False]
    more = await cut(ada, "G6", reply_to=cutouts[-1])
    assert "Not quite?" not in more["caption"]
    assert "%" not in more["caption"]
    await ada.press(more, "↩ Undo")
    assert "Not quite?" in (await shown_in(ada, more))["caption"]
    again = await cut(ada, "G6", reply_to=more)
    assert "Not quite?" not in again["caption"]
    assert "Not quite?" in (await cut(ada, "undo", reply_to=again))["caption"]


@pytest.mark.parametrize("words", ["orange", "주황색", "#f80", "rgb(255, 165, 0)"])
async def test_a_colour_is_known_by_name_in_every_language(ada: Person, words: str) -> None:
    cutout = await cut(ada, "F6", reply_to=await preview_of(ada, BALL))
    assert "document" in await cut(ada, words, reply_to=cutout)


async def documents(person: Person) -> list[Json]:
    return [each for each in await person.messages() if "document" in each]


async def test_an_edited_reply_corrects_its_answer(ada: Person) -> None:
    preview = await preview_of(ada, BALL)
    asked = await ada.say("F6", reply_to=preview)
    cutout = await ada.next_message(after=asked)
    await ada.edit(asked, "f 6")  # means the same
    await ada.edit(asked, "G6")
    corrected = await ada.wait_for(
        lambda found: next((m for m in found if m.get("caption", "").startswith("G6 –")), None)
    )
    assert corrected["message_id"] == cutout["message_id"]
    assert len(await documents(ada)) == 1
    await ada.edit(asked, "Z99")
    assert "outside the photo" in (await ada.next_message(after=corrected))["text"]


async def test_an_edited_caption_and_an_edited_mistake_are_answered(ada: Person) -> None:
    photo = await ada.send_photo(BALL, caption="my ball")
    await ada.next_message(after=photo)
    await ada.edit(photo, "F6")
    first = await ada.wait_for(lambda found: next((m for m in found if "document" in m), None))
    assert first["caption"].startswith("F6 –")
    wrong = await ada.say("Z99", reply_to=first)
    await ada.next_message(after=wrong)
    await ada.edit(wrong, "G6")
    better = await ada.wait_for(
        lambda found: next((m for m in found if m.get("caption", "").startswith("F6 G6")), None)
    )
    assert better["reply_to_message"]["message_id"] == wrong["message_id"]


async def test_a_photo_in_place_of_another_gets_its_own_preview(ada: Person) -> None:
    first = await ada.next_message(after=(photo := await ada.send_photo(BALL)))
    cutout = await cut(ada, "F6", reply_to=first)
    await ada.replace_photo(photo, image_file(scene(width=480, height=640)))
    preview = await ada.next_message(after=cutout)
    assert preview["photo"][-1]["height"] > preview["photo"][-1]["width"]
    assert preview["reply_to_message"]["message_id"] == photo["message_id"]
    small = await pixels_of(ada, await cut(ada, "240,320"))
    assert small.shape[:2] == (640, 480)
    stale = await ada.press(first, "🎯 The main thing")
    assert stale
    assert "put away" in stale["text"]
    shown = await ada.messages()
    await ada.edit(photo, "F6")  # of the same photo: its caption alone
    third = await ada.next_message(after=shown[-1])
    assert third["caption"].startswith("F6 –")
    assert (await pixels_of(ada, third)).shape[:2] == (640, 480)


async def test_a_photo_in_place_of_another_is_cut_as_its_caption_says(
    ada: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(BALL, caption=f"/cut{at_bot} F6", in_=group)
    cutout = await group.next_message(after=photo)
    other = image_file(scene(width=480, height=640))
    await ada.replace_photo(photo, other, caption=f"/cut{at_bot} 240,320")
    again = await group.next_message(after=cutout)
    assert (await pixels_of(ada, again)).shape[:2] == (640, 480)


async def test_an_edited_command_in_a_group_corrects_its_answer(
    ada: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(BALL, in_=group)
    asked = await ada.say(f"/cut{at_bot} F6", reply_to=photo)
    cutout = await group.next_message(after=asked)
    await ada.edit(asked, f"/cut{at_bot} G6")
    corrected = await group.wait_for(
        lambda found: next((m for m in found if m.get("caption", "").startswith("G6 –")), None)
    )
    assert corrected["message_id"] == cutout["message_id"]


async def test_previews_of_a_covered_photo_are_covered(ada: Person) -> None:
    preview = await preview_of(ada, BALL, spoiler=True)
    assert preview["has_media_spoiler"]
    cutout = await cut(ada, "F6")
    assert (await pressed(ada, cutout, "Points"))["has_media_spoiler"]
    plain = await preview_of(ada, BALL)
    assert "has_media_spoiler" not in plain
