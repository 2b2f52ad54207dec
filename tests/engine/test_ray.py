"""A real cluster of two nodes: processes and nodes die, and every request is answered."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from removerbot.engine.base import Limits, Machine
from removerbot.engine.cluster import ClusterEngine, Plan, Share
from removerbot.errors import BadSetting
from removerbot.imaging.photo import read_photo
from removerbot.imaging.types import DecodeRequest, Prompt
from removerbot.models import registry
from removerbot.models.base import Segmenter
from tests.afar import SegmenterAfar, noted
from tests.chat.conftest import image_file, scene
from tests.engine.conftest import Rig, plan, until
from tests.engine.test_contract import (  # noqa: F401 - they run with the `rig` below
    test_a_failing_model_is_an_engine_error_and_the_next_photo_works,
    test_a_full_queue_drops_hints_but_no_photo_with_a_request,
    test_a_large_photo_is_encoded_smaller_and_prompts_are_in_its_own_pixels,
    test_a_mask_can_be_the_input_of_the_next_request,
    test_a_photo_of_many_requests_at_once_is_encoded_once,
    test_a_photo_that_cannot_be_decoded_is_a_user_error,
    test_a_photo_that_has_left_the_cache_is_encoded_again,
    test_a_photo_with_a_request_is_encoded_before_hints,
    test_a_reply_does_not_wait_for_the_encodings_of_others,
    test_a_request_times_out_and_its_encoding_is_still_cached,
    test_prepare_encodes_the_photo_before_a_request,
    test_the_event_loop_goes_on_while_the_model_works,
)
from tests.fakes import photo_named
from tests.loopback import free_port

pytestmark = pytest.mark.slow

RAY = Machine("fake", "Ray")
ROOT = Path(__file__).parents[2]
POINT = DecodeRequest(Prompt([(5, 5)]))


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two nodes."""
    from tests.ray_cluster import two_nodes  # noqa: PLC0415 - only if wanted

    with two_nodes(cpus=2) as nodes:
        yield nodes.address


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the model in the cluster."""
    return tmp_path_factory.mktemp("afar")


@pytest.fixture
def two_of_our_own() -> Iterator[Any]:
    """A cluster of which a node may be killed."""
    from tests.ray_cluster import two_nodes  # noqa: PLC0415 - only if wanted

    with two_nodes() as nodes:
        yield nodes


@pytest.fixture
def rig(cluster: str, folder: Path) -> Rig:
    for file in folder.iterdir():
        file.unlink()
    return Rig("ray", folder, cluster)


async def test_any_decoder_decodes_prompts_on_any_photo(rig: Rig) -> None:
    async with rig.running(workers=4) as engine:
        for _ in range(4):
            await asyncio.gather(
                *(engine.decode(photo_named(name), [POINT]) for name in range(8))
            )
    assert sorted(rig.encoded) == list(range(8))
    encoders = set(noted(rig.folder / "processes"))
    decoders = set(noted(rig.folder / "decoders"))
    assert len(encoders) == len(decoders) == 2
    assert not encoders & decoders
    assert os.getpid() not in encoders | decoders


async def test_a_new_connection_uses_the_replicas_that_are_running(rig: Rig) -> None:
    for name in (1, 2, 3, 4):
        async with rig.running() as engine:
            await engine.decode(photo_named(name), [POINT])
    assert len(set(noted(rig.folder / "processes"))) <= 2


@pytest.mark.parametrize("step", ["encode", "decode"])
async def test_a_replica_that_is_killed_during_a_call_causes_a_retry(
    rig: Rig, step: str
) -> None:
    file = rig.folder / {"encode": "processes", "decode": "decoders"}[step]
    async with rig.running() as engine:
        rig.hold(step)
        asked = asyncio.create_task(engine.decode(photo_named(1), [POINT]))
        await until(lambda: len(noted(file)) == 1)
        os.kill(noted(file)[0], signal.SIGKILL)
        rig.release(step)
        [candidates] = await asked
        assert len(candidates) == 4
    assert len(set(noted(file))) == 2


async def test_prompts_on_a_photo_are_decoded_after_its_encoder_has_died(rig: Rig) -> None:
    async with rig.running() as engine:
        await engine.decode(photo_named(1), [POINT])
        os.kill(noted(rig.folder / "processes")[0], signal.SIGKILL)
        for _ in range(20):
            assert len((await engine.decode(photo_named(1), [POINT]))[0]) == 4


async def test_a_node_that_is_killed_under_load_loses_nothing(
    two_of_our_own: Any, tmp_path: Path
) -> None:
    from removerbot.engine.ray import connected  # noqa: PLC0415 - only if wanted

    share = Share(least=2, most=2, cpus=0.25, ongoing=4)
    afar = Plan(partial(SegmenterAfar, tmp_path), 50, share, share)
    async with (
        connected(two_of_our_own.address, afar) as cluster,
        ClusterEngine(
            cluster, RAY, Limits(4, queue=100, timeout=90, cache_bytes=1_000_000)
        ) as engine,
    ):

        async def person(number: int) -> int:
            photo = photo_named(number)
            answers = [await engine.decode(photo, [POINT]) for _ in range(8)]
            return sum(len(candidates) == 4 for [candidates] in answers)

        people = asyncio.gather(*(person(number) for number in range(20)))
        await until(lambda: len(noted(tmp_path / "decoders")) > 60)
        await asyncio.to_thread(
            two_of_our_own.remove_node,
            two_of_our_own.worker_nodes.copy().pop(),
            allow_graceful=False,
        )
        assert await people == [8] * 20


async def test_the_real_model_returns_the_same_masks_on_a_cluster(
    cluster: str, mobile: Segmenter, model_dir: Path
) -> None:
    from removerbot.engine.ray import connected  # noqa: PLC0415 - only if wanted

    load = partial(registry.load, registry.Target("mobile", "cpu", model_dir, threads=1))
    share = Share(least=1, most=1, cpus=0.5)
    rgb = scene()
    photo, prompt = read_photo(image_file(rgb)), Prompt([(320, 240)])
    async with (
        connected(cluster, Plan(load, 50, share, share)) as real,
        ClusterEngine(real, RAY, Limits(1, queue=9, timeout=90, cache_bytes=1 << 26)) as engine,
    ):
        [candidates] = await engine.decode(photo, [DecodeRequest(prompt)])
        [again] = await engine.decode(photo, [DecodeRequest(prompt, candidates[1])])
    here = mobile.decode(mobile.encode(rgb), prompt)
    for afar, near in zip(candidates, here, strict=True):
        agreement = ((afar.logits > 0) == (near.logits > 0)).mean()
        assert agreement > 0.99
    assert not np.array_equal(again[0].logits, candidates[0].logits)


async def test_an_address_without_a_cluster_is_a_one_line_error(tmp_path: Path) -> None:
    from removerbot.engine.ray import connected  # noqa: PLC0415 - only if wanted

    address = f"127.0.0.1:{free_port()}"
    with pytest.raises(BadSetting, match=f"nobody answers at {address}") as caught:
        async with connected(address, plan(tmp_path)):
            pass
    assert "\n" not in str(caught.value)


async def test_a_cluster_of_another_version_is_a_one_line_error(
    cluster: str, tmp_path: Path
) -> None:
    from removerbot.engine.ray import connected  # noqa: PLC0415 - only if wanted
    from tests.ray_cluster import of_another_python  # noqa: PLC0415 - only if wanted

    with (
        of_another_python(cluster),
        pytest.raises(BadSetting, match=r"REMOVERBOT_RAY_ADDRESS: .*3\.9") as caught,
    ):
        async with connected(cluster, plan(tmp_path)):
            pass
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; sys.modules['ray'] = None;", "pip install -r requirements-ray.txt"),
        ("import sys;", "REMOVERBOT_RAY_ADDRESS: nobody answers"),
    ],
    ids=["not installed", "not there"],
)
def test_a_bot_without_its_cluster_exits_with_one_line(
    code: str, says: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{code} import bot; sys.exit(bot.main([]))"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": "123456:never-used-but-as-long-as-a-token-is",
            "REMOVERBOT_ENGINE": "ray",
            "REMOVERBOT_RAY_ADDRESS": f"127.0.0.1:{free_port()}",
            "REMOVERBOT_DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
