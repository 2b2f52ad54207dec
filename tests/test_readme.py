"""What the README and the pages of docs/ tell people to run, runs."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.loopback import free_port

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
FILES = [str(page.relative_to(ROOT)) for page in PAGES]
BLOCKS = [
    block
    for page in PAGES
    for block in re.findall(
        r"^```(\w+)\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
]
SHELL = sorted(
    {line for kind, block in BLOCKS if kind == "sh" for line in block.split("\n")} - {""}
)
PYTHON = sorted({block for kind, block in BLOCKS if kind == "python"})
OURS = ("python bot.py ", "removerbot ")
CURL = [line for line in SHELL if line.startswith("curl ")]
RULES = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

pytestmark = pytest.mark.usefixtures("mobile_files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the photo that the pages speak of."""
    shutil.copy(ROOT / "telegram_sandbox/static/sample.jpg", tmp_path / "photo.jpg")
    return tmp_path


@pytest.fixture(scope="module")
def api_url() -> Iterator[str]:
    """The address of a bot with the key of the page about the API."""
    port = free_port()
    [key] = re.findall(r"KEY=([\w-]+);", (ROOT / "docs/api.md").read_text("utf-8"))
    variables = {"API_KEY": key, "WEB_PORT": str(port), "SANDBOX_PORT": "0", "MODEL": "mobile"}
    bot = subprocess.Popen(
        [sys.executable, ROOT / "bot.py", "sandbox"],
        env={**os.environ, "KEY": key, **{f"REMOVERBOT_{n}": v for n, v in variables.items()}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KEY", key)
            yield answering(f"http://127.0.0.1:{port}")
    finally:
        bot.terminate()
        bot.wait()


def answering(url: str) -> str:
    """Waits until there is an API."""
    started = monotonic()
    while True:
        try:
            urlopen(f"{url}/api/openapi.json").close()
        except URLError:
            assert monotonic() - started < 120
            sleep(0.1)
        else:
            return url


def run(arguments: list[str], folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REMOVERBOT_MODEL": "mobile"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("line", [line for line in SHELL if line.startswith(OURS)])
def test_a_command_line_runs(line: str, folder: Path) -> None:
    words = shlex.split(line.removeprefix("python bot.py ").removeprefix("removerbot "))
    run([str(ROOT / "bot.py"), *words], folder)


@pytest.mark.slow
@pytest.mark.parametrize("line", CURL)
def test_a_request_is_answered(line: str, api_url: str, folder: Path) -> None:
    assert "http://127.0.0.1:8090" in line
    here = line.replace("http://127.0.0.1:8090", api_url).replace("curl ", "curl -sS --fail ")
    subprocess.run(here, shell=True, cwd=folder, check=True)
    written = folder / line.rsplit(maxsplit=1)[-1]
    assert written.read_bytes()[:4] in {b"\x89PNG", b'{"op'}


@pytest.mark.slow
@pytest.mark.parametrize("code", PYTHON)
def test_python_code_runs(code: str, folder: Path) -> None:
    run(["-W", "error", "-c", code], folder)


def test_every_other_command_is_known() -> None:
    """.ci/try-commands tries `make`, .ci/package pip; nothing tries Docker."""
    tried = (*OURS, "curl ", "docker ", "pip install .", "python3 -m venv bot ")
    others = [line for line in SHELL if not line.startswith(tried)]
    assert others
    for line in others:
        command, rule = line.split()
        assert command == "make"
        assert rule in RULES


def test_every_block_says_what_it_is() -> None:
    """A block without a language would be run by nobody."""
    for page in PAGES:
        fences = re.findall(
            r"^```(.*)\n((?:.*\n)*?)```$", page.read_text("utf-8"), re.MULTILINE
        )
        for kind, block in fences:
            assert kind in {"sh", "python"} or block.startswith("bot.py "), page.name


@pytest.mark.parametrize("file", ["CONTRIBUTING.md", ".pre-commit-config.yaml", *FILES])
def test_every_make_rule_that_is_mentioned_is_there(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert set(re.findall(r"(?:`|entry: )make ([\w-]+)", text)) <= set(RULES)


def test_the_tree_of_the_code_shows_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    [tree] = re.findall(r"^```\n(bot\.py .*?)^```", text, re.MULTILINE | re.DOTALL)
    parent, shown = "", set[str]()
    for indent, names in re.findall(r"^( *)([^\s,]+(?:, [^\s,]+)*)", tree, re.MULTILINE):
        paths = {(parent if indent else "") + name for name in names.split(", ")}
        assert all((ROOT / path).exists() for path in paths), names
        shown |= paths
        parent = parent if indent else names
    rooms = {
        f"removerbot/{file.parent.name}/" for file in ROOT.glob("removerbot/*/__init__.py")
    }
    assert rooms <= shown


def test_every_file_that_the_guide_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    files = re.findall(r"`((?:removerbot|tests)/[\w/.]*)`", guide)
    assert files
    assert all((ROOT / file).exists() for file in files)


def test_the_pictures_are_there_and_used() -> None:
    used = {
        (page.parent / picture).resolve()
        for page in PAGES
        for picture in re.findall(
            r'(?:!\[.*?\]\(|\bsrc(?:set)?=")(.*?)[)"]', page.read_text("utf-8")
        )
    }
    assert all(picture.is_file() for picture in used)
    assert used == {file for end in ("jpg", "svg") for file in ROOT.glob(f"docs/*.{end}")}


def test_the_readme_is_what_one_needs_to_begin() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count("\n") <= 130
    links = re.findall(r"\]\((?!https:)([^)#]+)(?:#([^)]*))?\)", readme)
    assert {f"docs/{page}.md" for page in ("pointing", "hosting", "decisions")} <= {
        *dict(links)
    }
    for file, anchor in links:
        text = (ROOT / file).read_text("utf-8", errors="replace")
        titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
        assert not anchor or anchor in anchors, f"{file}#{anchor}"
