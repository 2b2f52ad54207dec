"""Who sees which photo: Telegram vouches for the person, a signed link for the photo."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from telegram import Update

from removerbot.chat.filters import FIRST_PAGE_UPDATE, FromPage
from removerbot.editing import tapping
from removerbot.editing.signed_links import VALID, LinkTarget, SignedLinks
from removerbot.models.base import Segmenter
from removerbot.settings import Settings
from removerbot.web.server import Endpoint
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, ball_file, labels, preview_of
from tests.web.conftest import (
    BALL,
    BUTTON,
    Opened,
    bot_with,
    open_page,
    problem,
    tap,
    vouched,
)

CUT = "/cut@removerbot_sandbox_bot"


def fields(person: Person, **more: str) -> dict[str, str]:
    """What Telegram tells of a person."""
    user = {"id": person.id, "first_name": "Somebody", "language_code": "en"}
    return {"user": json.dumps(user), "auth_date": str(int(time.time())), **more}


async def refusal(page: Opened) -> tuple[int, str]:
    """What every way to the photo answers."""
    answers = [await page.photo(), await page.outlines(tap(BALL)), await page.done(tap(BALL))]
    [outcome] = {(answer.status_code, problem(answer)) for answer in answers}
    return outcome


async def test_what_telegram_signed_opens_the_page(ada: Person, page: Opened) -> None:
    signed = replace(page, init_data=vouched(fields(ada, query_id="AA", signature="b")))
    assert (await signed.photo()).status_code == 200


async def test_forged_stale_and_broken_init_data_open_nothing(
    ada: Person, page: Opened
) -> None:
    genuine, now = vouched(fields(ada)), int(time.time())
    for text in (
        "-",
        "hash=",
        "user",
        vouched(fields(ada), "4242:another-token"),
        genuine.replace("Somebody", "Nobody"),
        f"{genuine}&admin=1",
        f"{genuine}&hash=0",
        f"{genuine}&x=1" + "&x=1" * 100,
        vouched(fields(ada, auth_date=str(now - VALID - 5))),
        vouched(fields(ada, auth_date=str(now + 3600))),
        vouched(fields(ada, auth_date="soon")),
        vouched(fields(ada, user='{"id": "501", "first_name": "Ada"}')),
        vouched(fields(ada, user="[]")),
        vouched(fields(ada, user="{")),
        vouched(fields(ada, user='{"id": 501, "first_name": "B", "is_bot": true}')),
        vouched({"auth_date": str(now)}),
        "hash=" + "0" * 20_000,
    ):
        forged = replace(page, init_data=text)
        assert await refusal(forged) == (401, "stale-pass"), text


async def test_another_scheme_opens_nothing(page: Opened, http: httpx.AsyncClient) -> None:
    for header in ({}, {"Authorization": f"Bearer {page.init_data}"}):
        response = await http.get("/tap/photo", headers=header)
        assert problem(response) == "stale-pass"


async def test_forged_and_stale_passes_open_nothing(page: Opened) -> None:
    url = httpx.URL(page.url)
    word = url.params["pass"]
    target = SignedLinks(TOKEN).verify(word)
    old = SignedLinks(TOKEN, lambda: time.time() - VALID).sign(target)
    foreign = SignedLinks("4242:another-token").sign(target)
    changed = ("B" if word[0] == "A" else "A") + word[1:]
    for other in (old, foreign, changed, word[:-4], word[4:], "", "=" * 48):
        stolen = replace(page, url=str(url.copy_set_param("pass", other)))
        assert problem(await stolen.outlines(tap(BALL))) == "stale-pass", other


async def test_another_persons_pass_opens_nothing(client: SandboxClient, page: Opened) -> None:
    eve = await client.person("Eve")
    stolen = replace(page, init_data=vouched(fields(eve)))
    assert await refusal(stolen) == (403, "not-your-photo")


async def test_a_pass_opens_no_cut_of_another_chat(client: SandboxClient, page: Opened) -> None:
    eve = await client.person("Eve")
    target = SignedLinks(TOKEN).verify(httpx.URL(page.url).params["pass"])
    crossed = SignedLinks(TOKEN).sign(LinkTarget(eve.id, target.revision_id))
    url = httpx.URL(page.url).copy_set_param("pass", crossed)
    stolen = replace(page, url=str(url), init_data=vouched(fields(eve)))
    assert await refusal(stolen) == (410, "stale-button")


@pytest.fixture
async def ben(client: SandboxClient) -> Person:
    return await client.person("Ben")


@pytest.fixture
async def group(client: SandboxClient, ada: Person, ben: Person) -> Group:
    return await client.group("Picnic", ada, ben)


async def preview_in(group: Group, person: Person) -> Json:
    photo = await person.send_photo(ball_file(), in_=group)
    return await group.next_message(after=await person.say(CUT, reply_to=photo))


async def test_whoever_is_in_a_group_may_tap_and_all_see_what_comes_of_it(
    group: Group, ada: Person, ben: Person, http: httpx.AsyncClient
) -> None:
    shown = await preview_in(group, ada)
    [[button], *_] = shown["reply_markup"]["inline_keyboard"]
    assert button["url"].startswith("https://t.me/removerbot_sandbox_bot?startapp=")
    page = await open_page(ben, shown, http)
    assert (await page.outlines(tap(BALL))).status_code == 200
    await page.done(tap(BALL))
    message = await group.next_message(after=shown)
    assert "document" in message
    assert message["reply_to_message"]["from"]["id"] == ada.id


async def test_whoever_is_not_in_the_group_or_has_left_it_reaches_nothing(
    client: SandboxClient, group: Group, ada: Person, ben: Person, http: httpx.AsyncClient
) -> None:
    eve = await client.person("Eve")
    shown = await preview_in(group, ada)
    page = await open_page(ben, shown, http)
    word = httpx.QueryParams(page.init_data)["start_param"]
    stolen = replace(page, init_data=vouched(fields(eve, start_param=word)))
    assert await refusal(stolen) == (403, "not-your-photo")
    await ben.leave(group)
    assert await refusal(page) == (403, "not-your-photo")


async def test_whoever_is_not_in_the_group_does_not_make_us_ask_telegram_on_and_on(
    sandbox: Sandbox,
    group: Group,
    ada: Person,
    ben: Person,
    http: httpx.AsyncClient,
    *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tapping, "_STRANGER_SECONDS", 1000)
    page = await open_page(ben, await preview_in(group, ada), http)
    await ben.leave(group)
    for _ in range(20):
        assert (await page.outlines(tap(BALL))).status_code == 403
    assert len(sandbox.faults.calls["getchatmember"]) == 1


async def test_where_only_who_asked_may_answer_the_page_holds_to_that(
    group: Group, ada: Person, ben: Person, http: httpx.AsyncClient
) -> None:
    rules = await group.next_message(
        after=await ada.say("/settings@removerbot_sandbox_bot", in_=group)
    )
    await ada.press(rules, "Everyone may point at photos")
    shown = await preview_in(group, ada)
    assert await refusal(await open_page(ben, shown, http)) == (403, "only-who-asked")
    assert (await (await open_page(ada, shown, http)).photo()).status_code == 200


async def test_who_is_blocked_taps_nothing_and_who_had_their_share_gets_no_more(
    sandbox_client: SandboxClient,
    settings: Settings,
    mobile: Segmenter,
    door: Endpoint,
    http: httpx.AsyncClient,
) -> None:
    owner, ada = await sandbox_client.person("Owner"), await sandbox_client.person("Ada")
    async with bot_with(settings, mobile, door, owners=frozenset({owner.id}), daily_limit=1):
        page = await open_page(ada, await preview_of(ada, ball_file()), http)
        assert (await page.done(tap(BALL))).status_code == 202
        await ada.wait_for(lambda messages: "document" in messages[-1])
        response = await page.done(tap(BALL), key="another-0123456789")
        assert (response.status_code, problem(response)) == (429, "daily-limit-reached")
        await owner.next_message(after=await owner.say(f"/block {ada.id}"))
        assert await refusal(page) == (403, "not-your-photo")


async def test_two_that_are_done_at_once_count_as_two(
    settings: Settings,
    mobile: Segmenter,
    door: Endpoint,
    sandbox_client: SandboxClient,
    http: httpx.AsyncClient,
) -> None:
    ada = await sandbox_client.person("Ada")
    async with bot_with(settings, mobile, door, daily_limit=1):
        page = await open_page(ada, await preview_of(ada, ball_file()), http)
        forms = ("document", "sticker")
        answers = [page.done(tap(BALL), form=form, key=2 * f"{form}-0123") for form in forms]
        assert [each.status_code for each in await asyncio.gather(*answers)] == [202, 202]
        messages = await ada.wait_for(
            lambda messages: messages[2:] if len(messages) == 4 else None
        )
        assert sorted("text" in each for each in messages) == [False, True]


async def test_whoever_asks_too_often_waits(page: Opened) -> None:
    answers = [(await page.photo()).status_code for _ in range(15)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert (await page.outlines(tap(BALL))).status_code == 200


async def test_a_person_has_so_many_requests_under_way(
    client: SandboxClient, page: Opened
) -> None:
    """Bodies that never end take no place of anybody else's."""

    async def never_ending() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {**page.headers, "Content-Type": "application/json"}
    held: list[asyncio.Task[httpx.Response]] = []
    async with asyncio.timeout(60):
        while (
            await page.http.post("/tap/outlines", content=b"{", headers=headers)
        ).status_code != 429:
            for _ in range(8):  # at once: on a slow machine each may be given up after 10 s
                post = page.http.post("/tap/outlines", content=never_ending(), headers=headers)
                held.append(asyncio.create_task(post))
            await asyncio.sleep(0.5)  # or the next request takes the place of one of them
    assert len(held) < 50  # it is not the rate that is too high
    ben = await client.person("Ben")
    theirs = await open_page(ben, await preview_of(ben, ball_file()), page.http)
    assert (await theirs.outlines(tap(BALL))).status_code == 200
    for task in held:
        task.cancel()


