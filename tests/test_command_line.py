"""The command line, as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image

from removerbot import __version__

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "telegram_sandbox/static/sample.jpg"
PAGES = (ROOT / "README.md", ROOT / "docs/command-line.md", ROOT / "docs/models.md")

TOKEN = "123456:never-used-but-as-long-as-a-token-is"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("mobile_files")]


def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "bot.py", *arguments],
        env={**os.environ, "REMOVERBOT_MODEL": "mobile", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_cut_writes_a_transparent_png(tmp_path: Path) -> None:
    done = run("cut", SAMPLE, "F5", "-o", tmp_path / "cup.png")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path / "cup.png"))
    assert "%" not in done.stdout
    rgba = np.asarray(Image.open(tmp_path / "cup.png"))
    assert rgba.shape == (400, 600, 4)
    assert 0.1 < (rgba[..., 3] > 0).mean() < 0.9


@pytest.mark.parametrize(
    ("name", "options", "size", "corner"),
    [
        ("cup.webp", ["--crop", "square", "--margin", "0"], None, None),
        ("cup.jpg", [], (600, 400), (255, 255, 255)),
        ("cup.png", ["--background", "#f80", "--edge", "fine"], (600, 400), (255, 136, 0)),
        ("cup.png", ["--background", SAMPLE, "--grow=-2"], (600, 400), None),
        ("cup.png", ["--outline", "#0f0", "--shadow"], (600, 400), None),
        ("cup.png", ["--background", "blur", "--edge", "hard"], (600, 400), None),
    ],
)
def test_cut_applies_options(
    name: str,
    options: list[str | Path],
    size: tuple[int, int] | None,
    corner: tuple[int, int, int] | None,
    tmp_path: Path,
) -> None:
    done = run("cut", SAMPLE, "F5", "-o", tmp_path / name, *options)
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / name) as image:
        assert image.format == {"webp": "WEBP", "jpg": "JPEG", "png": "PNG"}[name[4:]]
        assert image.size == (size or (image.height, image.height))
        rgba = np.asarray(image.convert("RGBA"))
    assert corner is None or rgba[0, 0].tolist() == [*corner, 255]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["-o", "x.gif"], "x.gif does not end in"),
        (["-o", "x.png", "--edge", "sharp"], "edge must be one of"),
        (["-o", "x.png", "--crop", "round"], "crop must be one of"),
        (["-o", "x.png", "--grow", "9"], "grow must be -5 to 5"),
        (["-o", "x.png", "--margin", "101"], "margin must be 0 to 100"),
        (["-o", "x.png", "--outline", "thick"], "no colour"),
        (["-o", "x.png", "--background", "#nothex"], "neither a colour"),
    ],
)
def test_a_wrong_option_is_one_line_and_exit_status_2(options: list[str], error: str) -> None:
    done = run("cut", SAMPLE, "F5", *options)
    assert done.returncode == 2
    assert error in done.stderr
    assert done.stderr.count("\n") == 1


def test_preview_writes_a_jpeg(tmp_path: Path) -> None:
    done = run("preview", SAMPLE, "-o", tmp_path / "grid.jpg")
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "grid.jpg") as grid:
        assert grid.format == "JPEG"
        assert max(grid.size) == 1280


def test_weights_names_the_files_that_are_there() -> None:
    done = run("weights", "mobile")
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "encoder.onnx",
        "sam.onnx",
    ]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["cut", SAMPLE, "Z99", "-o", "x.png"], "Z99 lies outside the photo"),
        (["cut", SAMPLE, "hello", "-o", "x.png"], "no point can be read"),
        (["cut", "missing.jpg", "C4", "-o", "x.png"], "missing.jpg"),
        (["cut", ROOT / "README.md", "C4", "-o", "x.png"], "no image"),
        (["preview", ROOT / "README.md", "-o", "x.jpg"], "no image"),
        (["health"], "REMOVERBOT_HEALTH_PORT is 0"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_status_1(
    arguments: list[str | Path], error: str
) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert error in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"REMOVERBOT_MODEL": "huge"}, "REMOVERBOT_MODEL"),
        ({"REMOVERBOT_COLOUR": "red"}, "REMOVERBOT_COLOUR"),
        ({"REMOVERBOT_DEVICE": "cuda"}, "mobile runs on the CPU only"),
        ({"REMOVERBOT_DATABASE_URL": f"sqlite:///{SAMPLE}/bot.db", "TELEGRAM_BOT_TOKEN": TOKEN},
         "REMOVERBOT_DATABASE_URL"),
    ],
)  # fmt: skip
def test_what_keeps_the_bot_from_starting_is_one_line_and_exit_status_2(
    variables: dict[str, str], name: str
) -> None:
    done = run(**variables)
    assert done.returncode == 2
    assert name in done.stderr
    assert done.stderr.splitlines()[-1].count(name) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "token"),
    [([], ""), (["run"], ""), (["sandbox"], TOKEN), (["--sandbox"], TOKEN)],
)
def test_the_sandbox_starts_without_a_token_or_on_request_and_a_signal_ends_it_well(
    arguments: list[str], token: str
) -> None:
    with subprocess.Popen(
        [sys.executable, ROOT / "bot.py", *arguments],
        env={
            **os.environ,
            "TELEGRAM_BOT_TOKEN": token,
            "REMOVERBOT_MODEL": "mobile",
            "REMOVERBOT_SANDBOX_PORT": "0",
            "HTTP_PROXY": "http://127.0.0.1:1",  # which leads nowhere, and not to the sandbox
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert address
        ends = "the bot is running", "no way to Telegram"
        last = next(line for line in process.stderr if any(end in line for end in ends))
        assert ends[0] in last
        assert "<html" in httpx.get(address[0]).text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert "Traceback" not in process.stderr.read()


def test_the_commands_of_the_pages_are_the_commands_there_are() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES)
    mentioned = set(
        re.findall(r"(?:bot\.py|`removerbot|^removerbot) (\w+)", text, re.MULTILINE)
    )
    shown = run("--help").stdout
    for command in mentioned:
        assert re.search(rf"^    {command}\b", shown, re.MULTILINE), command
    assert {"cut", "preview", "weights"} <= mentioned


def test_a_taken_port_of_the_web_server_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = run(
            TELEGRAM_BOT_TOKEN=TOKEN,
            REMOVERBOT_API_KEY="a-key-of-the-tests",
            REMOVERBOT_WEB_PORT=str(listener.getsockname()[1]),
            REMOVERBOT_LOG_LEVEL="WARNING",
        )
    assert done.returncode == 2
    assert done.stderr.startswith("REMOVERBOT_WEB_PORT: Address already in use")
    assert done.stderr.count("\n") == 1


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout.strip() == __version__


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["health"]])
def test_a_quick_command_imports_nothing_heavy(arguments: list[str]) -> None:
    code = """
