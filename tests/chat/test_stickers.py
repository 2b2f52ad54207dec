"""Stickers and packs, in groups and alone."""

import asyncio
import threading
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from telegram import Bot, InputSticker
from telegram.constants import StickerFormat

from removerbot.chat.handlers import stickers
from removerbot.editing.packs import SET_LIMIT
from removerbot.imaging.sticker import Drawn, as_png
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from telegram_sandbox.sticker_sets import check_emoji
from tests.chat.conftest import (
    TOKEN,
    Start,
    ball_file,
    cut,
    cut_ball,
    name_of_bot,
    pixels_of,
    shown_in,
    sticker_file,
)

FAMILY, FLAG = "👨‍👩‍👧‍👦", "🇰🇷"


async def cutout_in(group: Group, person: Person, at_bot: str, place: str = "F6") -> Json:
    photo = await person.send_photo(ball_file(), in_=group)
    return await group.next_message(
        after=await person.say(f"/cut{at_bot} {place}", reply_to=photo)
    )


async def sticker_of(person: Person, cutout: Json, chat: Group | Person) -> Json:
    await person.press(cutout, "Sticker")
    newest = (await chat.messages())[-1]
    assert "sticker" in newest, newest
    return newest


async def dressed(person: Person, sticker: Json, chat: Group | Person, *labels: str) -> Json:
    """The sticker after these buttons of its outline have been pressed."""
    await person.press(sticker, "🎨 Outline")
    for label in labels:
        sticker = await now(chat, sticker)
        await person.press(sticker, label)
        sticker = (await chat.messages())[-1]
    await person.press(sticker, "← Back")
    return await now(chat, sticker)


async def now(chat: Group | Person, message: Json) -> Json:
    messages = await chat.messages()
    return next(each for each in messages if each["message_id"] == message["message_id"])


def buttons(message: Json) -> list[str]:
    return [
        button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row
    ]


async def sets_of(client: SandboxClient) -> list[Json]:
    """The sets that the bot made."""
    ending = f"_by_{(await client.bot())['username']}"
    return [each for each in await client.sticker_sets() if each["name"].endswith(ending)]


async def owning(client: SandboxClient, person: Person) -> None:
    """Let a person have started the bot."""
    await person.next_message(after=await person.say("/start"))


async def test_the_button_under_a_cutout_makes_a_sticker_of_it(ada: Person) -> None:
    sticker = await sticker_of(ada, await cut_ball(ada), ada)
    data = await ada.download(sticker)
    assert len(data) < 256_000
    with Image.open(BytesIO(data)) as image:
        assert image.format == "WEBP"
        assert max(image.size) == 512
    rgba = await pixels_of(ada, sticker)
    assert rgba[256, 256, 0] > 180
    assert not rgba[0, :, 3].any()
    assert rgba[256, 11].min() > 250  # the outline


async def test_the_style_is_chosen_by_buttons_and_remembered(ada: Person) -> None:
    cutout = await cut_ball(ada)
    sticker = await dressed(ada, await sticker_of(ada, cutout, ada), ada, "⚫", "Thick")
    assert (await pixels_of(ada, sticker))[256, 12, :3].max() < 20
    stickers = [each for each in await ada.messages() if "sticker" in each]
    assert len(stickers) == 1  # each took the place of the one before
    another = await sticker_of(ada, await cut(ada, "G6"), ada)
    assert (await pixels_of(ada, another))[256, 12, :3].max() < 20


async def test_a_colour_is_typed(ada: Person) -> None:
    cutout = await cut_ball(ada)
    sticker = await ada.next_message(after=await ada.say("/sticker #0080ff", reply_to=cutout))
    assert (
        np.abs((await pixels_of(ada, sticker))[256, 9, :3].astype(int) - (0, 128, 255)).max()
        < 12
    )


