"""Where the web server of a sandbox is reached."""

import socket

import pytest

from removerbot.app import sandboxed
from removerbot.errors import BadSetting
from removerbot.settings import read_settings

KEY = {"REMOVERBOT_API_KEY": "a-key-of-the-tests"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def port_in_a_sandbox(**variables: str) -> int:
    settings = read_settings({"REMOVERBOT_SANDBOX_PORT": "0", **variables})
    async with sandboxed(settings) as (_, endpoint):
        with endpoint.listener:
            port = int(endpoint.listener.getsockname()[1])
            assert endpoint.public_url == f"http://127.0.0.1:{port}"
            return port


async def test_a_port_that_was_set_is_taken() -> None:
    port = free_port()
    assert await port_in_a_sandbox(REMOVERBOT_WEB_PORT=str(port)) == port
    assert await port_in_a_sandbox(REMOVERBOT_WEB_PORT=str(port), **KEY) == port


async def test_programs_find_the_api_at_the_port_of_the_readme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def listen(host: str, port: int) -> socket.socket:
        asked.append(port)
        return socket.create_server((host, 0))

    monkeypatch.setattr("removerbot.app.running.listen", listen)
    await port_in_a_sandbox(**KEY)
    await port_in_a_sandbox()
    assert asked == [8090, 0]


async def test_a_taken_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with pytest.raises(BadSetting, match="REMOVERBOT_WEB_PORT"):
            await port_in_a_sandbox(REMOVERBOT_WEB_PORT=port)
