"""In every language a photo becomes a sticker in a pack: by its words and buttons alone."""

import asyncio

from removerbot.i18n import Words, load_words, reply_words
from removerbot.imaging.color import read_named_color
from removerbot.segmentation.reply_words import ReplyWords
from telegram_sandbox.client import Json, Person, SandboxClient
from tests.chat.conftest import (
    ball_file,
    cut,
    labels,
    pixels_of,
    preview_of,
    shown_in,
)

BALL = ball_file()


async def test_every_language_leads_from_a_photo_to_a_sticker_in_a_pack(
    client: SandboxClient,
) -> None:
    """With one bot, and a person of each language at the same time."""
    async with asyncio.TaskGroup() as walks:
        for language, words in load_words().items():
            walks.create_task(walk(await client.person("Kim", language), words))


async def walk(person: Person, words: Words) -> None:
    typed = reply_words({words.language: words})
    try:
        preview = await preview_of(person, BALL)
        assert preview["caption"] == words.say("preview", cell="G5", pixel="346,239")
        cutout = await cut(person, "G5", reply_to=preview)
        assert says(cutout, words.say("cutout", points="G5"))
        await zooms(person, preview, words, typed)
        await undoes(person, cutout, words, typed)
        await colors(person, cutout, typed)
        await packs(person, cutout, words)
    except Exception as error:
        error.add_note(f"in {words.language}")
        raise


async def zooms(person: Person, preview: Json, words: Words, typed: ReplyWords) -> None:
    asked = typed["zoom"][0].replace("…", " G5 ").strip()
    closer = await person.next_message(after=await person.say(asked, reply_to=preview))
    assert closer["photo"][-1]["width"] > 0
    assert words.say("button-back") in labels(closer)


async def undoes(person: Person, cutout: Json, words: Words, typed: ReplyWords) -> None:
    less = await cut(person, typed["without"][0].replace("…", " A1 "), reply_to=cutout)
    assert says(less, words.say("cutout", points="G5 -A1"))
    undone = await cut(person, typed["undo"][0], reply_to=less)
    assert undone["caption"].splitlines()[0] == cutout["caption"].splitlines()[0]


async def colors(person: Person, cutout: Json, typed: ReplyWords) -> None:
    word, css = typed["colors"][0].rsplit(" ", 1)
    behind = await pixels_of(person, await cut(person, word, reply_to=cutout))
    assert tuple(behind[0, 0]) == (*read_named_color(css), 255)


async def packs(person: Person, cutout: Json, words: Words) -> None:
    await person.press(cutout, words.say("button-sticker"))
    sticker = await person.wait_for(
        lambda messages: next((each for each in messages if "sticker" in each), None)
    )
    answer = await person.press(sticker, words.say("button-add-to-pack"))
    assert answer == {"text": words.say("added", title="Kim")}
    assert words.say("button-take-out") in labels(await shown_in(person, sticker))


def says(message: Json, text: str) -> bool:
    return str(message["caption"]).startswith(text)
