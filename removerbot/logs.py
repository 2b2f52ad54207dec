"""Logging to stderr, and secrets kept out of all that Python prints."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO
from urllib.parse import quote

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_FIELDS = "fields"
"""The attribute of a log record that holds what can be said in numbers and words."""

_CHATTY = ("httpx", "httpcore", "alembic", "apscheduler")
"""Of these only warnings are of use, unless one debugs."""

_INDISCREET = ("telegram", "aiosqlite", "python_multipart")
"""When debugging, these log what people write and what they are called."""

_LONG_ENOUGH = 16


class RedactingStream:
    """A text stream in which secrets are blotted out, in whatever goes through it: lines of
    any logger, tracebacks, warnings, prints."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._secrets: set[str] = set()

    def hide(self, secret: str) -> None:
        """Show this no more, plain or percent-encoded as in links."""
        # Of a bot token, `NUMBER:SECRET`, the latter is unguessable and never encoded.
        half = secret.partition(":")[2]
        forms = {secret, quote(secret, safe="")} | (
            {half} if len(half) >= _LONG_ENOUGH else set()
        )
        self._secrets |= forms - {""}

    def write(self, text: str) -> int:
        """Write the text without its secrets."""
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def hide(*secrets: str) -> None:
    """Keep secrets out of all that this process prints from now on."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, RedactingStream):
            stream = RedactingStream(stream)
            setattr(sys, name, stream)
        for secret in secrets:
            stream.hide(secret)


class _TextFormatter(logging.Formatter):
    """A line to read, the fields behind it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        fields = getattr(record, _FIELDS, {})
        words = (f" {name}={value}" for name, value in fields.items() if value is not None)
        return super().formatMessage(record) + "".join(words)


class _JsonFormatter(logging.Formatter):
    """A line of JSON, a traceback inside it."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logging(level: str, log_format: str = "text") -> None:
    """Log to stderr, as it is now, what is `level` or above, as `text` or `json`.

    What people write and what they are called is in no line, whatever the level. The
    `fields` that a line was logged with are part of it.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonFormatter() if log_format == "json" else _TextFormatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(level if level == "DEBUG" else "WARNING")
    for name in _INDISCREET:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
