"""Unsure answers: what else may be meant, as a picture with a button for each."""

import asyncio
from contextlib import AbstractAsyncContextManager
from io import BytesIO

import pytest
from PIL import Image

from removerbot.app import running_bot
from removerbot.editing.choices import Choices
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.errors import EngineFailed
from removerbot.imaging.types import Candidate, DecodeRequest
from removerbot.models.base import Embedding
from removerbot.settings import Settings
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import (
    Start,
    ball_file,
    cut,
    labels,
    preview_of,
    shown_in,
)
from tests.chat.elsewhere import Elsewhere
from tests.fakes import FakeSegmenter, Guessing


@pytest.fixture
def start(settings: Settings, decoders: DecoderPool) -> Start:
    """Starts a bot whose model finds nothing for sure."""
    return lambda: running_bot(settings, Guessing(), decoders=decoders)


async def asked(person: Person, words: str = "320,240", spoiler: bool = False) -> Json:
    """A cutout of a new photo that the bot is unsure of."""
    return await cut(person, words, await preview_of(person, photo(), spoiler=spoiler))


def photo() -> bytes:
    return ball_file()


async def offer_under(person: Person, cutout: Json) -> Json:
    """The picture that is sent under a cutout."""
    return await person.wait_for(lambda messages: _offer(messages, cutout))


def _offer(messages: list[Json], cutout: Json) -> Json | None:
    return next((each for each in messages if _replies(each, cutout)), None)


def _replies(message: Json, cutout: Json) -> bool:
    number = message.get("reply_to_message", {}).get("message_id")
    return bool("photo" in message and number == cutout["message_id"])


async def is_gone(person: Person, message: Json) -> bool:
    numbers = [each["message_id"] for each in await person.messages()]
    return message["message_id"] not in numbers


async def press_at_once(person: Person, message: Json, *buttons: str) -> None:
    """Presses buttons while nothing has been answered; the message may be gone by then."""
    presses = (person.press(message, each) for each in buttons)
    await asyncio.gather(*presses, return_exceptions=True)


async def test_what_else_may_be_meant_comes_after_the_cutout_and_a_press_swaps_it(
    ada: Person,
) -> None:
    cutout = await asked(ada)
    assert "best guess" in cutout["caption"]
    assert "%" not in cutout["caption"]
    offer = await offer_under(ada, cutout)
    assert offer["message_id"] == cutout["message_id"] + 1
    assert offer["caption"] == "Or did you mean one of these?"
    assert labels(offer) == ["1", "2"]
    picture = Image.open(BytesIO(await ada.download(offer)))
    assert min(picture.size) > 300
    first = await ada.download(cutout)
    await ada.press(offer, "2")
    chosen = await shown_in(ada, cutout)
    assert "document" in chosen
    assert await ada.download(chosen) != first
    assert "guess" not in chosen["caption"]
    assert await is_gone(ada, offer)


@pytest.mark.parametrize("words", ["2", "#2", "2번이요", "The second one, please!"])
async def test_a_reply_with_the_number_on_the_picture_is_a_press_of_its_button(
    ada: Person, words: str
) -> None:
    first, second = await asked(ada), await asked(ada)
    await ada.press(await offer_under(ada, first), "2")
    offer = await offer_under(ada, second)
    said = await ada.say(words, reply_to=offer)
    await ada.wait_for(lambda messages: None if offer_of(messages, offer) else said)
    assert await ada.download(await shown_in(ada, second)) == await ada.download(
        await shown_in(ada, first)
    )
    assert (await ada.messages())[-1]["message_id"] == said["message_id"]


def offer_of(messages: list[Json], offer: Json) -> Json | None:
    return next((each for each in messages if each["message_id"] == offer["message_id"]), None)


@pytest.mark.parametrize("is_error", [True, False])
async def test_a_caption_does_not_promise_a_picture_that_cannot_be_drawn(
    ada: Person, monkeypatch: pytest.MonkeyPatch, is_error: bool
) -> None:
    async def fail(*_: object) -> None:
        if is_error:
            raise EngineFailed

    monkeypatch.setattr(Choices, "offer", fail)
    cutout = await asked(ada)
    while "next picture" in cutout["caption"]:
        await asyncio.sleep(0.05)
        cutout = await shown_in(ada, cutout)
    assert "the buttons below show" in cutout["caption"]
    assert "document" in cutout


