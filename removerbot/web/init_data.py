"""Reads and verifies what Telegram's apps hand to the page: who has it open.

Telegram vouches for them in its `initData`:
https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hmac
import json
import time
from hashlib import sha256
from urllib.parse import parse_qsl

from pydantic import BaseModel

from removerbot.editing.tapping import Visitor
from removerbot.errors import StalePass

VALID = 24 * 3600
"""Seconds after which Telegram's word counts no more."""

_AHEAD = 60
"""Seconds that Telegram's clock may be ahead of ours."""

_LONGEST = 8192
_MOST_FIELDS = 32


class _User(BaseModel, strict=True):
    id: int
    first_name: str
    language_code: str | None = None
    is_bot: bool = False


def read_init_data(text: str, token: str) -> Visitor:
    """The person, if everything is as Telegram signed it with the bot's token, and recent.

    Raises:
        StalePass: it is not.
    """
    try:
        fields = _verified(text, token)
        age = time.time() - int(fields["auth_date"])
        user = _User.model_validate(json.loads(fields["user"]))
    except (KeyError, ValueError):
        raise StalePass from None
    if user.is_bot or not -_AHEAD <= age < VALID:
        raise StalePass
    return Visitor(user.id, user.first_name, user.language_code, fields.get("start_param", ""))


def _verified(text: str, token: str) -> dict[str, str]:
    fields = dict(
        parse_qsl(
            text[: _LONGEST + 1],
            keep_blank_values=True,
            strict_parsing=True,
            max_num_fields=_MOST_FIELDS,
        )
    )
    given = fields.pop("hash", "")
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.digest(b"WebAppData", token.encode(), sha256)
    expected = hmac.new(key, lines.encode(), sha256).hexdigest()
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise StalePass
    return fields
