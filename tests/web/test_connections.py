"""Whoever sends half a request, or does not read, keeps nobody else out."""

import asyncio
import socket
import sys
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from removerbot.web import bodies, connection, guard
from removerbot.web.bodies import read_json
from removerbot.web.guard import network
from removerbot.web.routes import alive
from removerbot.web.server import Endpoint, listen, serving

HALF_A_HEADER = b"GET /who HTTP/1.1\r\nHost: here\r\nX-Slow: "
BODY = b"POST /read HTTP/1.1\r\nHost: here\r\nContent-Length: 20\r\n\r\n{"
LARGE = 8 << 20
LARGE_ONE = b"GET /large HTTP/1.1\r\nHost: here\r\n\r\n"


class _Anything(BaseModel):
    pass


async def who(request: Request) -> Response:
    assert request.client
    return PlainTextResponse(request.client.host)


async def read(request: Request) -> Response:
    await read_json(request, _Anything, 1000)
    return PlainTextResponse("read")


async def large(_request: Request) -> Response:
    return PlainTextResponse(bytes(LARGE))


def test_no_answer_waits_for_the_client_to_confirm_its_header() -> None:
    with (
        listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


class Patient:
    """An answer that is under way until the test lets it go."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.count = 0
        self.go = asyncio.Event()
        self.route = Route("/patient", self.answer)

    async def answer(self, _request: Request) -> Response:
        self.asked.set()
        self.count += 1
        await self.go.wait()
        return PlainTextResponse("at last")


async def read_long(request: Request) -> Response:
    await read_json(request, _Anything, 64 << 10)
    return PlainTextResponse("read")


ROUTES: list[BaseRoute] = [
    Route("/who", who, methods=["GET", "POST"]),
    Route("/read", read, methods=["POST"]),
    Route("/read-long", read_long, methods=["POST"]),
    Route("/large", large),
]


@asynccontextmanager
async def server(*more: BaseRoute, **endpoint: tuple[str, ...]) -> AsyncIterator[Endpoint]:
    door = Endpoint(listen("127.0.0.1", 0), **endpoint)  # type: ignore[arg-type]
    async with serving(door, [*ROUTES, *more], lambda _: None, [alive(lambda: True)]):
        yield door


def client(door: Endpoint) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port(door)}")


def port(door: Endpoint) -> int:
    return int(door.listener.getsockname()[1])


Connect = Callable[[Endpoint, bytes], Awaitable[tuple[StreamReader, StreamWriter]]]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Connects and sends some bytes; the connections are closed after the test."""
    writers: list[StreamWriter] = []

    async def connect(door: Endpoint, data: bytes) -> tuple[StreamReader, StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port(door), limit=1 << 10)
        writers.append(writer)
        writer.write(data)
        return reader, writer

    yield connect
    for writer in writers:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def closed(reader: StreamReader) -> bytes:
    """Wait until the server closes the connection; return what it has said."""
    said = b""
    try:
        while data := await reader.read(1 << 16):
            said += data
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GE",
        HALF_A_HEADER,
        BODY.replace(b"/read", b"/who"),  # answered before its body has come
        HALF_A_HEADER[:-8] + b"\r\n" + HALF_A_HEADER,  # half a second one, after an answer
    ],
    ids=["nothing", "half a line", "half a header", "half an unread body", "half a second one"],
)
async def test_a_connection_that_brings_no_request_is_closed(
    data: bytes, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_REQUEST_SECONDS", 0.2)
    async with server() as door:
        reader, _writer = await connect(door, data)
        await closed(reader)


async def test_bytes_that_drip_into_a_header_do_not_keep_a_connection_open(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_REQUEST_SECONDS", 0.3)
    async with server() as door:
        reader, writer = await connect(door, HALF_A_HEADER)
        gone = asyncio.create_task(closed(reader))
        while not gone.done():
            writer.write(b"x")
            await asyncio.sleep(0.02)


async def test_a_body_that_never_ends_is_answered(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "_SECONDS", 0.1)
    monkeypatch.setattr(connection, "_REQUEST_SECONDS", 0.1)
    async with server() as door:
        reader, _writer = await connect(door, BODY)
        assert (await closed(reader)).startswith(b"HTTP/1.1 408 ")


CHUNKED = BODY.replace(b"Content-Length: 20", b"Transfer-Encoding: chunked")[:-1]


async def test_a_long_body_gets_no_more_time_than_has_come_of_it(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "_SECONDS", 0.2)
    request = BODY.replace(b"/read", b"/read-long").replace(b"20", b"60000")
    async with server() as door:
        reader, _writer = await connect(door, request)
        assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
        reader, writer = await connect(door, request)
        begun = time.monotonic()
        writer.write(bytes(36_000))  # which add .27 s
        assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - begun > 0.4


@pytest.mark.parametrize("path", [b"/read", b"/who"], ids=["read", "answered before"])
async def test_a_body_in_tiny_chunks_does_not_keep_the_loop_busy(
    path: bytes, connect: Connect
) -> None:
    tiny = b"1\r\na\r\n" * 40_000  # which take a second to parse, without a pause
    async with server() as door:
        reader, _writer = await connect(door, CHUNKED.replace(b"/read", path) + tiny)
        busy = time.process_time()
        await closed(reader)
        assert time.process_time() - busy < 0.2


@pytest.mark.parametrize("chunk", [4 << 10, 400])
async def test_a_body_in_chunks_is_read(chunk: int, connect: Connect) -> None:
    body = b'{"a": "' + b"x" * 60_000 + b'"}'
    parts = [body[at : at + chunk] for at in range(0, len(body), chunk)]
    data = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    request = CHUNKED.replace(b"/read", b"/read-long") + data
    async with server() as door:
        for _ in range(2):  # on a connection that is used again
            reader, writer = await connect(door, request)
            assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
            writer.write(request)


@pytest.mark.parametrize(
    "data",
    [
        CHUNKED + b"zz\r\n",
        CHUNKED.replace(b"/read", b"/who") + b"zz\r\n",
        CHUNKED.replace(b"/read", b"/who") + b"0\r\n" + b"a:b\r\n" * 10_000,
        BODY,
        b"GET\r\n\r\n",
    ],
    ids=["no chunk", "no chunk, unread", "a long trailer", "half a body", "no request"],
)
async def test_what_is_no_request_is_no_error_in_the_log(
    data: bytes, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    async with server() as door, client(door) as http:
        reader, writer = await connect(door, data)
        writer.write_eof()
        await asyncio.sleep(0.05)
        writer.transport.abort()
        await closed(reader)
        assert (await http.get("/who")).status_code == 200
    assert not caplog.records


async def test_a_body_that_says_that_it_is_too_long_is_not_read(connect: Connect) -> None:
    async with server() as door:
        reader, _writer = await connect(door, BODY.replace(b"20", b"2000"))
        assert (await reader.readline()).startswith(b"HTTP/1.1 413 ")


async def test_an_answer_that_nobody_reads_is_given_up(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server() as door, client(door) as http:
        with monkeypatch.context() as hasty:
            hasty.setattr(connection, "_READER_SECONDS", 0.1)
            reader, _writer = await connect(door, LARGE_ONE)
            await asyncio.sleep(0.5)
            assert len(await closed(reader)) < LARGE
        assert len((await http.get("/large")).content) == LARGE


@pytest.mark.parametrize("data", [b"", HALF_A_HEADER, BODY.replace(b"/read", b"/who")])
async def test_one_more_connection_takes_the_place_of_one_that_waits(
    data: bytes, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_CONNECTIONS", 10)
    async with server() as door:
        hoarded = [await connect(door, data) for _ in range(25)]
        async with client(door) as http:
            assert (await http.get("/who")).status_code == 200
            assert (await http.get("/health")).status_code == 204
        for reader, _writer in hoarded[:15]:
            await closed(reader)


async def test_one_more_connection_takes_the_place_of_one_that_does_not_read(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_CONNECTIONS", 3)
    async with server() as door, client(door) as http:
        for _ in range(3):
            reader, _writer = await connect(door, LARGE_ONE)
            assert await reader.readline()
        assert (await http.get("/health")).status_code == 204


async def test_an_answer_under_way_is_not_closed_for_another_connection(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_CONNECTIONS", 3)
    monkeypatch.setattr(connection, "_REQUEST_SECONDS", 0.1)
    patient = Patient()
    async with server(patient.route) as door, client(door) as http:
        answer = asyncio.create_task(http.get("/patient"))
        await patient.asked.wait()
        for _ in range(6):
            reader, _writer = await connect(door, HALF_A_HEADER)
            await closed(reader)
        patient.go.set()
        assert (await answer).text == "at last"


@pytest.mark.skipif(sys.platform != "linux", reason="there is one loopback address")
async def test_an_address_whose_requests_fill_all_places_makes_room_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "_CONNECTIONS", 3)
    patient = Patient()
    other = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
    async with (
        server(patient.route) as door,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port(door)}", transport=other) as crowd,
    ):
        answers = [asyncio.create_task(crowd.get("/patient")) for _ in range(3)]
        async with asyncio.timeout(20):
            while patient.count < 3:
                await asyncio.sleep(0.01)
        async with client(door) as http:
            assert (await http.get("/health")).status_code == 204
        patient.go.set()
        outcomes = await asyncio.gather(*answers, return_exceptions=True)
        assert sum(isinstance(each, httpx.Response) for each in outcomes) == 2


async def test_whoever_asks_too_often_is_disconnected_with_all_that_they_ask_besides(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_PER_NETWORK", (0.001, 2))
    request = b"GET /who HTTP/1.1\r\nHost: here\r\n\r\n"
    async with server() as door:
        reader, _writer = await connect(door, 9 * request)
        said = await closed(reader)
    assert (said.count(b"HTTP/1.1 200"), said.count(b"HTTP/1.1 429")) == (2, 1)


async def test_health_is_told_without_end_but_not_faster_and_faster(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_PER_NETWORK", (1000, 2))
    monkeypatch.setattr(guard, "_PAUSE", 0.5)
    request = b"GET /health HTTP/1.1\r\nHost: here\r\n\r\n"
    async with server() as door:
        begun = time.monotonic()
        reader, _writer = await connect(door, 9 * request)
        for _ in range(9):
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 204")
    assert time.monotonic() - begun > 0.4


async def test_whoever_is_refused_waits_for_it(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_PER_NETWORK", (0.001, 0))
    monkeypatch.setattr(guard, "_PAUSE", 0.5)
    async with server() as door, client(door) as http:
        begun = time.monotonic()
        assert (await http.get("/who")).status_code == 429
    assert time.monotonic() - begun > 0.4


async def test_an_address_has_so_many_requests_under_way_and_health_is_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "_AT_ONCE", 1)
    patient = Patient()
    async with server(patient.route, proxies=("127.0.0.0/8",)) as door, client(door) as http:
        answer = asyncio.create_task(http.get("/patient"))
        await patient.asked.wait()
        assert (await http.get("/who")).status_code == 429
        assert (await http.get("/health")).status_code == 204
        other = {"X-Forwarded-For": "198.51.100.7"}
        assert (await http.get("/who", headers=other)).text == "198.51.100.7"
        patient.go.set()
        assert (await answer).text == "at last"
        assert (await http.get("/who")).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [(("127.0.0.0/8",), "198.51.100.7"), (("10.0.0.0/8",), "127.0.0.1"), ((), "127.0.0.1")],
)
async def test_only_trusted_proxies_tell_who_asks(proxies: tuple[str, ...], seen: str) -> None:
    async with server(proxies=proxies) as door, client(door) as http:
        forwarded = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
        assert (await http.get("/who", headers=forwarded)).text == seen


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("unix socket", "unix socket", True),
    ],
)
def test_a_household_is_one_asker(one: str, other: str, *, is_same: bool) -> None:
    assert (network(one) == network(other)) is is_same