async def test_many_presses_at_once_choose_once(ada: Person, sandbox: Sandbox) -> None:
    cutout = await asked(ada)
    offer = await offer_under(ada, cutout)
    await press_at_once(ada, offer, "1", "1", "1", "1")
    assert await is_gone(ada, offer)
    assert len(sandbox.faults.calls["editmessagemedia"]) == 1
    assert sum("document" in each for each in await ada.messages()) == 1
    await ada.press(await shown_in(ada, cutout), "↩ Undo")
    assert "photo" in await shown_in(ada, cutout)


async def test_a_choice_is_undone_and_gone_on_from_exactly(ada: Person) -> None:
    cutout = await asked(ada)
    await ada.press(await offer_under(ada, cutout), "1")
    chosen = await ada.download(await shown_in(ada, cutout))
    further = await cut(ada, "330,240", reply_to=cutout)
    await ada.press(further, "↩ Undo")
    assert await ada.download(await shown_in(ada, further)) == chosen
    await ada.press(await shown_in(ada, further), "↩ Undo")
    assert "photo" in await shown_in(ada, further)
    again = await cut(ada, "320,240", reply_to=further)
    await ada.press(await offer_under(ada, again), "1")
    assert await ada.download(await shown_in(ada, again)) == chosen


class GuessingLeft(Guessing):
    """Is sure of what is on the right of the photo."""

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        is_right = any(x >= embedding.size.width / 2 for x, _ in request.prompt.keep)
        kind = FakeSegmenter if is_right else Guessing
        return kind._decode(self, embedding, request)


