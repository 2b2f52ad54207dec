"""Stickers and sticker sets, under Telegram's rules."""

import os
from collections.abc import Awaitable
from typing import Any

import pytest
from telegram import Bot, InputSticker, Sticker
from telegram.error import BadRequest, Forbidden

from telegram_sandbox.client import Person, SandboxClient, SandboxError
from telegram_sandbox.emoji import is_emoji
from tests.telegram_sandbox.pictures import ANIMATED, VIDEO, disc_png, opened, sticker

ENDING = "_by_sandbox_bot"
NAME = f"picnic{ENDING}"


def new(data: bytes | str | None = None, *emoji: str, kind: str = "static") -> InputSticker:
    return InputSticker(data or sticker(), emoji or ("😀",), kind)


@pytest.fixture
async def pack(bot: Bot, ann: Person) -> str:
    """The name of a set with two stickers."""
    await bot.create_new_sticker_set(ann.id, NAME, "Picnic", [new(), new()])
    return NAME


async def refusal(attempt: Awaitable[object]) -> str:
    """The error's text in lower case: python-telegram-bot changes the case of some words."""
    with pytest.raises(BadRequest) as refused:
        await attempt
    return refused.value.message.lower()


async def stickers(bot: Bot, name: str = NAME) -> tuple[Sticker, ...]:
    return (await bot.get_sticker_set(name)).stickers


async def test_a_webp_of_a_stickers_size_arrives_as_a_sticker(bot: Bot, ann: Person) -> None:
    sent = await bot.send_sticker(ann.id, sticker(), emoji="🍓")

    assert sent.sticker
    assert (sent.sticker.width, sent.sticker.height) == (512, 400)
    assert (sent.sticker.emoji, sent.sticker.set_name) == ("🍓", None)
    assert sent.sticker.thumbnail
    assert (sent.sticker.thumbnail.width, sent.sticker.thumbnail.height) == (128, 100)
    again = await bot.send_sticker(ann.id, sent.sticker.file_id)
    assert again.sticker == sent.sticker
    assert opened(await ann.download(await ann.next_message())).format == "WEBP"


@pytest.mark.parametrize(
    ("data", "becomes"),
    [
        (sticker(), "sticker"),
        (sticker(512, 512), "sticker"),
        (sticker(500, 500), "document"),
        (sticker(513, 512), "document"),
        (sticker(kind="PNG"), "document"),
        (ANIMATED, "sticker"),
        (VIDEO, "document"),
    ],
    ids=["webp", "square", "small", "large", "png", "animated", "video"],
)
async def test_files_of_bots_and_people_become_what_telegram_takes_them_for(
    bot: Bot, ann: Person, data: bytes, becomes: str
) -> None:
    sent = [
        await bot.send_sticker(ann.id, data),
        await bot.send_document(ann.id, data, filename="x.webp"),
    ]
    assert [becomes in message.to_dict() for message in sent] == [True, True]
    assert becomes in await ann.send_photo(data, as_file=True)


async def test_a_webp_stays_a_document_if_its_type_is_not_to_be_detected(
    bot: Bot, ann: Person
) -> None:
    data = sticker()
    sent = await bot.send_document(
        ann.id, data, filename="x.webp", disable_content_type_detection=True
    )
    assert sent.document
    assert await ann.download(await ann.next_message()) == data


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (sticker(300, 200), (False, False)),
        (ANIMATED, (True, False)),
        (VIDEO, (False, True)),
    ],
    ids=["static", "animated", "video"],
)
async def test_people_send_stickers_of_every_kind(
    bot: Bot, ann: Person, data: bytes, kind: tuple[bool, bool]
) -> None:
    await ann.send_sticker(data, emoji="🐟")
    message = (await bot.get_updates())[-1].message

    assert message
    assert message.sticker
    assert (message.sticker.is_animated, message.sticker.is_video) == kind
    assert message.sticker.emoji == "🐟"
    with pytest.raises(SandboxError, match="no sticker"):
        await ann.send_sticker(b"text")


async def test_a_sticker_of_a_set_tells_its_set_when_a_person_sends_it(
    bot: Bot, people: SandboxClient, ann: Person, pack: str
) -> None:
    [first, _] = (await people.sticker_set(pack))["stickers"]
    await ann.send_sticker(first)
    message = (await bot.get_updates())[-1].message

    assert message
    assert message.sticker
    assert message.sticker.set_name == pack
    assert message.sticker.file_unique_id == first["file_unique_id"]