async def test_as_file_gives_webp_and_png(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    encoding = list[int]()

    def noting(sticker: Drawn) -> bytes:
        encoding.append(threading.get_ident())
        return as_png(sticker)

    monkeypatch.setattr(stickers, "as_png", noting)
    sticker = await sticker_of(ada, await cut_ball(ada), ada)
    await ada.press(sticker, "As file")
    assert len(encoding) == 1
    assert encoding != [threading.get_ident()]  # the event loop does not wait for it
    webp, png = (await ada.messages())[-2:]
    assert webp["document"]["mime_type"] == "image/webp"
    assert png["document"]["mime_type"] == "image/png"
    assert (await pixels_of(ada, png)).shape == (await pixels_of(ada, sticker)).shape


async def test_in_a_private_chat_the_pack_is_ones_own(
    client: SandboxClient, ada: Person
) -> None:
    sticker = await sticker_of(ada, await cut_ball(ada), ada)
    assert await ada.press(sticker, "➕ Add to pack") == {
        "text": "It is in the pack “Ada” now."
    }
    [made] = await sets_of(client)
    assert made["title"] == "Ada"
    assert made["name"].startswith("ada_")
    listed = await ada.next_message(after=await ada.say("/pack"))
    assert f"t.me/addstickers/{made['name']}" in listed["text"]
    assert "1 sticker\n" in listed["text"]


async def test_two_people_fill_a_pack_take_one_out_and_add_another_across_a_restart(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada, bob = await sandbox_client.person("Ada"), await sandbox_client.person("Bob")
    group = await sandbox_client.group("Cat Lovers", ada, bob)
    at_bot = await name_of_bot(sandbox_client)
    async with start():
        photo = await ada.send_photo(ball_file(), in_=group)
        preview = await group.next_message(after=await bob.say(f"/cut{at_bot}", reply_to=photo))
        cutout = await group.next_message(after=await ada.say("F6", reply_to=preview))
        white = await sticker_of(ada, cutout, group)

        refused = await ada.press(white, "➕ Add to pack")
        assert refused
        assert "Telegram wants the pack to belong" in refused["text"]
        began = await ada.follow(await now(group, white), "Start me, and come back")
        added = await ada.next_message(after=began)
        assert "It is in the pack “Cat Lovers” now" in added["text"]
        assert "Open pack" in buttons(await now(group, white))

        black = await dressed(bob, await sticker_of(bob, cutout, group), group, "⚫")
        assert await bob.press(black, "➕ Add to pack") == {
            "text": "It is in the pack “Cat Lovers” now."
        }
    async with start():
        plain = await dressed(
            ada, await sticker_of(ada, cutout, group), group, "No outline", "Add shadow"
        )
        await ada.press(plain, "➕ Add to pack")
        [made] = await sets_of(sandbox_client)
        assert made["title"] == "Cat Lovers"
        assert len(made["stickers"]) == 3

        # Bob may not take out what Ada added; Ada, the group's creator, may.
        shared = await bob.send_sticker(made["stickers"][0], in_=group)
        refused = await group.next_message(
            after=await bob.say(f"/remove{at_bot}", reply_to=shared)
        )
        assert "Only the person who added" in refused["text"]
        removed = await group.next_message(
            after=await ada.say(f"/remove{at_bot}", reply_to=shared)
        )
        assert "Taken out" in removed["text"]

        blue = await dressed(bob, await sticker_of(bob, cutout, group), group, "🔵")
        await bob.press(blue, "➕ Add to pack")
        [made] = await sets_of(sandbox_client)
        assert len(made["stickers"]) == 3


async def added_in(group: Group, person: Person, at_bot: str) -> Json:
    """A sticker in the pack of a group."""
    sticker = await sticker_of(person, await cutout_in(group, person, at_bot), group)
    answer = await person.press(sticker, "➕ Add to pack")
    assert answer
    assert "It is in" in answer["text"], answer
    return await now(group, sticker)


async def test_what_was_just_added_can_be_taken_out(
    client: SandboxClient, ada: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    sticker = await added_in(group, ada, at_bot)
    await ada.press(sticker, "↩ Take out")
    assert (await sets_of(client))[0]["stickers"] == []
    assert "➕ Add to pack" in buttons(await now(group, sticker))
    await ada.press(await now(group, sticker), "➕ Add to pack")
    assert len((await sets_of(client))[0]["stickers"]) == 1


async def test_the_same_sticker_is_not_added_twice(
    client: SandboxClient, ada: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    sticker = await sticker_of(ada, await cutout_in(group, ada, at_bot), group)
    answers = await asyncio.gather(*(ada.press(sticker, "➕ Add to pack") for _ in range(3)))
    assert sorted("already" in (answer or {}).get("text", "") for answer in answers) == [
        False,
        True,
        True,
    ]
    assert len((await sets_of(client))[0]["stickers"]) == 1


async def test_two_people_who_add_at_once_share_one_pack(
    client: SandboxClient, ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    await owning(client, bob)
    one = await sticker_of(ada, await cutout_in(group, ada, at_bot, "F6"), group)
    other = await sticker_of(bob, await cutout_in(group, bob, at_bot, "F5"), group)
    await asyncio.gather(ada.press(one, "➕ Add to pack"), bob.press(other, "➕ Add to pack"))
    [made] = await sets_of(client)
    assert len(made["stickers"]) == 2
    # Each knows its own sticker.
    await ada.press(await now(group, one), "↩ Take out")
    [made] = await sets_of(client)
    assert len(made["stickers"]) == 1
    await bob.press(await now(group, other), "↩ Take out")
    assert (await sets_of(client))[0]["stickers"] == []


@pytest.mark.parametrize("method", ["getStickerSet", "createNewStickerSet"])
async def test_a_pack_that_has_to_wait_keeps_nothing_else_waiting(
    sandbox: Sandbox, client: SandboxClient, ada: Person, bob: Person, method: str
) -> None:
    await owning(client, ada)
    group = await client.group("Hurry", ada)
    cutout = await cutout_in(group, ada, await name_of_bot(client))
    sticker = await sticker_of(ada, cutout, group)
    own = await sticker_of(bob, await cut_ball(bob), bob)
    sandbox.faults.plan(method, Fault(429, retry_after=600))
    waiting = asyncio.create_task(ada.press(sticker, "➕ Add to pack", within=60))
    assert await sandbox.faults.called(method)
    answer = await bob.press(own, "➕ Add to pack", within=10)
    assert answer == {"text": "It is in the pack “Bob” now."}
    assert "document" in await cut_ball(ada)
    assert not waiting.done()
    waiting.cancel()


async def test_a_pack_deleted_in_telegram_is_followed_by_a_new_one(
    client: SandboxClient, ada: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    first = await added_in(group, ada, at_bot)
    [made] = await sets_of(client)
    await client.delete_sticker_set(made["name"])
    listed = await group.next_message(after=await ada.say(f"/pack{at_bot}", in_=group))
    assert "no pack here yet" in listed["text"]
    refused = await ada.press(first, "↩ Take out")
    assert refused
    assert "no pack" in refused["text"]
    assert "➕ Add to pack" in buttons(await now(group, first))
    await ada.press(await now(group, first), "➕ Add to pack")
    [another] = await sets_of(client)
    assert another["name"] != made["name"]


async def test_a_sticker_deleted_in_telegram_can_be_added_again(
    client: SandboxClient, ada: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    cutout = await cutout_in(group, ada, at_bot)
    first = await sticker_of(ada, cutout, group)
    await ada.press(first, "➕ Add to pack")
    [made] = await sets_of(client)
    await client.delete_sticker(made["stickers"][0])
    again = await sticker_of(ada, cutout, group)
    assert await ada.press(again, "➕ Add to pack") == {
        "text": "It is in the pack “Cat Lovers” now."
    }


async def test_when_the_owner_has_blocked_the_bot_who_adds_opens_the_next_pack(
    client: SandboxClient, ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    await added_in(group, ada, at_bot)
    await ada.block_bot()
    sticker = await sticker_of(bob, await cutout_in(group, bob, at_bot), group)
    refused = await bob.press(sticker, "➕ Add to pack")
    assert refused
    assert "belong to a person who has started me" in refused["text"]
    began = await bob.follow(await now(group, sticker), "Start me, and come back")
    added = await bob.next_message(after=began)
    assert "It is in the pack “Cat Lovers 2” now" in added["text"]
    assert [len(each["stickers"]) for each in await sets_of(client)] == [1, 1]


async def test_admins_can_keep_the_pack_to_themselves_and_rename_it(
    client: SandboxClient, ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    await owning(client, bob)
    settings = await group.next_message(after=await ada.say(f"/settings{at_bot}", in_=group))
    await ada.press(settings, "Everyone may add to the pack")
    sticker = await sticker_of(bob, await cutout_in(group, bob, at_bot), group)
    refused = await bob.press(sticker, "➕ Add to pack")
    assert refused
    assert "Only the admins" in refused["text"]
    none = await group.next_message(after=await ada.say(f"/pack{at_bot} Dogs", in_=group))
    assert "no pack here yet" in none["text"]
    await ada.press(sticker, "➕ Add to pack")

    for person, said, part in (
        (bob, "Dogs", "Only the admins"),
        (ada, "\u3164", "would be invisible"),
        (ada, "Dogs", "called “Dogs” now"),
    ):
        asked = await person.say(f"/pack{at_bot} {said}", in_=group)
        assert part in (await group.next_message(after=asked))["text"]
    assert [each["title"] for each in await sets_of(client)] == ["Dogs"]


@pytest.mark.parametrize(
    "title", ["🐈🐈🐈", "x" * 255, "قطط جميلة", "\u200b\u3164\u2800", "_ 42 _"]
)
async def test_a_group_of_any_title_gets_a_pack(
    client: SandboxClient, ada: Person, at_bot: str, title: str
) -> None:
    await owning(client, ada)
    group = await client.group(title, ada)
    await added_in(group, ada, at_bot)
    [made] = await sets_of(client)
    assert 1 <= len(made["title"]) <= 64


@pytest.mark.parametrize(
    ("written", "emoji"),
    [("", "✂️"), ("😀", "😀"), (FAMILY, FAMILY), (FLAG, FLAG), ("1️⃣ 👍🏽", "1️⃣")],
)
async def test_emoji_are_typed_behind_the_command(
    client: SandboxClient, ada: Person, written: str, emoji: str
) -> None:
    sticker = await sticker_of(ada, await cut_ball(ada), ada)
    added = await ada.next_message(after=await ada.say(f"/sticker {written}", reply_to=sticker))
    assert "It is in the pack “Ada” now" in added["text"]
    [made] = await sets_of(client)
    assert made["stickers"][0]["emoji"] == emoji


async def test_a_reply_of_emoji_alone_changes_them_before_and_after_adding(
    client: SandboxClient, ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    sticker = await sticker_of(ada, await cutout_in(group, ada, at_bot), group)
    said = await group.next_message(after=await ada.say(FAMILY, reply_to=sticker))
    assert FAMILY in said["text"]
    await ada.press(sticker, "➕ Add to pack")
    assert (await sets_of(client))[0]["stickers"][0]["emoji"] == FAMILY
    await group.next_message(after=await ada.say(FLAG, reply_to=sticker))
    assert (await sets_of(client))[0]["stickers"][0]["emoji"] == FLAG
    refused = await group.next_message(after=await bob.say("😀", reply_to=sticker))
    assert "Only the person who added" in refused["text"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("cat", "write emoji"),
        (":)", "write emoji"),
        ("😀 #12", "write emoji"),
        ("".join(chr(0x1F600 + n) for n in range(21)), "20 emoji at most"),
    ],
)
async def test_what_is_no_emoji_is_explained(ada: Person, words: str, part: str) -> None:
    cutout = await cut_ball(ada)
    answer = await ada.next_message(after=await ada.say(f"/sticker {words}", reply_to=cutout))
    assert part in answer["text"]


async def test_an_emoji_that_telegram_refuses_is_changed_and_the_sticker_added(
    client: SandboxClient, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_cats(emoji: list[str]) -> None:
        check_emoji(["cat" if each == "🐈" else each for each in emoji])

    monkeypatch.setattr("telegram_sandbox.methods.sticker_sets.check_emoji", refuse_cats)
    sticker = await sticker_of(ada, await cut_ball(ada), ada)
    refused = await ada.next_message(after=await ada.say("/sticker 🐈", reply_to=sticker))
    assert "takes no sticker under that emoji" in refused["text"]
    await ada.next_message(after=await ada.say("🐈", reply_to=sticker))
    pressed = await ada.press(sticker, "➕ Add to pack")
    assert pressed
    assert "takes no sticker under that emoji" in pressed["text"]
    await ada.next_message(after=await ada.say("😀", reply_to=sticker))
    await ada.press(sticker, "➕ Add to pack")
    assert (await sets_of(client))[0]["stickers"][0]["emoji"] == "😀"
    refused = await ada.next_message(after=await ada.say("🐈", reply_to=sticker))
    assert "takes no sticker under that emoji" in refused["text"]
    assert (await sets_of(client))[0]["stickers"][0]["emoji"] == "😀"


async def test_the_command_does_the_obvious_with_what_it_replies_to(
    client: SandboxClient, ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    await owning(client, bob)

    async def answered(meant: Json | None, words: str = "") -> Json:
        asked = await bob.say(f"/sticker{at_bot} {words}", reply_to=meant, in_=group)
        return await group.next_message(after=asked)

    photo = await ada.send_photo(ball_file(), in_=group)
    preview = await answered(photo)
    assert "photo" in preview
    cutout = await group.next_message(after=await bob.say("F6", reply_to=preview))
    assert "sticker" in await answered(cutout)
    foreign = await ada.send_sticker(sticker_file(), in_=group)
    sticker = await answered(foreign, "🐈")
    rgba = await pixels_of(ada, sticker)
    assert rgba[256, 256, 3] == 255
    assert not (rgba[..., :3].min(axis=2)[rgba[..., 3] == 255] > 200).any()  # no outline
    assert "It is in the pack “Cat Lovers” now" in (await answered(sticker))["text"]
    for meant in (None, preview, await ada.say("words", in_=group)):
        refused = await answered(meant)
        assert "Reply" in refused["text"]


@pytest.mark.parametrize("command", ["/remove", "/sticker", "/cut"])
async def test_a_command_about_nothing_is_explained(ada: Person, command: str) -> None:
    assert "Reply" in (await ada.next_message(after=await ada.say(command)))["text"]


async def test_a_group_that_becomes_a_supergroup_keeps_its_pack_and_rules(
    client: SandboxClient, ada: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    await added_in(group, ada, at_bot)
    settings = await group.next_message(after=await ada.say(f"/settings{at_bot}", in_=group))
    await ada.press(settings, "Everyone may point at photos")
    supergroup = await group.migrate()
    asked = await ada.say(f"/settings{at_bot}", in_=supergroup)
    settings = await supergroup.next_message(after=asked)
    assert "Only who asked may point at a photo" in buttons(settings)
    await added_in(supergroup, ada, at_bot)
    [made] = await sets_of(client)
    assert len(made["stickers"]) == 2
    shared = await ada.send_sticker(made["stickers"][0], in_=supergroup)
    removed = await supergroup.next_message(
        after=await ada.say(f"/remove{at_bot}", reply_to=shared)
    )
    assert "Taken out" in removed["text"]


async def test_a_full_pack_is_followed_by_the_next(
    sandbox: Sandbox, client: SandboxClient, ada: Person, group: Group, at_bot: str
) -> None:
    await owning(client, ada)
    await added_in(group, ada, at_bot)
    [made] = await sets_of(client)
    cutout = await cutout_in(group, ada, at_bot)
    sticker = await sticker_of(ada, cutout, group)
    await fill(sandbox, made, ada)
    assert await ada.press(sticker, "➕ Add to pack") == {
        "text": "It is in the pack “Cat Lovers 2” now."
    }
    listed = await group.next_message(after=await ada.say(f"/pack{at_bot}", in_=group))
    assert "120 stickers" in listed["text"]
    assert listed["text"].count("t.me/addstickers/") == 2


async def fill(sandbox: Sandbox, made: Json, owner: Person) -> None:
    """Add stickers until no more go in."""
    sticker = InputSticker(sticker_file(), ["😀"], StickerFormat.STATIC)
    async with Bot(TOKEN, f"{sandbox.url}/bot") as bot:
        for _ in range(SET_LIMIT - len(made["stickers"])):
            await bot.add_sticker_to_set(owner.id, made["name"], sticker)


async def test_a_stickers_link_names_no_other_persons_sticker(ada: Person) -> None:
    answer = await ada.next_message(after=await ada.say("/start add-AAAAAAAAAAAAAAAA"))
    assert "put away" in answer["text"]


async def test_korean_people_read_korean(client: SandboxClient) -> None:
    kim = await client.person("Kim", "ko")
    cutout = await cut_ball(kim)
    await kim.press(cutout, "스티커")
    sticker = (await kim.messages())[-1]
    assert await kim.press(sticker, "➕ 팩에 넣기") == {"text": "‘Kim’ 팩에 넣었어요."}
    assert "팩 열기" in buttons(await shown_in(kim, sticker))
