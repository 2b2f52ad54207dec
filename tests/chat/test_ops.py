"""The dashboard and the alerts in `ops/` ask for metrics that a running bot has."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from removerbot.app import running_bot
from removerbot.models.base import Segmenter
from removerbot.settings import Settings, read_settings
from telegram_sandbox.client import SandboxClient
from tests.chat.test_metrics import talk
from tests.loopback import free_port

OPS = Path(__file__).parents[2] / "ops"
DASHBOARD: dict[str, Any] = json.loads((OPS / "grafana.json").read_text("utf-8"))
ALERTS: list[dict[str, Any]] = yaml.safe_load((OPS / "alerts.yml").read_text("utf-8"))[
    "groups"
][0]["rules"]

PANELS = {
    f"panel {panel['title']}, {target['refId']}": target["expr"]
    for panel in DASHBOARD["panels"]
    for target in panel["targets"]
}
QUERIES: dict[str, str] = PANELS | {f"alert {rule['alert']}": rule["expr"] for rule in ALERTS}

BY_PROMETHEUS = {"instance", "job"}
"""Labels that Prometheus itself adds."""

Exposed = Mapping[str, Mapping[str, set[str]]]
"""Names of series → their labels → values."""


@pytest.fixture(scope="module")
def seen() -> dict[str, Exposed]:
    """Keeps what the bot has said, so that it is started once."""
    return {}


@pytest.fixture
async def exposed(
    seen: dict[str, Exposed],
    settings: Settings,
    remembering_mobile: Segmenter,
    sandbox_client: SandboxClient,
) -> Exposed:
    """What a bot tells Prometheus after a talk in which something went wrong, too."""
    if not seen:
        port = free_port()
        hosted = settings.model_copy(update={"health_port": port})
        async with running_bot(hosted, remembering_mobile), httpx.AsyncClient() as http:
            await talk(await sandbox_client.person("Ada"))
            text = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
        series: dict[str, dict[str, set[str]]] = {"up": {}}
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                labels = series.setdefault(sample.name, {})
                for label, value in sample.labels.items():
                    labels.setdefault(label, set()).add(value)
        seen["bot"] = series
    return seen["bot"]


@pytest.mark.parametrize("name", QUERIES)
async def test_a_query_names_series_and_labels_that_there_are(
    name: str, exposed: Exposed
) -> None:
    query = QUERIES[name]
    named = re.findall(r"\b((?:removerbot|process)_\w+|up)\b", query)
    assert named
    assert set(named) <= exposed.keys()
    labels = {label for series in named for label in exposed[series]} | BY_PROMETHEUS
    matched = re.findall(r'(\w+)(=~?|!=)"([^"]*)"', query)
    grouped = re.findall(r"\bby \(([^)]*)\)", query)
    asked = {label for label, _, _ in matched}
    assert asked | {each.strip() for by in grouped for each in by.split(",")} <= labels
    for label, operator, value in matched:  # a stage that nobody measures would show nothing
        if operator == "=" and label not in BY_PROMETHEUS:
            assert any(value in exposed[series].get(label, ()) for series in named)


async def test_every_metric_of_ours_is_on_the_dashboard(exposed: Exposed) -> None:
    ours = {name for name in exposed if name.startswith("removerbot_")}
    unseen = {name for name in ours if name not in " ".join(PANELS.values())}
    # Beside the buckets of a histogram come its sum and count, and the time it began.
    with_buckets = ("_sum", "_count", "_created")
    assert not [name for name in unseen if not name.endswith(with_buckets)]


def test_alerts_say_what_to_do_with_settings_that_there_are() -> None:
    for rule in ALERTS:
        assert rule["annotations"].keys() == {"summary", "action"}
        assert rule["labels"]["severity"] in {"warning", "critical"}
    text = (OPS / "alerts.yml").read_text("utf-8") + json.dumps(DASHBOARD)
    named = set(re.findall(r"REMOVERBOT_[A-Z_]+", text))
    assert named
    assert named <= set(Settings.variables())


def test_panels_do_not_overlap() -> None:
    taken = set[tuple[int, int]]()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert place["x"] + place["w"] <= 24
        assert not taken & cells
        taken |= cells


def test_the_line_that_alerts_is_below_the_one_that_refuses() -> None:
    [expr] = [rule["expr"] for rule in ALERTS if rule["alert"] == "RemoverbotLineIsLong"]
    assert int(expr.partition(">")[2]) < read_settings({}).queue


@pytest.mark.skipif(shutil.which("promtool") is None, reason="Prometheus is not installed")
def test_prometheus_can_read_the_rules_and_every_query(tmp_path: Path) -> None:
    rules = [
        {"record": f"panel_{number}", "expr": query.replace("$__rate_interval", "5m")}
        for number, query in enumerate(PANELS.values())
    ]
    panels = tmp_path / "panels.yml"
    panels.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    subprocess.run(["promtool", "check", "rules", panels, OPS / "alerts.yml"], check=True)
    subprocess.run(["promtool", "check", "config", OPS / "prometheus.yml"], check=True)