async def test_a_set_grows_changes_and_shrinks(bot: Bot, ann: Person, pack: str) -> None:
    await bot.add_sticker_to_set(ann.id, pack, new(sticker(kind="PNG"), "🍎", "🍏"))
    third = (await stickers(bot))[2]
    assert third.emoji == "🍎"
    file = await bot.get_file(third)
    assert opened(bytes(await file.download_as_bytearray())).format == "WEBP"

    await bot.set_sticker_position_in_set(third.file_id, 0)
    await bot.set_sticker_emoji_list(third.file_id, ["🥝"])
    [moved, *_] = await stickers(bot)
    assert (moved.file_id, moved.emoji) == (third.file_id, "🥝")

    await bot.replace_sticker_in_set(ann.id, pack, moved.file_id, new(sticker(100, 512)))
    [replaced, *rest] = await stickers(bot)
    assert (replaced.width, replaced.height) == (100, 512)
    for one in rest:
        await bot.delete_sticker_from_set(one.file_id)
    assert await stickers(bot) == (replaced,)
    await bot.set_sticker_set_title(pack, "Fruit")
    assert (await bot.get_sticker_set(pack.upper())).title == "Fruit"


async def test_the_same_image_twice_is_two_stickers(bot: Bot, pack: str) -> None:
    first, second = await stickers(bot)
    assert first.file_unique_id != second.file_unique_id


async def test_a_sticker_can_be_uploaded_first_or_taken_from_a_message(
    bot: Bot, ann: Person, pack: str
) -> None:
    uploaded = await bot.upload_sticker_file(ann.id, sticker(), "static")
    sent = await bot.send_sticker(ann.id, sticker())
    document = await bot.send_document(ann.id, sticker(kind="PNG"), filename="x.png")
    photo = await bot.send_photo(ann.id, disc_png())
    assert sent.sticker
    assert document.document
    for file_id in (uploaded.file_id, sent.sticker.file_id, document.document.file_id):
        await bot.add_sticker_to_set(ann.id, pack, new(file_id))

    assert len(await stickers(bot)) == 5
    from_photo = bot.add_sticker_to_set(ann.id, pack, new(photo.photo[-1].file_id))
    assert await refusal(from_photo) == "can't use file of type photo as sticker"


async def test_a_deleted_set_is_gone_and_its_name_is_not_free_at_once(
    bot: Bot, ann: Person, pack: str
) -> None:
    await bot.delete_sticker_set(pack)

    assert "stickerset_invalid" in await refusal(bot.get_sticker_set(pack))
    with pytest.raises(BadRequest, match="name is already occupied"):
        await bot.create_new_sticker_set(ann.id, pack, "Again", [new()])


async def test_what_the_owner_takes_away_is_gone_for_the_bot(
    bot: Bot, people: SandboxClient, ann: Person, pack: str
) -> None:
    [first, second] = (await people.sticker_set(pack))["stickers"]
    await people.delete_sticker(first)
    assert [one.file_id for one in await stickers(bot)] == [second["file_id"]]
    assert "sticker_invalid" in await refusal(bot.delete_sticker_from_set(first["file_id"]))

    await people.delete_sticker_set(pack)
    assert "stickerset_invalid" in await refusal(bot.add_sticker_to_set(ann.id, pack, new()))


async def test_sets_that_the_bot_did_not_make_cannot_be_changed(
    bot: Bot, people: SandboxClient, ann: Person
) -> None:
    foreign = await people.foreign_set(ann, "Fish", "Fish", [sticker(), ANIMATED])
    file_id = foreign["stickers"][0]["file_id"]

    assert len(await stickers(bot, "Fish")) == 2
    for attempt in (
        bot.add_sticker_to_set(ann.id, "Fish", new()),
        bot.delete_sticker_from_set(file_id),
        bot.set_sticker_set_title("Fish", "Mine"),
        bot.delete_sticker_set("Fish"),
    ):
        assert "stickerset_invalid" in await refusal(attempt)


