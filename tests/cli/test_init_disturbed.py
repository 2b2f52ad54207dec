"""`init` where something is in its way: a person who leaves, a network that is down, files."""

import io
import os
import sys
from pathlib import Path

import httpx
import pytest

from removerbot import cli
from removerbot.cli import init as init_module
from removerbot.cli.env_file import write_env
from removerbot.process.logs import hide
from telegram_sandbox.server import Sandbox
from tests.cli.test_init import TOKEN, answers, env, folder, init, is_empty, put, sandbox
from tests.loopback import free_port

__all__ = ["folder", "sandbox"]  # fixtures of theirs that serve here too

pytestmark = pytest.mark.smoke


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers, unless a test has a sandbox."""
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", f"http://127.0.0.1:{free_port()}")


@pytest.mark.parametrize("leaves", [EOFError, KeyboardInterrupt])
@pytest.mark.parametrize("at", ["the token", "the rest"])
def test_who_leaves_in_the_middle_has_written_nothing(
    leaves: type[BaseException], at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(_question: str) -> str:
        raise leaves

    answers(monkeypatch, [TOKEN], [])
    monkeypatch.setattr("builtins.input", leave)
    if at == "the token":
        monkeypatch.setattr(init_module, "getpass", leave)
    assert cli.main(["init", "--no-check"]) == 130
    assert is_empty(Path())


def test_a_setting_that_is_wrong_is_not_taken_for_the_token(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(".env", "REMOVERBOT_QUEUE=many\n")
    asked = answers(monkeypatch, [], [])
    assert cli.main(["init", "--token", TOKEN]) == 2
    assert "REMOVERBOT_QUEUE" in capsys.readouterr().err
    assert not asked
    assert env() == "REMOVERBOT_QUEUE=many\n"


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("", 2)])
def test_without_a_network_a_person_decides_and_types_the_token_once(
    answer: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answers(monkeypatch, [TOKEN], [answer, "", "n", "", "none"])
    assert cli.main(["init"]) == status
    assert [each for each in asked if "Token" in each] == ["Token: "]
    assert Path(".env").exists() == (status == 0)


def test_without_a_network_or_a_terminal_the_line_says_how_to_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["init", "--token", TOKEN]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--no-check" in said


def test_a_proxy_that_needs_a_package_says_which(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", "http://telegram.test")
    assert cli.main(["init", "--token", TOKEN]) == 2
    assert 'pip install "httpx[socks]"' in capsys.readouterr().err


@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
def test_ipv6_networks_and_brackets_in_no_proxy_disturb_nobody(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = (
        "localhost, 10.0.0.0/8,fd07:b51a:cc66:f0::/64,[::1],::1,[fd00::1]:80,a.test:80,fc::/7"
    )
    monkeypatch.setenv(variable, listed)
    assert cli.main(["doctor", "--no-model"]) == 0
    kept = "localhost, 10.0.0.0/8,::1,::1,fd00::1:80,a.test:80,"
    assert os.environ[variable] == f"localhost,127.0.0.1,{kept}"
    httpx.Client().close()


def test_closed_streams_are_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.setattr("sys.stdout", None)
    hide(TOKEN)
    assert cli.main(["init"]) == 2
    assert cli.main(["init", "--token", TOKEN, "--no-check"]) == 0
    assert TOKEN in env()


def test_a_terminal_that_does_not_know_a_sign_shows_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(printed, encoding="latin-1"))
    assert cli.main(["doctor", "--no-model"]) == 0  # whose advice begins with an arrow
    assert b"? write to @BotFather" in printed.getvalue()


def test_a_link_to_a_file_elsewhere_stays_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    kept = tmp_path / "elsewhere/env"
    kept.write_text("OTHER=1\n")
    Path(".env").symlink_to(kept)
    assert write_env(Path(".env"), {"REMOVERBOT_OWNERS": "11"})
    assert Path(".env").is_symlink()
    assert kept.read_text() == "OTHER=1\nREMOVERBOT_OWNERS=11\n"


def test_whatever_ends_the_writing_the_token_is_not_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    assert cli.main(["init", "--token", TOKEN, "--no-check"]) == 130
    assert is_empty(Path())


@pytest.mark.parametrize("sign", ["\f", "\v", "\x85", "\u2028"])
def test_only_a_line_feed_ends_a_line(sign: str) -> None:
    put(".env", f"# a page{sign}REMOVERBOT_OWNERS=9\nOTHER=1\n")
    assert write_env(Path(".env"), {"REMOVERBOT_OWNERS": "11"})
    assert env() == f"# a page{sign}REMOVERBOT_OWNERS=9\nOTHER=1\nREMOVERBOT_OWNERS=11\n"


def test_where_nothing_can_be_written_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answers(monkeypatch, [], [])
    Path(".env").mkdir()
    assert cli.main(["init"]) == 2
    assert ".env: this is a folder" in capsys.readouterr().err
    Path(".env").rmdir()
    monkeypatch.setattr("os.access", lambda *_: False)
    assert cli.main(["init"]) == 2
    assert "nothing can be written here" in capsys.readouterr().err
    assert not asked


@pytest.mark.parametrize("name", ["compose.yaml", "removerbot.service"])
def test_a_service_of_ones_own_stops_it_before_anything_is_written(name: str) -> None:
    put(name, "mine\n")
    service = "compose" if name == "compose.yaml" else "systemd"
    words = "--token", TOKEN, "--no-check", "--service", service
    assert cli.main(["init", *words]) == 2
    assert [file.name for file in Path().iterdir()] == [name]


async def test_enter_keeps_a_gpu_that_has_a_number(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(".env", f"TELEGRAM_BOT_TOKEN={TOKEN}\nREMOVERBOT_DEVICE=cuda:1\n")
    answers(monkeypatch, [], ["", "", ""])
    assert await init("--service", "none") == 0
    assert "REMOVERBOT_DEVICE=cuda:1\n" in env()
    answers(monkeypatch, [], ["", "n", ""])
    assert await init("--service", "none") == 0
    assert "REMOVERBOT_DEVICE=cpu\n" in env()


async def test_a_token_of_the_environment_is_written_for_the_service(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert await init("--service", "systemd") == 0
    assert env() == f"TELEGRAM_BOT_TOKEN={TOKEN}\n"
