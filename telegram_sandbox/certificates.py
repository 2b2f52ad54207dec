"""The certificates that the HTTP clients here trust."""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """Returns httpx's defaults, for all clients: loading them takes 25 ms each time."""
    return httpx.create_ssl_context()
