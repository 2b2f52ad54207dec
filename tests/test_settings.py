"""Settings come from the environment, and a wrong one is one line."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from removerbot.errors import BadSetting
from removerbot.settings import Settings, read_settings, settings_here


def test_without_any_variable_the_defaults_hold() -> None:
    settings = read_settings({})
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_base_url == "https://api.telegram.org"
    assert (settings.model, settings.device) == ("auto", "auto")


TOKEN = "123456:secret-of-a-token-as-botfather-gives"


@pytest.mark.parametrize("quote", ["'", '"'])
def test_quotes_around_a_value_are_no_part_of_it(quote: str) -> None:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "REMOVERBOT_ALLOWED": "1 2", "REMOVERBOT_MODEL": ""}
    quoted = {name: f"{quote}{value}{quote}" for name, value in given.items()}
    assert read_settings(quoted) == read_settings(given)


def test_every_setting_is_read_from_its_variable() -> None:
    given = {
        "TELEGRAM_BOT_TOKEN": "1:secret",
        "TELEGRAM_API_BASE_URL": "http://127.0.0.1:8081/",
        "REMOVERBOT_UPLOAD_MB": "2000",
        "REMOVERBOT_MODEL": "vit_b",
        "REMOVERBOT_DEVICE": "cuda:1",
        "REMOVERBOT_PRECISION": "fp8",
        "REMOVERBOT_MODEL_DIR": "/weights",
        "REMOVERBOT_DATABASE_URL": "postgresql://bot@db/jobs",
        "REMOVERBOT_LOG_LEVEL": "DEBUG",
        "REMOVERBOT_LOG_FORMAT": "json",
        "REMOVERBOT_MAX_MEGAPIXELS": "12.5",
        "REMOVERBOT_ENGINE": "ray",
        "REMOVERBOT_RAY_ADDRESS": "10.0.0.1:6379",
        "REMOVERBOT_RAY_ENCODERS": "2-8",
        "REMOVERBOT_RAY_DECODERS": "3",
        "REMOVERBOT_RAY_GPUS": "0.5",
        "REMOVERBOT_WORKERS": "3",
        "REMOVERBOT_QUEUE": "7",
        "REMOVERBOT_AT_ONCE": "64",
        "REMOVERBOT_PER_PERSON": "1",
        "REMOVERBOT_PER_CHAT": "9",
        "REMOVERBOT_LINE": "5",
        "REMOVERBOT_STOP_SECONDS": "0.5",
        "REMOVERBOT_TIMEOUT": "30",
        "REMOVERBOT_CACHE_MB": "64",
        "REMOVERBOT_OWNERS": "7",
        "REMOVERBOT_ALLOWED": "1, 2  -100345",
        "REMOVERBOT_BLOCKED": "9,",
        "REMOVERBOT_DAILY_LIMIT": "5",
        "REMOVERBOT_SUBJECT": "isnet",
        "REMOVERBOT_KEEP_DAYS": "3",
        "REMOVERBOT_HEALTH_PORT": "8080",
        "REMOVERBOT_PUBLIC_URL": "https://bot.example.org/",
        "REMOVERBOT_WEB_HOST": "0.0.0.0",
        "REMOVERBOT_WEBHOOK": "true",
        "REMOVERBOT_WEB_PORT": "9000",
        "REMOVERBOT_TRUSTED_PROXIES": "127.0.0.1, 172.16.0.0/12 fd00::/8",
        "REMOVERBOT_API_KEY": "a-key-of-the-tests",
        "REMOVERBOT_SANDBOX_PORT": "0",
        "REMOVERBOT_STORAGE_CHAT": "-1001",
    }
    assert given.keys() == Settings.variables().keys()
    settings = read_settings(given)
    assert settings.telegram_bot_token
    assert settings.telegram_bot_token.get_secret_value() == "1:secret"
    assert settings.telegram_api_base_url == "http://127.0.0.1:8081"
    assert settings.model_dir == Path("/weights")
    assert settings.max_megapixels == 12.5
    assert (settings.ray_encoders, settings.ray_decoders) == ((2, 8), (3, 3))
    assert settings.allowed == {1, 2, -100345}
    defaults = read_settings({})
    assert all(
        getattr(settings, field) != getattr(defaults, field)
        for field in Settings.variables().values()
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REMOVERBOT_MODEL", "huge"),
        ("REMOVERBOT_DEVICE", "tpu"),
        ("REMOVERBOT_DATABASE_URL", "mysql://host/db"),
        ("REMOVERBOT_LOG_LEVEL", "LOUD"),
        ("REMOVERBOT_MAX_MEGAPIXELS", "many"),
        ("REMOVERBOT_MAX_MEGAPIXELS", "0"),
        ("REMOVERBOT_MAX_MEGAPIXELS", "nan"),
        ("REMOVERBOT_STOP_SECONDS", "inf"),
        ("REMOVERBOT_STOP_SECONDS", "1e12"),
        ("REMOVERBOT_TIMEOUT", "inf"),
        ("REMOVERBOT_WORKERS", "-1"),
        ("REMOVERBOT_ENGINE", "cloud"),
        ("REMOVERBOT_RAY_ADDRESS", "ray://host:10001"),
        ("REMOVERBOT_RAY_ENCODERS", "4-1"),
        ("REMOVERBOT_RAY_ENCODERS", "0"),
        ("REMOVERBOT_RAY_GPUS", "2"),
        ("REMOVERBOT_WEBHOOK", "true"),
        ("REMOVERBOT_SANDBOX_PORT", "70000"),
        ("REMOVERBOT_OWNERS", "@ada"),
        ("REMOVERBOT_KEEP_DAYS", "0"),
        ("REMOVERBOT_PUBLIC_URL", "http://bot.example.org"),
        ("REMOVERBOT_PUBLIC_URL", "bot.example.org"),
        ("REMOVERBOT_PUBLIC_URL", "https://bot.example.org:https"),
        ("REMOVERBOT_PUBLIC_URL", "https://bot.example.org:99999"),
        ("REMOVERBOT_PUBLIC_URL", "https://[::1"),
        ("REMOVERBOT_PUBLIC_URL", f"https://{'a' * 70}.example.org"),
        ("TELEGRAM_API_BASE_URL", "http://127.0.0.1:99999"),
        ("REMOVERBOT_TRUSTED_PROXIES", "caddy"),
        ("REMOVERBOT_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("REMOVERBOT_API_KEY", "short"),
        ("REMOVERBOT_COLOUR", "red"),
        ("REMOVERBOT_UPLOAD_MB", "2001"),
        ("TELEGRAM_BOT_TOKEN", "hello"),
        ("TELEGRAM_BOT_TOKEN", "123456:ABC…"),
        ("TELEGRAM_BOT_TOKEN", "123456:ABC"),
        ("TELEGRAM_API_BASE_URL", "telegram"),
    ],
)
def test_a_wrong_value_or_name_is_one_line_that_names_it(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({name: value})
    said = str(caught.value)
    assert said.startswith(f"{name}: ")
    assert "\n" not in said
    # It speaks of settings, not of their validation.
    assert not re.search(r"pattern|\^|\$|items|validation|[Ii]nput|[Vv]alue should", said)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_file_in_this_folder_is_read_also_if_an_editor_on_windows_wrote_it(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("REMOVERBOT_SUBJECT=off\r\n", encoding)
    assert settings_here().subject == "off"
    Path(".env").write_text("REMOVERBOT_SUBJECT=off", "utf-16")
    with pytest.raises(BadSetting, match=r"\.env: "):
        settings_here()


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"TELEGRAM_BOT_TOKEN": "", "REMOVERBOT_MODEL": " "}) == read_settings(
        {}
    )


def test_other_programs_variables_are_none_of_our_business() -> None:
    assert read_settings({"PATH": "/bin", "TELEGRAM_DESKTOP": "1"}) == read_settings({})


def test_settings_do_not_change() -> None:
    settings = read_settings({})
    with pytest.raises(ValidationError):
        settings.model = "vit_h"


def test_the_token_does_not_show() -> None:
    settings = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN})
    assert TOKEN[4:] not in f"{settings!r}"
    assert "secret" not in f"{settings} {settings!r} {settings.model_dump()}"


def test_a_user_without_a_home_is_told_which_setting_names_a_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert read_settings({"REMOVERBOT_MODEL_DIR": "/weights"})
    with pytest.raises(BadSetting, match="REMOVERBOT_MODEL_DIR: "):
        read_settings({})


def test_what_kubernetes_says_of_a_service_of_that_name_is_no_setting() -> None:
    service = {
        "REMOVERBOT_SERVICE_HOST": "10.43.0.1",
        "REMOVERBOT_SERVICE_PORT": "8090",
        "REMOVERBOT_SERVICE_PORT_WEB": "8090",
        "REMOVERBOT_PORT": "tcp://10.43.0.1:8090",
        "REMOVERBOT_PORT_8090_TCP": "tcp://10.43.0.1:8090",
        "REMOVERBOT_PORT_8090_TCP_PROTO": "tcp",
        "REMOVERBOT_WEB_PORT": "tcp://10.43.0.1:8090",  # of one named removerbot-web
    }
    assert read_settings(service) == read_settings({})
    assert read_settings(service | {"REMOVERBOT_WEB_PORT": "80"}).web_port == 80
    with pytest.raises(BadSetting, match="REMOVERBOT_PORT"):
        read_settings({"REMOVERBOT_PORT": "80"})
