"""The clock beside the model."""

import threading

import numpy as np
import pytest

from removerbot.engine.watched import WatchedSegmenter
from removerbot.metrics import Metrics
from tests.fakes import FakeSegmenter


def test_the_oldest_call_under_way_counts_and_none_when_all_are_done() -> None:
    time = [0.0]
    held = {name: threading.Event() for name in (1, 2)}
    begun = threading.Semaphore(0)

    def hold(name: int) -> None:
        begun.release()
        held[name].wait()

    watched = WatchedSegmenter(FakeSegmenter(hold), Metrics(), now=lambda: time[0])
    assert watched.longest == 0
    threads = []
    for name in held:
        rgb = np.full((4, 4, 3), name, np.uint8)
        threads.append(threading.Thread(target=watched.encode, args=(rgb,)))
        threads[-1].start()
        begun.acquire()
        time[0] += 10
    assert watched.longest == 20
    for name, left in ((1, 10), (2, 0)):
        held[name].set()
        threads[name - 1].join()
        assert watched.longest == left


def test_a_call_that_fails_is_over() -> None:
    def fail(_: int) -> None:
        raise RuntimeError

    watched = WatchedSegmenter(FakeSegmenter(fail), Metrics(), now=lambda: 5)
    with pytest.raises(RuntimeError):
        watched.encode(np.zeros((4, 4, 3), np.uint8))
    assert watched.longest == 0
