"""The health page tells the truth."""

import httpx
import pytest

from removerbot.process.health import MAX_SILENCE, Health, Heartbeat, health_page, is_healthy
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
    with health_page(0, health(heartbeat)) as port:
        assert is_healthy(port)
        clock.time = MAX_SILENCE + 1
        assert not is_healthy(port)
        heartbeat.beat()
        assert is_healthy(port)
    assert not is_healthy(port)


def test_a_bot_whose_model_is_stuck_is_not_healthy() -> None:
    clock = Clock()
    metrics = Metrics(clock)
    with health_page(0, health(Heartbeat(), metrics)) as port:
        for stage in ("encode", "mask"):
            with metrics.stage(stage):
                clock.time += 119
                assert is_healthy(port)
                clock.time += 2
                assert not is_healthy(port)
            assert is_healthy(port)
        with metrics.stage("fetch"):
            clock.time += 121
            assert is_healthy(port)


def test_metrics_stand_beside_it() -> None:
    metrics = Metrics()
    metrics.add_gauges({"seen": ("A gauge.", lambda: 1)})
    with health_page(0, health(Heartbeat(), metrics)) as port:
        text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert "removerbot_seen 1.0\n" in text


def test_a_taken_port_is_said() -> None:
    with health_page(0, health(Heartbeat())) as port, pytest.raises(OSError):  # noqa: PT011, SIM117
        with health_page(port, health(Heartbeat())):
            pass
