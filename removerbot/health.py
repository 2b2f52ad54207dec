"""Whether the bot is alive, for whoever keeps it running: a page on loopback.

It is served from a thread, so that it answers, and truthfully, when the bot itself is stuck.
"""

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "127.0.0.1"
LONGEST_SILENCE = 90.0
"""Seconds without an answer from Telegram after which the bot counts as dead. A quiet
poll takes 10 s, and a few of them may fail."""


class Heartbeat:
    """Remembers when the bot last showed a sign of life."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last = now()

    def beat(self) -> None:
        """Be alive at this moment."""
        self._last = self._now()

    @property
    def is_alive(self) -> bool:
        """Whether the last sign of life is recent."""
        return self._now() - self._last < LONGEST_SILENCE


@dataclass(frozen=True, slots=True)
class Health:
    """What there is to tell of a running bot.

    Attributes:
        pulse: of its talk with Telegram.
        longest: seconds that the oldest call of the model has taken so far.
        limit: seconds after which the model counts as stuck.
        metrics: makes the page for Prometheus.
    """

    pulse: Heartbeat
    longest: Callable[[], float]
    limit: float
    metrics: Callable[[], bytes]

    @property
    def trouble(self) -> str | None:
        """What is wrong, if anything."""
        if not self.pulse.is_alive:
            return "no answer from Telegram"
        if self.longest() > self.limit:
            return "the model is stuck"
        return None


@contextmanager
def health_page(port: int, health: Health) -> Iterator[int]:
    """Answer `/` with 200 while all is well and with 503 when it is not, and `/metrics`
    with what Prometheus reads.

    Gives the port, which is a free one for 0.

    Raises:
        OSError: the port is taken.
    """

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Tell how it is."""
            if self.path == "/metrics":
                self._answer(HTTPStatus.OK, health.metrics())
            elif trouble := health.trouble:
                self._answer(HTTPStatus.SERVICE_UNAVAILABLE, f"{trouble}\n".encode())
            else:
                self._answer(HTTPStatus.OK, b"alive\n")

        def _answer(self, status: HTTPStatus, text: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Say nothing: it is asked every few seconds."""

    with ThreadingHTTPServer((HOST, port), Page) as server:
        thread = Thread(target=server.serve_forever, name="health", daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def is_healthy(port: int) -> bool:
    """Ask the page of a bot on this machine."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
