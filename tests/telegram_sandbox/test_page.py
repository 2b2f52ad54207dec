"""The chat page in a real browser; the bot acts through python-telegram-bot."""

import asyncio
import base64
import re
from contextlib import AsyncExitStack
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)

from telegram_sandbox import SAMPLE_PHOTO, Sandbox
from telegram_sandbox.client import Person, SandboxClient
from tests.axe import violations
from tests.browser import DESKTOP, PHONE, needs_chromium, opened
from tests.telegram_sandbox.conftest import TOKEN, message, write
from tests.telegram_sandbox.pictures import disc_png, picture

pytestmark = needs_chromium

EVIL = '<img src=x onerror="document.title=1"><b>fat</b>'


async def query_of(bot: Bot, data: str) -> CallbackQuery:
    """The callback query with this data."""
    offset = 0
    while True:
        for update in await bot.get_updates(offset, timeout=20):
            offset = update.update_id + 1
            if update.callback_query and update.callback_query.data == data:
                return update.callback_query


async def test_a_newcomer_gets_a_chat_and_starts_it(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    await bot.set_my_description("Cuts things out of photos.")
    await bot.set_my_commands([("help", "What I understand")])
    async with opened(browser, sandbox.url, **PHONE) as page:
        await expect(page.locator("#description")).to_have_text("Cuts things out of photos.")
        await page.get_by_role("button", name="Start").click()
        [update] = await bot.get_updates(timeout=20)
        assert update.message
        assert update.message.text == "/start"
        await expect(page.locator("#welcome")).to_be_hidden()

        await update.message.reply_text("Hello!")
        await expect(message(page, 2)).to_contain_text("Hello!")
        await page.get_by_role("button", name="Commands").click()
        await page.get_by_role("button", name="/help What I understand").click()
        await expect(message(page, 3)).to_contain_text("/help")


async def test_enter_sends_and_what_was_written_is_never_markup(page: Page, bot: Bot) -> None:
    await write(page, EVIL)
    await expect(message(page, 2)).to_contain_text(EVIL)
    await bot.send_message(501, EVIL)
    await bot.send_message(501, "<b>bold</b> /help", parse_mode="HTML")

    for number in (2, 3):
        await expect(message(page, number).locator(".text")).to_contain_text(EVIL)
    await expect(message(page, 4).locator("strong")).to_have_text("bold")
    await expect(page.locator("#list img, #list b")).to_have_count(0)
    await expect(page).to_have_title("Your bot")
    await message(page, 4).get_by_role("button", name="/help").click()
    await expect(message(page, 5)).to_have_class(re.compile("mine"))


async def test_a_reply_is_quoted_and_leads_back_to_what_it_replies_to(
    page: Page, bot: Bot
) -> None:
    await bot.send_message(501, "Which cell?")
    await message(page, 2).hover()
    await message(page, 2).get_by_role("button", name="Reply").click()
    await write(page, "C4")
    update = (await bot.get_updates())[-1]

    assert update.message
    assert update.message.reply_to_message
    assert update.message.reply_to_message.text == "Which cell?"
    await message(page, 3).locator(".quote").click()
    await expect(message(page, 2)).to_have_class(re.compile("lit"))
    await expect(page.locator("#context")).to_be_hidden()


async def test_a_picked_photo_is_sent_with_its_caption(page: Page, bot: Bot) -> None:
    file = {"name": "cup.png", "mimeType": "image/png", "buffer": picture(kind="PNG")}
    await page.locator("#picker").set_input_files(file)  # type: ignore[arg-type] # a TypedDict
    await page.get_by_label("Caption").fill("a cup")
    await page.locator("#sending").get_by_role("button", name="Send").click()

    await expect(message(page, 2).locator(".photo img")).to_have_js_property(
        "naturalWidth", 640
    )
    update = (await bot.get_updates())[-1]
    assert update.message
    assert update.message.photo
    assert update.message.caption == "a cup"


async def test_a_dropped_image_can_go_as_a_file(page: Page, bot: Bot) -> None:
    data = disc_png()
    await drop(page, "drop", "dataTransfer", data)
    await page.locator("#sending").get_by_text("File", exact=True).click()
    await page.locator("#sending").get_by_role("button", name="Send").click()

    await expect(message(page, 2).locator(".checkered img")).to_be_visible()
    update = (await bot.get_updates())[-1]
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == data


async def test_a_pasted_image_can_be_called_off(page: Page, bot: Bot) -> None:
    await drop(page, "paste", "clipboardData", picture())
    await page.locator("#sending").get_by_role("button", name="Cancel").click()
    await write(page, "only this")

    await expect(message(page, 2)).to_contain_text("only this")
    assert len(await bot.get_updates()) == 2


async def test_what_is_no_photo_for_telegram_goes_as_a_file(
    browser: Browser, sandbox: Sandbox, ann: Person
) -> None:
    async with opened(browser, sandbox.url, expected="400 (Bad Request)", **DESKTOP) as page:
        await expect(page.locator("#status")).to_have_text("bot")
        await drop(page, "drop", "dataTransfer", picture(500, 20))
        await page.locator("#sending").get_by_role("button", name="Send").click()

        await expect(page.locator("#toast")).to_contain_text("only as a file")
        await expect(message(page, 2).locator(".facts")).to_contain_text("dropped.png")


async def drop(page: Page, event: str, carrier: str, data: bytes) -> None:
    """Drops or pastes an image."""
    script = """([event, carrier, data]) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const files = new DataTransfer();
        files.items.add(new File([bytes], "dropped.png", { type: "image/png" }));
        const Kind = event === "drop" ? DragEvent : ClipboardEvent;
        const options = { [carrier]: files, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new Kind(event, options));
    }"""
    await page.evaluate(script, [event, carrier, base64.b64encode(data).decode()])


async def test_a_transparent_png_is_shown_on_a_checkerboard_and_can_be_downloaded(
    page: Page, bot: Bot
) -> None:
    data = disc_png()
    await bot.send_chat_action(501, "upload_document")
    await expect(page.locator("#status")).to_have_text("sending a file…")
    await bot.send_document(501, data, filename="cup.png", caption="C4")
    await expect(page.locator("#status")).to_have_text("bot")

    bubble = message(page, 2)
    await expect(bubble.locator(".facts")).to_contain_text("cup.png")
    await expect(bubble.locator(".text")).to_contain_text("C4")
    async with page.expect_download() as download:
        await bubble.get_by_role("link", name="Download cup.png").click()
    saved = await download.value
    assert saved.suggested_filename == "cup.png"
    assert (await saved.path()).read_bytes() == data

    await bubble.get_by_role("button", name="cup.png").click()
    await expect(page.locator("#viewer img")).to_have_js_property("naturalWidth", 640)
    await page.keyboard.press("Escape")
    await expect(page.locator("#viewer")).to_be_hidden()


async def test_buttons_reach_the_bot_and_its_answers_are_shown(page: Page, bot: Bot) -> None:
    keys = [[InlineKeyboardButton(text, callback_data=text) for text in ("Hint", "Alarm")]]
    await bot.send_message(501, "Choose", reply_markup=InlineKeyboardMarkup(keys))
    for label, box, is_alert in (("Hint", "#toast", False), ("Alarm", "#alert", True)):
        await page.get_by_role("button", name=label).click()
        query = await query_of(bot, label)
        await query.answer(f"{label} answered", show_alert=is_alert)
        await expect(page.locator(box)).to_contain_text(f"{label} answered")
    await page.get_by_role("button", name="OK").click()
    await expect(page.locator("#alert")).to_be_hidden()


async def test_edits_and_deletions_by_the_bot_show_at_once(page: Page, bot: Bot) -> None:
    one = await bot.send_photo(501, picture(), caption="one")
    two = await bot.send_message(501, "two", reply_parameters=ReplyParameters(one.message_id))
    await bot.edit_message_caption(501, one.message_id, caption="changed")
    await bot.delete_message(501, two.message_id)

    await expect(message(page, 2).locator(".text")).to_contain_text("changed")
    await expect(message(page, 2).locator("time")).to_contain_text("edited")
    await expect(message(page, 3)).to_have_count(0)


async def test_ones_own_message_is_edited_and_deleted_from_its_menu(
    page: Page, bot: Bot
) -> None:
    await write(page, "C4")
    await message(page, 2).click(button="right")
    await page.get_by_role("button", name="Edit").click()
    await expect(page.get_by_label("Message", exact=True)).to_have_value("C4")
    await write(page, "D5")
    await expect(message(page, 2).locator(".text")).to_contain_text("D5")
    update = (await bot.get_updates())[-1]
    assert update.edited_message
    assert update.edited_message.text == "D5"

    await message(page, 2).click(button="right")
    await page.get_by_role("button", name="Delete").click()
    await expect(message(page, 2)).to_have_count(0)


async def test_another_person_with_another_language_has_a_chat_of_their_own(
    page: Page, bot: Bot
) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "도움말")], language_code="ko")
    who = page.get_by_role("button", name="Current person")
    await who.click()
    await page.get_by_label("Name of another person").fill("Jun")
    await page.keyboard.press("Enter")
    await expect(page.locator("#welcome")).to_be_visible()
    await who.click()
    await page.get_by_label("Language").select_option("ko")
    await expect(who).to_contain_text("ko")
    await write(page, "안녕")
    await page.get_by_role("button", name="Commands").click()
    await expect(page.locator("#commands")).to_contain_text("도움말")

    sender = (await bot.get_updates())[-1].effective_user
    assert sender
    assert (sender.first_name, sender.language_code) == ("Jun", "ko")
    await page.reload()
    await expect(page.locator("#list")).to_contain_text("안녕")


