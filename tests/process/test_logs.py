"""Lines of log, for people and for programs."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def logged(log_format: str, code: str) -> str:
    program = f"""
import logging
from removerbot.process.logs import set_up_logging
set_up_logging("INFO", {log_format!r})
{code}
"""
    done = subprocess.run(
        [sys.executable], input=program, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stderr


EVENT = "logging.info('update', extra={'fields': {'job': 7, 'all_ms': 1.5, 'none': None}})"


def test_an_event_is_one_line_to_read() -> None:
    assert logged("text", EVENT).endswith(" root: update job=7 all_ms=1.5\n")


def test_an_event_is_one_line_of_json() -> None:
    line = json.loads(logged("json", EVENT))
    assert (line["message"], line["job"], line["all_ms"]) == ("update", 7, 1.5)
    assert line["level"] == "INFO"


def test_a_traceback_stays_inside_its_line_of_json() -> None:
    text = logged("json", "try: 1 / 0\nexcept ZeroDivisionError: logging.exception('oh')")
    assert text.count("\n") == 1
    assert "ZeroDivisionError" in json.loads(text)["traceback"]


@pytest.mark.parametrize("name", ["httpx", "telegram"])
def test_chatty_libraries_say_nothing_of_no_use(name: str) -> None:
    code = f"logging.getLogger({name!r}).debug('x')"
    assert logged("text", code) == ""
    assert logging.getLogger(name).level == logging.NOTSET  # here nothing was set up
