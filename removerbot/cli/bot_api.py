"""Calls methods of the Bot API from commands, which need no bot to run."""

from typing import Any

import httpx

from removerbot.errors import SetupError
from removerbot.settings import Settings

_SECONDS = 15.0

_REFUSALS = {
    401: "Telegram does not know this token; copy it again from @BotFather (/mybots)",
    404: "Telegram does not know this token; copy it again from @BotFather (/mybots)",
}


def call(settings: Settings, method: str) -> dict[str, Any]:
    """Calls a method without parameters; returns its result.

    Raises:
        SetupError: the Bot API cannot be reached or refuses; says why, without the token.
    """
    base = settings.telegram_api_base_url
    try:
        answer = httpx.get(f"{base}/bot{settings.token}/{method}", timeout=_SECONDS)
        body = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        reason = type(error).__name__  # its text may hold the address, and so the token
        raise SetupError(
            f"{base} does not answer ({reason}); check the network, and a firewall or proxy "
            "that may be in between"
        ) from None
    if not isinstance(body, dict) or not body.get("ok"):
        description = body.get("description") if isinstance(body, dict) else None
        wrong = _REFUSALS.get(answer.status_code) or str(description or answer.status_code)
        raise SetupError(wrong)
    result = body["result"]
    return result if isinstance(result, dict) else {}
