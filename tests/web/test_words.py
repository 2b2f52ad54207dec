"""What the bot says where a page is configured: tapping comes first, albums have it, and the
page speaks as the chat does."""

import asyncio

import httpx
import pytest

from removerbot.i18n import load_words
from removerbot.storage.people import LanguageStore
from telegram_sandbox.client import Json, Person
from tests.chat.conftest import image_file, in_ball, labels, pixels_of, pressed, scene
from tests.web.conftest import BALL, BUTTON, Opened, problem, tap

COLORS = ((200, 40, 30), (30, 40, 200))


async def test_start_and_help_begin_with_tapping(ada: Person) -> None:
    told = await ada.next_message(after=await ada.say("/start"))
    helped = await ada.next_message(after=await ada.say("/help"))

    first = told["text"].splitlines()[0]
    assert "what you tap" in first
    assert told["text"].index(BUTTON) < told["text"].index("C4")
    assert BUTTON in helped["text"].splitlines()[0]
    assert helped["text"].index(BUTTON) < helped["text"].index("C4")


async def test_each_photo_of_an_album_is_tapped_with_a_button_of_its_number(
    ada: Person, http: httpx.AsyncClient
) -> None:
    sent = await ada.send_album([image_file(scene(color)) for color in COLORS])

    def offered(messages: list[Json]) -> Json | None:
        return next((each for each in messages if each.get("reply_markup")), None)

    buttons = await ada.wait_for(offered)
    assert labels(buttons) == ["1", "2"]
    known = await ada.open_page(buttons, "2")
    page = Opened(known["url"], known["init_data"], http)
    assert (await page.done(tap(BALL))).status_code == 202

    cutout = await ada.next_message(after=buttons)
    assert cutout["document"]["file_name"] == f"photo-{sent[1]['message_id']}-cutout.png"
    rgba = await pixels_of(ada, cutout)
    assert (abs(rgba[240, 320].astype(int) - (*COLORS[1], 255)) < 40).all()
    assert (rgba[..., 3] > 127)[in_ball(scene())].mean() > 0.9


async def test_the_page_speaks_the_language_that_was_chosen_in_the_chat(
    ada: Person, page: Opened, http: httpx.AsyncClient
) -> None:
    korean, asked = load_words()["ko"], {"language": "en"}
    said = await http.get("/tap/words", params=asked, headers=page.headers)
    assert said.json()["done"] == "Done"
    likes = await ada.next_message(after=await ada.say("/settings"))
    await pressed(ada, likes, "🌐 English", "한국어")

    said = await http.get("/tap/words", params=asked, headers=page.headers)
    assert said.json()["language"] == "ko"
    assert said.json()["done"] == korean.say("page-done")
    refused = await page.outlines(tap([9999, 9999]))
    assert problem(refused) == "outside-photo"
    assert "사진 밖" in refused.json()["detail"]
    privacy = await ada.next_message(after=await ada.say("/privacy"))
    assert privacy["text"].endswith(f"{http.base_url.join('/privacy')}?language=ko")


async def test_a_choice_is_shown_to_nobody_but_who_proves_to_be_that_person(
    ada: Person, page: Opened, http: httpx.AsyncClient
) -> None:
    likes = await ada.next_message(after=await ada.say("/settings"))
    await pressed(ada, likes, "🌐 English", "한국어")
    forged = {"Authorization": f"tma {page.init_data}0"}
    said = await http.get("/tap/words", params={"language": "de"}, headers=forged)
    assert said.json()["language"] == "de"


async def test_without_the_database_the_page_speaks_the_language_of_the_app(
    page: Opened, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise OSError("the database is gone")

    monkeypatch.setattr(LanguageStore, "language", fail)
    said = await http.get("/tap/words", params={"language": "ko"}, headers=page.headers)
    assert said.status_code == 200
    assert said.json()["language"] == "en"
    monkeypatch.undo()


async def test_who_asks_for_words_again_and_again_is_refused(
    page: Opened, http: httpx.AsyncClient
) -> None:
    asking = [http.get("/tap/words", headers=page.headers) for _ in range(70)]
    refused = [each for each in await asyncio.gather(*asking) if each.status_code == 429]
    assert refused
    assert problem(refused[0]) == "too-many-requests"
    assert (await http.get("/tap/words", params={"language": "ko"})).status_code == 200
