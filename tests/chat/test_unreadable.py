"""Updates that nobody can make sense of stop nothing, and nothing dies silently."""

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from telegram import Message, Update
from telegram.error import NetworkError
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from removerbot.app import running_bot
from removerbot.chat import inbox
from removerbot.chat.inbox import Inbox
from removerbot.chat.messages import has_content, read_update
from removerbot.chat.notices import Notices
from removerbot.chat.outbox import Outbox
from removerbot.chat.retry import Retrier, TakenOverError
from removerbot.chat.updates import PollingRequest, Webhook
from removerbot.editing.scheduling import FairQueue
from removerbot.process.health import (
    MAX_FAILURES,
    MAX_SILENCE,
    Heartbeat,
    trouble_at,
)
from removerbot.process.metrics import Metrics
from removerbot.settings import Settings
from removerbot.storage import database
from removerbot.storage.database import open_database
from removerbot.storage.journal import Incoming, Journal
from telegram_sandbox.client import SandboxClient
from tests.chat.conftest import Start
from tests.fakes import FakeSegmenter
from tests.loopback import free_port
from tests.processes import rows_in, until_none

PRIVATE = "a very private text"
NOT_DONE = "SELECT 1 FROM journal WHERE state != 'done'"


def message(**changes: Any) -> dict[str, Any]:
    """A message; `None` leaves a field out."""
    given = {
        "message_id": 7,
        "date": 1_700_000_000,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "Ada"},
        "text": PRIVATE,
        **changes,
    }
    return {name: value for name, value in given.items() if value is not None}


def inbox_of(journal: Journal) -> Inbox:
    """One that only takes updates in."""
    queue = FairQueue(slots=1, per_person=1, per_chat=1, length=1, queues=1)
    unused: Any = None
    notices = Notices(journal, queue, unused, unused, unused, unused, unused)
    inbox = Inbox(journal, queue, unused, notices, unused, Metrics(), 1)
    inbox.application = ApplicationBuilder().token("1:x").build()
    return inbox


def polling_request(journal: Journal, heartbeat: Heartbeat | None = None) -> PollingRequest:
    return PollingRequest(heartbeat or Heartbeat(), inbox_of(journal))


UNREADABLE: list[dict[str, Any]] = [
    {"message": message(date=None)},
    {"message": message(date="yesterday")},
    {"message": message(chat=None)},
    {"message": message(chat=5)},
    {"message": message(chat={"id": "5", "type": "private"})},
    {"message": message(chat={"id": 1 << 63, "type": "private"})},
    {"message": message(**{"from": {"id": 1.5, "is_bot": False, "first_name": "Ada"}})},
    {"message": message(message_id="7")},
    {"message": message(message_id=1 << 70)},
    {"message": message(text=5)},
    {"message": message(text=[PRIVATE])},
    {"message": message(text=None, photo=5)},
    {"message": message(text=None, photo=[{"file_id": "x"}])},
    {"message": message(text=None, media_group_id=7)},
    {"message": message(sender_chat=[])} | {"message": message(sender_chat={"id": 1})},
    {"message": [PRIVATE]},
    {"message": PRIVATE},
    {"message": 1},
    {"callback_query": {"id": "1", "data": PRIVATE}},
    {"callback_query": {"id": "1", "data": 5, "chat_instance": "1", "from": message()["from"]}},
    {"my_chat_member": {"chat": message()["chat"]}},
    {"inline_query": {"id": "1", "query": PRIVATE, "offset": ""}},
    {"inline_query": {"id": "1", "query": "", "offset": 5, "from": message()["from"]}},
    {"guest_message": message()},
    {"guest_message": message(guest_query_id=5)},
    {"guest_message": message(guest_query_id="1", **{"from": None})},
]


