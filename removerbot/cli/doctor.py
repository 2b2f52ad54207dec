"""The command `doctor`: looks at all that the bot needs, and says what to do about it."""

import json
import shutil
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

from removerbot.cli.findings import Check, Finding, error
from removerbot.cli.machine_checks import MACHINE, self_test
from removerbot.cli.network_checks import NETWORK, telegram
from removerbot.errors import SetupError, in_words
from removerbot.process.logs import hide, set_up_logging
from removerbot.settings import Settings, settings_here

_MARKS = {"ok": "ok", "warning": "warning", "error": "ERROR"}
_INDENT = " " * 9


def describe_doctor(parser: ArgumentParser) -> None:
    """Adds the arguments of `doctor`."""
    parser.add_argument(
        "--json",
        action="store_true",
        help="print a list of objects: name, verdict, found, advice",
    )
    parser.add_argument(
        "--no-model", action="store_true", help="do not load the model and try it on a picture"
    )


def doctor(arguments: Namespace) -> int:
    """Prints what each check finds; returns 1 if anything does not work."""
    checks = [telegram, *NETWORK, *MACHINE, *([] if arguments.no_model else [self_test])]
    try:
        settings = settings_here()
    except (SetupError, OSError) as failure:
        advice = "correct it in .env or in the environment; then all else is looked at"
        return _report([error("settings", in_words(failure), advice)], arguments.json)
    hide(*settings.secrets)
    set_up_logging("WARNING", settings.log_format)
    return _report(_all_findings(checks, settings), arguments.json)


def _report(findings: Iterable[Finding], as_json: bool) -> int:
    seen = []
    for finding in findings:
        seen.append(finding)
        if not as_json:
            print(_as_text(finding), flush=True)
    if as_json:
        print(json.dumps([each._asdict() for each in seen], ensure_ascii=False, indent=2))
    return int(any(each.verdict == "error" for each in seen))


def _all_findings(checks: list[Check], settings: Settings) -> Iterator[Finding]:
    for check in checks:
        try:
            yield from check(settings)
        except Exception as failure:  # noqa: BLE001 - the other checks are wanted all the more
            name = check.__name__.replace("_", " ")
            what = f"{type(failure).__name__}: {failure}"
            yield error(name, f"this could not be checked: {what}", "look at the message")


def _as_text(finding: Finding) -> str:
    line = f"{_MARKS[finding.verdict]:<7}  {finding.name}: {finding.found}"
    if not finding.advice:
        return line
    width = max(40, shutil.get_terminal_size().columns)
    advice = textwrap.fill(
        finding.advice, width, initial_indent=f"{_INDENT}→ ", subsequent_indent=f"{_INDENT}  "
    )
    return f"{line}\n{advice}"
