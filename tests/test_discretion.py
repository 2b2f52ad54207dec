"""No token and nothing of what people write leaves the process, at any level of logging."""

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from removerbot.process.logs import RedactingStream
from removerbot.settings import read_settings
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import DOWNLOAD, Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import ball_file
from tests.loopback import free_port

ROOT = Path(__file__).parent.parent
SECRET = "AAF0-nobody_may_ever_read_this-token"
TOKEN = f"4242:{SECRET}"
KEY = "the-api-key-that-nobody-may-read"
ANY_TOKEN = re.compile(r"\d+(:|%3A)[\w-]{30,}")
NAME, TEXT, FILE_NAME = "Ludovica", "a very private remark", "my-bank-statement"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("mobile_files")]


@asynccontextmanager
async def bot_process(*arguments: str, **variables: str) -> AsyncIterator[Process]:
    environment = {**os.environ, "REMOVERBOT_LOG_LEVEL": "DEBUG", "REMOVERBOT_MODEL": "mobile"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(ROOT / "bot.py"), *arguments),
        env=environment | {"REMOVERBOT_SANDBOX_PORT": "0"} | variables,
        stdout=PIPE,
        stderr=PIPE,
        limit=1 << 20,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


class Printed:
    """All that a process prints, as it comes."""

    def __init__(self, process: Process) -> None:
        assert process.stdout
        assert process.stderr
        self.text = ""
        self._more = asyncio.Condition()
        self._readers = [
            asyncio.create_task(self._read(stream))
            for stream in (process.stdout, process.stderr)
        ]

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            async with self._more:
                self.text += line.decode()
                self._more.notify_all()

    async def until(self, words: str) -> None:
        async with asyncio.timeout(60), self._more:
            await self._more.wait_for(lambda: words in self.text)

    async def whole(self) -> str:
        await asyncio.gather(*self._readers)
        return self.text


async def test_whatever_goes_wrong_nothing_printed_or_shown_holds_the_token_or_peoples_words(
    tmp_path: Path,
) -> None:
    health_port, web_port = free_port(), free_port()
    async with (
        Sandbox(TOKEN) as sandbox,
        SandboxClient(sandbox.url) as people,
        bot_process(
            PYTHONDEVMODE="1",
            TELEGRAM_BOT_TOKEN=TOKEN,
            TELEGRAM_API_BASE_URL=sandbox.url,
            REMOVERBOT_DATABASE_URL=f"sqlite:///{tmp_path}/bot.db",
            REMOVERBOT_HEALTH_PORT=str(health_port),
            REMOVERBOT_PUBLIC_URL="https://bot.example.org",
            REMOVERBOT_WEB_PORT=str(web_port),
            REMOVERBOT_API_KEY=KEY,
        ) as process,
    ):
        printed = Printed(process)
        await printed.until("the bot is running")
        ada = await people.person(NAME)
        await ada.next_message(after=await ada.say(TEXT))
        for name, data in ((FILE_NAME, b"no image"), ("broken.jpg", b"\xff\xd8\xff\xe0")):
            await ada.next_message(after=await ada.send_photo(data, as_file=True, name=name))
        preview = await ada.next_message(after=await ada.send_photo(ball_file()))
        known, web_pages = await tapped_pages(ada, preview, web_port)
        # Every way to fail: refused, cut off, the token itself refused, at every kind of call.
        sandbox.faults.plan(DOWNLOAD, Fault(502), Fault(), Fault(404), Fault(401))
        sandbox.faults.plan("getFile", Fault(401), Fault(400))
        sandbox.faults.plan("sendPhoto", Fault(400), Fault(401), Fault(404), Fault())
        for _ in range(9):
            await ada.send_photo(ball_file())
        await printed.until("Unauthorized")
        assert await sandbox.faults.called("sendPhoto", times=4)
        sandbox.faults.plan("getUpdates", Fault(502), Fault(), Fault(409))
        assert await sandbox.faults.called("getUpdates", times=6)
        pages = await shown_pages(sandbox.url, ada.id, health_port)
        process.terminate()
        text = await printed.whole()
    stored = "".join(sqlite3.connect(tmp_path / "bot.db").iterdump())
    assert "getFile" in text
    assert "Traceback" in text
    assert "[secret]" in text
    for shown in (text, *web_pages):
        assert known["init_data"] not in shown
        assert httpx.URL(known["url"]).params["pass"] not in shown
        assert "hash=" not in shown
        assert KEY not in shown
    assert not any("/file/bot" in page for page in web_pages)
    for shown in (text, *pages, *web_pages, stored):
        assert SECRET not in shown
        assert quote(TOKEN, safe="") not in shown
    for words in (NAME, TEXT, FILE_NAME):
        assert words not in text


