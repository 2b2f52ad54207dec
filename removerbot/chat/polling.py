"""The request that asks Telegram for updates, and feels whether it answers."""

from typing import Any

from telegram.request import HTTPXRequest

from removerbot.health import Pulse


class PollingRequest(HTTPXRequest):
    """Every answer that comes back is a sign of life."""

    def __init__(self, pulse: Pulse) -> None:
        super().__init__(
            connection_pool_size=1, connect_timeout=10, read_timeout=10, pool_timeout=30
        )
        self._pulse = pulse

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """See `telegram.request.BaseRequest.do_request`."""
        status, answer = await super().do_request(*args, **kwargs)
        if status == 200:
            self._pulse.beat()
        return status, answer
