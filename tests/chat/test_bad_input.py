"""Bad input gets a short answer that says what to do, and the photo stays ready."""

import asyncio
import io
import struct
import zipfile
import zlib

import numpy as np
import pytest

from telegram_sandbox.client import Person
from tests.chat.conftest import ball_file, image_file, scene
from tests.imaging.test_containers import raw_with_preview


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("what a day", "Write a cell"),
        ("😀", "Write a cell"),
        ("-5,10", "every place is taken away"),
        ("1e9,3", "Write a cell"),
        ("?" * 4096, "Write a cell"),
        ("1 " * 2048, "more than 100 points"),
        ("Z99", "Z99 is outside the photo. Cells go up to L9, pixels up to 639,479."),
        ("640,0", "640,0 is outside"),
        ("C4 -C4", "every place is taken away"),
        ("C4 " * 200, "more than 100 points"),
        ("100,80:100,80", "Write a cell"),
        ("0,0:640,480", "640,480 is outside"),
        ("zoom", "Write a cell"),
        ("zoom Z99", "Z99 is outside"),
    ],
)
async def test_an_odd_reply_is_answered_and_the_next_one_cuts(
    ada: Person, words: str, answer: str
) -> None:
    photo = await ada.send_photo(ball_file())
    preview = await ada.next_message(after=photo)
    said = await ada.say(words, reply_to=preview)
    refused = await ada.next_message(after=said)
    assert answer in refused["text"]
    # A reply to the refusal means the same photo.
    asked = await ada.say("F6", reply_to=refused)
    assert "document" in await ada.next_message(after=asked)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("480,360:160,120", id="a box upside down"),
        pytest.param("0,0:639,479", id="a box around the whole photo"),
        pytest.param("-F5 F5", id="the same cell taken away and then added"),
        pytest.param("320,240 " * 99, id="the same point 99 times"),
    ],
)
async def test_what_can_be_meant_is_cut_out(ada: Person, words: str) -> None:
    await ada.next_message(after=await ada.send_photo(ball_file()))
    answer = await ada.next_message(after=await ada.say(words))
    assert "document" in answer


@pytest.mark.parametrize("words", ["5,5", "0,0", "A1"])
async def test_a_thing_of_one_pixel_gets_an_answer(ada: Person, words: str) -> None:
    rgb = np.full((480, 640, 3), 90, np.uint8)
    rgb[5, 5] = 255
    await ada.next_message(after=await ada.send_photo(image_file(rgb)))
    answer = await ada.next_message(after=await ada.say(words))
    assert "document" in answer or "nothing to cut out" in answer["text"]


async def test_undo_with_nothing_to_undo_leaves_things_as_they_are(ada: Person) -> None:
    await ada.next_message(after=await ada.send_photo(ball_file()))
    result = await ada.next_message(after=await ada.say("F6"))
    await asyncio.gather(*(ada.press(result, "↩ Undo") for _ in range(3)))
    shown = next(
        message
        for message in await ada.messages()
        if message["message_id"] == result["message_id"]
    )
    assert shown["caption"].startswith("What shall I cut out?")
    assert "document" in await ada.next_message(after=await ada.say("F6"))


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("photo.jpg", b"not really")
    return file.getvalue()


def huge_header() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b""))


@pytest.mark.parametrize(
    ("name", "data", "answer"),
    [
        ("holiday.jpg", zipped(), "can't read that"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "can't read that"),
        ("empty.png", b"\0", "can't read that"),
        ("notes.pdf", b"%PDF-1.7", "can't read that"),
        ("broken.jpg", image_file(scene(), "JPEG")[:700], "damaged"),
        ("broken.png", ball_file()[:60], "damaged"),
        ("huge.png", huge_header(), "30,000 × 30,000 pixels; I can take up to 50 megapixels"),
        ("large.jpg", bytes(21 << 20), "21 MB; I can take up to 20 MB"),
    ],
)  # fmt: skip
async def test_a_file_that_cannot_be_used_is_answered_and_the_photo_before_it_stays(
    ada: Person, name: str, data: bytes, answer: str
) -> None:
    await ada.next_message(after=await ada.send_photo(ball_file()))
    bad = await ada.send_photo(data, as_file=True, name=name)
    assert answer in (await ada.next_message(after=bad))["text"]
    assert "document" in await ada.next_message(after=await ada.say("F6"))


async def test_a_photo_whose_file_ends_early_is_cut_and_the_answers_say_so(ada: Person) -> None:
    data = image_file(scene(), "JPEG")
    sent = await ada.send_photo(data[: len(data) * 3 // 4], as_file=True, name="cut-off.jpg")
    preview = await ada.next_message(after=sent)
    assert "file ends" in preview["caption"]
    cutout = await ada.next_message(after=await ada.say("320,240"))
    assert "document" in cutout
    assert "file ends" in cutout["caption"]
    sent = await ada.send_photo(data[:-2], as_file=True, name="nearly-whole.jpg")
    assert "file ends" not in (await ada.next_message(after=sent))["caption"]


async def test_a_raw_file_with_a_thumbnail_only_says_what_to_send(ada: Person) -> None:
    sent = await ada.send_photo(raw_with_preview((320, 240)), as_file=True, name="a.nef")
    assert "raw file" in (await ada.next_message(after=sent))["text"]
    sent = await ada.send_photo(raw_with_preview((900, 600)), as_file=True, name="a.nef")
    assert "photo" in await ada.next_message(after=sent)


async def test_a_file_just_below_the_limit_is_taken(ada: Person) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (2300, 3000, 3), np.uint8)
    data = image_file(rgb, compress_level=0)
    assert 19.5 < len(data) / (1 << 20) < 20
    sent = await ada.send_photo(data, as_file=True, name="noise.png")
    assert "photo" in await ada.next_message(after=sent)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 4000), (4000, 1), (3, 2)])
async def test_a_photo_of_an_odd_shape_is_shown_and_can_be_pointed_at(
    ada: Person, width: int, height: int
) -> None:
    data = image_file(scene(width=width, height=height))
    sent = await ada.send_photo(data, as_file=True, name="odd.png")
    assert "photo" in await ada.next_message(after=sent)
    answer = await ada.next_message(after=await ada.say("A1"))
    assert "document" in answer or "nothing to cut out" in answer["text"]


async def test_words_without_a_photo_are_answered_with_what_to_send(ada: Person) -> None:
    answer = await ada.next_message(after=await ada.say("C4"))
    assert "Send me a photo" in answer["text"]


async def test_a_reply_to_a_message_that_is_no_preview_is_answered(ada: Person) -> None:
    start = await ada.next_message(after=await ada.say("/start"))
    await ada.next_message(after=await ada.send_photo(ball_file()))
    answer = await ada.next_message(after=await ada.say("F6", reply_to=start))
    assert "which photo" in answer["text"]


async def test_a_photo_whose_preview_was_deleted_can_still_be_cut(ada: Person) -> None:
    preview = await ada.next_message(after=await ada.send_photo(ball_file()))
    await ada.delete(preview)
    assert "document" in await ada.next_message(after=await ada.say("F6"))
