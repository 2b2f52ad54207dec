"""What tests in several folders need."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import platformdirs
import pytest
from playwright.async_api import Browser

from removerbot.models import onnx, registry, weights
from removerbot.models.base import Segmenter
from tests import postgresql
from tests.browser import launched


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
    return registry.load("mobile", device="cpu", model_dir=model_dir)


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
