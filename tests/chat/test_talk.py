"""Orders, thanks, and what people say to each other."""

import pytest

from telegram_sandbox.client import Group, Json, Person
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import ball_file, cut, labels, pixels_of, pressed, preview_of


async def answer(person: Person, words: str, reply_to: Json | None = None) -> Json:
    return await person.next_message(after=await person.say(words, reply_to=reply_to))


async def resizable(person: Person) -> tuple[Json, str]:
    """A cutout that has another size, and the order that stands on its button."""
    await preview_of(person, ball_file())
    for words in ("F6", "A1", "320,240", "B2:K8"):
        result = await cut(person, words)
        for label, order in (("− Smaller", "smaller"), ("+ Bigger", "bigger")):
            if label in labels(result):
                return result, order
    raise AssertionError("no cutout has another size")


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_a_typed_size_is_that_of_the_button(ada: Person, language: str) -> None:
    result, order = await resizable(ada)
    label = {"smaller": "− Smaller", "bigger": "+ Bigger"}[order]
    typed = {"smaller": "더 작게 해줘", "bigger": "더 크게 해줘"}[order]
    said = await cut(ada, order if language == "en" else typed, reply_to=result)
    button = await pressed(ada, result, label)
    assert await ada.download(said) == await ada.download(button)
    assert said["message_id"] != button["message_id"]


async def test_where_there_is_no_other_size_the_answer_says_what_to_write(
    ada: Person, result: Json
) -> None:
    said, orders = result, []
    for order in ("bigger", "smaller"):
        for _ in range(5):
            answered = await answer(ada, order, reply_to=said)
            if "text" in answered:
                orders.append(answered["text"])
                break
            said = answered if "document" in answered else said
    assert len(orders) == 2
    assert all("no other size" in text and "-G5" in text for text in orders)


