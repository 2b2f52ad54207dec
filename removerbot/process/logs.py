"""Sets up logging to stderr, and removes secrets from all that Python prints."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO
from urllib.parse import quote

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"

_VERBOSE = ("httpx", "httpcore", "alembic", "apscheduler")
"""Loggers of which only warnings are useful, unless one debugs."""

_PRIVATE = ("telegram", "aiosqlite", "python_multipart")
"""Loggers whose debug messages contain names and texts of people."""

_MIN_SECRET = 16


class RedactingStream:
    """A text stream that replaces secrets in log lines, tracebacks, warnings and prints."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._secrets: set[str] = set()

    def hide(self, secret: str) -> None:
        """Replaces this from now on, plain and percent-encoded as in links."""
        # Of a bot token, `NUMBER:SECRET`, the second part is replaced on its own as well.
        half = secret.partition(":")[2]
        forms = {secret, quote(secret, safe=""), half if len(half) >= _MIN_SECRET else ""}
        self._secrets |= forms - {""}

    def write(self, text: str) -> int:
        """Writes the text, its secrets replaced."""
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def hide(*secrets: str) -> None:
    """Replaces secrets in all that this process prints from now on."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before the start
            continue
        if not isinstance(stream, RedactingStream):
            stream = RedactingStream(stream)
            setattr(sys, name, stream)
        for secret in secrets:
            stream.hide(secret)


class _TextFormatter(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        fields = getattr(record, "fields", {})
        pairs = (f" {name}={value}" for name, value in fields.items() if value is not None)
        return super().formatMessage(record) + "".join(pairs)


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logging(level: str, log_format: str = "text") -> None:
    """Logs messages of `level` and above to the present stderr, as lines of `text` or `json`.

    A line contains the `fields` that its message was logged with, and no names or texts of
    people, whatever the level.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonFormatter() if log_format == "json" else _TextFormatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _VERBOSE:
        logging.getLogger(name).setLevel(level if level == "DEBUG" else "WARNING")
    for name in _PRIVATE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
