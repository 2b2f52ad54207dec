"""A loop goes on whatever it raises, and health knows."""

import asyncio

import pytest

from removerbot.process.health import MAX_FAILURES, Health, Heartbeat
from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running


async def until(done: asyncio.Event) -> None:
    async with asyncio.timeout(20):
        await done.wait()


async def test_a_loop_that_fails_goes_on_and_is_logged_and_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    metrics, rounds, works = Metrics(), 0, asyncio.Event()

    async def work() -> None:
        nonlocal rounds
        rounds += 1
        if rounds < 3:
            raise ConnectionError("gone")
        works.set()
        await asyncio.Event().wait()

    async with running("the loop", work, metrics, pause=0.001):
        await until(works)
    assert "the loop failed" in caplog.text
    assert b'removerbot_errors_total{error="ConnectionError"} 2.0' in metrics.exposition()


async def test_a_loop_that_fails_again_and_again_makes_health_red_until_it_works() -> None:
    metrics, rounds = Metrics(), asyncio.Queue[Exception | None]()
    health = Health(Heartbeat(), metrics, timeout=120)

    async def work() -> None:
        if error := await rounds.get():
            raise error

    async def trouble_after(*errors: Exception | None) -> str | None:
        for error in errors:
            rounds.put_nowait(error)
        async with asyncio.timeout(20):
            while not rounds.empty():
                await asyncio.sleep(0.001)
            await asyncio.sleep(0.01)
        return health.trouble

    async with running("the loop", work, metrics, pause=0.001):
        assert await trouble_after(*[RuntimeError("broken")] * (MAX_FAILURES - 1)) is None
        trouble = await trouble_after(RuntimeError("broken"))
        assert trouble == "the loop fails again and again"
        assert b"removerbot_loops_failing 1.0" in metrics.exposition()
        assert await trouble_after(None) is None
    await asyncio.sleep(0.01)  # it is cancelled now
    assert not metrics.loops


async def test_a_loop_holds_nothing_after_the_block() -> None:
    begun, released = asyncio.Event(), False

    async def work() -> None:
        nonlocal released
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)  # as a connection that goes back to its pool
            released = True

    async with running("the loop", work, Metrics()):
        await until(begun)
    assert released


async def test_a_loop_ends_though_a_cancellation_is_swallowed() -> None:
    begun, rounds = asyncio.Event(), 0

    async def work() -> None:
        nonlocal rounds
        begun.set()
        rounds += 1
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            if rounds == 2:
                raise

    async with asyncio.timeout(20):
        async with running("the loop", work, Metrics()):
            await until(begun)
    assert rounds == 2
