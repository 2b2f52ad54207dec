"""Faults that a test can inject into the calls of a bot."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from telegram_sandbox import Sandbox
from telegram_sandbox.client import Json, Person
from telegram_sandbox.faults import Fault, random_faults
from tests.telegram_sandbox.pictures import picture


def by_bot(messages: list[Json]) -> list[str]:
    return [message["text"] for message in messages if message["from"]["is_bot"]]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(), NetworkError),
        (Fault(is_done=True), NetworkError),
        (Fault(502), NetworkError),
        (Fault(500, is_done=True), NetworkError),
        (Fault(429, retry_after=7), RetryAfter),
        (Fault(200, is_done=True, seconds=60), TimedOut),
        (Fault(0, seconds=60), TimedOut),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
async def test_a_planned_fault_is_met_once_by_the_next_call(
    sandbox: Sandbox, bot: Bot, ann: Person, fault: Fault, error: type[Exception]
) -> None:
    sandbox.faults.plan("sendMessage", fault)

    with pytest.raises(error):
        await bot.send_message(ann.id, "first", read_timeout=1)
    await bot.send_message(ann.id, "second")

    assert by_bot(await ann.messages()) == ["first"] * fault.is_done + ["second"]
    assert sandbox.faults.counts == {fault.name: 1}
    assert len(sandbox.faults.calls["sendmessage"]) == 2


async def test_a_slow_call_gets_the_regular_answer(
    sandbox: Sandbox, bot: Bot, ann: Person
) -> None:
    sandbox.faults.plan("sendMessage", Fault(200, is_done=True, seconds=0.1))
    assert (await bot.send_message(ann.id, "slow")).text == "slow"


async def test_a_download_can_break_off(sandbox: Sandbox, bot: Bot, ann: Person) -> None:
    sent = await ann.send_photo(picture())
    file = await bot.get_file(sent["photo"][-1]["file_id"])
    sandbox.faults.plan("download", Fault())

    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert await file.download_as_bytearray()


async def test_one_can_wait_for_a_call(sandbox: Sandbox, bot: Bot) -> None:
    waiting = asyncio.create_task(sandbox.faults.called("getMe", times=2))
    await bot.get_me()
    assert await waiting
    assert not await sandbox.faults.called("sendMessage", within=0)


async def test_random_faults_meet_their_share_of_the_calls() -> None:
    faults = random_faults(0.25, seed=1)
    met = [faults("sendMessage") for _ in range(1000)]
    assert 200 < sum(fault is not None for fault in met) < 300
    assert len({fault for fault in met if fault}) == 6
