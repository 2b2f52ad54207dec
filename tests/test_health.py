"""The health page tells the truth."""

import httpx
import pytest

from removerbot.health import LONGEST_SILENCE, Health, Heartbeat, health_page, is_healthy


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


class Model:
    busy = 0.0

    def __call__(self) -> float:
        return self.busy


def health(pulse: Heartbeat, model: Model | None = None) -> Health:
    return Health(pulse, model or Model(), 120, lambda: b"seen 1\n")


def test_a_bot_is_healthy_as_long_as_its_pulse_goes() -> None:
    clock = Clock()
    pulse = Heartbeat(clock)
    with health_page(0, health(pulse)) as port:
        assert is_healthy(port)
        clock.time = LONGEST_SILENCE + 1
        assert not is_healthy(port)
        pulse.beat()
        assert is_healthy(port)
    assert not is_healthy(port)


def test_a_bot_whose_model_is_stuck_is_not_healthy() -> None:
    model = Model()
    with health_page(0, health(Heartbeat(), model)) as port:
        model.busy = 119
        assert is_healthy(port)
        model.busy = 121
        assert not is_healthy(port)


def test_metrics_stand_beside_it() -> None:
    with health_page(0, health(Heartbeat())) as port:
        assert httpx.get(f"http://127.0.0.1:{port}/metrics").text == "seen 1\n"


def test_a_taken_port_is_said() -> None:
    with health_page(0, health(Heartbeat())) as port, pytest.raises(OSError):  # noqa: PT011, SIM117
        with health_page(port, health(Heartbeat())):
            pass
