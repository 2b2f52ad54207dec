"""An HTTP page on loopback that says whether the bot works, for supervisors and Prometheus."""

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from removerbot.process.metrics import Metrics

HOST = "127.0.0.1"
MAX_SILENCE = 90.0
"""Seconds without an answer from Telegram after which the bot is unhealthy. A quiet poll
takes 10 s, and a few of them may fail."""

MAX_FAILURES = 3
"""Failures in a row after which a loop counts as dead."""


class Heartbeat:
    """Remembers when Telegram last answered."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last = now()

    def beat(self) -> None:
        """Notes an answer."""
        self._last = self._now()

    @property
    def is_alive(self) -> bool:
        """Whether the last answer is recent."""
        return self._now() - self._last < MAX_SILENCE


@dataclass(frozen=True, slots=True)
class Health:
    """What the health page reports. A call of the model that takes longer than `timeout`
    seconds counts as stuck."""

    heartbeat: Heartbeat
    metrics: Metrics
    timeout: float

    @property
    def trouble(self) -> str | None:
        """What is wrong, if anything."""
        if not self.heartbeat.is_alive:
            return "no answer from Telegram"
        if self.metrics.longest("encode", "mask") > self.timeout:
            return "the model is stuck"
        if dead := self.metrics.failing(MAX_FAILURES):
            return f"{dead[0]} fails again and again"
        return None

    def answer(self, path: str) -> tuple[HTTPStatus, bytes]:
        """Answers requests: for any path but `/metrics`, 503 if something is wrong."""
        if path == "/metrics":
            return HTTPStatus.OK, self.metrics.exposition()
        if trouble := self.trouble:
            return HTTPStatus.SERVICE_UNAVAILABLE, f"{trouble}\n".encode()
        return HTTPStatus.OK, b"alive\n"


def family_of(host: str) -> socket.AddressFamily:
    """Returns the family of an IP address."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET


@contextmanager
def serving_page(
    host: str, port: int, answer: Callable[[str], tuple[HTTPStatus, bytes]]
) -> Iterator[int]:
    """Answers requests for paths from a thread, also while the event loop is blocked, until the
    block ends. Gives the port: a free one for 0.

    Raises:
        OSError: the port is taken.
    """

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answers a request."""
            status, text = answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Logs nothing: there are requests every few seconds."""

    class Server(ThreadingHTTPServer):
        address_family = family_of(host)

    with Server((host, port), Page) as server:
        thread = Thread(target=server.serve_forever, name="health", daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def trouble_at(port: int) -> str | None:
    """Returns what is wrong with the bot whose health page has this port, if anything."""
    if not port:
        return "REMOVERBOT_HEALTH_PORT is 0: the bot has no health page to ask"
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        if answer.status == HTTPStatus.OK:
            return None
        return answer.read().decode(errors="replace").strip() or f"status {answer.status}"
    except (OSError, http.client.HTTPException):
        return f"no answer from a bot on port {port}"
    finally:
        connection.close()
