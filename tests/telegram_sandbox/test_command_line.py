"""`python -m telegram_sandbox`: two bots of different make, signals, exit status, options."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import Process
from pathlib import Path

import httpx
import pytest

from telegram_sandbox import Sandbox, __main__
from telegram_sandbox.client import SandboxClient
from tests.telegram_sandbox.command_line import BOTS, address_of, line_of, started, status_of

pytestmark = pytest.mark.slow

STUBBORN = (
    "import signal, time\n"
    "for number in (signal.SIGINT, signal.SIGTERM):\n"
    "    signal.signal(number, lambda number, _: print(f'ignored {number}', flush=True))\n"
    "print('ready', flush=True)\n"
    "while True: time.sleep(0.1)\n"
)
"""A program that only SIGKILL ends."""


def is_alive(pid: int) -> bool:
    """Whether a process exists; one that was not reaped yet counts as ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def gone(pid: int) -> None:
    async with asyncio.timeout(10):
        while is_alive(pid):
            await asyncio.sleep(0.05)


async def pid_of(process: Process) -> int:
    """The number of the bot's process, which prints it."""
    return int(await line_of(process))


async def test_a_bot_with_python_telegram_bot_answers_and_ends_with_ctrl_c() -> None:
    async with started("--", sys.executable, str(BOTS / "mybot.py")) as process:
        async with SandboxClient(await address_of(process)) as client:
            ann = await client.person("Ann")
            answer = await ann.next_message(after=await ann.say("hello"))
            assert answer["text"] == "hello"
        process.send_signal(signal.SIGINT)
        assert await status_of(process) == 0
        assert process.stderr
        assert b"Traceback" not in await process.stderr.read()


async def test_a_bot_with_nothing_but_urllib_answers_and_ends_with_sigterm() -> None:
    async with started("--", sys.executable, str(BOTS / "urllib_bot.py")) as process:
        async with SandboxClient(await address_of(process)) as client:
            ann = await client.person("Ann")
            answer = await ann.next_message(after=await ann.say("hello"))
            assert (answer["text"], answer["from"]["first_name"]) == ("HELLO", "Shouter")
            assert await ann.press(answer, "Again") == {"text": "1"}
            assert await ann.press(answer, "Again") == {"text": "2"}
            assert (await ann.profile())["name"] == "Shouter"
        process.terminate()
        assert await status_of(process) == 128 + signal.SIGTERM


@pytest.mark.parametrize("status", [0, 7])
async def test_the_exit_status_is_that_of_the_bot(status: int) -> None:
    async with started("--", "sh", "-c", f"exit {status}") as process:
        assert await status_of(process) == status


async def test_ctrl_c_in_a_terminal_reaches_the_bot_once() -> None:
    async with started("--", sys.executable, "-c", STUBBORN) as process:
        await address_of(process)
        assert await line_of(process) == "ready"
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        assert await line_of(process) == f"ignored {signal.SIGINT.value}"
        os.killpg(process.pid, signal.SIGINT)
        assert await status_of(process) == 128 + signal.SIGKILL
        assert process.stdout
        assert await process.stdout.read() == b""


async def test_a_bot_that_does_not_end_is_killed_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(__main__, "KILL_AFTER", 0.5)
    signals: asyncio.Queue[int] = asyncio.Queue()
    ignoring = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"
    run = __main__._run_bot([sys.executable, "-c", ignoring], {}, signals)
    running = asyncio.create_task(run)
    await asyncio.sleep(1)
    began = time.monotonic()
    signals.put_nowait(signal.SIGTERM)
    assert await running == 128 + signal.SIGKILL
    assert 0.4 < time.monotonic() - began < 10


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_processes_that_the_bot_started_end_too(number: signal.Signals) -> None:
    shell = "sleep 60 & echo $!; wait"
    async with started("--", "sh", "-c", shell) as process:
        await address_of(process)
        pid = await pid_of(process)
        assert is_alive(pid)
        process.send_signal(number)
        await status_of(process)
    await gone(pid)


async def test_a_taken_port_is_one_line_and_status_2() -> None:
    async with Sandbox("1:secret") as sandbox:
        port = sandbox.url.rpartition(":")[2]
        async with started("--port", port, "--", "echo", "started") as process:
            output, errors = await process.communicate()
    assert process.returncode == 2
    assert output == b""
    reason = f"port {port} on 127.0.0.1 cannot be used: Address already in use"
    assert errors.decode() == f"{reason}; choose another with --port\n"


@pytest.mark.parametrize(
    ("program", "status", "reason"),
    [("no-such-program", 127, "No such file"), ("/", 126, "Permission denied")],
)
async def test_a_bot_that_cannot_be_started_is_one_line(
    program: str, status: int, reason: str
) -> None:
    async with started("--", program) as process:
        _, errors = await process.communicate()
    assert process.returncode == status
    [line] = errors.decode().splitlines()
    assert line.startswith(f"cannot run {program}: {reason}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "x"),
        ("--port", "65536"),
        ("--token", "secret"),
        ("--token", "1:a/b"),
        ("--sample-photo", "nowhere.jpg"),
        ("python", "mybot.py"),
    ],
)
def test_wrong_options_are_status_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main(arguments)
    assert ended.value.code == 2
    assert "error: " in capsys.readouterr().err


async def test_without_a_command_the_address_and_the_token_are_printed() -> None:
    async with started("--token", "7:given") as process:
        url = await address_of(process)
        assert await line_of(process) == "TELEGRAM_BOT_TOKEN=7:given"
        assert await line_of(process) == f"TELEGRAM_API_BASE_URL={url}"
        async with httpx.AsyncClient(base_url=url) as http:
            answer = (await http.get("/bot7:given/getMe")).json()
            assert "<html" in (await http.get("/")).text
        assert (answer["result"]["id"], answer["result"]["username"]) == (7, "sandbox_bot")
        process.terminate()
        assert await status_of(process) == 0


async def test_the_token_is_another_one_each_time() -> None:
    tokens = set()
    for _ in range(2):
        async with started() as process:
            await address_of(process)
            tokens.add(await line_of(process))
    assert len(tokens) == 2


async def test_options_describe_the_bot_and_offer_a_photo() -> None:
    options = ("--name", "Echo", "--username", "echo_bot", "--description", "Repeats texts.")
    async with (
        started(*options, "--sample-photo", "--rate-limits") as process,
        SandboxClient(await address_of(process)) as client,
        httpx.AsyncClient(base_url=client.url) as http,
    ):
        token = (await line_of(process)).partition("=")[2]
        ann = await client.person()
        await ann.say("hello")
        profile = await ann.profile()
        assert profile["name"] == "Echo"
        assert profile["username"] == "echo_bot"
        assert profile["description"] == "Repeats texts."
        assert (await http.get(profile["sample"])).headers["content-type"] == "image/jpeg"
        message = {"chat_id": ann.id, "text": "hi"}
        sending = [http.post(f"/bot{token}/sendMessage", json=message) for _ in range(2)]
        answers = await asyncio.gather(*sending)
        assert sorted(answer.status_code for answer in answers) == [200, 429]
