"""What `doctor` finds, with the sandbox as the Bot API and a real proxy with a certificate."""

import asyncio
import json
import shutil
import socket
import sqlite3
import ssl
import subprocess
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from pydantic import SecretStr

from removerbot import cli
from removerbot.cli import doctor, machine_checks
from removerbot.cli.findings import Check, Finding
from removerbot.cli.network_checks import ports, public_address, telegram
from removerbot.errors import MissingPackage, SetupError, WeightsMissing
from removerbot.process.health import HOST, Health, Heartbeat, serving_page
from removerbot.process.metrics import Metrics
from removerbot.settings import Settings, read_settings
from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import Sandbox
from tests.loopback import free_port

TOKEN = "4242:the-token-of-the-tests"

pytestmark = pytest.mark.smoke


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(
        {
            "REMOVERBOT_DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
            "REMOVERBOT_MODEL": "mobile",
        }
    )


def found(check: Check, settings: Settings, **changed: object) -> dict[str, Finding]:
    """What a check finds, by the names."""
    return {each.name: each for each in check(settings.model_copy(update=changed))}


async def in_telegram(
    sandbox: Sandbox, settings: Settings, **changed: object
) -> dict[str, Finding]:
    here = {"telegram_bot_token": SecretStr(TOKEN), "telegram_api_base_url": sandbox.url}
    ask = partial(found, telegram, settings, **(here | changed))
    return await asyncio.get_running_loop().run_in_executor(None, ask)


async def test_a_good_token_is_named_by_its_bot(settings: Settings) -> None:
    async with Sandbox(TOKEN, username="cutter_bot") as sandbox:
        findings = await in_telegram(sandbox, settings)
    assert [(each.name, each.verdict) for each in findings.values()] == [
        ("token", "ok"),
        ("privacy mode", "ok"),
        ("updates", "ok"),
    ]
    assert findings["token"].found == "@cutter_bot (id 4242)"


async def test_a_wrong_token_and_a_silent_server_are_said_without_the_token(
    settings: Settings,
) -> None:
    wrong = "4242:another-token-altogether"
    async with Sandbox(TOKEN) as sandbox:
        [refused] = (
            await in_telegram(sandbox, settings, telegram_bot_token=SecretStr(wrong))
        ).values()
        nowhere = f"http://127.0.0.1:{free_port()}"
        [silent] = (
            await in_telegram(sandbox, settings, telegram_api_base_url=nowhere)
        ).values()
    assert refused.verdict == silent.verdict == "error"
    assert "does not know this token" in refused.advice
    assert f"{nowhere} does not answer" in silent.advice
    assert "the-token" not in str(silent)
    assert "another-token" not in str(refused)


async def test_privacy_mode_that_is_off_is_said(settings: Settings) -> None:
    async with Sandbox(TOKEN) as sandbox, SandboxClient(sandbox.url):
        sandbox.state.privacy = False
        findings = await in_telegram(sandbox, settings)
    assert findings["privacy mode"].verdict == "warning"
    assert "/setprivacy" in findings["privacy mode"].advice


async def test_a_webhook_elsewhere_is_a_conflict_and_ones_own_is_not(
    settings: Settings,
) -> None:
    ours = "https://bot.example.org"
    hooked = {"webhook": True, "public_url": ours}
    async with Sandbox(TOKEN) as sandbox:
        sandbox.state.webhook.set("https://else.example.org/telegram", "", 40)
        conflict = await in_telegram(sandbox, settings)
        wrong_place = await in_telegram(sandbox, settings, **hooked)
        sandbox.state.webhook.set(f"{ours}/telegram", "", 40)
        fine = await in_telegram(sandbox, settings, **hooked)
        sandbox.state.webhook.failure = 1, "SSL error: certificate verify failed"
        failing = await in_telegram(sandbox, settings, **hooked)
    assert conflict["updates"].verdict == wrong_place["updates"].verdict == "warning"
    assert "https://else.example.org/telegram" in conflict["updates"].found
    assert fine["updates"].verdict == "ok"
    assert failing["updates"].verdict == "error"
    assert "certificate verify failed" in failing["updates"].found


@pytest.mark.parametrize(("port", "verdict"), [(0, "warning"), (8080, "error")])
def test_no_token_means_the_sandbox_or_under_a_supervisor_no_bot(
    settings: Settings, port: int, verdict: str
) -> None:
    [finding] = found(telegram, settings.model_copy(update={"health_port": port})).values()
    assert finding.verdict == verdict
    assert "removerbot init" in finding.advice


