"""The model of all golden tests."""

import pytest

from tests.golden.drivers import Model
from tests.remembering import Remembering


@pytest.fixture(scope="session")
def model(mobile_on_onnxruntime: Model) -> Model:
    return Remembering(mobile_on_onnxruntime)