async def tapped_pages(ada: Person, preview: Json, port: int) -> tuple[Json, list[str]]:
    """What Telegram tells of Ada, and what the page and the API answer, rightly or not."""
    known = await ada.open_page(preview, "👆 Tap the thing itself")
    word = httpx.URL(known["url"]).params["pass"]
    right = {"Authorization": f"tma {known['init_data']}", "X-Pass": word}
    wrong = {"Authorization": f"tma {known['init_data']}0", "X-Pass": word}
    taps = {"taps": [{"keep": [[320, 240]]}]}
    photo = {"photo": (FILE_NAME, b"no image")}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        answers = [
            await http.get(httpx.URL(known["url"]).raw_path.decode()),
            await http.get("/tap/words"),
            await http.get("/nowhere", params={"pass": word}),
            await http.get("/tap/photo", headers=wrong),
            await http.post("/tap/outlines", headers=right, json=taps),
            await http.post("/tap/outlines", headers=right, content=TEXT),
            await http.post("/tap/outlines", headers=wrong, json=taps),
            await http.post("/tap/done", headers=right, json={**taps, "form": TEXT}),
            await http.post("/api/cut", headers={"X-API-Key": KEY}, files=photo),
            await http.post("/api/cut", headers={"X-API-Key": f"{KEY}0"}, files=photo),
        ]
    assert [answer.status_code for answer in answers] == [
        *(200, 200, 404, 401, 200, 422, 401, 422, 422, 401)
    ]
    return known, [answer.text for answer in answers]


async def shown_pages(sandbox_url: str, person: int, health_port: int) -> list[str]:
    async with httpx.AsyncClient() as http:
        inside = (
            "/", "/static/app.js", "/sandbox/people", f"/sandbox/people/{person}/profile",
            f"/sandbox/people/{person}/events", f"/sandbox/chats/{person}", "/sandbox/updates",
            f"/bot{TOKEN[:-1]}/getMe", f"/file/bot{TOKEN[:-1]}/x", "/nowhere",
        )  # fmt: skip
        health = f"http://127.0.0.1:{health_port}"
        urls = [*(sandbox_url + path for path in inside), health, f"{health}/metrics"]
        return [(await http.get(url)).text for url in urls]


async def test_a_token_that_telegram_refuses_is_one_line_without_it(tmp_path: Path) -> None:
    async with (
        Sandbox("1:another") as sandbox,
        bot_process(
            TELEGRAM_BOT_TOKEN=TOKEN,
            TELEGRAM_API_BASE_URL=sandbox.url,
            REMOVERBOT_DATABASE_URL=f"sqlite:///{tmp_path}/bot.db",
            REMOVERBOT_LOG_LEVEL="WARNING",
        ) as process,
    ):
        text = await Printed(process).whole()
        assert await process.wait() == 2
    assert text == "TELEGRAM_BOT_TOKEN: Telegram does not know this token\n"


async def test_the_token_of_the_sandbox_mode_is_blotted_out_as_well() -> None:
    async with bot_process("--sandbox", TELEGRAM_BOT_TOKEN=TOKEN) as process:
        printed = Printed(process)
        await printed.until("the bot is running")
        address = re.search(r"http://127\.0\.0\.1:\d+", printed.text)
        assert address
        async with SandboxClient(address[0]) as people:
            ada = await people.person()
            await ada.next_message(after=await ada.send_photo(ball_file()))
        process.terminate()
        text = await printed.whole()
    assert "/bot[secret]/" in text or "/bot1:[secret]/" in text
    assert not ANY_TOKEN.search(text)


@pytest.mark.parametrize(
    "leak",
    [
        TOKEN,
        quote(TOKEN, safe=""),
        f"https://api.telegram.org/file/bot{TOKEN}/photos/1.jpg",
        repr({"token": TOKEN}),
        SECRET,
    ],
)
def test_a_secret_is_blotted_out_in_all_its_forms(leak: str) -> None:
    paper = StringIO()
    stream = RedactingStream(paper)
    stream.hide(TOKEN)
    print(leak, file=stream)
    assert "[secret]" in paper.getvalue()
    assert SECRET not in paper.getvalue()


@pytest.mark.parametrize(
    "leak",
    [
        "raise ValueError(token)",
        "threading.Thread(target=lambda: {}[token]).start()",
        "warnings.warn(token)",
        "logging.error('%d', token)",
        "print(token)",
        "asyncio.run(asyncio.wait_for({}[token], 1))",
    ],
)
def test_what_python_prints_by_itself_is_blotted_out(leak: str) -> None:
    program = f"""
import asyncio, logging, threading, warnings
from removerbot.process.logs import hide, set_up_logging
token = {TOKEN!r}
hide(token)
set_up_logging("DEBUG")
{leak}
"""
    done = subprocess.run(
        [sys.executable], input=program, cwd=ROOT, capture_output=True, text=True, check=False
    )
    printed = done.stdout + done.stderr
    assert "[secret]" in printed
    assert SECRET not in printed


def test_settings_show_neither_the_token_nor_passwords_in_addresses() -> None:
    settings = read_settings(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": "https://bot:w0rd@telegram.example.org",
            "REMOVERBOT_DATABASE_URL": "postgresql://bot:pass:w@rd@db/jobs",
        }
    )
    assert settings.secrets == [TOKEN, ":pass:w@rd@", ":w0rd@"]
    assert not re.search(f"{SECRET}|w@rd|w0rd", f"{settings} {settings!r}")
