"""The command line: serves a sandbox, and runs a bot in it if a command is given.

python -m telegram_sandbox -- python mybot.py    runs the bot with its address and token
python -m telegram_sandbox                       only serves; prints the address and token
"""

import argparse
import asyncio
import os
import re
import secrets
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from telegram_sandbox import SAMPLE_PHOTO, PortTakenError, Sandbox

KILL_AFTER = 10.0
"""Seconds that the bot has to exit after a signal before it is killed."""

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit status.

    It is that of the bot (128 + N if signal N ended it), 127 or 126 if the bot cannot be
    started, 2 for wrong options or a taken port, and 0 after a signal if there is no bot.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    end = arguments.index("--") if "--" in arguments else len(arguments)
    options = _parser().parse_args(arguments[:end])
    try:
        return asyncio.run(_serve(options, arguments[end + 1 :]))
    except PortTakenError as error:
        print(f"{error}; choose another with --port", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m telegram_sandbox",
        usage="%(prog)s [options] [-- command ...]",
        description="Serves the Bot API and a chat page on 127.0.0.1 and runs a bot in it.",
        epilog="The command gets TELEGRAM_BOT_TOKEN and TELEGRAM_API_BASE_URL in its "
        "environment. Without a command, both are printed.",
    )
    add = parser.add_argument
    add("--port", type=_port, default=8765, help="of the server; 0: a free one (default 8765)")
    add("--token", type=_token, help="of the bot (default: a random one)")
    add("--name", default="Your bot", help="of the bot, until it sets one")
    add("--username", default="sandbox_bot", help="of the bot, without the @")
    add("--description", default="", help="of the bot, until it sets one")
    add("--rate-limits", action="store_true", help="answer 429 beyond Telegram's limits")
    add(
        "--sample-photo",
        type=_file,
        nargs="?",
        const=SAMPLE_PHOTO,
        metavar="PHOTO",
        help="offer a photo to send on the page",
    )
    return parser


async def _serve(options: argparse.Namespace, command: Sequence[str]) -> int:
    signals: asyncio.Queue[int] = asyncio.Queue()
    for number in STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, signals.put_nowait, number)
    async with Sandbox(
        options.token or f"1:{secrets.token_urlsafe(24)}",
        options.port,
        name=options.name,
        username=options.username,
        description=options.description,
        sample_photo=options.sample_photo,
        rate_limits=options.rate_limits,
    ) as sandbox:
        print(f"Open {sandbox.url} in a browser; Ctrl+C ends it.", flush=True)
        if command:
            return await _run_bot(command, sandbox.environment, signals)
        for name, value in sandbox.environment.items():
            print(f"{name}={value}", flush=True)
        await signals.get()
        return 0


async def _run_bot(
    command: Sequence[str], environment: Mapping[str, str], signals: "asyncio.Queue[int]"
) -> int:
    """Runs the bot until it exits; forwards the first signal, kills it at the second.

    The bot has a process group of its own, so that Ctrl+C in a terminal reaches it once.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command, env=os.environ | environment, start_new_session=True
        )
    except OSError as error:
        print(f"cannot run {command[0]}: {error.strerror}", file=sys.stderr)
        return 127 if isinstance(error, FileNotFoundError) else 126
    exited = asyncio.create_task(process.wait())
    try:
        if number := await _next_signal(signals, exited, None):
            _signal_group(process, number)
            await _next_signal(signals, exited, KILL_AFTER)
    finally:
        if not exited.done():
            _signal_group(process, signal.SIGKILL)
    status = await exited
    return status if status >= 0 else 128 - status


async def _next_signal(
    signals: "asyncio.Queue[int]", exited: "asyncio.Task[int]", seconds: float | None
) -> int | None:
    """Waits for a signal; returns `None` once the bot has exited or time is up."""
    received = asyncio.create_task(signals.get())
    await asyncio.wait({received, exited}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    if received.done() and not exited.done():
        return received.result()
    received.cancel()
    return None


def _signal_group(process: Process, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("a number from 0 to 65535 was expected")
    return int(text)


def _token(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,15}:[A-Za-z0-9_-]+", text):
        raise argparse.ArgumentTypeError("expected digits, a colon, and letters or digits")
    return text


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return Path(text)


if __name__ == "__main__":
    sys.exit(main())