async def test_an_object_that_is_not_the_last_is_asked_about_too_and_undone_exactly(
    settings: Settings, decoders: DecoderPool, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")

    def start() -> AbstractAsyncContextManager[object]:
        return running_bot(settings, GuessingLeft(), decoders=decoders)

    async with start():
        cutout = await asked(ada, "160,240 + 480,240")
        offer = await offer_under(ada, cutout)
        first = await ada.download(cutout)
        await ada.press(offer, "1")
        chosen = await shown_in(ada, cutout)
        assert await is_gone(ada, offer)
        assert "guess" not in chosen["caption"]
        swapped = await ada.download(chosen)
        assert swapped != first
        more = await cut(ada, "500,240", reply_to=cutout)
        assert _offer(await ada.messages(), more) is None
    async with start():  # it is known that the mask was chosen
        await ada.press(more, "↩ Undo")
        undone = await shown_in(ada, more)
        assert await ada.download(undone) == swapped
        assert "guess" not in undone["caption"]
        await ada.press(undone, "↩ Undo")
        assert "photo" in await shown_in(ada, more)


async def test_two_unsure_objects_are_asked_about_one_after_the_other(ada: Person) -> None:
    cutout = await asked(ada, "160,240 + 480,240")
    last = await offer_under(ada, cutout)
    await ada.press(last, "1")
    assert await is_gone(ada, last)
    await ada.press(await offer_under(ada, cutout), "2")
    assert "guess" not in (await shown_in(ada, cutout))["caption"]
    assert await ada.wait_for(lambda messages: _offer(messages, cutout) is None)


async def test_options_that_were_changed_meanwhile_stay(ada: Person) -> None:
    cutout = await asked(ada)
    offer = await offer_under(ada, cutout)
    await ada.press(cutout, "More…")
    await ada.press(await shown_in(ada, cutout), "White")
    await ada.press(offer, "1")
    picture = Image.open(BytesIO(await ada.download(await shown_in(ada, cutout))))
    assert picture.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


async def test_who_goes_on_finds_no_old_picture(ada: Person) -> None:
    cutout = await asked(ada)
    offer = await offer_under(ada, cutout)
    await ada.press(cutout, "+ Bigger" if "+ Bigger" in labels(cutout) else "− Smaller")
    assert await is_gone(ada, offer)
    newer = await cut(ada, "100,100", reply_to=await preview_of(ada, photo()))
    offer = await offer_under(ada, newer)
    corrected = await cut(ada, "200,200", reply_to=newer)
    assert corrected["message_id"] > offer["message_id"]
    await ada.wait_for(lambda messages: offer not in messages)


async def test_a_picture_that_cannot_be_deleted_loses_its_buttons(
    ada: Person, sandbox: Sandbox
) -> None:
    cutout = await asked(ada)
    offer = await offer_under(ada, cutout)
    sandbox.faults.plan("deleteMessage", Fault(400))
    await ada.press(cutout, "↩ Undo")
    assert "reply_markup" not in await shown_in(ada, offer)


async def test_a_press_of_an_old_button_is_answered_politely(
    ada: Person, sandbox: Sandbox
) -> None:
    cutout = await asked(ada)
    offer = await offer_under(ada, cutout)
    sandbox.faults.plan("deleteMessage", Fault(403))
    await ada.press(cutout, "↩ Undo")
    answer = await ada.press(offer, "1")
    assert answer
    assert answer["text"].startswith("My answer has changed since")
    assert "photo" in await shown_in(ada, cutout)
    assert await is_gone(ada, offer)


async def test_what_is_offered_survives_a_restart(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    async with start():
        cutout = await asked(ada)
        offer = await offer_under(ada, cutout)
        first = await ada.download(cutout)
    async with start():
        await ada.press(offer, "1")
        assert await ada.download(await shown_in(ada, cutout)) != first
        assert await is_gone(ada, offer)


async def test_groups_get_one_silent_picture_and_koreans_korean(
    client: SandboxClient, ada: Person, sandbox: Sandbox, at_bot: str
) -> None:
    duri = await client.person("Duri", "ko")
    group: Group = await client.group("Cats", ada, duri)
    sent = await duri.send_photo(photo(), in_=group)
    words = await duri.say(f"/cut{at_bot} 320,240", reply_to=sent)
    cutout = await group.next_message(after=words)
    assert "가장 그럴듯한 것" in cutout["caption"]
    offer = await group.wait_for(lambda messages: _offer(messages, cutout))
    assert "혹시" in offer["caption"]
    corrected = await group.next_message(after=await duri.say("9,9", reply_to=cutout))
    assert "document" in corrected
    pictures = [each for each in (await group.state())["messages"] if "photo" in each]
    assert len([each for each in pictures if each["from"]["is_bot"]]) <= 1


async def test_the_picture_of_a_covered_photo_is_covered(ada: Person) -> None:
    cutout = await asked(ada, spoiler=True)
    assert (await offer_under(ada, cutout))["has_media_spoiler"]


async def test_a_photo_that_answers_at_once_is_asked_about_too(ada: Person) -> None:
    sent = await ada.send_photo(photo(), caption="320,240")
    cutout = await ada.next_message(after=sent)
    assert await offer_under(ada, cutout)
    await ada.edit(sent, "100,100")
    await ada.wait_for(lambda messages: _newer_offer(messages, cutout))


def _newer_offer(messages: list[Json], cutout: Json) -> Json | None:
    offer = _offer(messages, cutout)
    return offer if offer and offer["message_id"] > cutout["message_id"] + 1 else None


async def test_in_a_chat_without_the_bot_no_next_picture_is_promised(
    sandbox: Sandbox, settings: Settings, decoders: DecoderPool, elsewhere: Elsewhere
) -> None:
    changed = settings.model_copy(update={"storage_chat": elsewhere.storage.id})
    async with running_bot(changed, Guessing(), decoders=decoders):
        assert await sandbox.faults.called("getUpdates")
        cutout = await elsewhere.file_of(await elsewhere.call())
        await elsewhere.ada.press(cutout, "Tap a cell")
        cells = await elsewhere.becomes(cutout, "photo")
        await elsewhere.ada.press(cells, "F6")
        again = await elsewhere.file_of(cells)
        assert again["caption"].startswith("F6 –")
        assert "best guess" in again["caption"]
        assert "next picture" not in again["caption"]
