"""The health page tells the truth."""

import pytest

from removerbot.health import LONGEST_SILENCE, Pulse, health_page, is_healthy


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_bot_is_healthy_as_long_as_its_pulse_goes() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    with health_page(0, pulse) as port:
        assert is_healthy(port)
        clock.time = LONGEST_SILENCE + 1
        assert not is_healthy(port)
        pulse.beat()
        assert is_healthy(port)
    assert not is_healthy(port)


def test_a_taken_port_is_said() -> None:
    with health_page(0, Pulse()) as port, pytest.raises(OSError), health_page(port, Pulse()):  # noqa: PT011
        pass
