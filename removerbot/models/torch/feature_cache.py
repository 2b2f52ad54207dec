"""Caches encoder features on the GPU and moves the least recently used to host memory."""

from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import torch
from torch import Tensor


@dataclass(slots=True, eq=False, weakref_slot=True)
class Features:
    """The features of a photo.

    Attributes:
        tensor: float16 1×256×64×64, on the device or in host memory.
    """

    tensor: Tensor

    @property
    def shape(self) -> torch.Size:
        """Shape of the tensor."""
        return self.tensor.shape

    @property
    def nbytes(self) -> int:
        """Memory of the tensor in bytes."""
        return int(self.tensor.nbytes)

    def __reduce__(self) -> tuple[type["Features"], tuple[Tensor]]:
        """Pickles the tensor in host memory."""
        return Features, (self.tensor.cpu(),)


class FeatureCache:
    """Keeps features on the device until others need the space. Features that are referenced
    nowhere else are dropped. May be used from several threads.

    Args:
        device: where features are computed and read.
        capacity: number of photos whose features stay there.
    """

    def __init__(self, device: torch.device, capacity: int) -> None:
        self._device = device
        self._capacity = capacity
        self._on_device = WeakKeyDictionary[Features, None]()  # least recently used first
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._on_device)

    def put(self, tensor: Tensor) -> Features:
        """Stores a new photo's features as float16, which gives the masks of float32."""
        features = Features(tensor.half())
        self.get(features)
        return features

    def get(self, features: Features) -> Tensor:
        """Returns the tensor, on the device."""
        with self._lock:
            self._on_device.pop(features, None)
            self._on_device[features] = None
            features.tensor = tensor = features.tensor.to(self._device)
            while len(self._on_device) > self._capacity:
                oldest = next(iter(self._on_device))
                del self._on_device[oldest]
                # From pinned memory it is fast to bring back.
                host = torch.empty_like(oldest.tensor, device="cpu", pin_memory=tensor.is_cuda)
                oldest.tensor = host.copy_(oldest.tensor)
        return tensor
