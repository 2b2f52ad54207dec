"""`init`: what it writes, asks and refuses, with the sandbox as the Bot API."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterable
from functools import partial
from pathlib import Path

import pytest
import yaml

from removerbot import cli
from removerbot.cli import init as init_module
from removerbot.cli import services
from removerbot.cli.env_file import write_env
from removerbot.errors import SetupError
from removerbot.settings import Settings, read_settings
from telegram_sandbox.server import Sandbox
from tests.loopback import free_port

TOKEN = "4242:the-token-of-the-tests"

pytestmark = pytest.mark.smoke


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REMOVERBOT_MODEL_DIR", str(tmp_path / "weights"))
    return tmp_path


@pytest.fixture
async def sandbox(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    async with Sandbox(TOKEN, username="cutter_bot") as running:
        monkeypatch.setenv("TELEGRAM_API_BASE_URL", running.url)
        yield running


async def init(*words: str) -> int:
    """On a thread, as the sandbox answers from this one."""
    run = asyncio.get_running_loop().run_in_executor
    return await run(None, partial(cli.main, ["init", *words]))


def env() -> str:
    return Path(".env").read_text()


async def test_flags_are_checked_and_written_into_a_private_file(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "--token", TOKEN, "--owners", "11 22", "--no-gpu"
    assert await init(*words, "--public-url", "https://bot.example.org/") == 0
    assert env() == (
        f"TELEGRAM_BOT_TOKEN={TOKEN}\nREMOVERBOT_OWNERS=11 22\nREMOVERBOT_DEVICE=cpu\n"
        "REMOVERBOT_PUBLIC_URL=https://bot.example.org/\n"
    )
    assert is_private(Path(".env"))
    said = capsys.readouterr().out
    assert "@cutter_bot" in said
    assert TOKEN not in said


def is_private(file: Path) -> bool:
    return file.stat().st_mode & 0o777 == 0o600


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())


def put(file: str, text: str) -> None:
    Path(file).write_text(text)


async def test_a_second_run_changes_nothing_and_further_flags_only_what_they_say(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    put(".env", f"# mine\nREMOVERBOT_QUEUE=7\nexport TELEGRAM_BOT_TOKEN={TOKEN}\nOTHER=1\n")
    before = env()
    assert await init() == 0
    assert env() == before
    assert is_private(Path(".env"))
    assert "nothing has changed" in capsys.readouterr().out
    assert await init("--owners", "11", "--token", TOKEN) == 0
    once = env()
    assert once == before.replace("export ", "") + "REMOVERBOT_OWNERS=11\n"
    assert await init("--owners", "11") == 0
    assert env() == once
    assert await init("--owners", "") == 0
    assert env() == before.replace("export ", "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "there is no token yet; pass --token"),
        (["--token", "4242:another-token-altogether"], "does not know this token"),
        (["--token", "hello"], "this cannot be a token"),
        (["--token", TOKEN, "--owners", "Ada"], "REMOVERBOT_OWNERS"),
        (["--token", TOKEN, "--public-url", "bot.example.org"], "REMOVERBOT_PUBLIC_URL"),
    ],
)
async def test_what_is_wrong_is_one_line_and_nothing_is_written(
    sandbox: Sandbox, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await init(*words) == 2
    assert says in capsys.readouterr().err
    assert is_empty(Path())


def test_without_a_network_the_token_can_be_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", f"http://127.0.0.1:{free_port()}")
    assert cli.main(["init", "--token", TOKEN]) == 2
    assert TOKEN not in capsys.readouterr().err
    assert cli.main(["init", "--token", TOKEN, "--no-check"]) == 0
    assert TOKEN in env()


def answers(monkeypatch: pytest.MonkeyPatch, tokens: list[str], lines: list[str]) -> list[str]:
    """Lets a person at a terminal answer; returns the questions, once they are asked."""
    asked: list[str] = []

    def reply(replies: Iterable[str], question: str) -> str:
        asked.append(question)
        return next(iter(replies))

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("builtins.input", partial(reply, iter(lines)))
    monkeypatch.setattr(init_module, "getpass", partial(reply, iter(tokens)))
    return asked


class Terminal:
    def isatty(self) -> bool:
        return True


async def test_it_asks_until_the_answers_are_right(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = ["hello", "4242:another-token-altogether", TOKEN]
    lines = ["Ada", "11", "n", "", "nginx", "systemd"]
    asked = answers(monkeypatch, tokens, lines)
    assert await init() == 0
    assert len(asked) == len(tokens) + len(lines)
    said = capsys.readouterr().out
    assert "this cannot be a token" in said
    assert "does not know this token" in said
    assert env() == (
        f"TELEGRAM_BOT_TOKEN={TOKEN}\nREMOVERBOT_OWNERS=11\nREMOVERBOT_DEVICE=cpu\n"
    )
    assert "sudo systemctl enable --now removerbot" in said


async def test_enter_keeps_what_is_set_and_what_is_given_is_not_asked_for(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(".env", f"TELEGRAM_BOT_TOKEN={TOKEN}\nREMOVERBOT_OWNERS=11\nREMOVERBOT_DEVICE=cpu\n")
    before = env()
    asked = answers(monkeypatch, [], ["", "", ""])
    assert await init("--service", "none") == 0
    assert env() == before
    assert "[11]" in asked[0]
    assert "[n]" in asked[1]
    asked = answers(monkeypatch, [], [])
    assert await init("--no-questions") == 0
    assert not asked


def test_the_mark_of_an_editor_on_windows_hides_no_setting() -> None:
    put(".env", "\ufeffREMOVERBOT_OWNERS=11\n")
    assert write_env(Path(".env"), {"REMOVERBOT_OWNERS": "22"})
    assert env() == "REMOVERBOT_OWNERS=22\n"


@pytest.mark.parametrize("value", ["a'b", 'a"b', "a#b", "a$b", "a\nb", "a\\b"])
def test_what_could_mean_something_else_in_the_file_is_refused(value: str) -> None:
    with pytest.raises(SetupError, match="cannot stand in"):
        write_env(Path(".env"), {"REMOVERBOT_OWNERS": value})


def settings_for(**values: str) -> Settings:
    variables = {f"REMOVERBOT_{name.upper()}": value for name, value in values.items()}
    return read_settings({"REMOVERBOT_MODEL_DIR": "/var/cache/weights", **variables})


@pytest.mark.parametrize("user", ["root", "ada"])
@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_the_unit_is_one_that_systemd_takes_and_hardened(
    user: str, device: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: user)
    monkeypatch.setattr("sys.argv", ["/bin/true"])
    unit = services.systemd_unit(settings_for(device=device), Path("/srv/my bot/100%"))
    lines = unit.splitlines()
    for line in (
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
        "RestartPreventExitStatus=2",
        "TimeoutStopSec=13",
        f"PrivateDevices={'yes' if device == 'cpu' else 'no'}",
        f"MemoryMax={4 if device == 'cpu' else 16}G",
        f"TasksMax={512 if device == 'cpu' else 2048}",
    ):
        assert line in lines
    if user == "root":
        assert "DynamicUser=yes" in lines
        assert "EnvironmentFile=/srv/my bot/100%%/.env" in lines
    else:
        assert "User=ada" in lines
        assert "WorkingDirectory=/srv/my bot/100%%" in lines
        assert 'ReadWritePaths="/srv/my bot/100%%" /var/cache/weights' in lines
    file = tmp_path / "removerbot.service"
    file.write_text(unit)
    assert complaints(file) == []
    file.write_text(unit.replace("ProtectSystem=", "ProtectSytem="))
    assert len(complaints(file)) == 1  # so that something is checked at all


def complaints(unit: Path) -> list[str]:
    """What systemd says of a unit; skips where it is not installed."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in done.stderr.splitlines() if unit.name in line]


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_the_compose_file_is_complete_and_hardened(device: str) -> None:
    settings = settings_for(device=device, public_url="https://bot.example.org", web_port="91")
    file = yaml.safe_load(services.compose_file(settings))
    [bot] = file["services"].values()
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert bot["mem_limit"] == ("4g" if device == "cpu" else "16g")
    assert bot["ports"] == ["127.0.0.1:91:91"]
    assert "172.16.0.0/12" in bot["environment"]["REMOVERBOT_TRUSTED_PROXIES"]
    assert ("gpus" in bot) == (device == "cuda")
    dockerfile = bot["build"]["dockerfile_inline"]
    # From a file, not from an index, where somebody else may have the name.
    assert f"COPY {services.WHEEL} /tmp/\n" in dockerfile
    extra = "[gpu]" if device == "cuda" else ""
    assert f'"/tmp/{services.WHEEL}{extra}"' in dockerfile
    # torch compiles with a C compiler
    assert ("install -y gcc" in dockerfile) == (device == "cuda")
    ours = {name for name in bot["environment"] if name.startswith("REMOVERBOT_")}
    assert ours <= set(Settings.variables())
    assert {each.partition(":")[0] for each in bot["volumes"]} == set(file["volumes"])
    elsewhere = yaml.safe_load(
        services.compose_file(settings_for(database_url="postgresql://bot@host/cuts"))
    )
    assert "REMOVERBOT_DATABASE_URL" not in elsewhere["services"]["removerbot"]["environment"]


@pytest.mark.parametrize(
    ("service", "name"), [("systemd", "removerbot.service"), ("compose", "compose.yaml")]
)
async def test_a_service_is_written_again_but_not_over_ones_own(
    sandbox: Sandbox, service: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "--token", TOKEN, "--service", service
    assert await init(*words) == 0
    assert await init(*words) == 0
    assert TOKEN not in content(name)
    put(name, "services: {}\n")
    assert await init(*words) == 2
    assert "stays as it is" in capsys.readouterr().err
    assert content(name) == "services: {}\n"


async def test_in_a_checkout_its_compose_file_is_taken(
    sandbox: Sandbox,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("compose.yaml", "services: {}\n")
    monkeypatch.setattr(services, "__file__", f"{folder}/removerbot/cli/services.py")
    assert await init("--token", TOKEN, "--service", "compose") == 0
    assert "docker compose --profile box up --detach" in capsys.readouterr().out
    assert content("compose.yaml") == "services: {}\n"


def content(file: str) -> str:
    return Path(file).read_text()