async def test_a_set_belongs_to_a_person_who_started_the_bot(
    bot: Bot, people: SandboxClient, ann: Person, pack: str
) -> None:
    ben = await people.person("Ben")
    for owner, why in ((ben.id, "peer_id_invalid"), (999, "user not found")):
        assert why in await refusal(
            bot.create_new_sticker_set(owner, f"x{ENDING}", "X", [new()])
        )
    await ben.say("/start")
    assert "stickerset_invalid" in await refusal(bot.add_sticker_to_set(ben.id, pack, new()))
    await ann.block_bot()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.add_sticker_to_set(ann.id, pack, new())


async def test_a_set_holds_120_stickers(bot: Bot, ann: Person, pack: str) -> None:
    file = await bot.upload_sticker_file(ann.id, sticker(512, 8), "static")
    for _ in range(118):
        await bot.add_sticker_to_set(ann.id, pack, new(file.file_id))
    assert "stickers_too_much" in await refusal(bot.add_sticker_to_set(ann.id, pack, new()))
    assert len(await stickers(bot)) == 120


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("picnic", "invalid sticker set name"),
        (f"1picnic{ENDING}", "invalid sticker set name"),
        (f"_picnic{ENDING}", "invalid sticker set name"),
        (f"pic__nic{ENDING}", "invalid sticker set name"),
        (f"pic-nic{ENDING}", "invalid sticker set name"),
        (f"소풍{ENDING}", "invalid sticker set name"),
        ("x" * (65 - len(ENDING)) + ENDING, "invalid sticker set name"),
        (NAME.upper(), "sticker set name is already occupied"),
    ],
)
async def test_names_are_refused_with_a_reason(
    bot: Bot, ann: Person, pack: str, name: str, why: str
) -> None:
    assert why in await refusal(bot.create_new_sticker_set(ann.id, name, "Picnic", [new()]))


async def test_names_and_titles_at_the_limits_are_taken(bot: Bot, ann: Person) -> None:
    name = "x" * (64 - len(ENDING)) + ENDING.upper()
    assert len(name) == 64
    assert await bot.create_new_sticker_set(ann.id, name, "소" * 64, [new()])


CREATION: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "pack_title_invalid"),
    ({"title": "x" * 65}, "pack_title_invalid"),
    ({"stickers": []}, "stickers_empty"),
    ({"stickers": [new(sticker(512, 8))] * 51}, "stickers_too_much"),
    ({"stickers": [new(sticker(511, 500))]}, "sticker_png_dimensions"),
    ({"stickers": [new(sticker(513, 512))]}, "sticker_png_dimensions"),
    ({"stickers": [new(b"text")]}, "sticker_png_nopng"),
    ({"stickers": [new(ANIMATED)]}, "sticker_png_nopng"),
    ({"stickers": [new(kind="animated")]}, "sticker_tgs_notgs"),
    ({"stickers": [new(kind="video")]}, "sticker_video_nowebm"),
    ({"stickers": [new(os.urandom(512 * 1024 + 1))]}, "too big for a sticker"),
    ({"stickers": [new(None, *["😀"] * 21)]}, "invalid sticker emojis"),
    ({"stickers": [new(None, "x")]}, "invalid sticker emojis"),
    ({"stickers": [new(None, "😀😀")]}, "invalid sticker emojis"),
    ({"stickers": [InputSticker(sticker(), [], "static")]}, "emoji_list"),
]


@pytest.mark.parametrize(("changed", "why"), CREATION, ids=range(len(CREATION)))
async def test_sets_are_refused_with_a_reason(
    bot: Bot, ann: Person, changed: dict[str, Any], why: str
) -> None:
    values = {"title": "Picnic", "stickers": [new()]} | changed
    assert why in await refusal(bot.create_new_sticker_set(ann.id, NAME, **values))
    assert "stickerset_invalid" in await refusal(bot.get_sticker_set(NAME))


@pytest.mark.parametrize(
    "text",
    ["😀", "❤", "❤️", "👍🏽", "🇰🇷", "1️⃣", "#⃣", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩🏿‍🚀", "🫶", "☺️", "©"],
)
def test_one_emoji_is_one_however_many_code_points_it_has(text: str) -> None:
    assert is_emoji(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "1", "#", "😀😀", "😀 ", "🇰", "🇰🇷🇰", "👍🏽🏽", "👨‍", "‍👧", "→", "가", ":)"],
)
def test_what_is_not_one_emoji_is_none(text: str) -> None:
    assert not is_emoji(text)
