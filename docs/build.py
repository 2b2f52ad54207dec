"""Writes the parts of the site that are made from the code, into build/snippets/.

    python -m docs.build

`make docs` runs it before Zensical, whose pages include these files.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from docs.markdown import code, table
from docs.openapi import reference
from removerbot.cli import COMMANDS
from removerbot.imaging.options import schemas, values_of
from removerbot.settings import Settings

ROOT = Path(__file__).parents[1]
SNIPPETS = ROOT / "build/snippets"

_LINK = re.compile(r"(?<!!)\[([^]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")


def main() -> None:
    """Write them all."""
    SNIPPETS.mkdir(parents=True, exist_ok=True)
    for name, made in PARTS.items():
        (SNIPPETS / name).write_text(made() + "\n", "utf-8")


def settings() -> str:
    """Returns a table of all settings."""
    fields = Settings.model_fields
    return table(
        ("variable", "default", ""),
        (
            (f"`{variable}`", _default(field), fields[field].description or "")
            for variable, field in Settings.variables().items()
        ),
    )


def options() -> str:
    """Returns a table of the options of a cutout, as the command line has them."""
    return table(
        ("option", "values", "by default", ""),
        (
            (
                f"`--{name}`",
                ", ".join(each if " " in each else f"`{each}`" for each in values_of(name)),
                code(schema["default"]),
                schema["description"],
            )
            for name, schema in schemas().items()
        ),
    )


def commands() -> str:
    """Returns a table of the commands of the command line."""
    return table(
        ("command", ""),
        ((f"`removerbot {name}`", command.help) for name, command in COMMANDS.items()),
    )


def of_the_root(name: str) -> Callable[[], str]:
    """Returns what makes a page of a file in the root, with links that lead within the site."""
    return lambda: _LINK.sub(_within_the_site, (ROOT / name).read_text("utf-8"))


PARTS: Mapping[str, Callable[[], str]] = {
    "settings.md": settings,
    "options.md": options,
    "commands.md": commands,
    "openapi.md": reference,
    "contributing.md": of_the_root("CONTRIBUTING.md"),
    "security.md": of_the_root("SECURITY.md"),
    "changelog.md": of_the_root("CHANGELOG.md"),
}


def _default(field: str) -> str:
    described = Settings.model_fields[field]
    if described.default_factory:  # the folder of whoever builds the site
        return "the user's cache folder"
    value = described.default
    if isinstance(value, tuple):
        separator = "-" if field.startswith("ray_") else ","
        return f"`{separator.join(map(str, value))}`"
    return "–" if value in (None, "", frozenset()) else code(value)


def _within_the_site(link: re.Match[str]) -> str:
    text, file, anchor = link[1], link[2], link[3] or ""
    if file.startswith("docs/"):
        return f"[{text}]({file.removeprefix('docs/')}{anchor})"
    page = file.lower()
    return f"[{text}]({page}{anchor})" if page in PARTS else f"`{text}`"


if __name__ == "__main__":
    main()
