"""A person is answered in the language of their app, until they choose another one."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from removerbot.app import running_bot
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.i18n import load_words
from removerbot.settings import Settings
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.client.anywhere import ask_inline, call_guest
from telegram_sandbox.client.chat import Chat
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import (
    TOKEN,
    Start,
    ball_file,
    labels,
    pressed,
    preview_of,
)
from tests.fakes import FakeSegmenter

WORDS = load_words()


@pytest.fixture
def start(settings: Settings, decoders: DecoderPool) -> Start:
    return lambda: running_bot(settings, FakeSegmenter(), decoders=decoders)


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """Sends buttons that the bot never made."""
    async with Bot(
        TOKEN, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
    ) as bot:
        yield bot


async def settings_of(person: Person) -> Json:
    return await person.next_message(after=await person.say("/settings"))


async def chooses(person: Person, language: str) -> Json:
    """Chooses a language by its name; returns the settings after that."""
    now = await settings_of(person)
    [button] = [each for each in labels(now) if each.startswith("🌐")]
    return await pressed(person, now, button, language)


async def test_the_language_that_is_chosen_wins_until_it_is_taken_back(ada: Person) -> None:
    shown = await chooses(ada, "한국어")
    assert shown["text"] == WORDS["ko"].say("likes")
    assert "🌐 한국어" in labels(shown)
    preview = await preview_of(ada, ball_file())
    assert preview["caption"].startswith("무엇을 오릴까요?")
    refused = await ada.next_message(after=await ada.say("Z99"))
    assert refused["text"].startswith("Z99")
    assert "사진 밖" in refused["text"]

    shown = await pressed(ada, shown, "🌐 한국어")
    assert "✓ 한국어" in labels(shown)
    shown = await pressed(ada, shown, WORDS["ko"].say("button-language-app"))
    assert shown["text"] == WORDS["en"].say("likes")
    assert (await preview_of(ada, ball_file()))["caption"].startswith("What shall I")


async def menu_becomes(person: Person, language: str) -> None:
    """Waits until the menu of commands in a person's private chat is in a language."""
    expected = WORDS[language].section("command-")
    async with asyncio.timeout(30):
        while True:
            menu = (await person.profile())["commands"]
            if {each["command"]: each["description"] for each in menu} == expected:
                return
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("way", ["settings", "forget"])
async def test_the_menu_of_commands_is_in_the_language_that_is_chosen(
    ada: Person, client: SandboxClient, way: str
) -> None:
    ben = await client.person("Ben")
    await chooses(ada, "한국어")
    await menu_becomes(ada, "ko")
    await menu_becomes(ben, "en")
    if way == "forget":
        await ada.say("/forget")
    else:
        shown = await pressed(ada, await settings_of(ada), "🌐 한국어")
        await pressed(ada, shown, WORDS["ko"].say("button-language-app"))
    await menu_becomes(ada, "en")


async def test_a_menu_that_is_refused_changes_nothing_else(
    ada: Person, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    await menu_becomes(ada, "en")
    assert await sandbox.faults.called("setMyShortDescription", len(WORDS))
    sandbox.faults.plan("setMyCommands", Fault(400))
    assert (await chooses(ada, "한국어"))["text"] == WORDS["ko"].say("likes")
    await settings_of(ada)
    assert "a menu stays in its language" in caplog.text
    assert "an update failed" not in caplog.text


async def test_every_language_is_listed_by_its_own_name(ada: Person) -> None:
    listed = await pressed(ada, await settings_of(ada), "🌐 English")
    names = [words.say("language-name") for words in WORDS.values()]
    assert labels(listed) == [*names, "✓ As in Telegram", "← Back"]
    assert (await pressed(ada, listed, "← Back"))["text"] == WORDS["en"].say("likes")


async def test_a_choice_survives_a_restart_and_is_ones_own(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada, bob = [await sandbox_client.person(name, "de") for name in ("Ada", "Bob")]
    async with start():
        await chooses(ada, "日本語")
    async with start():
        told = [await each.next_message(after=await each.say("/start")) for each in (ada, bob)]
    assert [each["text"] for each in told] == [
        WORDS[language].say("start") for language in ("ja", "de")
    ]


async def test_in_a_group_each_is_answered_in_their_own(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    await chooses(ada, "Français")
    for person, language in ((ada, "fr"), (bob, "en")):
        asked = await person.say(f"/start{at_bot}", in_=group)
        told = await group.next_message(after=asked)
        assert told["text"] == WORDS[language].say("group-start", bot=at_bot[1:])


async def test_what_is_chosen_is_in_mydata_and_gone_with_forget(ada: Person) -> None:
    await chooses(ada, "Español")
    data = await ada.next_message(after=await ada.say("/mydata"))
    assert b'"language": "es"' in await ada.download(data)
    privacy = await ada.next_message(after=await ada.say("/privacy"))
    assert "el idioma que elegiste" in privacy["text"]
    await ada.next_message(after=await ada.say("/forget"))
    assert (await settings_of(ada))["text"] == WORDS["en"].say("likes")


async def test_it_wins_in_chats_without_the_bot(
    sandbox: Sandbox, client: SandboxClient, ada: Person, bob: Person
) -> None:
    sandbox.features.inline_queries = sandbox.features.guest_queries = True
    await chooses(ada, "Українська")
    listed = (await ask_inline(ada))["answer"]
    assert listed["button"]["text"] == WORDS["uk"].say("inline-none")
    chat = await client.group("Elsewhere", ada, bob, with_bot=False)
    photo = await bob.send_photo(ball_file(), in_=chat)
    called = await call_guest(ada, "@removerbot_sandbox_bot", in_=chat, reply_to=photo)
    assert called["answer"]["text"] == WORDS["uk"].say("guest-private")


@pytest.mark.parametrize("data", ["language:xx", "language:EN", "language:", "language:en:1"])
async def test_a_language_that_is_none_is_a_stale_button(
    ada: Person, bot: Bot, data: str
) -> None:
    before = await settings_of(ada)
    answer, shown = await forged(bot, ada, ada, data)
    assert answer["text"] == WORDS["en"].say("error-stale-button")
    assert shown["text"] == "x"
    assert labels(await settings_of(ada)) == labels(before)


@pytest.mark.parametrize("data", ["languages", "language:ko", "language:app", "like:crop:trim"])
async def test_settings_of_a_person_are_changed_in_their_own_chat_only(
    ada: Person, group: Group, bot: Bot, data: str
) -> None:
    before = await settings_of(ada)
    answer, shown = await forged(bot, ada, group, data)
    assert answer["text"] == WORDS["en"].say("error-stale-button")
    assert (shown["text"], labels(shown)) == ("x", ["b"])
    assert labels(await settings_of(ada)) == labels(before)


async def forged(bot: Bot, person: Person, chat: Chat, data: str) -> tuple[Json, Json]:
    """What is answered to a press of a button with this data, and its message after that."""
    keyboard = {"inline_keyboard": [[{"text": "b", "callback_data": data}]]}
    sent = await bot.send_message(chat.id, "x", api_kwargs={"reply_markup": keyboard})

    async def shown() -> Json:
        messages = await chat.messages()
        return next(each for each in messages if each["message_id"] == sent.message_id)

    answer = await person.press(await shown(), "b")
    assert answer is not None
    return answer, await shown()
