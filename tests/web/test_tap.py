"""What the page asks the bot for, over real HTTP."""

import asyncio
from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from removerbot.editing.renderer import Renderer
from removerbot.models.base import Segmenter
from removerbot.process.turns import who_asks
from removerbot.segmentation.subject import SUBJECT
from removerbot.settings import Settings
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import (
    ball_file,
    image_file,
    in_ball,
    labels,
    pixels_of,
    preview_of,
    scene,
)
from tests.loopback import local_door
from tests.web.conftest import (
    BALL,
    BUTTON,
    Opened,
    at,
    bot_with,
    open_page,
    problem,
    tap,
)
from tests.web.paths import filled


async def documents(person: Person) -> list[Json]:
    return [message for message in await person.messages() if "document" in message]


async def test_the_photo_comes_upright_for_a_screen_and_says_its_own_size(
    ada: Person, http: httpx.AsyncClient
) -> None:
    large = image_file(scene(width=3000, height=1500), "JPEG")
    page = await open_page(ada, await preview_of(ada, large, as_file=True), http)
    response = await page.photo()
    assert response.headers["x-photo-size"] == "3000x1500"
    assert response.headers["cache-control"] == "no-store"
    image = Image.open(BytesIO(response.content))
    assert (image.format, image.size) == ("JPEG", (2048, 1024))


async def test_a_tap_outlines_the_thing(page: Opened) -> None:
    response = await page.outlines(tap(BALL))
    found = response.json()
    shown = found["outlines"][found["shown"]]
    ball = in_ball(scene())
    mask = filled(shown["path"], (640, 480))
    assert (mask & ball).sum() > 0.95 * (mask | ball).sum()
    assert 0 < shown["score"] <= 1
    assert response.num_bytes_downloaded < 10_000


async def test_the_masks_come_from_part_to_whole_with_the_one_that_was_chosen(
    page: Opened,
) -> None:
    found = (await page.outlines(tap(BALL))).json()
    areas = [filled(each["path"], (640, 480)).sum() for each in found["outlines"]]
    assert areas == sorted(areas)
    for number, outline in enumerate(found["outlines"]):
        again = (await page.outlines(tap(BALL, token=outline["token"]))).json()
        assert again["outlines"][again["shown"]]["token"] == outline["token"], number


async def test_the_mask_of_a_subject_that_is_not_known_any_more_is_the_likeliest(
    page: Opened,
) -> None:
    likeliest = (await page.outlines(tap(BALL))).json()
    response = await page.outlines(tap(BALL, token=SUBJECT))
    assert response.status_code == 200
    assert response.json() == likeliest


async def test_beside_another_object_the_masks_can_be_chosen_as_well(
    ada: Person, preview: Json, http: httpx.AsyncClient
) -> None:
    cutout = await ada.next_message(after=await ada.say("A1 + F6"))
    await ada.press(cutout, "Points")
    shown = await ada.wait_for(
        lambda messages: messages[-1] if BUTTON in labels(messages[-1]) else None
    )
    page = await open_page(ada, shown, http)
    point = tap(drop=[[300, 200]])
    found = (await page.outlines(point)).json()["outlines"]
    tokens = [outline["token"] for outline in found]
    assert len(set(tokens)) == len(tokens) > 1
    for number, token in enumerate(tokens):
        again = (await page.outlines(tap(drop=[[300, 200]], token=token))).json()
        assert again["shown"] == number
        assert again["outlines"] == found


async def test_what_is_taken_away_or_boxed_counts(page: Opened) -> None:
    lawn, ball = tap([60, 60]), in_ball(scene())
    box = {"box": [200, 120, 440, 360]}
    boxed = (await page.outlines(box)).json()
    mask = filled(boxed["outlines"][boxed["shown"]]["path"], (640, 480))
    assert (mask & ball).sum() > 0.9 * (mask | ball).sum()
    response = await page.outlines(lawn, tap([60, 60], drop=[BALL]))
    without = response.json()
    mask = filled(without["outlines"][without["shown"]]["path"], (640, 480))
    assert not mask[240, 320]


async def test_done_brings_the_cutout_into_the_chat_in_answer_to_the_photo(
    ada: Person, page: Opened
) -> None:
    assert (await page.done(tap(BALL))).status_code == 202
    message = await ada.wait_for(
        lambda messages: messages[-1] if "document" in messages[-1] else None
    )
    assert "photo" in message["reply_to_message"]
    alpha = (await pixels_of(ada, message))[..., 3]
    ball = in_ball(scene())
    assert ((alpha > 127) & ball).sum() > 0.95 * ((alpha > 127) | ball).sum()
    assert await ada.press(message, "↩ Undo") == {}  # the chat goes on from there


async def test_done_as_a_sticker(ada: Person, page: Opened) -> None:
    await page.done(tap(BALL), form="sticker")
    message = await ada.wait_for(
        lambda messages: messages[-1] if "sticker" in messages[-1] else None
    )
    assert message["sticker"]["width"] == 512 or message["sticker"]["height"] == 512
    assert "photo" in message["reply_to_message"]