@pytest.mark.parametrize("content", UNREADABLE, ids=range(len(UNREADABLE)))
def test_an_update_that_cannot_be_parsed_is_logged_without_its_content(
    content: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    update = read_update(json.dumps({"update_id": 3, **content}), None)
    assert not has_content(update)
    assert update.update_id == 3
    assert "update 3 cannot be parsed" in caplog.text
    assert PRIVATE not in caplog.text


def test_an_update_that_can_be_parsed_stays() -> None:
    update = read_update(json.dumps({"update_id": 3, "message": message()}), None)
    assert has_content(update)
    assert update.message
    assert update.message.text == PRIVATE


def test_what_is_no_update_at_all_has_no_id() -> None:
    for payload in ("5", "null", "[]", "{", '"x"', "{}"):
        assert read_update(payload, None).update_id == 0


def test_a_message_in_a_topic_is_no_reply_unless_to_another_message() -> None:
    began = message() | {"forum_topic_created": {"name": "Cats", "icon_color": 1}}
    for replied, is_reply in ((began, False), (message(), True)):
        in_topic = message() | {"is_topic_message": True, "reply_to_message": replied}
        read = read_update(json.dumps({"update_id": 3, "message": in_topic}), None).message
        assert read
        assert bool(read.reply_to_message) == is_reply


async def test_polling_confirms_it_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    updates = [
        {"update_id": 1, **UNREADABLE[0]},
        {"update_id": 2, "message": message()},
        None,
        {"update_id": 3, **UNREADABLE[4]},
    ]

    async def answer(*_: object, **__: object) -> tuple[int, bytes]:
        return 200, json.dumps({"ok": True, "result": updates}).encode()

    monkeypatch.setattr(HTTPXRequest, "do_request", answer)
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        journal = Journal(sessions)
        request = polling_request(journal)
        _, content = await request.do_request()
        assert json.loads(content)["result"] == [{"update_id": 3}]
        queue = request._inbox.application.update_queue
        update = queue.get_nowait()
        assert isinstance(update, Update)
        assert update.update_id == 2
        assert queue.empty()
        assert [await journal.claim(number) for number in (1, 2, 3)] == [False, True, False]


async def test_polling_goes_on_where_it_can_read_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    updates = [{"update_id": number, **each} for number, each in enumerate(UNREADABLE, start=1)]

    async def answer(*_: object, **__: object) -> tuple[int, bytes]:
        return 200, json.dumps({"ok": True, "result": updates}).encode()

    monkeypatch.setattr(HTTPXRequest, "do_request", answer)
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        _, content = await polling_request(Journal(sessions)).do_request()
    assert json.loads(content)["result"] == [{"update_id": len(UNREADABLE)}]


@pytest.mark.parametrize("status", [401, 403, 404, 413])
async def test_a_refusal_does_not_end_polling(
    status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(*_: object, **__: object) -> tuple[int, bytes]:
        return status, b"<html>"

    monkeypatch.setattr(HTTPXRequest, "do_request", answer)
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        request = polling_request(Journal(sessions))
        assert (await request.do_request())[0] not in (401, 403, 404)


async def test_a_full_disk_makes_health_red_quotes_nobody_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = json.dumps({"ok": True, "result": [{"update_id": 1, "message": message()}]})
    full = "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END"

    async def answer(*_: object, **__: object) -> tuple[int, bytes]:
        return 200, content.encode()

    monkeypatch.setattr(HTTPXRequest, "do_request", answer)
    metrics, now = Metrics(), 0.0
    heartbeat = Heartbeat(lambda: now)
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        journal = Journal(sessions, metrics=metrics)
        request = polling_request(journal, heartbeat)
        await sessions.execute(text(full))
        now = MAX_SILENCE
        for _ in range(MAX_FAILURES):
            with pytest.raises(NetworkError) as caught:  # so Telegram brings it again
                await request.post("http://127.0.0.1/")
            assert PRIVATE not in str(caught.value)
        assert metrics.failing(MAX_FAILURES)
        assert not heartbeat.is_alive
        await sessions.execute(text("DROP TRIGGER full"))
        assert await request.post("http://127.0.0.1/")
        assert await journal.claim(1)
        assert not metrics.failing()
        assert heartbeat.is_alive


async def test_a_webhook_takes_it_and_goes_on(tmp_path: Path) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        journal = Journal(sessions)
        taking = inbox_of(journal)
        hook = Webhook(taking, Heartbeat(), "https://bot.example.org", metrics=Metrics())
        await hook.take({"update_id": 1, **UNREADABLE[0]})
        await hook.take({"update_id": 2, "message": message()})
        assert taking.application.update_queue.qsize() == 1
        assert [await journal.claim(number) for number in (1, 2)] == [False, True]


@pytest.fixture
def start(settings: Settings) -> Start:
    return lambda: running_bot(settings, FakeSegmenter())


async def test_a_journal_with_such_updates_is_worked_off(
    start: Start, settings: Settings, sandbox_client: SandboxClient, bot_database: Path
) -> None:
    async with open_database(settings.database_url) as sessions:
        payloads = [
            json.dumps({"update_id": number, **content})
            for number, content in enumerate(UNREADABLE, 900_001)
        ]
        await Journal(sessions).record(
            [Incoming(n, 5, 5, payload) for n, payload in enumerate(payloads, 900_001)]
        )
    async with start():
        ada = await sandbox_client.person("Ada")
        await ada.next_message(after=await ada.say("/help"))
    assert not rows_in(bot_database, NOT_DONE)


@pytest.mark.parametrize("fails", [1, 100])
async def test_an_update_that_fails_before_its_handler_is_tried_again_and_given_up(
    start: Start,
    sandbox_client: SandboxClient,
    bot_database: Path,
    fails: int,
    *,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(inbox, "_TRIES", 2)
    has_handler, failures = Inbox._has_handler, 0

    def fail(self: Inbox, update: Update) -> bool:
        nonlocal failures
        if update.message and update.message.text == "/privacy" and failures < fails:
            failures += 1
            raise ConnectionError(PRIVATE)
        return has_handler(self, update)

    monkeypatch.setattr(Inbox, "_has_handler", fail)
    with caplog.at_level(logging.ERROR):
        async with start():
            ada = await sandbox_client.person("Ada")
            asked = await ada.say("/privacy")
            await ada.wait_for(lambda _: failures == min(fails, 2) or None)
            if fails == 1:
                assert "kept" in (await ada.next_message(after=asked))["text"]
            await ada.next_message(after=await ada.say("/help"))
            await until_none(bot_database, NOT_DONE, within=20)
            said = [each for each in await ada.messages() if each["from"]["is_bot"]]
            assert len(said) == 1 + (fails == 1)
    assert "ConnectionError" in caplog.text
    assert PRIVATE not in caplog.text


async def test_a_database_that_is_deleted_is_logged_makes_health_red_and_people_are_told(
    settings: Settings,
    sandbox_client: SandboxClient,
    bot_database: Path,
    *,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(database, "_CHECK_SECONDS", 0.05)
    port = free_port()
    settings = settings.model_copy(update={"health_port": port})
    async with running_bot(settings, FakeSegmenter()):
        ada = await sandbox_client.person("Ada")
        await ada.next_message(after=await ada.say("/help"))
        assert await asyncio.to_thread(trouble_at, port) is None
        await asyncio.to_thread(bot_database.unlink)
        async with asyncio.timeout(30):
            while not await asyncio.to_thread(trouble_at, port):
                await asyncio.sleep(0.1)
        told = await ada.next_message(after=await ada.say("/help"))
        assert "lost my notes" in told["text"]
    assert "deleted or replaced" in caplog.text


async def test_an_answer_whose_failure_could_not_even_be_told_does_not_wait_for_a_restart(
    start: Start, sandbox_client: SandboxClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_send, failures = Journal.begin_send, 0

    async def fail(self: Journal, update_id: int, number: int) -> bool:
        nonlocal failures
        if failures < 2:  # the answer and the apology
            failures += 1
            raise OperationalError("INSERT", {}, OSError("database is locked"))
        return await begin_send(self, update_id, number)

    monkeypatch.setattr(Journal, "begin_send", fail)
    async with start():
        ada = await sandbox_client.person("Ada")
        answer = await ada.next_message(after=await ada.say("/help"))
        assert "C4 D5" in answer["text"]
        await ada.next_message(after=await ada.say("/privacy"))
        assert len([each for each in await ada.messages() if each["from"]["is_bot"]]) == 2


async def test_what_another_process_has_taken_over_is_not_sent_and_not_asked_about(
    settings: Settings,
) -> None:
    async with open_database(settings.database_url) as sessions:
        mine, others = Journal(sessions), Journal(sessions)
        queue = FairQueue(slots=1, per_person=1, per_chat=1, length=1, queues=1)
        outbox = Outbox(mine, Retrier(queue.yielding))
        await mine.record([Incoming(1, 5, 5, "{}")])
        assert await others.take_over() == ["{}"]

        async def send() -> Message:
            raise AssertionError("it is sent")

        with outbox.answering(1), pytest.raises(TakenOverError):
            await outbox.send(5, send)
        assert await mine.mark_unsure(1) is None
        assert await others.answer(1, 0) is None
        assert await others.begin_send(1, 0)
