"""Whatever a button is said to hold, its press is answered, and politely."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from removerbot.app import running_bot
from removerbot.chat.callbacks import CallbackData
from removerbot.chat.keyboards import read_style
from removerbot.errors import StaleButton
from removerbot.settings import Settings
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.faults import Fault
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, Start, ball_file, preview_of
from tests.fakes import FakeSegmenter

NUMBERS = ["", "0", "x", "2147483648", "9" * 24]
ARGUMENTS = {
    "pack": NUMBERS,
    "takeout": NUMBERS,
    "style": NUMBERS,
    "files": NUMBERS,
    "undress": NUMBERS,
    "wear": ["", "1", "1.", "1.a-b-c", "1.ffffff-10-0-1", "1.ffffff-99-0", "1.ffffff-010-0",
             "1.none--1-0", "1.zzzzzz-10-0", "9999999999.ffffff-10-0"],
    "pick": ["", "1,1", "99999,99999,3", "1,1,9", "999999,1,1"],
    "choose": ["", "1", "99", "999", "x"],
    "cell": ["", "Z99", "AAAA1", "-A1", "99999999999,1"],
    "closer": ["", "Z99", "1e9"],
    "grow": ["", "99", "1e9", "x"],
    "ground": ["", "#gggggg", "#12"],
}  # fmt: skip
"""Verbs of buttons → arguments that no button of ours has."""


@pytest.fixture
def start(settings: Settings) -> Start:
    """Starts a bot with a line of three."""
    settings = settings.model_copy(update={"at_once": 1, "line": 3})
    return lambda: running_bot(settings, FakeSegmenter())


@given(st.text(max_size=64) | st.from_regex(r"[a-z]{1,12}:\d{1,30}(:.{0,24})?", fullmatch=True))
def test_callback_data_is_parsed_or_stale(text: str) -> None:
    try:
        data = CallbackData.parse(text)
    except StaleButton:
        return
    assert 0 < data.revision_id < 2**31
    assert data.encode() == text


@given(
    st.text("0123456789abcdefnos.-#٣", max_size=24)
    | st.from_regex(r"\d{1,12}\.[a-f0-9]{6}-\d{1,5}-\d", fullmatch=True)
)
def test_a_style_is_read_or_stale(argument: str) -> None:
    try:
        draft_id, style = read_style(argument)
    except StaleButton:
        return
    assert argument == f"{draft_id}.{style.code}"


async def pressed(bot: Bot, person: Person, data: str) -> Json:
    """What is answered to the press of a button with this data."""
    message = await bot.send_message(
        person.id,
        "x",
        api_kwargs={
            "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": data}]]}
        },
    )
    shown = next(
        each for each in await person.messages() if each["message_id"] == message.message_id
    )
    answer = await person.press(shown, "b")
    assert answer is not None, data
    return answer


FORGED = ["again/5", "again/5/6", "again/x", "again/" + "9" * 40, "again/٣", "again/1/2/3",
          "rule:x", "rule:all_add:1", "rule:", "like:edge:x", "like:grow:9999999999999",
          "like:grow:٣", "like:x:y", "like:ground:#zz", "", ":", "::", "1", "undo", "undo:0",
          "undo:-1", "undo:٣", "undo:1.5", "undo:" + "9" * 40, "UNDO:1",
          "nothing:1"]  # fmt: skip


@pytest.mark.slow
async def test_every_forged_button_is_answered(
    sandbox: Sandbox, client: SandboxClient, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    preview = await preview_of(ada, ball_file())
    rows = preview["reply_markup"]["inline_keyboard"]
    number = re.findall(r"\d+", rows[0][0]["callback_data"])[0]
    async with Bot(
        TOKEN, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
    ) as bot:
        for data in filter(None, FORGED):
            answer = await pressed(bot, ada, data)
            assert "on my side" not in answer.get("text", ""), data
        for verb, arguments in ARGUMENTS.items():
            for argument in arguments:
                data = f"{verb}:{number}:{argument}".rstrip(":")
                answer = await pressed(bot, ada, data)
                assert answer.get("text"), data
                assert "on my side" not in answer["text"], data
    assert "an update failed" not in caplog.text


async def test_a_press_in_a_line_that_is_full_is_answered_each_time(
    sandbox: Sandbox, client: SandboxClient, ada: Person
) -> None:
    preview = await preview_of(ada, ball_file())
    sandbox.faults.plan("download", Fault(200, is_done=True, seconds=4))
    for _ in range(4):  # one in hand, three in line
        await ada.send_photo(ball_file())
    assert await sandbox.faults.called("download", 2)
    for _ in range(2):
        answer = await ada.press(preview, "Finer grid")
        assert answer
        assert "still busy" in answer["text"]