async def test_done_pressed_many_times_is_sent_once(ada: Person, page: Opened) -> None:
    answers = await asyncio.gather(*(page.done(tap(BALL)) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {202}
    await page.done(tap(BALL), key="fedcba9876543210")  # which is meant anew
    await ada.wait_for(lambda messages: sum("document" in each for each in messages) == 2)
    await ada.next_message(after=await ada.say("/help"))
    assert len(await documents(ada)) == 2


async def test_what_was_cut_before_is_gone_on_from(
    ada: Person, preview: Json, http: httpx.AsyncClient
) -> None:
    asked = await ada.say("F6")
    cutout = await ada.next_message(after=asked)
    await ada.press(cutout, "Points")
    shown = await ada.wait_for(
        lambda messages: messages[-1] if BUTTON in labels(messages[-1]) else None
    )
    page = await open_page(ada, shown, http)
    before = (await page.outlines()).json()
    mask, ball = (
        filled(before["outlines"][before["shown"]]["path"], (640, 480)),
        in_ball(scene()),
    )
    assert (mask & ball).sum() > 0.9 * (mask | ball).sum()
    await page.done({"drop": [[30, 30]]})
    message = await ada.next_message(after=shown)
    assert "30,30" in message["caption"]
    assert "F6" in message["caption"]


async def test_without_a_photo_pointed_at_before_nothing_is_outlined(page: Opened) -> None:
    points: Json = {"keep": [], "drop": [], "box": None}
    assert (await page.outlines()).json() == {"outlines": [], "shown": 0, "points": points}
    assert problem(await page.done()) == "stale-button"


@pytest.mark.parametrize(
    ("taps", "status", "name"),
    [
        ([tap([640, 240])], 422, "outside-photo"),
        ([tap(*([[1, 1]] * 101))], 422, "too-many-points"),
        ([tap(BALL)] * 51, 422, "too-many-points"),
        ([{"drop": [BALL]}], 422, "nothing-to-keep"),
        ([{"box": [200, 120, 200, 360]}], 422, "unprocessable-entity"),
        ([tap(BALL, token=99)], 422, "unprocessable-entity"),
        ([tap(BALL, color="red")], 422, "unprocessable-entity"),
        ([{"keep": [["a", "b"]]}], 422, "unprocessable-entity"),
        ([tap(*([[100, 100]] * 10_000))], 413, "request-entity-too-large"),
    ],
)
async def test_taps_that_mean_nothing_are_refused_and_the_page_goes_on(
    page: Opened, taps: list[Json], status: int, name: str
) -> None:
    response = await page.outlines(*taps)
    assert (response.status_code, problem(response)) == (status, name)
    assert (await page.outlines(tap(BALL))).status_code == 200


async def test_a_photo_that_was_put_away_is_gone(ada: Person, page: Opened) -> None:
    await ada.next_message(after=await ada.say("/cancel"))
    for response in (
        await page.photo(),
        await page.outlines(tap(BALL)),
        await page.done(tap(BALL)),
    ):
        assert (response.status_code, problem(response)) == (410, "stale-button")


async def test_after_a_restart_an_open_page_goes_on_until_telegram_has_the_photo_no_more(
    sandbox: Sandbox, settings: Settings, mobile: Segmenter, sandbox_client: SandboxClient
) -> None:
    first, second = local_door(sandbox.origins), local_door(sandbox.origins)
    async with bot_with(settings, mobile, first), at(first) as http:
        ada = await sandbox_client.person("Ada")
        shown = await preview_of(ada, ball_file())
        page = await open_page(ada, shown, http)
        assert (await page.outlines(tap(BALL))).status_code == 200
    async with bot_with(settings, mobile, second), at(second) as http:
        page = replace(page, http=http)
        sandbox.faults.plan("getFile", Fault(400))
        response = await page.outlines(tap(BALL), tap(BALL, [300, 200]))
        assert (response.status_code, problem(response)) == (410, "photo-gone")
        response = await page.outlines(tap(BALL), tap(BALL, [300, 200]))
        assert response.status_code == 200
        await page.done(tap(BALL))
        assert "document" in await ada.next_message(after=shown)


async def test_a_visitor_who_asks_for_much_has_two_places_in_the_line_of_everybody(
    ada: Person, page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment, running, most = Renderer.segment, Counter[Hashable](), Counter[Hashable]()

    async def counted(*arguments: Any, **more: Any) -> Any:
        who = who_asks()
        running[who] += 1
        most[who] = max(most[who], running[who])
        try:
            return await segment(*arguments, **more)
        finally:
            running[who] -= 1

    monkeypatch.setattr(Renderer, "segment", counted)
    taps = [tap([300 + number, 240]) for number in range(6)]
    answers = await asyncio.gather(*(page.outlines(*[each] * 5) for each in taps))
    assert {answer.status_code for answer in answers} == {200}
    assert most == {ada.id: 2}
