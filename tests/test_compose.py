"""compose.yaml and the Dockerfile: complete, consistent, and with settings that exist."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from removerbot.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def in_shape(profile: str) -> dict[str, dict[str, Any]]:
    return {name: each for name, each in SERVICES.items() if profile in each["profiles"]}


def test_the_shapes_are_one_box_and_a_cluster() -> None:
    assert set(in_shape("box")) == {"bot"}
    assert {"bot-1", "bot-2", "database", "ray", "worker", "balancer"} == set(
        in_shape("cluster")
    )


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_built_or_fetched_and_names_only_what_there_is(name: str) -> None:
    service = SERVICES[name]
    assert ("build" in service) != ("image" in service)
    assert set(service.get("depends_on", ())) <= set(in_shape(service["profiles"][0]))
    assert set(service.get("networks", ())) <= set(COMPOSE["networks"])
    for volume in service.get("volumes", ()):
        assert volume.partition(":")[0] in COMPOSE["volumes"]


@pytest.mark.parametrize("name", SERVICES)
def test_only_the_page_and_the_api_are_reachable_and_only_from_this_machine(name: str) -> None:
    ports = SERVICES[name].get("ports", [])
    is_door = name in {"bot", "balancer"}
    assert ports == (["127.0.0.1:${REMOVERBOT_WEB_PORT:-8090}:8090"] if is_door else [])


@pytest.mark.parametrize("name", [each for each in SERVICES if each.startswith("bot")])
def test_a_bot_gets_all_settings_of_the_file_and_listens_where_it_is_asked(name: str) -> None:
    service = SERVICES[name]
    assert service["env_file"] == [{"path": ".env", "required": False}]
    environment = service["environment"]
    assert environment["REMOVERBOT_WEB_HOST"] == "0.0.0.0"
    assert environment["REMOVERBOT_WEB_PORT"] == "8090"
    [proxies] = re.findall(r":-(.*)}$", environment["REMOVERBOT_TRUSTED_PROXIES"])
    read_settings({"REMOVERBOT_TRUSTED_PROXIES": proxies})


@pytest.mark.parametrize("name", SERVICES)
def test_every_setting_is_one_that_there_is(name: str) -> None:
    given = SERVICES[name].get("environment", {})
    ours = {each for each in given if each.startswith(("REMOVERBOT_", "TELEGRAM_"))}
    assert ours <= set(Settings.variables())


def test_every_value_that_the_host_gives_has_a_name_that_is_said_above() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    wanted = set(re.findall(r"\$\{(\w+):-\}", text))
    said = text.partition("x-bot:")[0]
    assert wanted
    assert all(name in said for name in wanted)


def test_the_image_takes_the_requirements_that_are_there() -> None:
    for service in SERVICES.values():
        more = (
            service.get("build", {}).get("args", {}).get("MORE") if "build" in service else None
        )
        if more:
            assert (ROOT / more).is_file()
            assert more in (ROOT / "Dockerfile").read_text("utf-8")


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    allowed = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE):
        for name in line.split():
            assert (ROOT / name).exists()
            assert name in allowed


def test_the_image_runs_as_nobody_in_particular_and_is_looked_after() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    final = dockerfile.rpartition("FROM ")[2]
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", final, re.MULTILINE)
    assert "HEALTHCHECK" in final
    assert "pip install" not in final
    settings = re.findall(r"(REMOVERBOT_\w+)=", final)
    assert settings
    assert set(settings) <= set(Settings.variables())


@pytest.mark.parametrize("name", [each for each in SERVICES if each.startswith("bot")])
def test_a_bot_gets_no_rights_that_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["init"] is True  # so that it can be stopped at any time
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    if name == "bot":
        assert service["read_only"] is True
        assert service["tmpfs"] == ["/tmp"]
        assert service["pids_limit"] >= 512


def test_the_balancer_forwards_to_all_bots_but_those_that_are_down() -> None:
    """Caddy forwards to a bot that is down, too, unless it is told how long to remember it."""
    content = COMPOSE["configs"]["balancer"]["content"]
    [line] = re.findall("reverse_proxy (.*) {", content)
    bots = [name for name in in_shape("cluster") if name.startswith("bot")]
    assert line.split() == [f"{name}:8090" for name in bots]
    assert {"fail_duration 10s", "trusted_proxies private_ranges"} <= {
        each.strip() for each in content.splitlines()
    }
