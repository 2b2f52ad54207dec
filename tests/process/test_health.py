"""The health page tells the truth."""

import httpx
import pytest

from removerbot.process.health import (
    HOST,
    MAX_SILENCE,
    Health,
    Heartbeat,
    serving_page,
    trouble_at,
)
from removerbot.process.metrics import Metrics


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def health(heartbeat: Heartbeat, metrics: Metrics | None = None) -> Health:
    return Health(heartbeat, metrics or Metrics(), timeout=120)


def test_a_bot_is_healthy_as_long_as_its_heart_beats() -> None:
    clock = Clock()
    heartbeat = Heartbeat(clock)
    with serving_page(HOST, 0, health(heartbeat).answer) as port:
        assert trouble_at(port) is None
        clock.time = MAX_SILENCE + 1
        assert trouble_at(port)
        heartbeat.beat()
        assert trouble_at(port) is None
    assert trouble_at(port)


def test_a_bot_whose_model_is_stuck_is_not_healthy() -> None:
    clock = Clock()
    metrics = Metrics(clock)
    with serving_page(HOST, 0, health(Heartbeat(), metrics).answer) as port:
        for stage in ("encode", "mask"):
            with metrics.stage(stage):
                clock.time += 119
                assert trouble_at(port) is None
                clock.time += 2
                assert trouble_at(port)
            assert trouble_at(port) is None
        with metrics.stage("fetch"):
            clock.time += 121
            assert trouble_at(port) is None


def test_metrics_stand_beside_it() -> None:
    metrics = Metrics()
    metrics.add_gauges({"seen": ("A gauge.", lambda: 1)})
    with serving_page(HOST, 0, health(Heartbeat(), metrics).answer) as port:
        text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert "removerbot_seen 1.0\n" in text


def test_a_taken_port_is_said() -> None:
    with serving_page(HOST, 0, health(Heartbeat()).answer) as port, pytest.raises(OSError):  # noqa: PT011, SIM117
        with serving_page(HOST, port, health(Heartbeat()).answer):
            pass
