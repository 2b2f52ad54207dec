"""Compiling at the start what people will need, so that nobody waits for it later."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch._dynamo import config as dynamo
from torch._dynamo.exc import TorchDynamoException

from removerbot.models.transforms import SIDE

_log = logging.getLogger(__name__)

_MOST_SHAPES = 256
"""Two kinds of layer for each batch size on each GPU. Beyond its limit torch would no more
compile; its own, 8, is for those who compile by mistake."""


def warm_up(
    encode: Callable[[Tensor], Tensor],
    batches: Sequence[int],
    device: torch.device,
    folder: Path,
) -> int:
    """Run a compiled encoder once with each batch size, which compiles it.

    What the compiler made is kept in a file, and the next start has it read. Where there
    is no compiler, all goes on uncompiled, a third slower.

    Args:
        encode: takes float32 b×3×1024×1024 to features.
        batches: their sizes, the smallest first.
        device: where the encoder is.
        folder: for the file.

    Returns:
        The largest batch that there is room for.

    Raises:
        torch.OutOfMemoryError: there is no room even for the smallest.
    """
    file = folder / f"compiled-{torch.__version__}.bin"
    if file.exists():
        torch.compiler.load_cache_artifacts(file.read_bytes())
    dynamo.recompile_limit = _MOST_SHAPES
    largest = 0
    for batch in batches:
        try:
            _run(encode, torch.zeros(batch, 3, SIDE, SIDE, device=device))
        except torch.OutOfMemoryError:
            if not largest:
                raise
            _log.warning("%s has room for batches of %d only", device, largest)
            break
        largest = batch
    _keep(file)
    return largest


def _run(encode: Callable[[Tensor], Tensor], pixels: Tensor) -> None:
    with torch.inference_mode():
        try:
            encode(pixels)
        except TorchDynamoException as error:
            _log.warning("goes on uncompiled: %s", str(error).partition("\n")[0])
            torch.compiler.set_stance("force_eager")
            encode(pixels)


def _keep(file: Path) -> None:
    artifacts = torch.compiler.save_cache_artifacts()
    if artifacts is None:
        return
    unfinished = file.with_suffix(".part")
    try:
        unfinished.write_bytes(artifacts[0])
        unfinished.replace(file)
    except OSError as error:  # the folder may be read-only: the next start compiles again
        _log.warning("cannot keep what was compiled: %s", error)
