"""Commands that run in the tests' own process."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_proxy_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes back what a command sets for the HTTP clients of its process."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Takes back what a command sets up for the logs of its process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in root.manager.loggerDict}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in list(root.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
