"""Who is let in is what the host has settled, and nobody else learns more than one line."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path

import pytest

from removerbot.app import running_bot
from removerbot.models.base import Segmenter
from removerbot.settings import Settings
from removerbot.storage import personal_data
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import ball_file, cut, cut_ball, preview_of
from tests.processes import until_none

FIRST, SECOND = 501, 502
"""The sandbox numbers people from here on."""

Hosting = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
def hosting(settings: Settings, mobile: Segmenter) -> Hosting:
    """Starts the bot with settings of access."""
    return lambda **access: running_bot(settings.model_copy(update=access), mobile)


@pytest.fixture
async def ada(sandbox_client: SandboxClient) -> Person:
    ada = await sandbox_client.person("Ada")
    assert ada.id == FIRST
    return ada


@pytest.fixture
async def bob(sandbox_client: SandboxClient, ada: Person) -> Person:
    bob = await sandbox_client.person("Bob")
    assert bob.id == SECOND
    return bob


async def answer_to(person: Person, words: str) -> str:
    answer = await person.next_message(after=await person.say(words))
    return str(answer.get("text") or answer.get("caption"))


async def test_a_stranger_gets_one_polite_line_and_then_silence(
    hosting: Hosting, ada: Person, bob: Person
) -> None:
    async with hosting(allowed=frozenset({FIRST})):
        line = await answer_to(bob, "hello")
        assert "private" in line
        assert str(SECOND) in line
        for words in ("/start", "C4", "/privacy", "/forget", "/stats"):
            await bob.say(words)
        await bob.send_photo(ball_file())
        assert "C4" in await answer_to(ada, "/help")
        await preview_of(ada, ball_file())
        assert len(from_bot(await bob.messages())) == 1
    async with hosting(allowed=frozenset({FIRST})):  # not even after a restart
        await bob.say("hello again")
        assert "C4" in await answer_to(ada, "/help")
        assert len(from_bot(await bob.messages())) == 1


def from_bot(messages: list[Json]) -> list[Json]:
    return [message for message in messages if message["from"]["is_bot"]]


async def test_whoever_is_blocked_gets_no_answer_at_all(
    hosting: Hosting, ada: Person, bob: Person
) -> None:
    async with hosting(blocked=frozenset({SECOND})):
        await bob.say("/start")
        await bob.send_photo(ball_file())
        await preview_of(ada, ball_file())
        assert not from_bot(await bob.messages())


async def test_a_group_that_becomes_a_supergroup_is_let_in_or_not_as_before(
    hosting: Hosting, sandbox_client: SandboxClient, ada: Person
) -> None:
    groups = [await sandbox_client.group(name, ada) for name in ("Let in", "Kept out")]
    names = (await sandbox_client.bot())["username"]
    command = f"/help@{names}"
    by_settings = await sandbox_client.group("Kept out by a setting", ada)
    async with hosting(
        owners=frozenset({12345}),
        allowed=frozenset({groups[0].id, groups[1].id}),
        blocked=frozenset({groups[1].id, by_settings.id}),
    ):
        groups = [await group.migrate() for group in (*groups, by_settings)]
        for group in groups[1:]:
            await ada.say(command, in_=group)
        assert await groups[0].next_message(after=await ada.say(command, in_=groups[0]))
        for group in groups[1:]:
            assert not from_bot(await group.messages())


async def test_an_owner_lets_people_in_and_out_in_the_chat_and_it_lasts(
    hosting: Hosting, ada: Person, bob: Person
) -> None:
    lists = {"allowed": frozenset({12345}), "owners": frozenset({FIRST})}
    async with hosting(**lists):
        assert "private" in await answer_to(bob, "hello")
        assert f"{SECOND} is let in" in await answer_to(ada, f"/allow {SECOND}")
        await preview_of(bob, ball_file())
    async with hosting(**lists):
        assert "C4" in await answer_to(bob, "/help")
        assert f"{SECOND} is blocked" in await answer_to(ada, f"/block {SECOND}")
        before = len(await bob.messages())
        await bob.say("/help")
        assert "Whom?" in await answer_to(ada, "/block")
        assert "Whom?" in await answer_to(ada, "/block everybody")
        assert "Whom?" in await answer_to(ada, f"/block {FIRST}")
        assert len(await bob.messages()) == before + 1


async def test_a_button_pressed_by_somebody_blocked_since_does_nothing(
    hosting: Hosting, ada: Person, bob: Person
) -> None:
    async with hosting(owners=frozenset({FIRST})):
        result = await cut_ball(bob)
        await answer_to(ada, f"/block {SECOND}")
        assert await bob.press(result, "↩ Undo", within=3) is None
        assert "document" in next(
            m for m in await bob.messages() if m["message_id"] == result["message_id"]
        )


async def test_owners_commands_are_none_for_others(
    hosting: Hosting, ada: Person, bob: Person
) -> None:
    async with hosting(owners=frozenset({FIRST})):
        await preview_of(bob, ball_file())
        assert "1 people, 1 photos" in await answer_to(ada, "/stats")
        for command in ("/stats", f"/block {FIRST}", f"/allow {SECOND}"):
            assert "C4 D5" in await answer_to(bob, command)  # the help, as for any other word
        assert "C4" in await answer_to(ada, "/help")


async def test_a_person_has_so_many_cuts_a_day_and_an_owner_any_number(
    hosting: Hosting, ada: Person, bob: Person
) -> None:
    async with hosting(daily_limit=2, owners=frozenset({FIRST})):
        for person in (ada, bob):
            await preview_of(person, ball_file())
            await cut(person, "F6")
            assert "Write a cell" in await answer_to(person, "what a day")  # costs nothing
            await cut(person, "G6")
        assert "your 2 cutouts for today" in await answer_to(bob, "F6")
        refused = await bob.next_message(after=await bob.send_photo(ball_file()))
        assert "your 2 cutouts for today" in refused["text"]
        await cut(ada, "F6")


@pytest.mark.parametrize("status", [400, 403], ids=["refused", "blocked"])
@pytest.mark.parametrize("way", ["a reply", "the main thing", "a pick"])
async def test_a_cutout_that_could_not_be_delivered_is_not_counted(
    hosting: Hosting, ada: Person, sandbox: Sandbox, way: str, status: int
) -> None:
    async with hosting(daily_limit=1):
        preview = await preview_of(ada, ball_file())
        if way == "a reply":
            sandbox.faults.plan("sendDocument", Fault(status))
            asked = await ada.say("F6")
            assert await sandbox.faults.called("sendDocument")
            if status == 400:  # who has blocked the bot gets no word
                assert "Something went wrong" in (await ada.next_message(after=asked))["text"]
        else:
            sandbox.faults.plan("editMessageMedia", Fault(status))
            if way == "a pick":
                preview = await ada.next_message(after=await ada.say("/auto"))
            await ada.press(preview, "1" if way == "a pick" else "🎯 The main thing")
        await cut(ada, "F6", reply_to=preview)
        assert "your one cutout for today" in await answer_to(ada, "G6")


async def test_forget_erases_a_person_and_the_photo_must_be_sent_again(
    hosting: Hosting, settings: Settings, ada: Person, bob: Person
) -> None:
    async with hosting():
        previews = [await preview_of(person, ball_file()) for person in (ada, bob)]
        result = await cut(ada, "F6")
        assert "30 days" in await answer_to(ada, "/privacy")
        assert "is erased" in await answer_to(ada, "/forget")
        assert "Send me a photo" in await answer_to(ada, "F6")
        refused = await ada.next_message(after=await ada.say("F6", reply_to=previews[0]))
        assert "which photo" in refused["text"]
        pressed = await ada.press(result, "↩ Undo")
        assert pressed
        assert "put away" in pressed["text"]
        await cut(bob, "F6")
    file = settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT DISTINCT person_id FROM jobs").fetchall()
    assert rows == [(SECOND,)]


async def test_after_forget_nothing_of_a_person_stands_in_the_files_of_the_database(
    hosting: Hosting,
    settings: Settings,
    sandbox_client: SandboxClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(personal_data, "_FORGET_SECONDS", 0.2)
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    async with hosting():
        ada = await sandbox_client.person("Zebulonia")
        await preview_of(ada, ball_file())
        await cut(ada, "F6")
        assert "is erased" in await answer_to(ada, "/forget")
        async with asyncio.timeout(20):
            while any(b"Zebulonia" in each.read_bytes() for each in file.parent.glob("*.db*")):
                await asyncio.sleep(0.05)


async def test_without_any_setting_everybody_is_welcome(
    hosting: Hosting, ada: Person, bob: Person
) -> None:
    async with hosting():
        for person in (ada, bob):
            await preview_of(person, ball_file())
            for cell in ("F6", "G6", "F7"):
                await cut(person, cell)


async def test_other_bots_are_not_answered_or_two_might_never_end(
    hosting: Hosting, sandbox: Sandbox, ada: Person, bot_database: Path
) -> None:
    async with hosting():
        answered = await ada.next_message(after=await ada.say("hello"))
        said = next(each["message"] for each in sandbox.state.updates.history.values())
        other = {"id": 77, "is_bot": True, "first_name": "Other"}
        sandbox.state.updates.put("message", said | {"from": other})
        missing = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM journal WHERE person_id = 77)"
        await until_none(bot_database, missing)
        await until_none(bot_database)
        assert (await ada.messages())[-1] == answered
