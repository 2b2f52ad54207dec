"""What tests in several folders need."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import hypothesis
import platformdirs
import pytest
from playwright.async_api import Browser

from removerbot.engine.decoder_pool import DecoderPool
from removerbot.imaging.photo import MAX_MEGAPIXELS
from removerbot.models import onnx, registry, subject, weights
from removerbot.models.base import Segmenter
from removerbot.models.subject import SubjectModel
from removerbot.process.resources import cpu_count
from removerbot.storage.database import open_database
from tests import postgresql
from tests.browser import launched
from tests.remembering import Remembering

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

# The processes that tests start, too: without a network they would try to fetch the weights.
os.environ["REMOVERBOT_SUBJECT"] = "off"

SLOW = {
    *("sandbox", "browser", "cluster", "new_postgresql_database", "bot", "by_bot"),
    *("ray", "postgresql"),
}
"""Fixtures and parameters that start a whole bot, a browser, a cluster or a database server."""

LONGEST = ("test_benchmarks.py", "test_golden.py", "test_tap_page.py", "test_page.py",
           "test_encoder.py", "test_webhook.py", "test_ray.py", "test_albums.py",
           "test_page_groups.py", "test_command_line.py", "test_torch.py")  # fmt: skip
"""Files whose tests take minutes, the longest first."""


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: bots in tests wait much of the time."""
    return cpu_count() + 1


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that starts something large as slow, unless it is marked `smoke`."""
    assert isinstance(item, pytest.Function)
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    large = {*item.fixturenames, *(each for each in parameters if isinstance(each, str))}
    if SLOW.intersection(large) and item.get_closest_marker("smoke") is None:
        item.add_marker("slow")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: the last one keeps a single processor busy."""
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file without rows, to be copied: migrations take .1 s each time."""

    async def migrate(file: Path) -> None:
        async with open_database(f"sqlite:///{file}"):
            pass

    file = tmp_path_factory.mktemp("database") / "empty.db"
    asyncio.run(migrate(file))
    return file


@pytest.fixture(scope="session")
def decoders() -> Iterator[DecoderPool]:
    """A pool that bots share: to start one takes half a second of a processor."""
    pool = DecoderPool(max_megapixels=MAX_MEGAPIXELS)
    with asyncio.Runner() as runner:
        runner.run(pool.__aenter__())
        yield pool
        runner.run(pool.__aexit__())


@pytest.fixture
def bot_database(empty_database: Path, tmp_path: Path) -> Path:
    """A database of one test, for its bot."""
    return Path(shutil.copy(empty_database, tmp_path / "bot.db"))


@pytest.fixture(scope="session")
def model_dir() -> Path:
    """The folder that the bot itself keeps its weights in."""
    return platformdirs.user_cache_path("removerbot")


@pytest.fixture(scope="session")
def mobile_files(model_dir: Path) -> tuple[Path, ...]:
    """The real weights of `mobile`, fetched if they are not there yet."""
    return weights.ensure(registry.MODELS["mobile"].files, model_dir)


@pytest.fixture(scope="session")
def mobile(model_dir: Path, mobile_files: tuple[Path, ...]) -> Segmenter:
    """The real `mobile`."""
    return registry.load(registry.Target("mobile", "cpu", model_dir))


@pytest.fixture(scope="session")
def isnet(model_dir: Path) -> SubjectModel:
    """The real subject model; its weights are fetched if they are not there yet."""
    return subject.load(model_dir)


@pytest.fixture(scope="session")
def remembering_mobile(mobile: Segmenter) -> Segmenter:
    """The same; pixels that are encoded already are not encoded again for another test."""
    return Remembering(mobile)


@pytest.fixture(scope="session")
def mobile_on_onnxruntime(mobile_files: tuple[Path, ...]) -> Segmenter:
    """The same on the runtime that stands in for OpenVINO."""
    return onnx.load("mobile", mobile_files, threads=1)


@pytest.fixture(scope="session")
def new_postgresql_database() -> Iterator[Callable[[], str]]:
    """Makes an empty database on a server of our own; returns its address."""
    programs = postgresql.programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    with postgresql.server(programs) as new_database:
        yield new_database


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real one, for the tests of pages."""
    async with launched() as browser:
        yield browser
