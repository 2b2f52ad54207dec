"""Markdown that is made from values."""

from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Returns a Markdown table."""
    titles = [*head]
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def code(value: object) -> str:
    """Returns a value as one writes it in a setting, as code."""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _escaped(cell: str) -> str:
    return " ".join(cell.replace("|", "\\|").split())