async def test_a_swipe_replies_on_a_phone(
    browser: Browser, sandbox: Sandbox, ann: Person
) -> None:
    async with opened(browser, sandbox.url, **PHONE) as page:
        box = await message(page, 1).bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touch = await page.context.new_cdp_session(page)
        for kind, left in (("touchStart", 0), ("touchMove", 40), ("touchMove", 90)):
            points = [{"x": x - left, "y": y}]
            event = {"type": kind, "touchPoints": points}
            await touch.send("Input.dispatchTouchEvent", event)
        await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        await expect(page.locator("#context")).to_contain_text("Reply to Ann")


async def test_the_page_fits_a_phone_and_stays_at_the_newest_message(
    browser: Browser, sandbox: Sandbox, bot: Bot, ann: Person
) -> None:
    await bot.send_photo(ann.id, picture(1200, 1600), caption="long " * 60)
    async with opened(browser, sandbox.url, **PHONE) as page:
        await bot.send_document(ann.id, disc_png(2000, 500), filename="wide-" * 12 + ".png")
        await expect(message(page, 3)).to_be_in_viewport(ratio=0.99)
        await expect(message(page, 3).locator("img")).to_have_js_property("complete", True)
        await expect(message(page, 3)).to_be_in_viewport(ratio=0.99)
        width = "document.documentElement.scrollWidth"
        assert await page.evaluate(f"() => {width}") == 390


