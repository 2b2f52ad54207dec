"""Records the golden set anew: `python -m tests.golden.record`.

It writes `results.json` and says what differs from the one of before. What a change is meant
to change is recorded with it; nothing else may differ.
"""

import asyncio
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden import drivers, runs, upgrade
from tests.golden.pictures import Json, differences, machine
from tests.remembering import Remembering

FILE = Path(__file__).with_name("results.json")


def recorded() -> Json:
    """`{machine, cases}` of the recording."""
    return dict(json.loads(FILE.read_text("utf-8")))


def main() -> int:
    """Record everything; returns the exit status."""
    model = Remembering(drivers.load_model())
    cases = {**runs.photos(), **runs.library(model), **asyncio.run(runs.bot(model))}
    with TemporaryDirectory() as folder:
        upgraded = asyncio.run(upgrade.run(model, Path(folder), upgrade.old_chat()))
    cases |= {f"upgrade/{name}": about for name, about in upgraded.items()}
    failed = [(name, about["failed"]) for name, about in cases.items() if "failed" in about]
    for name, why in failed:
        sys.stderr.write(f"{name}:\n{why}\n")
    if failed:
        return 1
    before = recorded()["cases"] if FILE.exists() else {}
    for name in sorted(cases.keys() | before.keys()):
        if name not in before or name not in cases:
            sys.stdout.write(f"{'new' if name in cases else 'gone'}: {name}\n")
        elif found := differences(cases[name], before[name], exactly=True):
            close = "" if differences(cases[name], before[name], exactly=False) else " (close)"
            names = ", ".join(each.partition(":")[0] for each in found)
            sys.stdout.write(f"changed{close}: {name}: {names}\n")
    lines = ",\n".join(
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(about)}"
        for name, about in cases.items()
    )
    text = f'{{\n "machine": {json.dumps(machine())},\n "cases": {{\n{lines}\n }}\n}}\n'
    FILE.write_text(text, "utf-8")
    sys.stdout.write(f"{len(cases)} cases are recorded\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
