"""The parts of the site that are made from the code, and that every page can be found."""

import re
import tomllib
from pathlib import Path

import pytest

from docs import build
from docs.openapi import reference
from removerbot.cli import COMMANDS
from removerbot.imaging.options import schemas
from removerbot.settings import Settings
from removerbot.web.openapi import describe

ROOT = Path(__file__).parent.parent
SITE = tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]


def pages_in(menu: list[dict[str, object]]) -> list[str]:
    found: list[str] = []
    for entry in menu:
        for page in entry.values():
            found += [page] if isinstance(page, str) else pages_in(page)  # type: ignore[arg-type]
    return found


def test_the_menu_leads_to_every_page_once() -> None:
    assert sorted(pages_in(SITE["nav"])) == sorted(page.name for page in ROOT.glob("docs/*.md"))


def test_every_part_that_a_page_includes_is_made_and_every_other_way_around() -> None:
    included = [
        name
        for page in ROOT.glob("docs/*.md")
        for name in re.findall(r'^--8<-- "(.+)"$', page.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(included) == sorted(build.PARTS)


def test_the_parts_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SNIPPETS", tmp_path / "snippets")
    build.main()
    assert {file.name for file in (tmp_path / "snippets").iterdir()} == build.PARTS.keys()


def test_every_setting_has_a_row_with_its_default_and_what_it_means() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$", build.settings(), re.MULTILINE)
    assert [name for name, _, _ in rows] == list(Settings.variables())
    for name, _, description in rows:
        assert description == Settings.model_fields[Settings.variables()[name]].description
    defaults = {name: default for name, default, _ in rows}
    assert defaults["REMOVERBOT_RAY_ENCODERS"] == "`1-4`"
    assert defaults["REMOVERBOT_WEBHOOK"] == "`false`"
    assert defaults["TELEGRAM_BOT_TOKEN"] == "–"
    assert defaults["REMOVERBOT_TRUSTED_PROXIES"] == "`127.0.0.0/8,::1/128`"
    assert str(Path.home()) not in build.settings()


def test_every_command_has_a_row() -> None:
    assert all(f"`removerbot {name}`" in build.commands() for name in COMMANDS)


def test_the_reference_of_the_api_has_all_fields_answers_and_headers() -> None:
    text, document = reference(), describe()
    operation = document["paths"]["/api/cut"]["post"]
    fields = document["components"]["schemas"]["CutForm"]["properties"]
    for name in (*fields, *operation["responses"], "X-Score", "X-API-Key"):
        assert f"`{name}" in text, name
    assert "| `grow` | -5 to 5 | `0` |" in text
    assert "| `photo` | file | required |" in text


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_pages_of_the_root_link_within_the_site(name: str) -> None:
    for file in re.findall(r"\]\(([^)#]+)[^)]*\)", build.of_the_root(name)()):
        assert file.startswith("https://") or file in pages_in(SITE["nav"])


def test_what_the_site_is_built_with_is_what_the_bot_runs_with() -> None:
    lines = {
        file: set((ROOT / file).read_text("utf-8").splitlines())
        for file in ("requirements-docs.txt", "requirements-cpu.txt")
    }
    pinned = {line for line in lines["requirements-docs.txt"] if "==" in line}
    generators = {line for line in pinned if line.startswith(("zensical", "mkdocstrings"))}
    assert len(generators) == 2
    assert pinned - generators <= lines["requirements-cpu.txt"]


def test_every_option_has_a_row_with_its_values_and_default() -> None:
    assert "| `--edge` | `hard`, `soft`, `fine` | `soft` |" in build.options()
    assert "| `--grow` | -5 to 5 | `0` |" in build.options()
    for option, schema in schemas().items():
        assert f"| `--{option}` |" in build.options()
        assert f"| {schema['description']} |" in build.options()


def test_the_figures_of_decisions_are_those_of_the_files_they_are_from() -> None:
    paragraphs = (ROOT / "docs/decisions.md").read_text("utf-8").split("\n\n")
    quoting = [
        (re.findall(r"`(removerbot/[\w/]+\.py)`", each), re.findall(r" (\.\d{3})\b", each))
        for each in paragraphs
    ]
    assert sum(bool(files and figures) for files, figures in quoting) == 2
    for files, figures in quoting:
        source = "".join((ROOT / file).read_text("utf-8") for file in files)
        assert all(figure in source for figure in figures)
