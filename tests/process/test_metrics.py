"""Which blocks count as running, and what a stage adds to the log line of an update."""

import logging
import threading

import pytest

from removerbot.process.metrics import Metrics


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_the_oldest_open_block_counts_and_none_when_all_are_closed() -> None:
    clock = Clock()
    metrics = Metrics(clock)
    may_end = {name: threading.Event() for name in ("encode", "mask")}
    begun = threading.Semaphore(0)

    def block(name: str) -> None:
        with metrics.stage(name):
            begun.release()
            may_end[name].wait()

    assert metrics.longest("encode", "mask") == 0
    threads = {name: threading.Thread(target=block, args=(name,)) for name in may_end}
    for thread in threads.values():
        thread.start()
        begun.acquire()
        clock.time += 10
    assert metrics.longest("encode", "mask") == 20
    assert metrics.longest("mask") == 10
    assert metrics.longest("decode") == 0
    for name, left in (("encode", 10), ("mask", 0)):
        may_end[name].set()
        threads[name].join()
        assert metrics.longest("encode", "mask") == left


def test_a_block_that_fails_is_closed_and_measured() -> None:
    metrics = Metrics()
    with pytest.raises(RuntimeError), metrics.stage("encode"):
        raise RuntimeError
    assert metrics.longest("encode") == 0
    assert b'removerbot_stage_seconds_count{stage="encode"} 1.0' in metrics.exposition()


def test_the_stages_of_an_update_are_added_up_in_its_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    metrics = Metrics(clock)
    caplog.set_level(logging.INFO, "removerbot.process.metrics")
    with metrics.event("photo", "private"):
        for _ in range(2):
            with metrics.stage("fetch"):
                clock.time += 0.25
        metrics.job(7, is_new=True)
    with metrics.stage("fetch"):  # of no update
        clock.time += 1
    [record] = caplog.records
    assert vars(record)["fields"] == {
        "kind": "photo",
        "chat": "private",
        "job": 7,
        "outcome": "done",
        "fetch_ms": 500.0,
        "all_ms": 500.0,
    }