def test_ports_are_free_or_taken_or_the_bots_own(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        findings = found(
            ports,
            settings,
            health_port=free_port(),
            web_port=taken,
            api_key=SecretStr("k" * 16),
        )
        assert findings["health page"].verdict == "ok"
        assert findings["web server"].verdict == "error"
        assert str(taken) in findings["web server"].advice
        health = Health(Heartbeat(), Metrics(), timeout=1)
        with serving_page(HOST, 0, health.answer) as port:
            running = found(
                ports, settings, health_port=port, web_port=taken, api_key=SecretStr("k" * 16)
            )
    assert {each.verdict for each in running.values()} == {"ok"}
    assert "the bot is running" in running["web server"].found
    assert found(ports, settings)["ports"].verdict == "ok"


@contextmanager
def proxy(certificate: Path, to: int, status: int | None = None) -> Iterator[str]:
    """Forwards requests to a port, as a web server with a certificate does; or answers them
    itself with a status. Gives its address."""

    class Forward(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b""
            if status is None:
                with urlopen(f"http://127.0.0.1:{to}{self.path}") as answer:
                    body = answer.read()
            self.send_response(status or 200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Forward) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://localhost:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Path]:
    """Makes a certificate for localhost that is valid for so many days, and trusts it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")

    def make(days: int) -> Path:
        file = tmp_path / f"{days}.pem"
        options = f"-x509 -newkey rsa:2048 -nodes -days {days} -subj /CN=localhost"
        command = [
            "openssl",
            "req",
            *options.split(),
            "-addext",
            "subjectAltName=DNS:localhost",
        ]
        subprocess.run(
            [*command, "-keyout", file, "-out", tmp_path / "cert"],
            check=True,
            capture_output=True,
        )
        file.write_text(file.read_text() + (tmp_path / "cert").read_text())
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        return file

    return make


def test_the_public_address_is_followed_to_the_bots_port(
    settings: Settings, certificate: Callable[[int], Path]
) -> None:
    port = free_port()
    with proxy(certificate(90), port) as url:
        findings = found(public_address, settings, public_url=url, web_port=port)
    assert findings["certificate"].verdict == findings["public address"].verdict == "ok"
    assert findings["certificate"].found == "valid for 89 more days"
    assert f"leads to port {port}" in findings["public address"].found


def test_a_certificate_that_expires_soon_or_is_unknown_is_said(
    settings: Settings, certificate: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    with proxy(certificate(5), port) as url:
        soon = found(public_address, settings, public_url=url, web_port=port)
        monkeypatch.delenv("SSL_CERT_FILE")
        unknown = found(public_address, settings, public_url=url, web_port=port)
    assert soon["certificate"].verdict == "warning"
    assert "renewed" in soon["certificate"].advice
    assert unknown["certificate"].verdict == unknown["public address"].verdict == "error"


def test_an_address_that_leads_elsewhere_or_nowhere_is_said(
    settings: Settings, certificate: Callable[[int], Path]
) -> None:
    port = free_port()
    with proxy(certificate(90), port, status=404) as url:
        elsewhere = found(public_address, settings, public_url=url, web_port=port)
    nowhere = found(public_address, settings, public_url=url, web_port=port, webhook=True)
    assert elsewhere["public address"].verdict == nowhere["public address"].verdict == "error"
    assert "status 404" in elsewhere["public address"].found
    assert f"127.0.0.1:{port}" in elsewhere["public address"].advice
    assert nowhere["certificate"].verdict == "error"


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_an_ipv6_address_of_the_web_server_is_tried(settings: Settings) -> None:
    port = free_port()
    here = {"web_host": "::1", "web_port": port, "public_url": f"http://[::1]:{port}"}
    assert found(ports, settings, **here)["web server"].verdict == "ok"
    assert "leads to port" in found(public_address, settings, **here)["public address"].found


def test_a_running_bot_is_found_behind_the_address(
    settings: Settings, certificate: Callable[[int], Path]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:  # the bot
        port = listener.getsockname()[1]
        with proxy(certificate(90), port, status=204) as url:
            findings = found(public_address, settings, public_url=url, web_port=port)
    assert "leads to the running bot" in findings["public address"].found


def test_folders_that_cannot_be_written_and_secrets_that_can_be_read_are_said(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    (tmp_path / ".env").touch(mode=0o644)
    findings = found(machine_checks.folders, settings, model_dir=tmp_path / "file/weights")
    weights = findings["folder of the weights"]
    assert weights.verdict == "error"
    assert f"{tmp_path}/file/weights" in weights.advice
    assert "-R" not in weights.advice  # the nearest folder that exists may be /
    assert findings["folder of the database"].verdict == "ok"
    assert findings["secrets"].advice == "chmod 600 .env"
    (tmp_path / ".env").chmod(0o600)
    assert "secrets" not in found(machine_checks.folders, settings)


@pytest.mark.parametrize(
    ("gigabytes", "verdict"), [(8.0, "ok"), (2.0, "warning"), (0.5, "error"), (None, None)]
)
def test_memory(
    settings: Settings,
    gigabytes: float | None,
    verdict: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = None if gigabytes is None else int(gigabytes * 1e9)
    monkeypatch.setattr(machine_checks, "available_memory", lambda: free)
    findings = found(machine_checks.memory, settings)
    assert [each.verdict for each in findings.values()] == ([verdict] if verdict else [])


def test_a_gpu_is_named_with_its_driver(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\necho 'NVIDIA H100, 580.95.05, 81559 MiB'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    findings = found(machine_checks.gpu, settings)
    assert findings["GPU"].found == "NVIDIA H100, driver 580.95.05, 81559 MiB"
    assert findings["model"].found == "mobile on cpu"
    unused = found(machine_checks.gpu, settings, model="auto", device="cuda:9")
    assert unused["model"].verdict == "error"


def test_the_database_is_looked_at_and_not_changed(settings: Settings, tmp_path: Path) -> None:
    assert found(machine_checks.database, settings)["database"].found.startswith("empty")
    assert not list(tmp_path.iterdir())
    script = Path(__file__).parents[1] / "storage/dump_0050.sqlite.sql"
    database = tmp_path / "bot.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(script.read_text())
    before = database.read_bytes()
    finding = found(machine_checks.database, settings)["database"]
    assert finding.verdict == "warning"
    assert "revision 0050" in finding.found
    assert "removerbot backup" in finding.advice
    assert database.read_bytes() == before
    too_long = found(machine_checks.database, settings, database_url=f"sqlite:///{'x' * 300}")
    assert too_long["database"].verdict == "error"
    database.write_bytes(b"a photo" * 1000)
    assert found(machine_checks.database, settings)["database"].verdict == "error"


def test_the_model_is_tried_and_timed(settings: Settings, model_dir: Path) -> None:
    [finding] = found(machine_checks.self_test, settings, model_dir=model_dir).values()
    assert finding.verdict == "ok"
    assert "s to encode it" in finding.found
    [left_out] = found(machine_checks.self_test, settings, engine="ray").values()
    assert left_out.verdict == "ok"


def test_it_prints_lines_or_json_and_fails_if_anything_does(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_settings: Settings) -> Iterator[Finding]:
        raise ZeroDivisionError("in the check")

    monkeypatch.setattr(doctor, "settings_here", lambda: settings)
    options = Namespace(json=False, no_model=True)
    assert doctor.doctor(options) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("warning  token: ")
    assert lines[1].startswith("         → ")
    monkeypatch.setattr(doctor, "NETWORK", [breaks])
    options.json = True
    assert doctor.doctor(options) == 1
    findings = json.loads(capsys.readouterr().out)
    broken = next(each for each in findings if each["name"] == "breaks")
    assert broken.keys() == {"name", "verdict", "found", "advice"}
    assert "ZeroDivisionError: in the check" in broken["found"]
    assert {each["name"] for each in findings} >= {"token", "memory", "database", "model"}


def test_a_wrong_setting_is_a_finding_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("REMOVERBOT_QUEUE=many\n")
    assert cli.main(["doctor", "--json"]) == 1
    [finding] = json.loads(capsys.readouterr().out)
    assert finding["verdict"] == "error"
    assert "REMOVERBOT_QUEUE" in finding["found"]


def test_what_the_model_lacks_comes_with_advice_that_helps(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_target: object) -> None:
        raise failure

    monkeypatch.setattr("removerbot.models.registry.load", fails)
    failure: SetupError = WeightsMissing("encoder.onnx is missing")
    [missing] = found(machine_checks.self_test, settings).values()
    assert "removerbot weights" in missing.advice
    failure = MissingPackage("no torch; run pip install -r requirements.txt")
    [package] = found(machine_checks.self_test, settings).values()
    assert "removerbot weights" not in package.advice
    assert "REMOVERBOT_MODEL" in package.advice
