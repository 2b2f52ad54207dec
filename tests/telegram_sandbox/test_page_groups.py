"""Groups and stickers on the chat page, in a real browser."""

import asyncio
import re

from playwright.async_api import Browser, Page, Route, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputSticker

from telegram_sandbox import Sandbox
from telegram_sandbox.client import Group, Person, SandboxClient
from tests.browser import PHONE, needs_chromium, opened
from tests.telegram_sandbox.conftest import message, write
from tests.telegram_sandbox.pictures import sticker

pytestmark = needs_chromium

BOT = "sandbox_bot"
PACK = f"picnic_by_{BOT}"


async def open_chat(page: Page, title: str) -> None:
    await page.locator(".chat", has_text=title).click()
    await expect(page.locator("#bot-name")).to_have_text(title)


async def speak_as(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Current person").click()
    await page.locator("#people-list").get_by_text(name).click()


async def test_a_group_is_made_and_two_people_speak_in_it(page: Page, bot: Bot) -> None:
    await page.get_by_role("button", name="Chats", exact=True).click()
    await page.get_by_role("button", name="New group").click()
    await page.get_by_label("Title of the group").fill("Picnic")
    await page.get_by_label("Other people").fill("Ben, Mia")
    await page.get_by_role("button", name="Create").click()
    await expect(page.locator("#status")).to_have_text("4 members")
    await expect(page.locator(".service")).to_have_text("Ann created the group")

    await write(page, "Hello")
    await expect(message(page, 2)).to_have_class(re.compile("mine"))
    await speak_as(page, "Ben")
    await expect(message(page, 2)).to_have_class(re.compile("theirs"))
    await expect(message(page, 2).locator(".sender")).to_have_text("Ann")
    await message(page, 2).hover()
    await message(page, 2).get_by_role("button", name="Reply").click()
    await write(page, f"/cut@{BOT}")
    await expect(message(page, 3)).to_be_visible()

    updates = await bot.get_updates()
    asked = updates[-1].message
    assert asked
    assert asked.from_user
    assert asked.reply_to_message
    heard = (asked.from_user.first_name, asked.text, asked.reply_to_message.text)
    assert heard == ("Ben", f"/cut@{BOT}", "Hello")


async def test_news_of_a_chat_that_come_after_another_was_opened_change_nothing(
    page: Page, people: SandboxClient, ann: Person
) -> None:
    is_other_open = asyncio.Event()

    async def late(route: Route) -> None:
        await is_other_open.wait()
        await route.continue_()

    private = f"**/sandbox/chats/{ann.id}"
    await page.route(private, late)
    async with page.expect_request(private):
        await people.group("Picnic", ann)
    await open_chat(page, "Picnic")
    await expect(page.locator("#status")).to_have_text("2 members")
    async with page.expect_response(private):
        is_other_open.set()
    await write(page, "Hello")
    await expect(message(page, 2)).to_be_visible()
    await expect(page.locator("#status")).to_have_text("2 members")


async def test_commands_of_the_menu_name_the_bot_in_a_group(
    page: Page, bot: Bot, group: Group
) -> None:
    await bot.set_my_commands([("pack", "The packs")])
    await open_chat(page, "Picnic")
    await page.get_by_role("button", name="Commands").click()
    await page.get_by_role("button", name="/pack The packs").click()

    await expect(message(page, 2)).to_contain_text(f"/pack@{BOT}")


async def test_what_comes_in_elsewhere_is_counted_until_it_is_read(
    page: Page, bot: Bot, group: Group
) -> None:
    await expect(page.locator(".chat")).to_have_count(2)
    await bot.send_message(group.id, "one")
    await bot.send_message(group.id, "two")
    entry = page.locator(".chat", has_text="Picnic")
    await expect(entry.locator("b")).to_have_text("2")
    await expect(entry).to_contain_text("Your bot: two")

    await open_chat(page, "Picnic")
    await expect(entry.locator("b")).to_have_count(0)
    await expect(message(page, 3).locator(".sender")).to_have_text("Your bot")


async def test_stickers_stand_without_a_bubble_and_open_their_set(
    page: Page, bot: Bot, ann: Person
) -> None:
    await bot.create_new_sticker_set(
        ann.id, PACK, "Picnic", [InputSticker(sticker(), ["🍓"], "static")]
    )
    in_set = (await bot.get_sticker_set(PACK)).stickers[0]
    await bot.send_sticker(ann.id, in_set)
    shown = message(page, 2).get_by_role("button", name="Sticker 🍓")
    await expect(shown.locator("img")).to_have_js_property("naturalWidth", 512)
    box = await shown.bounding_box()
    assert box
    assert box["width"] == 180

    await shown.click()
    await expect(page.locator("#sticker-set h2")).to_have_text("Picnic")
    await page.locator("#sticker-set").get_by_role("button", name="Send 🍓").click()
    await expect(message(page, 3)).to_have_class(re.compile("mine"))
    sent = (await bot.get_updates())[-1].message
    assert sent
    assert sent.sticker
    assert sent.sticker.set_name == PACK

    await bot.send_message(
        ann.id, f'<a href="https://t.me/addstickers/{PACK}">the pack</a>', parse_mode="HTML"
    )
    await page.get_by_role("link", name="the pack").click()
    await page.get_by_role("button", name="Delete the set").click()
    await expect(page.locator("#sticker-set")).to_be_hidden()


async def test_the_panel_sends_stickers_still_and_moving(page: Page, bot: Bot) -> None:
    for emoji, moves in (("☀️", False), ("🎈", True)):
        await page.get_by_role("button", name="Stickers").click()
        await page.locator("#stickers").get_by_role("button", name=f"Send {emoji}").click()
        await expect(page.get_by_role("button", name=f"Sticker {emoji}")).to_be_visible()
        update = (await bot.get_updates())[-1]
        assert update.message
        assert update.message.sticker
        assert update.message.sticker.is_animated is moves


async def test_a_link_button_leads_to_the_private_chat_and_starts_the_bot(
    page: Page, bot: Bot, group: Group
) -> None:
    await open_chat(page, "Picnic")
    url = f"https://t.me/{BOT}?start=pack-7"
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Open the bot", url=url)]])
    await bot.send_message(group.id, "Start me first", reply_markup=keys)
    await page.get_by_role("link", name="Open the bot").click()

    await expect(page.locator("#status")).to_have_text("bot")
    await expect(message(page, 2)).to_contain_text("/start pack-7")


async def test_the_groups_info_changes_members_title_and_privacy(
    page: Page, bot: Bot, people: SandboxClient, group: Group
) -> None:
    await open_chat(page, "Picnic")
    await page.get_by_role("button", name="About this chat").click()
    info = page.locator("#info")
    await info.get_by_role("button", name="Ben").click()
    await page.get_by_role("button", name="Make an administrator").click()
    await expect(info.get_by_role("button", name="Ben")).to_contain_text("admin")
    await info.get_by_label("Name of somebody to add").fill("Mia")
    await page.keyboard.press("Enter")
    await expect(info.locator(".person")).to_have_count(4)
    await info.get_by_label("Title").fill("Barbecue")
    await info.get_by_role("button", name="Rename").click()
    await info.get_by_label("Privacy mode").uncheck()
    await info.get_by_role("button", name="Your bot").click()
    await page.get_by_role("button", name="Remove from the group").click()
    await expect(info.get_by_role("button", name="Bring the bot back")).to_be_visible()
    await info.get_by_role("button", name="Done").click()

    await expect(page.locator("#bot-name")).to_have_text("Barbecue")
    await expect(page.locator("#status")).to_have_text("3 members")
    assert (await bot.get_me()).can_read_all_group_messages
    lines = await page.locator(".service").all_inner_texts()
    assert lines == [
        "Ann created the group",
        "Ann added Mia",
        "Ann changed the title to “Barbecue”",
        "Ann removed Your bot",
    ]


async def test_the_page_goes_along_when_a_group_becomes_a_supergroup(
    page: Page, group: Group
) -> None:
    await open_chat(page, "Picnic")
    await group.migrate()

    await expect(page.locator("#list")).to_have_text("This is a supergroup now")
    await expect(page.locator(".chat")).to_have_count(2)


async def test_topics_keep_their_messages_apart(
    page: Page, people: SandboxClient, bot: Bot, ann: Person
) -> None:
    forum = await people.group("Forum", ann, forum=True)
    topic = await forum.topic("Photos")
    await open_chat(page, "Forum")
    await page.get_by_role("button", name="Photos", exact=True).click()
    await expect(page.locator("#list")).to_have_text("Ann opened the topic “Photos”")
    await write(page, f"/start@{BOT}")
    asked = (await bot.get_updates())[-1].message
    assert asked
    assert asked.message_thread_id == topic
    await bot.send_message(forum.id, "in the topic", message_thread_id=topic)
    await expect(page.locator("#list")).to_contain_text("in the topic")

    await page.get_by_role("button", name="General").click()
    await expect(page.locator("#list")).not_to_contain_text("in the topic")


async def test_on_a_phone_the_list_lies_over_the_chat_and_nothing_is_too_wide(
    browser: Browser, sandbox: Sandbox, group: Group
) -> None:
    await group.rename("A title that is far too long for the narrow top of a phone")
    async with opened(browser, sandbox.url, **PHONE) as page:
        await page.get_by_role("button", name="Chats", exact=True).click()
        await page.locator(".chat", has_text="A title").click()
        await expect(page.locator("#chats")).to_be_hidden()
        await expect(page.locator(".service").first).to_be_visible()
        assert await page.evaluate("() => document.documentElement.scrollWidth") == 390


async def test_the_bot_is_blocked_and_let_in_again(page: Page, people: SandboxClient) -> None:
    for _ in range(2):
        await page.get_by_role("button", name="About this chat").click()
        await page.get_by_label("Block the bot").click()
        await page.get_by_role("button", name="Done").click()
    updates = [update.get("my_chat_member") for update in await people.updates()]
    statuses = [change["new_chat_member"]["status"] for change in updates if change]
    assert statuses == ["kicked", "member"]


async def test_what_the_server_can_do_is_switched_on_the_page(
    page: Page, sandbox: Sandbox, group: Group
) -> None:
    await open_chat(page, (await group.state())["chat"]["title"])
    await page.get_by_role("button", name="About this chat").click()
    await page.get_by_text("What Telegram can do here").click()
    await page.get_by_label("Guest queries").check()
    await page.get_by_label("Ephemeral messages").select_option("lost")
    await expect(page.get_by_label("Guest queries")).to_be_checked()
    await expect(page.get_by_label("Ephemeral messages")).to_have_value("lost")
    assert sandbox.features.guest_queries
    assert sandbox.features.loses_ephemeral