async def test_a_place_and_a_background_come_in_one_message(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    await preview_of(ada, ball_file())
    white = await cut(ada, "F6 on white")
    assert (await pixels_of(ada, white))[0, 0].tolist() == [255, 255, 255, 255]
    assert await ada.download(await cut(ada, "F6 흰색 배경으로")) == await ada.download(white)
    photo = await bob.send_photo(ball_file(), in_=group)
    asked = await ada.say(f"/cut{at_bot} F6 on a blue background", reply_to=photo)
    blue = await group.next_message(after=asked)
    assert (await pixels_of(ada, blue))[0, 0].tolist() == [0, 0, 255, 255]
    asked = await ada.say("F6 on white please", reply_to=blue)
    again = await group.next_message(after=asked)
    assert (await pixels_of(ada, again))[0, 0].tolist() == [255, 255, 255, 255]


async def test_transparent_takes_a_background_away(ada: Person, result: Json) -> None:
    white = await cut(ada, "white background please", reply_to=result)
    assert (await pixels_of(ada, white))[0, 0].tolist() == [255, 255, 255, 255]
    for words in ("transparent", "투명", "배경 지워줘", "remove the background"):
        clear = await cut(ada, words, reply_to=white)
        assert await ada.download(clear) == await ada.download(result), words
    blurred = await pixels_of(ada, await cut(ada, "blur", reply_to=result))
    assert (blurred[..., 3] == 255).all()


@pytest.mark.parametrize("words", ["thanks!", "Thank you so much 😊", "고마워요 ㅎㅎ", "👍"])
async def test_thanks_are_answered_warmly(ada: Person, words: str) -> None:
    assert "welcome" in (await answer(ada, words))["text"]  # before any photo
    preview = await preview_of(ada, ball_file())
    assert "welcome" in (await answer(ada, words, reply_to=preview))["text"]
    result = await cut(ada, "F6", reply_to=preview)
    thanks = await ada.say(words, reply_to=result)
    assert "welcome" in (await ada.next_message(after=thanks))["text"]
    await ada.edit(thanks, "Thank you very much")
    assert "document" in await answer(ada, "G6", reply_to=result)
    last = [each["text"] for each in await ada.messages() if "text" in each]
    assert not any("I don't see a place" in text for text in last)


async def test_without_a_reply_words_are_about_the_newest_cutout_where_only_that_makes_sense(
    ada: Person, result: Json
) -> None:
    white = await cut(ada, "white")
    assert (await pixels_of(ada, white))[0, 0].tolist() == [255, 255, 255, 255]
    less = await cut(ada, "remove A1")
    assert less["caption"].startswith("F6 -A1 –")
    more = await cut(ada, "+ B2")
    assert more["caption"].startswith("F6 -A1 + B2 –")
    undone = await cut(ada, "undo")
    assert undone["caption"].startswith("F6 -A1 –")
    assert (await pixels_of(ada, undone))[0, 0].tolist() == [255, 255, 255, 255]
    assert (await cut(ada, "＋Ｂ２"))["caption"].startswith("F6 -A1 + B2 –")
    listed = await cut(ada, "A1, C1 빼줘")
    assert listed["caption"].startswith("F6 -A1 + B2 -A1 -C1 –")
    swapped = await cut(ada, "B2를 C2로 바꿔줘")
    assert swapped["caption"].startswith("F6 -A1 + C2 -B2 -A1 -C1 –")
    for words in ("D1도 넣어줘", "D1 is missing", "add D1 too"):
        added = await cut(ada, words)
        assert added["caption"].startswith("F6 -A1 + C2 D1 -B2 -A1 -C1 –"), words
    anew = await cut(ada, "G6")
    assert anew["caption"].startswith("G6 –")
    assert "I don't see a place" in (await answer(ada, "what a day"))["text"]


async def test_what_is_meant_instead_takes_the_place_of_what_was_cut_out_last(
    ada: Person, result: Json
) -> None:
    white = await cut(ada, "white", reply_to=result)
    instead = await cut(ada, "no, G6", reply_to=white)
    assert instead["caption"].startswith("G6 –")
    assert (await pixels_of(ada, instead))[0, 0].tolist() == [255, 255, 255, 255]
    two = await cut(ada, "+ B2", reply_to=result)
    other = await cut(ada, "아니요, C3", reply_to=two)
    assert other["caption"].startswith("F6 + C3 –")
    less = await cut(ada, "no, without A1", reply_to=result)
    assert less["caption"].startswith("F6 -A1 –")
    undone = await cut(ada, "no, undo that", reply_to=two)
    assert undone["caption"].startswith("F6 –")


async def test_words_about_a_cutout_are_none_for_a_photo_that_came_after_it(
    ada: Person, result: Json
) -> None:
    await preview_of(ada, ball_file())
    assert "I don't see a place" in (await answer(ada, "undo"))["text"]
    assert "every place is taken away" in (await answer(ada, "-A1"))["text"]


TALK = ["thanks", "고마워요", "10/10", "10 of 10!", "gr8", "I have 2 dogs", "just a 5", "#dogs",
        "A 5 from me", "that's a 10", "h8 it", "b4 I forget", "U2 rocks", "at 10 30", "not 2 3",
        "MP3", "see you at 5pm", "ㅋㅋㅋ 2마리네", "이거 A4 용지야?", "black and white",
        "clear", "too big", "bigger than mine", "I love U2", "never seen that b4", "1 of A4s",
        "C4 is fine, I think", "is this an A4?", "B12 and so on", "2 a 1", "2 y 3", "hi",
        "안녕하세요", "help", "what is this?", "sticker", "the baby 😍", "the dog!", "dog",
        "강아지 ㅋㅋ", "the main thing", "cat C4 lol"]  # fmt: skip


async def previewed(
    sandbox: Sandbox, person: Person, group: Group, at_bot: str
) -> tuple[Json, Json]:
    """A photo in a group, and its preview, which all can see and reply to."""
    sandbox.features.unknown.add("ephemeral")
    photo = await person.send_photo(ball_file(), in_=group)
    asked = await person.say(f"/cut{at_bot}", reply_to=photo)
    return photo, await group.next_message(after=asked)


async def test_talk_in_a_group_is_not_answered(
    sandbox: Sandbox, ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    _, preview = await previewed(sandbox, ada, group, at_bot)
    cutout = await group.next_message(after=await ada.say("F6", reply_to=preview))
    said = [
        await bob.say(words, reply_to=message)
        for words in TALK
        for message in (preview, cutout)
    ]
    said += [await bob.say(words, reply_to=preview) for words in ("white", "bigger", "undo")]
    for each in said[:4]:
        await bob.edit(each, "How nice they are!")
    last = await group.next_message(after=await ada.say("G6", reply_to=cutout))
    assert last["caption"].startswith("F6 G6 –")
    by_bot = [each for each in await group.messages() if each["from"]["id"] == group.bot]
    assert [each["message_id"] for each in by_bot] == [
        each["message_id"] for each in (preview, cutout, last)
    ]


async def test_a_reply_to_a_preview_that_ends_in_a_cell_is_cut_or_told_what_is_not_understood(
    sandbox: Sandbox, ada: Person, group: Group, at_bot: str
) -> None:
    _, preview = await previewed(sandbox, ada, group, at_bot)
    said = await ada.say("C4D5E6", reply_to=preview)
    assert "I don't see a place" in (await group.next_message(after=said))["text"]
    for words in ("the dog in F6", "강아지 F6!"):
        said = await ada.say(words, reply_to=preview)
        assert (await group.next_message(after=said))["caption"].startswith("F6 –")


@pytest.mark.parametrize("words", ["remove the background", "배경 제거해줘", "cut out the dog"])
async def test_in_a_group_the_main_thing_is_cut_if_the_bot_is_asked(
    sandbox: Sandbox, ada: Person, group: Group, at_bot: str, words: str
) -> None:
    photo, preview = await previewed(sandbox, ada, group, at_bot)
    await ada.say(words, in_=group)  # to nobody
    replied = await group.next_message(after=await ada.say(words, reply_to=preview))
    asked = await ada.say(f"/cut{at_bot} {words}", reply_to=photo)
    named = await group.next_message(after=asked)
    assert await ada.download(replied) == await ada.download(named)
    by_bot = [each for each in await group.messages() if each["from"]["id"] == group.bot]
    assert len(by_bot) == 3


@pytest.mark.parametrize(
    "words", ["remove bg", "누끼 따줘", "이거 잘라 주세요", "Cut out the person, please!"]
)
async def test_words_for_the_main_thing_do_what_its_button_does(
    ada: Person, words: str
) -> None:
    await preview_of(ada, ball_file())
    typed = await cut(ada, words)
    replied = await cut(ada, words, reply_to=await preview_of(ada, ball_file()))
    captioned = await ada.next_message(after=await ada.send_photo(ball_file(), caption=words))
    button = await pressed(ada, await preview_of(ada, ball_file()), "🎯 The main thing")
    for each in (typed, replied, captioned):
        assert await ada.download(each) == await ada.download(button)
    white = await cut(ada, "white", reply_to=typed)
    clear = await cut(ada, "remove the background")  # the newest cutout's
    assert await ada.download(clear) == await ada.download(typed)
    assert clear["caption"] == white["caption"]


async def test_where_nothing_is_cut_out_a_list_is_not_taken_for_what_to_cut(
    ada: Person,
) -> None:
    preview = await preview_of(ada, ball_file())
    for words in ("A1, B2 빼줘", "remove A1", "remove A1, B2", "A1 is too much", "A1, B2 weg"):
        said = await answer(ada, words, reply_to=preview)
        assert "every place is taken away" in said["text"], words
    for words in ("remove A1, keep F6", "F6 instead of A1", "without A1, B2, but F6"):
        assert "F6 -A1" in (await cut(ada, words, reply_to=preview))["caption"], words


async def test_greetings_and_calls_for_help_are_answered_with_what_to_do(ada: Person) -> None:
    for _ in range(3):  # without a photo, with a preview, with a cutout
        for words in ("hi", "Hello!", "안녕하세요", "👋"):
            assert "I cut things out of photos" in (await answer(ada, words))["text"], words
        for words in ("help", "what can you do?", "도와줘"):
            assert "a cell of the grid" in (await answer(ada, words))["text"], words
        if not any("photo" in each for each in await ada.messages()):
            await preview_of(ada, ball_file())
        else:
            await cut(ada, "F6")
    assert "I don't see a place" not in str([each.get("text") for each in await ada.messages()])


@pytest.mark.parametrize("words", ["thanks", "hi", "help"])
async def test_an_edit_of_talk_is_answered(ada: Person, words: str) -> None:
    await preview_of(ada, ball_file())
    said = await ada.say(words)
    answered = await ada.next_message(after=said)
    await ada.edit(said, "F6")
    assert (await ada.next_message(after=answered))["caption"].startswith("F6 –")


async def test_a_sticker_is_asked_for_in_words(ada: Person, result: Json) -> None:
    assert "sticker" in await answer(ada, "sticker")
    assert "sticker" in await answer(ada, "스티커 만들어줘", reply_to=result)
    preview = await preview_of(ada, ball_file())
    cutout = await answer(ada, "make a sticker", reply_to=preview)
    assert "Sticker" in labels(cutout)


async def test_a_mistyped_wish_for_a_sticker_is_corrected_by_an_edit(
    ada: Person, result: Json
) -> None:
    said = await ada.say("stikker", reply_to=result)
    refused = await ada.next_message(after=said)
    await ada.edit(said, "sticker")
    assert "sticker" in await ada.next_message(after=refused)


async def test_in_a_group_orders_in_reply_to_a_cutout_are_followed(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    cutout = await group.next_message(after=await ada.say(f"/cut{at_bot} F6", reply_to=photo))
    white = await group.next_message(after=await bob.say("white", reply_to=cutout))
    clear = await group.next_message(after=await bob.say("투명", reply_to=white))
    assert await ada.download(clear) == await ada.download(cutout)
    for order in ("bigger", "smaller"):
        answered = await group.next_message(after=await bob.say(order, reply_to=clear))
        assert "document" in answered or "no other size" in answered["text"]


async def test_a_mistyped_answer_in_a_group_is_corrected_by_an_edit(
    ada: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    cutout = await group.next_message(after=await ada.say(f"/cut{at_bot} F6", reply_to=photo))
    typo = await ada.say("the dog in G6", reply_to=cutout)
    await ada.edit(typo, "G6")
    better = await group.next_message(after=typo)
    assert better["caption"].startswith("F6 G6 –")


async def test_an_edit_without_a_reply_goes_on_from_what_the_first_version_went_on_from(
    ada: Person, result: Json
) -> None:
    words = await ada.say("remove A1")
    less = await ada.next_message(after=words)
    assert less["caption"].startswith("F6 -A1 –")
    for to, caption in (
        ("remove A2", "F6 -A2 –"),
        ("remove A1, B2", "F6 -A1 -B2 –"),
        ("+ C3", "F6 + C3 –"),
        ("G6", "G6 –"),
    ):
        await ada.edit(words, to)
        assert await captioned(ada, caption) == less["message_id"], to


async def test_an_edited_order_is_about_what_it_was_about_at_first(ada: Person) -> None:
    cutout, order = await resizable(ada)
    points = cutout["caption"].partition(" –")[0]
    words = await ada.say("+ L1")
    number = (await ada.next_message(after=words))["message_id"]
    await cut(ada, "C3")  # is shown later, and not meant
    for edited in (order, f"{order} please", "white", order):
        await ada.edit(words, edited)
    resized = await ada.download(await cut(ada, order, reply_to=cutout))

    def mended(found: list[Json]) -> Json | None:
        return next((m for m in found if m["message_id"] == number), None)

    shown = await ada.wait_for(mended)
    assert shown["caption"].startswith(f"{points} –")
    assert await ada.download(shown) == resized
    await ada.edit(words, "undo")
    await ada.wait_for(lambda found: "photo" in (mended(found) or {}))


async def test_the_first_version_of_an_edit_may_have_been_no_answer(
    ada: Person, result: Json
) -> None:
    for wrong, right, caption in (
        ("Z99", "G6", "G6 –"),
        ("the ball in the middle", "F7", "F7 –"),
        ("-Z9", "-A1", "F7 -A1 –"),
        ("make it blakc", "black", "F7 -A1 –"),
    ):
        words = await ada.say(wrong)
        refusal = await ada.next_message(after=words)
        await ada.edit(words, right)
        corrected = await ada.next_message(after=refusal)
        assert corrected["caption"].startswith(caption), right
    assert (await pixels_of(ada, corrected))[0, 0].tolist() == [0, 0, 0, 255]


async def captioned(person: Person, start: str) -> int:
    """The number of the message whose caption starts like this."""
    message = await person.wait_for(
        lambda found: next((m for m in found if m.get("caption", "").startswith(start)), None)
    )
    return int(message["message_id"])


async def test_an_edited_color_is_behind_the_same_cutout(ada: Person, result: Json) -> None:
    words = await ada.say("white")
    white = await ada.next_message(after=words)
    file = white["document"]["file_id"]
    await ada.edit(words, "black")
    black = await ada.wait_for(
        lambda found: next(
            (
                each
                for each in found
                if each["message_id"] == white["message_id"]
                and each["document"]["file_id"] != file
            ),
            None,
        )
    )
    assert (await pixels_of(ada, black))[0, 0].tolist() == [0, 0, 0, 255]


async def test_corners_in_words_are_a_box(ada: Person) -> None:
    await preview_of(ada, ball_file())
    boxed = await ada.download(await cut(ada, "D3:H9"))
    for words in ("D3H9", "D3 to H9", "from d3 to h9", "D3에서 H9까지", "D3 → H9"):
        assert await ada.download(await cut(ada, words)) == boxed, words
