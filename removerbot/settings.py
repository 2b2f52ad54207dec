"""Every setting of the bot, in one frozen object. Nothing else reads the environment."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

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

from removerbot.errors import BadSetting
from removerbot.models.registry import MODELS

PREFIX = "REMOVERBOT_"
_TELEGRAM_NAMES = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL")


class Settings(BaseModel):
    """The settings, each named in the environment by its field: `REMOVERBOT_` + FIELD.

    The two that are Telegram's have their whole name in the environment.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    telegram_bot_token: SecretStr | None = Field(
        None, description="the token that @BotFather gave; without one the sandbox starts"
    )
    telegram_api_base_url: str = Field(
        "https://api.telegram.org",
        pattern=r"^https?://[^/]+(/.*)?$",
        description="a Bot API server of your own, such as `http://127.0.0.1:8081`",
    )
    model: str = Field(
        "auto",
        description="which Segment Anything model; `auto`: `vit_h` on a GPU of 8 GB or more, "
        "`vit_b` on a smaller one, `mobile` without one",
    )
    device: str = Field(
        "auto",
        pattern=r"^(auto|cpu|cuda(:\d+)?)$",
        description="where the model runs: `auto`, `cpu`, `cuda` (all GPUs), `cuda:1`",
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
        "text", description="`text` to read, `json` for programs; one line an event"
    )
    max_megapixels: float = Field(
        50, gt=0, le=500, description="the largest photo taken, in millions of pixels"
    )
    engine: Literal["local", "ray"] = Field(
        "local", description="`local`: this machine runs the model; `ray`: a Ray cluster does"
    )
    ray_address: str = Field(
        "auto",
        pattern=r"^(auto|[^\s:/]+:\d+)$",
        description="`host:port` of the cluster, which this machine must be a node of; `auto`: "
        "the one that it is",
    )
    ray_encoders: tuple[int, int] = Field(
        (1, 4), description="how many replicas encode photos, as `1-4`: at least and at most"
    )
    ray_decoders: tuple[int, int] = Field(
        (1, 2), description="the same for those that decode prompts"
    )
    ray_gpus: float = Field(
        0,
        ge=0,
        le=1,
        description="the part of a GPU that each encoder takes, and each decoder a quarter of "
        "that; 0: none",
    )
    workers: int = Field(
        0,
        ge=0,
        le=256,
        description="batches of photos worked on at a time; 0: one for every four cores, or "
        "two a GPU",
    )
    queue: int = Field(
        100,
        ge=1,
        description="people who may wait for the model before others are asked to come back",
    )
    at_once: int = Field(
        16,
        ge=1,
        le=1000,
        description="messages worked on at the same time; raise it with a GPU",
    )
    per_person: int = Field(
        2, ge=1, description="of these, how many one person may have, in all chats together"
    )
    per_chat: int = Field(4, ge=1, description="of these, how many one chat may have")
    line: int = Field(
        20, ge=1, description="messages of one person in one chat that may wait their turn"
    )
    stop_seconds: float = Field(
        8,
        ge=0,
        description="how long a stopping bot finishes what it works on; Docker grants 10",
    )
    timeout: float = Field(120, gt=0, description="seconds that a reply may wait for the model")
    cache_mb: int = Field(
        256, ge=0, description="memory for photos already encoded, in megabytes"
    )
    owners: frozenset[int] = Field(
        frozenset(),
        description="ids of the people who may `/allow`, `/block` and see `/stats`",
    )
    allowed: frozenset[int] = Field(
        frozenset(),
        description="ids of chats and people; if there are any, nobody else is answered",
    )
    blocked: frozenset[int] = Field(
        frozenset(), description="ids of chats and people who are not answered"
    )
    daily_limit: int = Field(
        0, ge=0, description="cutouts that a person may have a day; 0: any number"
    )
    keep_days: int = Field(
        30, ge=1, le=3650, description="how long a photo's message and file id are remembered"
    )
    health_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="where `bot.py health` and Prometheus (`/metrics`) ask, on loopback; "
        "0: nowhere",
    )
    public_url: str = Field(
        "",
        pattern=r"^((https://[^/\s?#]+|http://127\.0\.0\.1:\d+)(/[^\s?#]*)?)?$",
        description="the `https://` address that leads to `REMOVERBOT_WEB_PORT`; with it, "
        "photos can be tapped",
    )
    webhook: bool = Field(
        False,
        validate_default=False,
        description="`true`: Telegram brings messages to `REMOVERBOT_PUBLIC_URL`, instead of "
        "being asked for them; on one PostgreSQL several bots may then share the work",
    )
    web_host: str = Field(
        "127.0.0.1",
        min_length=1,
        description="where the page and the API are served; `0.0.0.0` in a container",
    )
    web_port: int = Field(8090, ge=0, le=65535, description="the port of these")
    api_key: SecretStr | None = Field(
        None, min_length=16, description="a secret that other programs use the API with"
    )
    sandbox_port: int = Field(
        8765, ge=0, le=65535, description="where the sandbox's page is served; 0: any free port"
    )

    @field_validator("model")
    @classmethod
    def _is_known(cls, model: str) -> str:
        if model not in ("auto", *MODELS):
            raise ValueError(f"Input should be auto, {', '.join(MODELS)}")
        return model

    @field_validator("telegram_api_base_url", "public_url")
    @classmethod
    def _without_slash(cls, url: str) -> str:
        return url.rstrip("/")

    @field_validator("webhook")
    @classmethod
    def _has_an_address(cls, webhook: bool, info: ValidationInfo) -> bool:
        if webhook and not info.data.get("public_url"):
            raise ValueError("REMOVERBOT_PUBLIC_URL is not set")
        return webhook

    @field_validator("ray_encoders", "ray_decoders", mode="before")
    @classmethod
    def _from_to(cls, replicas: object) -> object:
        if not isinstance(replicas, str):
            return replicas
        match = re.fullmatch(r"([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?", replicas)
        if match is None or int(match[1]) > int(match[2] or match[1]):
            raise ValueError("write it like 2 or 1-4")
        return match[1], match[2] or match[1]

    @field_validator("owners", "allowed", "blocked", mode="before")
    @classmethod
    def _split(cls, ids: object) -> object:
        return re.split(r"[\s,]+", ids.strip(" ,")) if isinstance(ids, str) else ids

    @property
    def secrets(self) -> list[str]:
        """What nobody may see: the token, the API's key, and the database's password in its
        address."""
        password = re.search(r"://[^:/]*(:.+@)", self.database_url)
        return [
            *(key.get_secret_value() for key in (self.telegram_bot_token, self.api_key) if key),
            *([password[1]] if password else []),
        ]

    @classmethod
    def variables(cls) -> dict[str, str]:
        """The name of each field in the environment → the field."""
        return {_variable(field): field for field in cls.model_fields}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Make the settings from environment variables; empty ones count as not set.

    Raises:
        BadSetting: a value is wrong, or a name beginning with `REMOVERBOT_` is unknown.
    """
    fields = Settings.variables()
    given: dict[str, str] = {}
    for name, value in environment.items():
        if name in fields and value.strip():
            given[fields[name]] = value.strip()
        elif name.startswith(PREFIX) and name not in fields:
            raise BadSetting(f"{name}: there is no such setting")
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False)[0]
        raise BadSetting(f"{_variable(str(first['loc'][0]))}: {first['msg']}") from None


def settings_here(**fields: str) -> Settings:
    """The settings that a `.env` file in the working directory and the environment make.

    Args:
        fields: by name, in place of what the environment says.

    Raises:
        BadSetting: see `read_settings`.
    """
    in_file = {name: value or "" for name, value in dotenv_values(".env").items()}
    given = {_variable(field): value for field, value in fields.items()}
    return read_settings({**in_file, **os.environ, **given})


def _variable(field: str) -> str:
    name = field.upper()
    return name if name in _TELEGRAM_NAMES else PREFIX + name
