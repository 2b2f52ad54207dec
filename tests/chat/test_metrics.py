"""What is seen of the bot from outside: an event for every update, and metrics."""

import logging
import socket

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from removerbot.app import running_bot
from removerbot.models.base import Segmenter
from removerbot.models.pool import Pool
from removerbot.settings import Settings
from telegram_sandbox.client import Person, SandboxClient
from tests.chat.conftest import ball_file, cut, preview_of
from tests.fakes import FakeGpu
from tests.loopback import free_port


@pytest.fixture
def port() -> int:
    return free_port()


async def test_every_update_is_an_event_and_counts(
    settings: Settings,
    mobile: Segmenter,
    sandbox_client: SandboxClient,
    port: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "removerbot.process.metrics")
    ada = await sandbox_client.person("Ludovica")
    async with running_bot(settings.model_copy(update={"health_port": port}), mobile):
        await talk(ada)
        metrics = await metrics_at(port)
    events = [vars(record)["fields"] for record in caplog.records if "fields" in vars(record)]
    assert [(event["kind"], event["chat"], event["outcome"]) for event in events] == [
        ("file", "private", "DamagedImage"),
        ("photo", "private", "done"),
        ("text", "private", "UnreadableReply"),
        ("text", "private", "done"),
        ("text", "private", "done"),
    ]
    assert events[1]["job"] == events[3]["job"] == 1
    assert {"fetch_ms", "read_ms", "decode_ms", "all_ms"} <= events[1].keys()
    assert {"segment_ms", "all_ms"} <= events[3].keys()
    assert not any(word in str(events) for word in ("Ludovica", "my-words", "my-file"))
    assert metrics["removerbot_jobs_total", ""] == 1
    assert metrics["removerbot_errors_total", "DamagedImage"] == 1
    assert metrics["removerbot_errors_total", "UnreadableReply"] == 1
    assert metrics["removerbot_stage_seconds_count", "encode"] == 1
    assert metrics["removerbot_line", ""] == metrics["removerbot_encoding_queue", ""] == 0
    assert metrics["removerbot_cache_hits", ""] >= 1
    assert metrics["process_resident_memory_bytes", ""] > 1e7


async def talk(person: Person) -> None:
    bad = await person.send_photo(b"\xff\xd8\xff\xe0", as_file=True, name="my-file.jpg")
    await person.next_message(after=bad)
    await person.next_message(after=await person.send_photo(ball_file()))
    await person.next_message(after=await person.say("my-words"))
    await cut(person, "F6")
    await cut(person, "G6")


async def metrics_at(port: int) -> dict[tuple[str, str], float]:
    """Each value by its name and by its labels' values, joined."""
    async with httpx.AsyncClient() as http:
        text = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
    assert not any(word in text for word in ("Ludovica", "my-words", "my-file"))
    return {
        (sample.name, " ".join(v for k, v in sample.labels.items() if k != "le")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_the_page_is_not_to_be_had_from_outside(
    settings: Settings, mobile: Segmenter, port: int
) -> None:
    """It listens on loopback alone; on Linux that is 127.0.0.0/8."""
    async with running_bot(settings.model_copy(update={"health_port": port}), mobile):
        with socket.socket() as other:
            other.bind(("127.0.0.2", port))  # free: nobody listens on all addresses


async def test_a_gpu_that_fails_is_replaced_while_people_go_on_and_owners_can_see_it(
    settings: Settings,
    mobile: Segmenter,
    sandbox_client: SandboxClient,
    port: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ada = await sandbox_client.person("Ada")
    hosted = settings.model_copy(update={"health_port": port, "owners": frozenset({ada.id})})
    gpu = FakeGpu("cuda:0")
    async with running_bot(hosted, Pool([gpu], lambda: mobile)):
        await preview_of(ada, ball_file())
        await cut(ada, "F6")
        assert "Model: fake_vit on cuda:0." in await stats(ada)
        gpu.is_broken = True

        await cut(ada, "G6")

        told = await stats(ada)
        metrics = await metrics_at(port)
    assert "Model: mobile on cpu. ⚠️ Out of service: cuda:0." in told
    assert metrics["removerbot_devices_failed", ""] == 1
    assert "cuda:0 is out of service: an illegal memory access" in caplog.text


async def stats(person: Person) -> str:
    answer = await person.next_message(after=await person.say("/stats"))
    return str(answer["caption"])
