"""Where the features of photos are kept: on the device, or out of its way."""

from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import torch
from torch import Tensor


@dataclass(slots=True, eq=False, weakref_slot=True)
class Features:
    """What a photo's embedding holds.

    Attributes:
        tensor: float16 1×256×64×64, wherever the shelf has it.
    """

    tensor: Tensor

    @property
    def shape(self) -> torch.Size:
        """Of the tensor."""
        return self.tensor.shape

    @property
    def nbytes(self) -> int:
        """What it takes in memory, in bytes."""
        return self.tensor.nbytes

    def __reduce__(self) -> tuple[type["Features"], tuple[Tensor]]:
        """Travel by way of the host's memory, to wherever they are read."""
        return Features, (self.tensor.cpu(),)


class FeatureCache:
    """Keeps the features used last on the device, and others in the host's memory.

    What nobody else holds any more is forgotten. May be used from several threads.

    Args:
        device: where features are made and read.
        room: how many photos' features may stay there.
    """

    def __init__(self, device: torch.device, room: int) -> None:
        self._device = device
        self._room = room
        self._near = WeakKeyDictionary[Features, None]()  # used longest ago first
        self._lock = Lock()

    @property
    def near(self) -> int:
        """How many photos' features are on the device."""
        return len(self._near)

    def put(self, tensor: Tensor) -> Features:
        """Keep the features of a photo that was just encoded, in half precision, which
        gives the same masks as float32."""
        features = Features(tensor.half())
        self.get(features)
        return features

    def get(self, features: Features) -> Tensor:
        """The tensor, on the device."""
        with self._lock:
            self._near.pop(features, None)
            self._near[features] = None
            features.tensor = tensor = features.tensor.to(self._device)
            while len(self._near) > self._room:
                oldest = next(iter(self._near))
                del self._near[oldest]
                oldest.tensor = _in_host_memory(oldest.tensor)
        return tensor


def _in_host_memory(tensor: Tensor) -> Tensor:
    """A copy that is quick to bring back."""
    return torch.empty_like(tensor, device="cpu", pin_memory=tensor.is_cuda).copy_(tensor)
