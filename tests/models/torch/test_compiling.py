"""`warm_up` without a compiler, with little memory, and where it keeps the result."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from torch import Tensor
from torch._inductor.runtime.cache_dir_utils import cache_dir, triton_cache_dir

from removerbot.models.torch.encoder import Encoder
from removerbot.models.torch.sam import warm_up
from tests.models.random_weights import Shape, random_sam

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def compiler_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "by default"))  # and undoes what `warm_up` sets
    yield
    torch.compiler.set_stance("default")


def with_room_for(most: int, seen: list[int]) -> Encoder:
    def encode(pixels: Tensor) -> Tensor:
        seen.append(len(pixels))
        if len(pixels) > most:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return pixels

    return encode  # type: ignore[return-value]


@pytest.mark.parametrize(("room", "largest"), [(1, 1), (3, 2), (100, 4)])
def test_batches_are_as_large_as_memory_allows(room: int, largest: int, tmp_path: Path) -> None:
    seen: list[int] = []

    assert warm_up(with_room_for(room, seen), (1, 2, 4), CPU, tmp_path) == largest
    assert seen == [size for size in (1, 2, 4) if size <= 2 * room]


def test_without_memory_for_one_photo_it_raises(tmp_path: Path) -> None:
    with pytest.raises(torch.OutOfMemoryError):
        warm_up(with_room_for(0, []), (1, 2), CPU, tmp_path)


@pytest.mark.slow
def test_without_a_compiler_the_encoder_runs_uncompiled(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def backend(*_: object) -> object:
        raise RuntimeError("Failed to find C compiler")

    encoder = Encoder(random_sam(Shape(32, 1, 1, ())).image_encoder, torch.float32)
    pixels = torch.randn(1, 3, 1024, 1024)
    with torch.inference_mode():
        expected = encoder(pixels)

    assert warm_up(encoder.compiled(backend), (1,), CPU, tmp_path) == 1

    assert "goes on uncompiled" in caplog.text
    with torch.inference_mode():
        assert torch.equal(encoder(pixels), expected)


def test_in_a_read_only_folder_torch_keeps_it_where_it_likes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(os.environ)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert warm_up(with_room_for(4, []), (1, 2), CPU, tmp_path) == 2
    assert dict(os.environ) == before


def test_what_is_compiled_goes_to_a_whole_path_beside_the_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    warm_up(with_room_for(4, []), (1,), CPU, Path())
    assert cache_dir() == str(tmp_path / "compiled")
    assert triton_cache_dir(0) == str(tmp_path / "compiled" / "triton")
    assert os.environ["TRITON_CACHE_DIR"] == triton_cache_dir(0)  # which triton itself reads