async def test_refusals_are_in_the_persons_language(
    client: SandboxClient, http: httpx.AsyncClient
) -> None:
    kim = await client.person("Kim", "ko")
    shown = await preview_of(kim, ball_file())
    known = await kim.open_page(shown, "👆 직접 눌러서 고르기")
    page = Opened(known["url"], known["init_data"], http)
    answer = await page.outlines(tap([9999, 9999]))
    assert "사진" in answer.json()["detail"]


async def test_without_a_public_address_nothing_of_it_shows(
    sandbox_client: SandboxClient, settings: Settings, mobile: Segmenter, door: Endpoint,
    http: httpx.AsyncClient,
) -> None:  # fmt: skip
    async with bot_with(settings, mobile, replace(door, public_url="")):
        ada = await sandbox_client.person("Ada")
        assert BUTTON not in labels(await preview_of(ada, ball_file()))
        for path in ("/tap/", "/tap/static/app.js", "/tap/photo"):
            assert (await http.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("number", "is_ours"),
    [(5, False), (FIRST_PAGE_UPDATE - 1, False), (FIRST_PAGE_UPDATE, True)],
)
def test_a_message_that_somebodys_app_claims_to_be_from_the_page_is_left_alone(
    number: int, *, is_ours: bool
) -> None:
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 501, "type": "private"},
        "web_app_data": {"data": "{}", "button_text": ""},
    }
    update = Update.de_json({"update_id": number, "message": message})
    assert FromPage().filter(update) == is_ours
