"""Calls methods of the Bot API from commands, which need no bot to run."""

from typing import Any

import httpx

from removerbot.errors import SetupError
from removerbot.settings import Settings

_SECONDS = 15.0

_NO_SOCKS = (
    "the environment names a SOCKS proxy (ALL_PROXY, HTTPS_PROXY), for which a package is "
    'missing; run pip install "httpx[socks]"'
)


class TokenRefusedError(SetupError):
    """Telegram does not know the token."""


def call(settings: Settings, method: str) -> dict[str, Any]:
    """Calls a method without parameters; returns its result.

    Raises:
        TokenRefusedError: Telegram does not know the token.
        SetupError: the Bot API cannot be reached or refuses; says why, without the token.
    """
    base = settings.telegram_api_base_url
    try:
        answer = httpx.get(f"{base}/bot{settings.token}/{method}", timeout=_SECONDS)
        body = answer.json()
    except ImportError:  # as httpx has it
        raise SetupError(_NO_SOCKS) from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        reason = type(error).__name__  # its text may hold the address, and so the token
        raise SetupError(
            f"{base} does not answer ({reason}); check the network, and a firewall or proxy "
            "that may be in between"
        ) from None
    if isinstance(body, dict) and body.get("ok"):
        result = body.get("result")
        return result if isinstance(result, dict) else {}
    if answer.status_code in (401, 404):
        raise TokenRefusedError(
            "Telegram does not know this token; copy it again from @BotFather (/mybots)"
        )
    description = body.get("description") if isinstance(body, dict) else None
    raise SetupError(str(description or answer.status_code))
