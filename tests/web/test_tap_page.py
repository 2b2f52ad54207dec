"""The page in a real browser, as Telegram's apps open it, with the very bot behind it."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser, FrameLocator, Page, Route, expect

from removerbot.i18n import load_words
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.axe import violations
from tests.browser import DESKTOP, PHONE, needs_chromium, opened
from tests.chat.conftest import ball_file, image_file, preview_of, scene
from tests.web.conftest import BUTTON
from tests.web.paths import filled

pytestmark = needs_chromium

LANGUAGES = load_words()
SMALL_PHONE: dict[str, Any] = PHONE | {"viewport": {"width": 360, "height": 640}}
LIGHT = {"bg_color": "#ffffff", "text_color": "#000000", "button_color": "#2481cc"}
DARK = {"bg_color": "#17212b", "text_color": "#f5f5f5", "button_color": "#5288c1"}


@asynccontextmanager
async def tapping(
    browser: Browser,
    person: Person,
    preview: Json,
    theme: dict[str, str] = LIGHT,
    *,
    label: str = BUTTON,
    expected: str | None = None,
    coached: bool = True,
    **window: Any,
) -> AsyncIterator[Page]:
    """The page alone in a window, as in an app that has no button of its own."""
    known = await person.open_page(preview, label)
    launch = {"tgWebAppData": known["init_data"], "tgWebAppThemeParams": json.dumps(theme)}
    url = f"{known['url']}#{urlencode(launch)}"
    async with opened(browser, url, expected=expected, **window) as page:
        await expect(page.locator("#stage")).to_have_attribute("aria-busy", "false")
        if coached:
            await page.locator("#understood").click()
        yield page


async def at(page: Page, x: float, y: float) -> tuple[float, float]:
    """A pixel of the photo → where it is in the window."""
    where = await page.locator("#photo").bounding_box()
    assert where
    return where["x"] + where["width"] * x / 640, where["y"] + where["height"] * y / 480


async def touch(page: Page, x: float, y: float) -> None:
    await page.touchscreen.tap(*await at(page, x, y))


async def click(page: Page, x: float, y: float) -> None:
    await page.mouse.click(*await at(page, x, y))


async def area(page: Page | FrameLocator) -> int:
    """How many pixels of the photo are lit."""
    path = await page.locator("#edge").get_attribute("d")
    return int(filled(path or "", (640, 480)).sum())


async def lit(page: Page | FrameLocator, points: int) -> None:
    await expect(page.locator("#status")).to_contain_text(f"Object selected · Points: {points}")


async def one_document(person: Person) -> Json:
    return await person.wait_for(
        lambda messages: messages[-1] if "document" in messages[-1] else None
    )


async def test_a_newcomer_taps_the_thing_in_the_sandbox_and_gets_the_png_there(
    browser: Browser, sandbox: Sandbox, client: SandboxClient
) -> None:
    async with opened(browser, sandbox.url, **PHONE) as page:
        await page.get_by_role("button", name="Try the sample photo").first.click()
        await page.get_by_role("button", name="Tap the thing itself").click()
        inside = page.frame_locator("iframe")
        await expect(inside.locator("#stage")).to_have_attribute("aria-busy", "false")
        done = page.get_by_role("button", name="Done")
        await expect(done).to_be_disabled()
        await expect(inside.locator("#done")).to_be_hidden()
        await inside.get_by_role("button", name="Got it").click()
        where = await inside.locator("#photo").bounding_box()
        assert where
        middle = where["x"] + where["width"] / 2, where["y"] + where["height"] / 2
        await page.touchscreen.tap(*middle)
        await lit(inside, 1)
        await done.click()
        await expect(page.locator("#mini-app")).to_be_hidden()
        await expect(page.locator("#list")).to_contain_text("here it is")
        await expect(page.get_by_role("link", name="Download")).to_have_count(1)


async def test_in_a_group_a_link_opens_the_page(
    browser: Browser, sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    group = await client.group("Picnic", ada)
    photo = await ada.send_photo(ball_file(), in_=group)
    await group.next_message(after=await ada.say("/cut@removerbot_sandbox_bot", reply_to=photo))
    async with opened(browser, sandbox.url, **DESKTOP) as page:
        await page.get_by_role("button", name=re.compile("Picnic")).click()
        await page.get_by_role("link", name="Tap the thing itself").click()
        inside = page.frame_locator("iframe")
        await expect(inside.locator("#stage")).to_have_attribute("aria-busy", "false")
        await page.get_by_role("button", name="Close the page").click()
        await expect(page.locator("#mini-app")).to_be_hidden()


async def test_tap_add_remove_undo_and_from_small_to_big_with_one_thumb(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, **SMALL_PHONE) as page:
        await touch(page, 320, 240)
        await lit(page, 1)
        first = await area(page)
        assert first > 1000
        await touch(page, 360, 260)
        await lit(page, 2)
        await page.get_by_role("button", name="Remove").tap()
        await touch(page, 60, 60)
        await lit(page, 3)
        await expect(page.locator("#dots .drop")).to_have_count(2)
        for points in (2, 1):
            await page.get_by_role("button", name="Undo").tap()
            await lit(page, points)
        assert await area(page) == first
        bigger = page.get_by_role("button", name="Bigger")
        smaller = page.get_by_role("button", name="Smaller")
        while await bigger.is_enabled():
            await bigger.tap()
        sizes = [await area(page)]
        while await smaller.is_enabled():
            await smaller.tap()
            sizes.append(await area(page))
        assert len(sizes) > 1
        assert sizes == sorted(sizes, reverse=True)
        await page.get_by_role("button", name="Undo").tap()
        await expect(page.locator("#status")).to_have_text("Tap what you want to cut out.")
        assert await area(page) == 0


async def test_a_drag_draws_a_box_and_done_sends_what_is_in_it(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, **DESKTOP) as page:
        await page.mouse.move(*await at(page, 190, 110))
        await page.mouse.down()
        await page.mouse.move(*await at(page, 450, 370), steps=4)
        assert await page.locator("#box").get_attribute("d")
        await page.mouse.up()
        await lit(page, 1)
        assert 30_000 < await area(page) < 60_000
        await page.get_by_role("button", name="Done").click()
        await expect(page.get_by_text("On its way to the chat.")).to_be_visible()
        await click(page, 30, 30)  # which does nothing any more
    message = await one_document(ada)
    assert re.match(r"1(89|90),1(09|10):4(49|50),3(69|70) –", message["caption"])


async def test_done_as_a_sticker(browser: Browser, ada: Person, preview: Json) -> None:
    async with tapping(browser, ada, preview, **SMALL_PHONE) as page:
        await touch(page, 320, 240)
        await lit(page, 1)
        await page.get_by_role("button", name="Sticker").tap()
        await page.get_by_role("button", name="Done").tap()
        await ada.wait_for(lambda messages: "sticker" in messages[-1])


async def test_the_mouse_shows_what_a_click_would_take(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, **DESKTOP) as page:
        asked: list[str] = []
        page.on(
            "request", lambda request: asked.append(request.url + (request.post_data or ""))
        )
        where = await at(page, 320, 240)
        await page.mouse.move(*where)
        hover = page.locator("#hover")
        await expect(hover).to_have_attribute("d", re.compile("M"))
        assert await area(page) == 0
        count = len(asked)
        await page.mouse.click(*where)
        await lit(page, 1)
        await expect(hover).to_have_attribute("d", "")
        assert len(asked) == count, asked  # the answer was there already


async def test_two_fingers_and_the_wheel_zoom_and_points_stay_where_they_are(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, **PHONE) as page:
        before = await page.locator("#photo").bounding_box()
        await pinch(page, await at(page, 320, 240))
        after = await page.locator("#photo").bounding_box()
        assert before
        assert after
        assert after["width"] > 1.8 * before["width"]
        await expect(page.locator("#dots path")).to_have_count(0)
        await touch(page, 320, 240)
        await lit(page, 1)
        dot = page.locator("#dots .dot")
        drawn = await dot.get_attribute("d")
        assert re.fullmatch(r"M3(19|20)\.5 2(39|40)\.5h0", drawn or "")
    async with tapping(browser, ada, preview, **DESKTOP) as page:
        before = await page.locator("#photo").bounding_box()
        await page.mouse.move(*await at(page, 320, 240))
        await page.mouse.wheel(0, -600)
        assert before
        await page.wait_for_function(
            "before => document.querySelector('#photo').getBoundingClientRect().width > before",
            arg=before["width"],
        )


async def pinch(page: Page, middle: tuple[float, float]) -> None:
    """Two fingers, one on each side of a place, go apart to twice their distance."""
    session = await page.context.new_cdp_session(page)
    x, y = middle
    for kind, apart in (("touchStart", 30), ("touchMove", 45), ("touchMove", 60)):
        points = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        await session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    await session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def test_the_keyboard_and_a_screen_reader_do_all_of_it(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, **DESKTOP) as page:
        stage = page.get_by_role("application", name=re.compile("Arrow keys move the cross"))
        await stage.focus()
        await page.keyboard.press("Enter")  # in the middle
        await lit(page, 1)
        for _ in range(6):
            await page.keyboard.press("Shift+ArrowLeft")
        await page.keyboard.press("r")
        await expect(page.get_by_role("button", name="Remove", pressed=True)).to_be_visible()
        await page.keyboard.press("Enter")
        await lit(page, 2)
        await expect(page.locator("#dots .dot.drop")).to_have_count(1)
        await page.keyboard.press("Backspace")
        await lit(page, 1)
        await page.keyboard.press("+")
        await expect(page.locator("#cross")).to_be_visible()
        await page.get_by_role("button", name="Done").focus()
        await page.keyboard.press("Enter")
        await one_document(ada)


async def test_the_page_wears_telegrams_colours(
    browser: Browser, ada: Person, preview: Json
) -> None:
    for theme, color in ((LIGHT, "rgb(255, 255, 255)"), (DARK, "rgb(23, 33, 43)")):
        async with tapping(browser, ada, preview, theme, **PHONE) as page:
            await expect(page.locator("body")).to_have_css("background-color", color)
            await expect(page.locator("html")).to_have_css(
                "color-scheme", "dark" if theme is DARK else "light"
            )
    async with tapping(browser, ada, preview, {}, color_scheme="dark", **PHONE) as page:
        await expect(page.locator("body")).to_have_css("background-color", "rgb(24, 34, 45)")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_speaks_every_language_and_fits_a_small_phone(
    browser: Browser, client: SandboxClient, language: str
) -> None:
    words = LANGUAGES[language]
    kim = await client.person("Kim", language)
    preview = await preview_of(kim, ball_file())
    label = words.say("button-page")
    async with tapping(browser, kim, preview, label=label, **SMALL_PHONE) as page:
        await expect(page.locator("html")).to_have_attribute("lang", language)
        direction = words.say("page-direction")
        await expect(page.locator("html")).to_have_attribute("dir", direction)
        undo = page.get_by_role("button", name=words.say("page-undo"))
        await expect(undo).to_be_visible()
        await touch(page, 320, 240)
        await expect(page.locator("#status")).to_contain_text(words.say("page-lit"))
        for button in await page.get_by_role("button").all():
            assert await button.evaluate("each => each.scrollWidth <= each.clientWidth + 1")
        overflow = "document.documentElement.scrollWidth > innerWidth"
        assert not await page.evaluate(overflow)


async def test_what_cannot_be_found_or_is_gone_is_said_on_the_page(
    browser: Browser, client: SandboxClient, ada: Person
) -> None:
    blank = image_file(scene() * 0 + 90)
    preview = await preview_of(ada, blank)
    async with tapping(browser, ada, preview, expected="Failed to load", **PHONE) as page:
        notice = page.get_by_role("alert")
        await touch(page, 320, 240)
        await expect(notice).to_contain_text("nothing to cut out there")
        await expect(page.locator("#dots path")).to_have_count(0)
        await page.get_by_role("button", name="Remove").tap()
        await touch(page, 320, 240)
        await expect(notice).to_have_text("First tap the thing itself.")
        await page.get_by_role("button", name="Add").tap()
        await ada.next_message(after=await ada.say("/cancel"))
        await touch(page, 320, 240)
        await expect(notice).to_contain_text("has been put away")
        await expect(page.get_by_role("button", name="Done")).to_be_disabled()


async def test_outside_of_telegram_the_page_says_where_it_belongs(
    browser: Browser, ada: Person, preview: Json
) -> None:
    known = await ada.open_page(preview, BUTTON)
    async with opened(browser, known["url"], **PHONE) as page:
        await expect(page.get_by_role("alert")).to_contain_text("from the chat")


async def test_no_other_site_can_show_the_page_in_a_frame(
    browser: Browser, ada: Person, preview: Json
) -> None:
    known = await ada.open_page(preview, BUTTON)
    context = await browser.new_context()
    page = await context.new_page()
    html = f'<iframe src="{known["url"]}"></iframe>'
    await page.route(
        "http://127.0.0.1:1/",
        lambda route: route.fulfill(body=html, content_type="text/html"),
    )
    await page.goto("http://127.0.0.1:1/")
    inside = page.frame_locator("iframe")
    await expect(inside.locator("body")).to_be_attached()
    await expect(inside.locator("#stage")).to_have_count(0)
    await context.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK, {}], ids=["light", "dark", "none"])
async def test_nothing_keeps_anybody_out(
    browser: Browser, ada: Person, preview: Json, theme: dict[str, str]
) -> None:
    async with tapping(browser, ada, preview, theme, **SMALL_PHONE) as page:
        assert await violations(page) == []
        await touch(page, 320, 240)
        await lit(page, 1)
        assert await violations(page) == []
    async with tapping(browser, ada, preview, theme, coached=False, **SMALL_PHONE) as page:
        await expect(page.get_by_role("heading", name="Three ways to point")).to_be_visible()
        assert await violations(page) == []


async def test_gestures_are_shown_until_they_are_understood(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, coached=False, **PHONE) as page:
        coach = page.locator("#coach")
        await expect(coach).to_be_visible()
        await page.keyboard.press("Enter")
        await expect(coach).to_be_hidden()
        await page.reload()
        await expect(page.locator("#stage")).to_have_attribute("aria-busy", "false")
        await expect(coach).to_be_hidden()


async def test_what_is_lit_stays_lit_while_the_next_tap_is_looked_at(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, **PHONE) as page:
        await touch(page, 320, 240)
        await lit(page, 1)
        before = await area(page)
        release = asyncio.Event()

        async def later(route: Route) -> None:
            await release.wait()
            await route.continue_()

        await page.route("**/outlines", later)
        await touch(page, 360, 260)
        await expect(page.locator("#dots .dot")).to_have_count(2)
        await expect(page.locator("#status")).to_have_text("Looking…")
        assert await area(page) == before
        release.set()
        await lit(page, 2)


async def test_opened_from_a_cutout_it_shows_the_points_that_were_taken(
    browser: Browser, ada: Person, preview: Json
) -> None:
    await ada.next_message(after=await ada.say("320,240 -60,60", reply_to=preview))
    cutout = await one_document(ada)
    async with tapping(browser, ada, cutout, label="👆 Correct by tapping", **PHONE) as page:
        await lit(page, 2)
        await expect(page.locator("#dots .dot")).to_have_count(2)
        await expect(page.locator("#dots .dot.drop")).to_have_count(1)
        await touch(page, 360, 260)
        await lit(page, 3)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
async def test_all_of_it_fits_on_the_smallest_phone(
    browser: Browser, ada: Person, preview: Json, direction: str
) -> None:
    window = PHONE | {"viewport": {"width": 320, "height": 568}}
    async with tapping(browser, ada, preview, **window) as page:
        await page.evaluate("direction => document.documentElement.dir = direction", direction)
        for button in await page.get_by_role("button").all():
            box = await button.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
            assert box["y"] + box["height"] <= 568
            assert min(box["width"], box["height"]) >= 36
        stage = await page.locator("#stage").bounding_box()
        assert stage
        assert stage["height"] > 568 / 2


async def test_nothing_moves_for_whoever_wants_no_motion(
    browser: Browser, ada: Person, preview: Json
) -> None:
    async with tapping(browser, ada, preview, reduced_motion="reduce", **PHONE) as page:
        await touch(page, 320, 240)
        await lit(page, 1)
        assert await page.evaluate("document.getAnimations().length") == 0