async def test_ten_people_write_at_once_and_each_sees_only_their_own(
    browser: Browser, sandbox: Sandbox, people: SandboxClient, bot: Bot
) -> None:
    everybody = [await people.person(f"P{n}") for n in range(10)]
    await asyncio.gather(*(person.say(f"from {person.id}") for person in everybody))
    async with opened(browser, sandbox.url, **DESKTOP) as page:
        for person in everybody[::4]:
            await page.get_by_role("button", name="Current person").click()
            await page.locator("#people-list").get_by_text(f"P{person.id - 501}").click()
            await expect(page.locator(".message")).to_have_count(1)
            await expect(page.locator(".message")).to_contain_text(f"from {person.id}")


async def test_the_sample_photo_is_offered_until_a_photo_was_sent(browser: Browser) -> None:
    async with (
        Sandbox(TOKEN, sample_photo=SAMPLE_PHOTO) as sandbox,
        SandboxClient(sandbox.url) as people,
        opened(browser, sandbox.url, **DESKTOP) as page,
    ):
        await page.get_by_role("button", name="Start").click()
        chip = page.get_by_role("button", name="No photo at hand?")
        await chip.click()
        await expect(message(page, 2).locator(".photo img")).to_be_visible()
        await expect(chip).to_be_hidden()

        update = (await people.updates())[-1]
        assert update["message"]["photo"]


async def test_without_a_sample_photo_none_is_offered(
    browser: Browser, sandbox: Sandbox
) -> None:
    async with opened(browser, sandbox.url, **DESKTOP) as page:
        await expect(page.locator("#sample")).to_be_hidden()
        await page.get_by_role("button", name="Start").click()
        await expect(message(page, 1)).to_be_visible()
        await expect(page.locator("#sample-chip")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_keeps_anybody_out(
    browser: Browser, sandbox: Sandbox, bot: Bot, scheme: Literal["light", "dark"]
) -> None:
    await bot.set_my_commands([("help", "What I understand")])
    rows = [[InlineKeyboardButton("Bigger", callback_data="bigger")]]
    keyboard = InlineKeyboardMarkup(rows)
    async with opened(browser, sandbox.url, color_scheme=scheme, **PHONE) as page:
        assert await violations(page) == []
        await page.get_by_role("button", name="Start").click()
        await expect(message(page, 1)).to_be_visible()
        text = "<b>bold</b> <code>code</code> /help <a href='https://example.org'>a link</a>"
        sent = await bot.send_message(501, text, parse_mode="HTML", reply_markup=keyboard)
        await bot.send_photo(501, disc_png(), "A photo", reply_markup=keyboard)
        await bot.send_document(501, disc_png(), "A document", filename="disc.png")
        reply = ReplyParameters(sent.message_id)
        last = await bot.send_message(501, "An answer", reply_parameters=reply)
        await write(page, "Hello!")
        await expect(message(page, last.message_id + 1)).to_contain_text("Hello!")
        assert await violations(page) == []
        for name in ("Commands", "Current person", "About this chat", "Chats", "New group"):
            await page.get_by_role("button", name=name, exact=True).first.click()
            assert await violations(page) == [], name
            if name != "Chats":
                await page.keyboard.press("Escape")


async def test_the_page_says_that_a_restart_has_forgotten_its_chats(browser: Browser) -> None:
    async with AsyncExitStack() as stack:
        async with Sandbox(TOKEN) as first:
            port = int(first.url.rpartition(":")[2])
            gone = "Failed to load resource"  # while there is no server
            window = opened(browser, first.url, expected=gone, **PHONE)
            page = await stack.enter_async_context(window)
            await page.get_by_role("button", name="Start").click()
            await expect(message(page, 1)).to_be_visible()
            await page.reload()
            await expect(message(page, 1)).to_be_visible()
            await expect(page.locator("#toast")).to_be_hidden()
        async with Sandbox(TOKEN, port):
            await expect(page.locator("#status")).to_contain_text(
                "chats are gone", timeout=20_000
            )
            await page.reload()
            await expect(page.locator("#toast")).to_contain_text("the old ones are gone")
