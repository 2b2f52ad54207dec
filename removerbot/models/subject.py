"""IS-Net: finds the subject of a photo without a click, as alpha.

It is no SAM and not in the registry: it runs beside any model, and pointing works without it.

Measured on a CPU with bfloat16, beside `mobile` on OpenVINO in the same process: mean IoU with
the subject on 100 photos of ECSSD and 40 of people; processor time of a photo, where encoding
it with `mobile` takes 1; memory beside `mobile`, at rest and during a run:

    runtime, weights             side   ECSSD  people   time   MB at rest   in a run
    OpenVINO bf16 from float16    768    .867    .955    1.3          206        304
                                  896    .906    .956    1.7          212        340
                                 1024    .903    .957    2.2          215        380
    OpenVINO f32 from float16     768                    2.5          367        536
    onnxruntime, float16         1024                   > 20          190       1290
    onnxruntime, quantized       1024                    > 5           60       1110

So it is OpenVINO at 896. Without bfloat16 it takes twice the time and about 250 MB more in a
run; without OpenVINO it stays off. The quantized weights are no smaller there, and slow.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from removerbot.errors import SetupError, WeightsMissing
from removerbot.imaging.types import RGB, Alpha, Size
from removerbot.models import weights
from removerbot.models.download import Npm, Web
from removerbot.models.transforms import resize
from removerbot.models.weights import File
from removerbot.process.resources import available_memory

if TYPE_CHECKING:
    from removerbot.models.exported import Network

_log = logging.getLogger(__name__)

NAME = "isnet"

SIDE = 896
"""Side of the square that a photo is stretched to, and of its alpha, in pixels."""

ENOUGH_MEMORY = 2_000_000_000
"""Bytes that have to be free for `auto` to load the network."""

MOST_OFF = 0.05
"""Mean error of alpha on a drawn square from which the network counts as broken."""

_MEAN, _SCALE = 128, 1 / 256
"""Subtracted from the colors, 0–255, and what they are multiplied by then."""

_PACKAGE = "@imgly/background-removal-data@1.4.5"
_RELEASE = "https://github.com/danielgatis/rembg/releases/download/v0.0.0"

FILES = (
    File(
        "isnet.onnx",
        88,
        "b6e8497ba978a6f5fbb647e419d2696cd80df5a23cb6a8ea532021911bd76acb",
        (Npm(_PACKAGE, "dist/resources.json", "/models/medium"),),
    ),
    File(
        "isnet-general-use.onnx",
        179,
        "60920e99c45464f2ba57bee2ad08c919a52bbf852739e96947fbb4358c0d964a",
        (Web(f"{_RELEASE}/isnet-general-use.onnx"),),
    ),
)
"""The same weights in float16 and in float32: the first file that can be had is used."""


class SubjectModel:
    """The network. Its calls run in the calling thread alone, one at a time."""

    def __init__(self, network: "Network") -> None:
        self._network = network

    def alpha(self, rgb: RGB) -> Alpha:
        """Finds the subject of a photo; see `read_input` and `run`."""
        return self.run(read_input(rgb))

    def run(self, colors: NDArray[np.float32]) -> Alpha:
        """Returns the alpha of the subject, uint8 `SIDE`×`SIDE`; it covers the whole photo.

        Args:
            colors: see `read_input`.
        """
        [alpha] = self._network({"input": colors})
        return np.asarray(np.rint(alpha[0, 0] * 255), np.uint8)

    def release_memory(self) -> None:
        """Frees the memory that only a run needs, 100 MB; the next one allocates it again."""
        self._network.release_memory()


def read_input(rgb: RGB) -> NDArray[np.float32]:
    """Stretches a photo, uint8 H×W×3, to the network's square: float32 1×3×`SIDE`×`SIDE`."""
    square = resize(rgb, Size(SIDE, SIDE)).astype(np.float32)
    return np.ascontiguousarray(((square - _MEAN) * _SCALE).transpose(2, 0, 1)[None])


def is_wanted(setting: str) -> bool:
    """Returns whether to load the network; `auto` means where `ENOUGH_MEMORY` is free."""
    if setting != "auto":
        return setting == NAME
    free = available_memory()
    if free is None or free >= ENOUGH_MEMORY:
        return True
    _log.warning(
        "the subject model stays off: %d MB of memory are free, and it wants %d",
        free // 10**6,
        ENOUGH_MEMORY // 10**6,
    )
    return False


class LazySubject:
    """Loads the network once, on another thread, when it is first needed.

    Args:
        load: loads it; returns `None` for no network.
        is_here: returns whether that needs no fetching.
    """

    def __init__(
        self, load: Callable[[], SubjectModel | None], is_here: Callable[[], bool]
    ) -> None:
        self._load = load
        self._is_here = is_here
        self._lock = Lock()
        self._loader: Thread | None = None
        self._model: SubjectModel | None = None

    def get(self, *, wait: bool) -> SubjectModel | None:
        """Returns the network; `None` for none, or while it is fetched, without `wait`."""
        with self._lock:
            if self._loader is None:
                wait = wait or self._is_here()
                self._loader = Thread(target=self._run, name="subject", daemon=True)
                self._loader.start()
        if wait:
            self._loader.join()
        return self._model

    def _run(self) -> None:
        try:
            self._model = self._load()
        except (SetupError, ImportError, RuntimeError) as error:  # OpenVINO's are the last
            _log.warning("the subject model stays off: %s", error)


def is_here(model_dir: Path) -> bool:
    """Returns whether the weights have been fetched."""
    return any((model_dir / file.name).exists() for file in FILES)


def fetch(model_dir: Path) -> Path:
    """Returns the verified file of the weights; fetches it if it is missing.

    Raises:
        WeightsMissing, WeightsCorrupt: see `weights.ensure`.
    """
    failures = []
    for file in sorted(FILES, key=lambda file: not (model_dir / file.name).exists()):
        try:
            return weights.ensure([file], model_dir)[0]
        except SetupError as error:
            failures.append(str(error))
    raise WeightsMissing("; ".join(failures))


def load_if_wanted(setting: str, model_dir: Path) -> SubjectModel | None:
    """Returns what `load` does, or `None`; see `is_wanted`."""
    return load(model_dir) if is_wanted(setting) else None


def load(model_dir: Path) -> SubjectModel:
    """Loads the network on OpenVINO; fetches its weights first if they are missing.

    Raises:
        WeightsMissing, WeightsCorrupt: see `fetch`.
        ImportError, RuntimeError: OpenVINO does not work here. On onnxruntime a photo takes
            many times as long, and the network a gigabyte.
    """
    from removerbot.models import openvino  # noqa: PLC0415 - may be missing

    model = SubjectModel(openvino.load_subject(fetch(model_dir), SIDE))
    _check(model)
    model.release_memory()
    return model


def _check(model: SubjectModel) -> None:
    """Looks at a red square on gray.

    Raises:
        RuntimeError: the alpha is far from the square.
    """
    rgb = np.full((SIDE, SIDE, 3), 110, np.uint8)
    square = np.s_[SIDE // 4 : -SIDE // 4, SIDE // 4 : -SIDE // 4]
    rgb[square] = 210, 40, 40
    start = perf_counter()
    alpha = model.alpha(rgb)
    error = np.abs((rgb[..., 0] == 210) - alpha / 255).mean()
    _log.info("%s on OpenVINO: off by %.3f, %.3f s", NAME, error, perf_counter() - start)
    if not error < MOST_OFF:  # also if it is not a number
        raise RuntimeError(f"its alpha is wrong here: off by {error:.2f}")
