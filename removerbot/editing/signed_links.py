"""Links that only the bot can make: their token names a revision and expires after a day.

A token alone gives no access: the visitor must also prove who they are and be in that chat.
"""

import hmac
import struct
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from removerbot.errors import StalePass

VALID = 24 * 3600
"""Seconds that a token is valid, like Telegram's init data of the person who opens the page."""

_PURPOSE = b"removerbot: a pass to tap a photo"
"""Part of the key, so that nothing else that is signed with the bot's token is accepted."""

_FIELDS = struct.Struct(">qqI")
_SIGNATURE_BYTES = 16


class LinkTarget(NamedTuple):
    """The revision that a link opens, and the chat of its job."""

    chat_id: int
    revision_id: int


class SignedLinks:
    """Signs and verifies the tokens of links."""

    def __init__(self, bot_token: str, now: Callable[[], float] = time.time) -> None:
        """Derives the key from the bot's token; `now` returns Unix time."""
        self._key = hmac.digest(bot_token.encode(), _PURPOSE, sha256)
        self._now = now

    def sign(self, target: LinkTarget) -> str:
        """Returns a token of 48 letters, digits, `-` and `_`."""
        expires = int(self._now()) + VALID
        fields = _FIELDS.pack(*target, expires)
        return urlsafe_b64encode(fields + self._signature(fields)).decode()

    def verify(self, token: str) -> LinkTarget:
        """Returns the target of a token.

        Raises:
            StalePass: it has expired, or its signature is wrong.
        """
        try:
            data = urlsafe_b64decode(token.encode("ascii"))
        except ValueError:
            raise StalePass from None
        fields, signature = data[: _FIELDS.size], data[_FIELDS.size :]
        if not hmac.compare_digest(signature, self._signature(fields)):
            raise StalePass
        chat_id, revision_id, expires = _FIELDS.unpack(fields)
        if self._now() >= expires:
            raise StalePass
        return LinkTarget(chat_id, revision_id)

    def _signature(self, fields: bytes) -> bytes:
        return hmac.digest(self._key, fields, sha256)[:_SIGNATURE_BYTES]
