"""Passes: which cut of which chat a page may open, and until when, in a word nobody can forge.

A pass alone opens nothing. Whoever shows it must prove who they are and be in that chat.
"""

import hmac
import struct
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from removerbot.errors import StalePass

VALID = 24 * 3600
"""Seconds; as long as what Telegram says of a person who opens the page."""

_PURPOSE = b"removerbot: a pass to tap a photo"
"""Goes into the key, so that nothing else that is signed with the token can be a pass."""

_FIELDS = struct.Struct(">qqI")
_SIGNATURE_BYTES = 16


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a pass opens."""

    chat_id: int
    cut_id: int


class SignedLinks:
    """Writes and reads passes."""

    def __init__(self, token: str, now: Callable[[], float] = time.time) -> None:
        """Sign with a key made of the bot's token."""
        self._key = hmac.digest(token.encode(), _PURPOSE, sha256)
        self._now = now

    def write(self, opens: LinkTarget) -> str:
        """A pass as a word of 48 letters, digits, `-` and `_`."""
        ends = int(self._now()) + VALID
        fields = _FIELDS.pack(opens.chat_id, opens.cut_id, ends)
        return urlsafe_b64encode(fields + self._signature(fields)).decode()

    def read(self, word: str) -> LinkTarget:
        """The reverse of `write`.

        Raises:
            StalePass: it is too old, or none of ours.
        """
        try:
            data = urlsafe_b64decode(word.encode("ascii"))
        except ValueError:
            raise StalePass from None
        fields, signature = data[: _FIELDS.size], data[_FIELDS.size :]
        if not hmac.compare_digest(signature, self._signature(fields)):
            raise StalePass
        chat_id, cut_id, ends = _FIELDS.unpack(fields)
        if self._now() >= ends:
            raise StalePass
        return LinkTarget(chat_id, cut_id)

    def _signature(self, fields: bytes) -> bytes:
        return hmac.digest(self._key, fields, sha256)[:_SIGNATURE_BYTES]