import sys
from removerbot.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "removerbot.cli" in done.stderr
    assert not {"numpy", "cv2", "telegram", "sqlalchemy", "openvino"} & set(done.stderr.split())


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"TELEGRAM_BOT_TOKEN": "hello"}, "TELEGRAM_BOT_TOKEN: this cannot be a token"),
        ({"REMOVERBOT_HEALTH_PORT": "PORT"}, "REMOVERBOT_HEALTH_PORT"),
        ({"REMOVERBOT_HEALTH_PORT": "PORT", "TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN"),
        ({"REMOVERBOT_SANDBOX_PORT": "PORT", "TELEGRAM_BOT_TOKEN": ""}, "REMOVERBOT_SANDBOX"),
        (
            {"REMOVERBOT_DATABASE_URL": f"sqlite:///{ROOT}/nowhere/bot.db"},
            f"REMOVERBOT_DATABASE_URL: there is no folder {ROOT}/nowhere; create it",
        ),
        (
            {"REMOVERBOT_DATABASE_URL": f"sqlite:///{ROOT}"},
            f"REMOVERBOT_DATABASE_URL: {ROOT}: this is a folder, and a file was expected",
        ),
        (
            {"REMOVERBOT_DATABASE_URL": f"sqlite:///{SAMPLE}/bot.db"},
            f"REMOVERBOT_DATABASE_URL: {SAMPLE}/bot.db: this is a file, and a folder was",
        ),
    ],
)
def test_a_wrong_token_port_or_folder_is_said_before_the_model_loads(
    variables: dict[str, str], said: str, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        given = {name: value.replace("PORT", port) for name, value in variables.items()}
        given = {"TELEGRAM_BOT_TOKEN": TOKEN} | given
        done = run(**given, REMOVERBOT_MODEL_DIR=str(tmp_path / "none"))
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "none").exists()  # no weights were looked for


def test_health_says_what_is_wrong() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    done = run("health", REMOVERBOT_HEALTH_PORT=str(port))
    assert (done.returncode, done.stderr) == (1, f"no answer from a bot on port {port}\n")


def test_a_backup_is_made_and_restored(tmp_path: Path) -> None:
    backup = tmp_path / "bot-backup.db"
    here = {"REMOVERBOT_DATABASE_URL": f"sqlite:///{tmp_path}/bot.db"}
    assert run("migrate", **here).returncode == 0
    assert run("backup", backup, **here).stdout == f"{backup}\n"
    assert run("restore", backup, **here).returncode == 0
    nameless = run("restore", **here)
    assert nameless.returncode == 2
    assert "restore FILE" in nameless.stderr
    done = run("restore", tmp_path / "none.db", **here)
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path}/none.db: there is no such file or folder\n"


def test_a_database_on_a_server_is_copied_by_its_own_program() -> None:
    done = run("backup", "cuts", REMOVERBOT_DATABASE_URL="postgresql://bot:s3cret@host/cuts")
    assert done.returncode == 2
    assert done.stderr.splitlines()[1] == (
        "pg_dump --format=custom --file=cuts --dbname=postgresql://bot@host/cuts"
    )


def test_doctor_says_that_there_is_no_token_and_tries_the_model(tmp_path: Path) -> None:
    done = run("doctor", REMOVERBOT_DATABASE_URL=f"sqlite:///{tmp_path}/bot.db")
    assert done.returncode == 0, done.stdout
    assert "removerbot init" in done.stdout
    assert "self-test: mobile: IoU" in done.stdout


def test_the_package_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "removerbot", "--version"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == __version__
