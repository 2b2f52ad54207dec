"""Measures the structure of the code base against its limits.

    python -m tests.structure

Product code is `removerbot` and `bot.py`. A room is a folder or module directly inside
`removerbot`, and each of `bot.py`, `telegram_sandbox` and `benchmarks`. An arrow leads from
room A to room B if any file of A imports a file of B, wherever in the file the import stands;
`removerbot/__init__.py`, which only passes names on, is no room.

Needs nothing but Python. Exits with status 1 if a limit is broken.
"""

import ast
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
SOURCES = ("bot.py", "removerbot", "telegram_sandbox", "benchmarks")

LIMITS: Mapping[str, int] = {
    "lines of product code": 15_500,
    "files of product code": 130,
    "lines of the median file": 130,
    "lines of the largest file": 350,
    "lines of a function, 90th percentile": 20,
    "import circles": 0,
    "arrows between rooms": 75,
}
"""The most that each measured number may be."""

Graph = Mapping[str, set[str]]


@dataclass(frozen=True)
class Module:
    """A Python file.

    Attributes:
        name: dotted, such as `removerbot.imaging.png`; of a package without `.__init__`.
        imports: names of the modules it imports, and of what it imports from them.
    """

    name: str
    lines: int
    functions: tuple[int, ...]
    imports: frozenset[str]

    @property
    def room(self) -> str:
        """The room that the module belongs to."""
        first, *rest = self.name.split(".")
        return rest[0] if first == "removerbot" and rest else first

    @property
    def is_product(self) -> bool:
        """Whether it counts as product code."""
        return self.name.split(".")[0] in {"bot", "removerbot"}


def main() -> int:
    """Print each number beside its limit, then what was counted; return the exit status."""
    modules = read_modules(ROOT)
    numbers = measure(modules)
    for name, number in numbers.items():
        verdict = "PASS" if number <= LIMITS[name] else "FAIL"
        print(f"{verdict}  {name:<38}{number:>8,}   at most {LIMITS[name]:,}")
    imports = import_graph(modules)
    for circle in circles(imports):
        print(f"\nA circle: {', '.join(sorted(circle))}")
    print("\nThe arrows:")
    for room, pairs in groupby(sorted(arrows(modules, imports)), key=itemgetter(0)):
        print(f"{room:>18} → {', '.join(other for _, other in pairs)}")
    return int(any(number > LIMITS[name] for name, number in numbers.items()))


def measure(modules: list[Module]) -> Mapping[str, int]:
    """Return the numbers that `LIMITS` names."""
    product = [module for module in modules if module.is_product]
    lines = [module.lines for module in product]
    functions = sorted(length for module in product for length in module.functions)
    imports = import_graph(modules)
    return {
        "lines of product code": sum(lines),
        "files of product code": len(lines),
        "lines of the median file": round(median(lines)),
        "lines of the largest file": max(lines),
        "lines of a function, 90th percentile": functions[math.ceil(0.9 * len(functions)) - 1],
        "import circles": len(circles(imports)),
        "arrows between rooms": len(arrows(modules, imports)),
    }


def read_modules(root: Path) -> list[Module]:
    """Parse the Python files of `SOURCES` in a folder."""
    files = [
        file
        for source in SOURCES
        for file in (
            [root / source] if source.endswith(".py") else (root / source).rglob("*.py")
        )
    ]
    return [_read_module(file, root) for file in sorted(files)]


def _read_module(file: Path, root: Path) -> Module:
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    functions = tuple(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    parts = file.relative_to(root).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, len(text.splitlines()), functions, frozenset(_imports(tree)))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:  # ruff forbids relative imports
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def import_graph(modules: list[Module]) -> Graph:
    """Map each module to the modules it imports, packages themselves only where named."""
    names = {module.name for module in modules}

    def resolve(imported: str) -> str:
        return imported if imported in names else imported.rpartition(".")[0]

    return {
        module.name: {resolve(name) for name in module.imports} & names - {module.name}
        for module in modules
    }


def arrows(modules: list[Module], imports: Graph) -> set[tuple[str, str]]:
    """Return the pairs of different rooms of which the first imports the second."""
    rooms = {module.name: module.room for module in modules}
    pairs = {
        (rooms[name], rooms[other]) for name, others in imports.items() for other in others
    }
    return {
        (room, other)
        for room, other in pairs
        if room != other and "removerbot" not in (room, other)
    }


def circles(imports: Graph) -> set[frozenset[str]]:
    """Return the groups of modules that import each other, directly or through others."""
    reached = {name: _reachable(imports, name) for name in imports}
    return {
        frozenset({name, *(other for other in others if name in reached[other])})
        for name, others in reached.items()
        if name in others
    }


def _reachable(imports: Graph, start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = imports[waiting.pop()] - found
        found |= new
        waiting += new
    return found


if __name__ == "__main__":
    sys.exit(main())
