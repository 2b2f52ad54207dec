"""Every setting of the bot, in one frozen object. Nothing else reads the environment."""

import os
import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import platformdirs
from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails

from removerbot.errors import BadSetting

PREFIX = "REMOVERBOT_"
_UNPREFIXED = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL")

_TELEGRAM = "https://api.telegram.org"

_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{30,80}", re.ASCII)
_ANY_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]+", re.ASCII)

_OF_KUBERNETES = re.compile(r"\w+?(_SERVICE_HOST|_SERVICE_PORT\w*|_PORT_\d+_\w+|_PORT=\w+://)")
"""Variables that a container gets for each service, which may be named as the bot is."""

IDs = frozenset[int]
Network = IPv4Network | IPv6Network


class Settings(BaseModel):
    """The settings. The environment variable of a field is `REMOVERBOT_` and its name in
    capitals; the two fields of Telegram have no prefix. The site shows the descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    telegram_api_base_url: str = Field(
        _TELEGRAM,
        pattern=r"^https?://[^/]+(/.*)?$",
        repr=False,
        description="a Bot API server of your own, such as `http://127.0.0.1:8081`",
    )
    telegram_bot_token: SecretStr | None = Field(
        None,
        description="the token that @BotFather gave; without one the sandbox starts, or with "
        "`REMOVERBOT_HEALTH_PORT`, as in a container, nothing",
    )
    upload_mb: int = Field(
        50,
        ge=1,
        le=2000,
        description="the largest file that the Bot API server takes from a bot, in megabytes; "
        "2000 for one in local mode",
    )
    model: Literal["auto", "mobile", "vit_b", "vit_l", "vit_h"] = Field(
        "auto",
        description="the Segment Anything model; `auto`: `vit_h` on a GPU of 8 GB or more, "
        "`vit_b` on a smaller one, `mobile` without one",
    )
    device: str = Field(
        "auto",
        pattern=r"^(auto|cpu|cuda(:\d+)?)$",
        description="where the model runs: `auto`, `cpu`, `cuda` (all GPUs), `cuda:1`",
    )
    precision: Literal["auto", "fp32", "bf16", "fp8"] = Field(
        "auto",
        description="numbers that ViT models multiply: `fp32`, `bf16`, `fp8`; other masks than "
        "with `fp32` make it fall back. `auto`: `bf16` on a GPU",
    )
    subject: Literal["auto", "off", "isnet"] = Field(
        "auto",
        description="the model that finds the main thing without a click; `auto`: `isnet`, "
        "where 2 GB of memory are free",
    )
    model_dir: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("removerbot"),
        description="where weights are kept; by default the user's cache folder",
    )
    database_url: str = Field(
        "sqlite:///removerbot.db",
        pattern=r"^(sqlite:///|postgresql://)",
        repr=False,
        description="`sqlite:///file.db` or `postgresql://user:password@host/name`",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="`text` for people, `json` for programs; one line per event"
    )
    max_megapixels: float = Field(
        50, gt=0, le=500, description="the largest photo that is accepted, in megapixels"
    )
    engine: Literal["local", "ray"] = Field(
        "local", description="`local`: this machine runs the model; `ray`: a Ray cluster does"
    )
    ray_address: str = Field(
        "auto",
        pattern=r"^(auto|[^\s:/]+:\d+)$",
        description="`host:port` of a cluster that this machine is a node of; `auto`: find it",
    )
    ray_encoders: tuple[int, int] = Field(
        (1, 4), description="replicas that encode photos: at least and at most, such as `1-4`"
    )
    ray_decoders: tuple[int, int] = Field(
        (1, 2), description="the same for replicas that decode prompts"
    )
    ray_gpus: float = Field(
        0,
        ge=0,
        le=1,
        description="share of a GPU for an encoder, and a quarter of it for a decoder; 0: none",
    )
    workers: int = Field(
        0,
        ge=0,
        le=256,
        description="photo batches at a time; 0: one per four cores, two per GPU",
    )
    queue: int = Field(
        100, ge=1, description="people who may wait for the model before others are refused"
    )
    at_once: int = Field(
        16, ge=1, le=1000, description="messages handled at the same time; raise it with a GPU"
    )
    per_person: int = Field(2, ge=1, description="of these, for one person; 1 while others run")
    per_chat: int = Field(4, ge=1, description="of these, at most for one chat")
    line: int = Field(
        20, ge=1, description="messages of one person that may wait, in all chats together"
    )
    stop_seconds: float = Field(
        8,
        ge=0,
        le=3600,
        description="seconds within which the bot stops, whatever it waits for; most of them "
        "to finish messages. Docker grants 10",
    )
    timeout: float = Field(
        120, gt=0, le=3600, description="seconds that a reply may wait for the model"
    )
    cache_mb: int = Field(256, ge=0, description="memory for encoded photos, in megabytes")
    owners: IDs = Field(
        IDs(), description="ids of the people who may `/allow`, `/block` and see `/stats`"
    )
    allowed: IDs = Field(
        IDs(), description="ids of chats and people; if there are any, nobody else is answered"
    )
    blocked: IDs = Field(IDs(), description="ids of chats and people who are not answered")
    daily_limit: int = Field(0, ge=0, description="cutouts per person and day; 0: any number")
    keep_days: int = Field(
        30, ge=1, le=3650, description="days for which a photo's message and file id are kept"
    )
    health_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="port on 127.0.0.1 for `removerbot health` and Prometheus (`/metrics`); "
        "0: none",
    )
    public_url: str = Field(
        "",
        pattern=r"^((https://[^/\s?#]+|http://127\.0\.0\.1:\d+)(/[^\s?#]*)?)?$",
        description="the `https://` address that leads to `REMOVERBOT_WEB_PORT`; with it, "
        "photos can be tapped",
    )
    storage_chat: int = Field(
        0,
        description="id of a group or channel that the bot may post in: cutouts for chats that "
        "it is not in go through it; 0: none",
    )
    webhook: bool = Field(
        False,
        validate_default=False,
        description="`true`: Telegram sends messages to `REMOVERBOT_PUBLIC_URL`; then several "
        "bots with one PostgreSQL can share the work",
    )
    web_host: str = Field(
        "127.0.0.1",
        min_length=1,
        description="address of the web server (page and API); `0.0.0.0` in a container",
    )
    web_port: int = Field(8090, ge=0, le=65535, description="port of the web server")
    trusted_proxies: tuple[Network, ...] = Field(
        (IPv4Network("127.0.0.0/8"), IPv6Network("::1")),
        description="addresses and networks of proxies that tell who asks (`X-Forwarded-For`)",
    )
    api_key: SecretStr | None = Field(
        None, min_length=16, description="a secret with which other programs may use the API"
    )
    sandbox_port: int = Field(
        8765, ge=0, le=65535, description="port of the sandbox's page; 0: any free port"
    )

    @field_validator("telegram_bot_token")
    @classmethod
    def _check_token(cls, token: SecretStr, info: ValidationInfo) -> SecretStr:
        # A server of one's own, such as the sandbox, may take shorter ones.
        is_own = info.data.get("telegram_api_base_url") != _TELEGRAM
        if not (_ANY_TOKEN if is_own else _TOKEN).fullmatch(token.get_secret_value()):
            looks = "123456789:AAH…, with 35 characters behind the colon"
            raise ValueError(f"this cannot be a token; @BotFather's look like {looks}")
        return token

    @field_validator("telegram_api_base_url", "public_url")
    @classmethod
    def _strip_slash(cls, url: str) -> str:
        address = urlsplit(url)  # which raises a `ValueError`, as do these two
        _ = address.port, (address.hostname or "").encode("idna")
        return url.rstrip("/")

    @field_validator("webhook")
    @classmethod
    def _check_public_url(cls, webhook: bool, info: ValidationInfo) -> bool:
        if webhook and not info.data.get("public_url"):
            raise ValueError("REMOVERBOT_PUBLIC_URL is not set")
        return webhook

    @field_validator("ray_encoders", "ray_decoders", mode="before")
    @classmethod
    def _parse_range(cls, replicas: object) -> object:
        if not isinstance(replicas, str):
            return replicas
        match = re.fullmatch(r"([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?", replicas)
        if match is None or int(match[1]) > int(match[2] or match[1]):
            raise ValueError("write it like 2 or 1-4")
        return match[1], match[2] or match[1]

    @field_validator("owners", "allowed", "blocked", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, listed: object) -> object:
        return re.split(r"[\s,]+", listed.strip(" ,")) if isinstance(listed, str) else listed

    @property
    def token(self) -> str:
        """The bot's token."""
        assert self.telegram_bot_token
        return self.telegram_bot_token.get_secret_value()

    @property
    def secrets(self) -> list[str]:
        """The token, the API key, and passwords in addresses, between their `:` and `@`."""
        urls = self.database_url, self.telegram_api_base_url
        passwords = [re.search(r"://[^:/]*(:.+@)", url) for url in urls]
        return [
            *(key.get_secret_value() for key in (self.telegram_bot_token, self.api_key) if key),
            *(found[1] for found in passwords if found),
        ]

    @classmethod
    def variables(cls) -> dict[str, str]:
        """Maps environment variables to the names of their fields."""
        return {_variable(field): field for field in cls.model_fields}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Reads the settings from environment variables; an empty one counts as not set.

    Raises:
        BadSetting: a value is wrong, or a name that starts with `REMOVERBOT_` is unknown.
    """
    fields = Settings.variables()
    given: dict[str, str] = {}
    for name, value in environment.items():
        if _OF_KUBERNETES.match(f"{name}={value}"):
            continue
        plain = re.sub(r"""^(["'])(.*)\1$""", r"\2", value.strip()).strip()
        if name in fields and plain:  # Docker keeps the quotes
            given[fields[name]] = plain
        elif name.startswith(PREFIX) and name not in fields:
            raise BadSetting(f"{name}: there is no such setting")
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadSetting(_explained(str(first["loc"][0]), first)) from None
    except RuntimeError as error:  # a user without an entry in /etc/passwd, and no HOME
        raise BadSetting(f"REMOVERBOT_MODEL_DIR: {error}") from None


def settings_here(**fields: str) -> Settings:
    """Reads the settings from `fields`, else the environment, else `.env` in this folder.

    Only the program may call this: a library must not read a file of its caller's folder.

    Raises:
        BadSetting: see `read_settings`; or the file is no text.
    """
    try:
        lines = dotenv_values(".env", encoding="utf-8-sig")  # editors on Windows write a mark
    except ValueError:
        raise BadSetting(".env: this is no text in UTF-8") from None
    in_file = {name: value or "" for name, value in lines.items()}
    return read_settings({**in_file, **os.environ, **_variables(fields)})


def settings_from_environment(**fields: str) -> Settings:
    """Reads the settings from `fields`, else the environment.

    Raises:
        BadSetting: see `read_settings`.
    """
    return read_settings({**os.environ, **_variables(fields)})


_LIMITS = {
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
    "int_parsing": "a whole number",
    "int_parsing_size": "a smaller number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_parsing": "true or false",
    "literal_error": "one of {expected}",
    "too_short": "at least {min_length} characters long",
    "string_too_short": "at least {min_length} characters long",
}
"""Types of pydantic's errors → what a value has to be."""


def _explained(field: str, error: ErrorDetails) -> str:
    """Returns a line that names a setting and says what it has to be."""
    variable, context = _variable(field), error.get("ctx", {})
    if "error" in context:
        return f"{variable}: {context['error']}"
    limit = _LIMITS.get(error["type"])
    wanted = f"has to be {limit.format(**context)}" if limit else "cannot be this"
    return f"{variable}: {wanted} ({Settings.model_fields[field].description})"


def _variables(fields: Mapping[str, str]) -> dict[str, str]:
    return {_variable(field): value for field, value in fields.items()}


def _variable(field: str) -> str:
    name = field.upper()
    return name if name in _UNPREFIXED else PREFIX + name
