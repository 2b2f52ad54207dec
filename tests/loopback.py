"""Addresses on this machine."""

import socket

from removerbot.web.server import Endpoint, listen


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def local_door(frames: tuple[str, ...]) -> Endpoint:
    """A free port for the bot's page, inside these sites."""
    listener = listen("127.0.0.1", 0)
    return Endpoint(listener, f"http://127.0.0.1:{listener.getsockname()[1]}", frames)
