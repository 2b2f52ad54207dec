"""Telegram refuses, breaks off, is slow or gone: nothing is lost, doubled or held up."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import BadRequest

from removerbot.app import running_bot
from removerbot.chat import notices
from removerbot.chat.outbox import Outbox
from removerbot.chat.retry import Retrier, UnsureError
from removerbot.editing.scheduling import FairQueue
from removerbot.settings import Settings
from removerbot.storage.database import open_database
from removerbot.storage.journal import Incoming, Journal
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from telegram_sandbox.state import FIRST_PERSON
from tests.chat.conftest import (
    TOKEN,
    Start,
    ball_file,
    cut,
    image_file,
    name_of_bot,
    pixels_of,
    preview_of,
    scene,
)
from tests.fakes import FakeSegmenter
from tests.loopback import free_port
from tests.processes import rows_in

LONG = 600


@pytest.fixture
def start(settings: Settings) -> Start:
    """Starts a bot with a stand-in for the model, that has one place for work."""
    settings = settings.model_copy(update={"at_once": 1, "line": 3, "stop_seconds": 0})
    return lambda: running_bot(settings, FakeSegmenter())


def documents(messages: list[Json]) -> int:
    return sum("document" in message for message in messages)


def pictures_by_bot(messages: list[Json]) -> int:
    return sum("photo" in message and message["from"]["is_bot"] for message in messages)


def question(messages: list[Json]) -> Json | None:
    return next((m for m in messages if "whether it arrived" in m.get("text", "")), None)


async def test_a_chat_that_has_to_wait_holds_up_no_other_one(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    bob = await client.person("Bob")
    sandbox.faults.plan("sendMessage", Fault(429, retry_after=LONG))
    await ada.say("/help")
    assert await sandbox.faults.called("sendMessage")
    answer = await bob.next_message(after=await bob.say("/help"))
    assert "C4 D5" in answer["text"]
    assert len(await ada.messages()) == 1


async def test_a_chat_is_left_alone_for_as_long_as_telegram_says(
    sandbox: Sandbox, ada: Person
) -> None:
    sandbox.faults.plan("sendMessage", *[Fault(429, retry_after=1)] * 2)
    await ada.next_message(after=await ada.say("/help"))
    first, second, third = sandbox.faults.calls["sendmessage"]
    assert second - first >= 1
    assert third - second >= 1


@pytest.mark.parametrize("fault", [Fault(500, is_done=True), Fault(is_done=True)], ids=str)
async def test_an_answer_that_arrived_though_it_failed_is_not_sent_again(
    sandbox: Sandbox, ada: Person, fault: Fault
) -> None:
    await preview_of(ada, ball_file())
    sandbox.faults.plan("sendDocument", fault)
    await ada.say("F6")
    await ada.wait_for(question)
    await ada.wait_for(documents)
    await cut(ada, "G6")
    assert documents(await ada.messages()) == 2


async def test_a_preview_of_which_nobody_heard_that_it_arrived_can_be_replied_to(
    sandbox: Sandbox, ada: Person
) -> None:
    sandbox.faults.plan("sendPhoto", Fault(is_done=True))
    red = await preview_of(ada, image_file(scene((200, 40, 30), width=320)))
    await ada.wait_for(question)
    await preview_of(ada, image_file(scene((30, 40, 200))))
    assert (await pixels_of(ada, await cut(ada, "D6", reply_to=red))).shape[1] == 320


async def test_in_a_group_a_preview_nobody_heard_of_can_be_replied_to_as_well(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    sandbox.features.unknown.add("ephemeral")  # the first call sends the preview to all
    group = await client.group("Picnic", ada)
    photo = await ada.send_photo(ball_file(), in_=group)
    sandbox.faults.plan("sendPhoto", Fault(is_done=True))
    await ada.say("/cut@removerbot_sandbox_bot", reply_to=photo)
    preview = await group.next_message(after=photo)
    assert "photo" in preview
    await group.wait_for(question)
    asked = await ada.say("F6", reply_to=preview)
    assert "document" in await group.next_message(after=asked)


@pytest.mark.parametrize("fault", [Fault(502), Fault()], ids=str)
async def test_an_answer_that_got_lost_comes_when_it_is_asked_for_once(
    sandbox: Sandbox, ada: Person, fault: Fault
) -> None:
    preview = await preview_of(ada, ball_file())
    sandbox.faults.plan("sendDocument", fault)
    asked = await ada.say("F6", reply_to=preview)
    asking = await ada.wait_for(question)
    assert asking["reply_to_message"]["message_id"] == asked["message_id"]
    assert not documents(await ada.messages())
    presses = [ada.press(asking, "Send it again", within=0) for _ in range(3)]
    await asyncio.gather(*presses, return_exceptions=True)
    await ada.wait_for(documents)
    await cut(ada, "G6")
    assert documents(await ada.messages()) == 2
    assert not question(await ada.messages())


async def test_a_question_is_asked_until_it_has_arrived(sandbox: Sandbox, ada: Person) -> None:
    sandbox.faults.plan("sendMessage", Fault(502), Fault(502), Fault())
    await ada.say("/help")
    await ada.wait_for(question)


async def test_a_question_may_be_answered_before_the_bot_hears_that_it_has_arrived(
    sandbox: Sandbox, ada: Person
) -> None:
    preview = await preview_of(ada, ball_file())
    sandbox.faults.plan("sendDocument", Fault())
    sandbox.faults.plan("sendMessage", Fault(200, is_done=True, seconds=2))
    await ada.say("F6", reply_to=preview)
    asking = await ada.wait_for(question)
    await ada.press(asking, "Send it again", within=0)
    await ada.wait_for(documents)
    assert documents(await ada.messages()) == 1


async def test_a_person_who_blocked_the_bot_is_left_alone(
    sandbox: Sandbox, ada: Person, bob: Person, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=1))
    await ada.send_photo(ball_file())
    await ada.block_bot()
    assert await sandbox.faults.called("sendPhoto")
    await bob.next_message(after=await bob.say("/help"))
    await ada.unblock_bot()
    await ada.next_message(after=await ada.say("/cancel"))
    assert len(sandbox.faults.calls["sendmessage"]) == 2  # no apology, which would be refused
    assert "an update failed" not in caplog.text


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (403, "Forbidden: the group chat was deleted"),
        (403, "Forbidden: bot can't send messages to bots"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: CHAT_RESTRICTED"),
        (400, "Bad Request: TOPIC_DELETED"),
        (400, "Bad Request: need administrator rights in the channel chat"),
    ],
)
async def test_where_the_bot_may_not_write_it_apologizes_for_nothing(
    sandbox: Sandbox, ada: Person, caplog: pytest.LogCaptureFixture, status: int, refusal: str
) -> None:
    sandbox.faults.plan("sendMessage", Fault(status, description=refusal))
    await ada.say("/help")
    await ada.next_message(after=await ada.say("/cancel"))
    assert len(sandbox.faults.calls["sendmessage"]) == 2
    assert "an update failed" not in caplog.text


async def test_nobody_gets_an_answer_of_another_chat_by_a_crafted_button(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    sandbox.faults.plan("sendMessage", Fault())
    await ada.say("/help")
    asking = await ada.wait_for(question)
    [[button]] = asking["reply_markup"]["inline_keyboard"]
    bob = await client.person("Bob")
    said = await bob.next_message(after=await bob.say("/help"))
    async with Bot(
        TOKEN, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
    ) as anybody:
        keyboard = {"inline_keyboard": [[button]]}
        await anybody.send_message(bob.id, "x", api_kwargs={"reply_markup": keyboard})
    crafted = await bob.next_message(after=said)
    await bob.press(crafted, button["text"])
    await bob.wait_for(lambda messages: crafted not in messages)
    assert (await bob.messages())[-1] == said

    await ada.press(asking, button["text"])
    await ada.wait_for(lambda messages: "C4 D5" in messages[-1].get("text", ""))


UNAVAILABLE = "Bad Request: wrong file_id or the file is temporarily unavailable"


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("getFile", Fault(429, retry_after=1)),
        ("getFile", Fault(500)),
        ("getFile", Fault(400, description=UNAVAILABLE)),
        ("getFile", Fault()),
        ("getFile", Fault(200, is_done=True, seconds=1)),
        ("download", Fault(502)),
        ("download", Fault()),
        ("download", Fault(404)),
    ],
    ids=str,
)
async def test_a_photo_that_cannot_be_fetched_at_once_is_fetched_later(
    sandbox: Sandbox, ada: Person, method: str, fault: Fault
) -> None:
    sandbox.faults.plan(method, fault)
    await preview_of(ada, ball_file())


async def test_a_photo_that_stays_unavailable_is_said_to_be_gone(
    sandbox: Sandbox, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def skip(*_: object) -> None:
        """Waits for nothing."""

    monkeypatch.setattr(Retrier, "wait", skip)
    sandbox.faults.plan("getFile", *[Fault(400, description=UNAVAILABLE)] * 9)
    answer = await ada.next_message(after=await ada.send_photo(ball_file()))
    assert "no longer" in answer["text"]
    assert len(sandbox.faults.calls["getfile"]) == 5


async def test_who_waits_for_a_download_holds_up_nobody(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    sandbox.faults.plan("getFile", Fault(429, retry_after=LONG))
    await ada.send_photo(ball_file())
    assert await sandbox.faults.called("getFile")
    await preview_of(await client.person("Bob"), ball_file())


async def test_an_outage_in_the_middle_passes(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    await preview_of(ada, ball_file())
    sandbox.faults.plan("getFile", Fault())
    await ada.send_photo(ball_file())
    assert await sandbox.faults.called("getFile", times=2)
    sandbox.faults.default = lambda _: Fault()
    await (bob := await client.person("Bob")).send_photo(ball_file())
    polls = len(sandbox.faults.calls["getupdates"])
    assert await sandbox.faults.called("getUpdates", times=polls + 3)
    sandbox.faults.default = lambda _: None
    for person, pictures in ((ada, 2), (bob, 1)):
        while pictures_by_bot(await person.messages()) < pictures:
            await asyncio.sleep(0.1)


async def test_a_start_without_a_network_waits_for_one(
    tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    alone = settings.model_copy(
        update={"telegram_api_base_url": f"http://127.0.0.1:{port}", "stop_seconds": 0}
    )
    done = asyncio.Event()

    async def run(bot: AbstractAsyncContextManager[None]) -> None:
        async with bot:
            await done.wait()

    with caplog.at_level(logging.WARNING):
        running = asyncio.create_task(run(running_bot(alone, FakeSegmenter())))
        while "no way to Telegram yet" not in caplog.text:
            await asyncio.sleep(0.05)
    async with Sandbox(TOKEN, port) as sandbox, SandboxClient(sandbox.url) as people:
        sandbox.faults.plan("getMe", Fault(502), Fault(429, retry_after=1))
        ada = await people.person("Ada")
        await ada.next_message(after=await ada.say("/help"))
        done.set()
        await running


async def test_commands_that_cannot_be_announced_yet_hold_up_nothing(
    sandbox: Sandbox, start: Start, sandbox_client: SandboxClient
) -> None:
    sandbox.faults.plan("setMyCommands", Fault(429, retry_after=LONG))
    async with start():
        assert await sandbox.faults.called("setMyCommands")
        ada = await sandbox_client.person("Ada")
        await ada.next_message(after=await ada.say("/help"))


async def test_a_message_that_never_left_is_sent_when_it_can_leave(
    caplog: pytest.LogCaptureFixture,
) -> None:
    port = free_port()
    retrier = Retrier(FairQueue(slots=1, per_person=1, per_chat=1, length=1, queues=1).yielding)
    bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{port}/bot")
    sending = asyncio.create_task(
        retrier.once(FIRST_PERSON, lambda: bot.send_message(FIRST_PERSON, "at last"))
    )
    with caplog.at_level(logging.WARNING):
        while "no way to Telegram" not in caplog.text:
            await asyncio.sleep(0.05)
    async with Sandbox(TOKEN, port) as sandbox, SandboxClient(sandbox.url) as people:
        ada = await people.person("Ada")
        await ada.say("/start")
        await sending
        assert (await ada.next_message())["text"] == "at last"
        async with bot:  # so that it closes its connections
            pass


async def test_an_update_that_comes_again_while_it_is_worked_on_is_answered_once(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=2))
    await ada.send_photo(ball_file())
    assert await sandbox.faults.called("download")
    polls = len(sandbox.faults.calls["getupdates"])
    [update] = await client.updates()
    await client.redeliver(update["update_id"])
    assert await sandbox.faults.called("getUpdates", times=polls + 2)
    await ada.wait_for(pictures_by_bot)
    await ada.next_message(after=await ada.say("/help"))
    assert len([m for m in await ada.messages() if m["from"]["is_bot"]]) == 2


async def test_an_edited_message_is_answered_once(
    start: Start, sandbox_client: SandboxClient
) -> None:
    ada = await sandbox_client.person("Ada")
    said = await ada.say("/help")
    await ada.edit(said, "/start")  # before the bot can say that it wants no edits
    async with start():
        await ada.next_message()
        await ada.next_message(after=await ada.say("/privacy"))
    assert [update.keys() - {"update_id"} for update in await sandbox_client.updates()] == [
        {"message"},
        {"edited_message"},
        {"message"},
    ]
    texts = [m["text"] for m in await ada.messages() if m["from"]["is_bot"]]
    assert len(texts) == 2
    assert "C4 D5" in texts[0]
    assert "/cancel" in texts[1]


async def test_who_floods_is_told_so_once_and_others_come_in_between(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    bob = await client.person("Bob")
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=2))
    for _ in range(12):
        await ada.send_photo(ball_file())
    await bob.send_photo(ball_file())
    await bob.next_message()
    await ada.wait_for(lambda messages: pictures_by_bot(messages) == 4)
    await ada.next_message(after=await ada.say("/help"))

    [bobs] = [event["id"] for event in await by_bot(bob)]
    adas = await by_bot(ada)
    previews = [event["id"] for event in adas if "photo" in event["message"]]
    refusals = [event for event in adas if "still busy" in event["message"].get("text", "")]
    assert len(previews) == 4  # one in hand, three in line
    assert len(refusals) == 1
    assert sum(preview < bobs for preview in previews) <= 2


async def test_a_refusal_is_said_again_after_a_pause(
    sandbox: Sandbox, client: SandboxClient, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "_REFUSAL_PAUSE", 0.5)
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=4))
    for _ in range(6):
        await ada.send_photo(ball_file())
    await ada.wait_for(lambda messages: refusals(messages) >= 1)
    await asyncio.sleep(1)
    await ada.send_photo(ball_file())
    await ada.wait_for(lambda messages: refusals(messages) == 2)


async def test_a_flood_that_is_refused_in_silence_is_not_written_down(
    sandbox: Sandbox, client: SandboxClient, ada: Person, bot_database: Path
) -> None:
    group, at_bot = await client.group("Cats", ada), await name_of_bot(client)
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=8))
    for _ in range(6):
        await ada.send_photo(ball_file())
    await ada.wait_for(lambda messages: refusals(messages) >= 1)
    for _ in range(20):
        await ada.say("C4")
    refused = await group.next_message(after=await ada.say(f"/cut{at_bot}", in_=group))
    assert "still busy" in refused["text"]  # there she was told nothing yet
    assert len(rows_in(bot_database, "SELECT * FROM journal")) < 10
    await ada.wait_for(lambda messages: pictures_by_bot(messages) == 4)
    assert (await cut(ada, "F6"))["document"]


async def test_a_refusal_that_took_longer_than_the_pause_is_said_once(
    sandbox: Sandbox, client: SandboxClient, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others wait for the first one to arrive, and then the pause begins."""
    monkeypatch.setattr(notices, "_REFUSAL_PAUSE", 2)
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=8))
    sandbox.faults.plan("sendMessage", Fault(502), Fault(502))  # tried after 1 and 3 seconds
    for _ in range(7):  # one in hand, three in line
        await ada.send_photo(ball_file())
    await ada.wait_for(lambda messages: pictures_by_bot(messages) == 4)
    assert refusals(await ada.messages()) == 1


