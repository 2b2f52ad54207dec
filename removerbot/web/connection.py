"""What holds for every connection: how long it may take, and what it may send."""

import asyncio
import math
from collections import Counter
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from removerbot.web.guard import network

_REQUEST_SECONDS = 10
"""Within these a request is there up to its body, counted from the answer before it."""

_READER_SECONDS, _READER_BYTES = 30, 256 << 10
"""Within these, whoever reads slowly has read so much more of an answer, or all of it."""

_CONNECTIONS = 500
"""At a time. For one more, the one that has kept us waiting longest is closed."""

_HEADER_BYTES = 16 << 10
"""Of a request's first lines."""

_SMALL_CHUNKS, _CHUNK_BYTES = 100, 256
"""So many chunks of a body may be smaller than this on average. Each takes as long to parse as
thousands of bytes, and a connection may bring tens of thousands at a time."""


class Connection(H11Protocol):
    """Uvicorn's, with timeouts for whoever does not send or does not read.

    Uvicorn itself waits for a request without end once a first byte of it has come.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """See `H11Protocol`."""
        super().__init__(*args, **kwargs)
        self.conn = _Parser()
        self._deadline: asyncio.TimerHandle | None = None
        self._waits_since = math.inf

    @property
    def peer(self) -> str:
        """Who has connected, see `removerbot.web.guard.network`."""
        return network(self.client[0] if self.client else "")

    @property
    def waits_since(self) -> float:
        """Since when nothing is done but wait for a request or for who reads an answer, in the
        loop's time; infinite while there is something to do."""
        return self._waits_since if self._deadline else math.inf

    @property
    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has connected."""
        super().connection_made(transport)
        self._expect_request()
        if len(self.connections) > _CONNECTIONS:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed."""
        self._expect_nothing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some bytes of a request have come."""
        super().data_received(data)
        if self._is_answering and not self.flow.write_paused:
            self._expect_nothing()

    def send_400_response(self, msg: str) -> None:
        """The request is no HTTP; whatever is being answered is given up."""
        if self._is_answering:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.transport.close()
        elif self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:  # it has been answered before its body broke off
            self.transport.close()

    def on_response_complete(self) -> None:
        """An answer is written; the next request may have come already."""
        super().on_response_complete()
        if not self.flow.write_paused:
            self._expect_request()

    def pause_writing(self) -> None:
        """The reader is slow."""
        super().pause_writing()
        self._expect_reader(math.inf)

    def resume_writing(self) -> None:
        """The reader has caught up."""
        super().resume_writing()
        self._expect_request()

    def _expect_request(self) -> None:
        self._expect_nothing()
        if not self._is_answering:
            self._wait(_REQUEST_SECONDS, self.transport.abort)

    def _expect_reader(self, most: float) -> None:
        """Close the connection if more than `most` bytes are left to be read."""
        left = self.transport.get_write_buffer_size()
        if left > most:
            self.transport.abort()
        else:
            self._expect_nothing()
            self._wait(_READER_SECONDS, self._expect_reader, left - _READER_BYTES)

    def _wait(self, seconds: float, then: Any, *args: object) -> None:
        self._waits_since = self.loop.time()
        self._deadline = self.loop.call_later(seconds, then, *args)

    def _expect_nothing(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _make_room(self) -> None:
        """Close what has kept us waiting longest. If all others are at work, close one of an
        address that has more than half of them, else this one."""
        ours = [each for each in self.connections if isinstance(each, Connection)]
        closed = min(ours, key=lambda each: each.waits_since)
        if closed is self:
            peers = Counter(each.peer for each in ours)
            peer, count = peers.most_common(1)[0]
            if peer != self.peer and count > len(ours) / 2:
                closed = next(each for each in ours if each.peer == peer)
        closed.transport.abort()


class _Parser(h11.Connection):
    """h11's, which refuses bodies in tiny chunks."""

    def __init__(self) -> None:
        super().__init__(h11.SERVER, _HEADER_BYTES)
        self._allowed_chunks = 0.0

    def next_event(self) -> Any:
        """See `h11.Connection.next_event`."""
        event = super().next_event()
        if isinstance(event, h11.Request):
            self._allowed_chunks = _SMALL_CHUNKS
        elif isinstance(event, h11.Data):
            self._allowed_chunks += len(event.data) / _CHUNK_BYTES - event.chunk_start
            if self._allowed_chunks < 0:
                raise h11.RemoteProtocolError("a body in tiny chunks")
        return event
