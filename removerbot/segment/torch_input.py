"""From a photo's pixels to SAM's input, on the device that encodes them."""

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its name everywhere

from removerbot.core.types import RGB, Size
from removerbot.segment.frame import MEAN, SIDE, STD, Frame


def square(rgb: RGB, size: Size, device: torch.device) -> Tensor:
    """A photo scaled as SAM was trained on it, normalised and padded with zeros.

    Only bytes travel to the device, out of pinned memory and while the processor goes on.
    SAM's photos were scaled by Pillow's `BILINEAR`; so are these, to within a grey level.

    Args:
        rgb: the photo or a version of it, uint8 H×W×3.
        size: of the photo.
        device: where to.

    Returns:
        float32 3×1024×1024.
    """
    staged = torch.empty(rgb.shape, dtype=torch.uint8, pin_memory=device.type == "cuda")
    staged.numpy()[...] = rgb
    pixels = staged.to(device, non_blocking=True).permute(2, 0, 1).float()
    width, height = Frame(size).scaled
    scaled = F.interpolate(pixels[None], (height, width), mode="bilinear", antialias=True)[0]
    mean, std = (torch.tensor(each, device=device)[:, None, None] for each in (MEAN, STD))
    normalised = (scaled.round() - mean) / std
    return F.pad(normalised, (0, SIDE - width, 0, SIDE - height))