def refusals(messages: list[Json]) -> int:
    return sum("still busy" in message.get("text", "") for message in messages)


async def by_bot(person: Person) -> list[Json]:
    return [
        event
        for event in await person.events()
        if event["type"] == "message" and event["message"]["from"]["is_bot"]
    ]


async def test_who_waits_is_told_how_many_come_first(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    bob = await client.person("Bob", "ko")
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=7))
    await ada.send_photo(ball_file())
    assert await sandbox.faults.called("download")
    await bob.send_photo(ball_file())
    assert (await bob.next_message())["text"] == "잠시만요, 바로 다음 차례예요."
    await bob.wait_for(lambda messages: "photo" in messages[-1])


async def test_an_answer_that_was_sent_before_a_crash_is_found_and_not_sent_again(
    sandbox: Sandbox, sandbox_client: SandboxClient, tmp_path: Path
) -> None:
    ada = await sandbox_client.person("Ada")
    await ada.say("/start")
    async with (
        open_database(f"sqlite:///{tmp_path}/bot.db") as sessions,
        Bot(
            TOKEN, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
        ) as bot,
    ):
        journal = Journal(sessions)
        queue = FairQueue(slots=1, per_person=1, per_chat=1, length=1, queues=1)
        await journal.record([Incoming(1, ada.id, ada.id, "{}")])
        [update] = await bot.get_updates()
        assert update.message
        message = update.message

        async def answer() -> int:
            outbox = Outbox(journal, Retrier(queue.yielding))
            with outbox.answering(1):
                first = await outbox.send(ada.id, lambda: message.reply_text("first"))
                second = await outbox.send(ada.id, lambda: message.reply_text("second"))
                return second.message_id - first.message_id

        sandbox.faults.plan("sendMessage", Fault(200, is_done=True), Fault(400))
        with pytest.raises(BadRequest):
            await answer()
        assert await answer() == await answer() == 1
        sent = [m["text"] for m in await ada.messages() if m["from"]["is_bot"]]
        assert sent == ["first", "second"]

        await journal.record([Incoming(2, ada.id, ada.id, "{}")])
        await journal.begin_send(2, 0)
        outbox = Outbox(journal, Retrier(queue.yielding))
        with outbox.answering(2) as answering, pytest.raises(UnsureError):
            await outbox.send(ada.id, lambda: message.reply_text("third"))
        assert answering.is_unsure
        assert len(await ada.messages()) == 3

        await journal.record([Incoming(3, ada.id, ada.id, "{}")])
        assert not await outbox.has_refused(3)
        for _ in range(2):
            await outbox.refuse(ada.id, lambda: message.reply_text("too many"), 3)
        assert await outbox.has_refused(3)
        assert [m["text"] for m in await ada.messages()].count("too many") == 1
