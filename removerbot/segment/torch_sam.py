"""`vit_b`, `vit_l` and `vit_h`: Meta's `segment_anything` on torch, on a GPU or the CPU."""

from pathlib import Path
from typing import Self

import numpy as np
import torch
from PIL import Image
from segment_anything import sam_model_registry
from segment_anything.modeling import Sam

from removerbot.core.types import RGB, Candidate, Prompt, Size
from removerbot.segment.base import Embedding
from removerbot.segment.frame import Frame, size_of


class TorchSam:
    """A SAM of the `segment_anything` package.

    Args:
        name: the model's name in the settings.
        sam: the model with its weights.
        device: where it runs, as torch names it: `cpu`, `cuda`, `cuda:1`.
    """

    def __init__(self, name: str, sam: Sam, device: str = "cpu") -> None:
        self.name = name
        self._sam = sam.to(device).eval()

    @classmethod
    def load(cls, name: str, files: tuple[Path, ...], *, device: str = "cpu") -> Self:
        """Make one from Meta's checkpoint, its only file."""
        (checkpoint,) = files
        sam = sam_model_registry[name](checkpoint=None)
        sam.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True))
        return cls(name, sam, device)

    def encode(self, rgb: RGB, size: Size | None = None) -> Embedding:
        """See `Segmenter.encode`; `features` is a float32 tensor on the model's device."""
        size = size or size_of(rgb)
        # SAM was trained on what Pillow makes of a photo.
        scaled = Image.fromarray(rgb).resize(Frame(size).scaled, Image.Resampling.BILINEAR)
        with torch.inference_mode():
            pixels = self._tensor(np.asarray(scaled)).permute(2, 0, 1)
            features = self._sam.image_encoder(self._sam.preprocess(pixels)[None])
        return Embedding(features, size, self.name, features.nbytes)

    def decode(
        self, embedding: Embedding, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        """See `Segmenter.decode`."""
        frame = Frame(embedding.size)
        with torch.inference_mode():
            sparse, dense = self._embed(prompt, frame, previous)
            masks, scores = self._sam.mask_decoder.predict_masks(
                image_embeddings=embedding.features,
                image_pe=self._sam.prompt_encoder.get_dense_pe(),
                sparse_prompt_embeddings=sparse,
                dense_prompt_embeddings=dense,
            )
        return [
            Candidate(logits, frame.extent, score, token)
            for token, (logits, score) in enumerate(
                zip(masks[0].cpu().numpy(), scores[0].tolist(), strict=True)
            )
        ]

    def rest(self) -> None:
        """See `Segmenter.rest`; torch keeps what it has, to be quicker the next time."""

    def _embed(
        self, prompt: Prompt, frame: Frame, previous: Candidate | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The prompt as SAM's prompt encoder makes it: 1×n×256 and 1×256×64×64."""
        points, labels = (self._tensor(values)[None] for values in frame.points(prompt))
        sparse, dense = self._sam.prompt_encoder(
            points=(points, labels) if labels.numel() else None,
            boxes=None if prompt.box is None else self._tensor(frame.corners(prompt.box))[None],
            masks=None if previous is None else self._tensor(previous.logits)[None, None],
        )
        return sparse, dense

    def _tensor(self, values: np.ndarray) -> torch.Tensor:
        return torch.tensor(values, device=self._sam.device)


def gpu_memory(device: str) -> int | None:
    """The memory of a CUDA device in bytes; `None` where torch can use no such device."""
    index = int(device.partition(":")[2] or 0)
    if index >= torch.cuda.device_count():
        return None
    return torch.cuda.get_device_properties(index).total_memory
