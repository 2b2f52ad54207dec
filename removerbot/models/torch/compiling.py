"""Compiles the encoder at the start, so that no photo has to wait for it."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch._dynamo import config as dynamo
from torch._dynamo.exc import TorchDynamoException

from removerbot.models.transforms import SIDE

_log = logging.getLogger(__name__)

_MAX_SHAPES = 256
"""Compiled versions that torch keeps: two kinds of layers for each batch size on each GPU. Its
default, 8, is meant for programs that recompile by mistake."""


def warm_up(
    encode: Callable[[Tensor], Tensor],
    batches: Sequence[int],
    device: torch.device,
    folder: Path,
) -> int:
    """Runs a compiled encoder once with each batch size, which compiles it.

    The result is stored in a file for the next start. Without a C compiler the encoder runs
    uncompiled, a third slower.

    Args:
        encode: takes float32 b×3×1024×1024 to features.
        batches: their sizes, in ascending order.
        device: of the encoder.
        folder: for the file.

    Returns:
        The largest batch that fits into the device's memory.

    Raises:
        torch.OutOfMemoryError: even the smallest one does not.
    """
    file = folder / f"compiled-{torch.__version__}.bin"
    if file.exists():
        torch.compiler.load_cache_artifacts(file.read_bytes())
    dynamo.recompile_limit = _MAX_SHAPES
    largest = 0
    for batch in batches:
        try:
            _run(encode, torch.zeros(batch, 3, SIDE, SIDE, device=device))
        except torch.OutOfMemoryError:
            if not largest:
                raise
            _log.warning("%s has memory for batches of %d only", device, largest)
            break
        largest = batch
    _store(file)
    return largest


def _run(encode: Callable[[Tensor], Tensor], pixels: Tensor) -> None:
    with torch.inference_mode():
        try:
            encode(pixels)
        except TorchDynamoException as error:
            _log.warning("goes on uncompiled: %s", str(error).partition("\n")[0])
            torch.compiler.set_stance("force_eager")
            encode(pixels)


def _store(file: Path) -> None:
    artifacts = torch.compiler.save_cache_artifacts()
    if artifacts is None:
        return
    unfinished = file.with_suffix(".part")
    try:
        unfinished.write_bytes(artifacts[0])
        unfinished.replace(file)
    except OSError as error:  # the folder may be read-only: the next start compiles again
        _log.warning("cannot store what was compiled: %s", error)
