"""SAM's prompt encoder and mask decoder for batches of prompts."""

from copy import deepcopy

import torch
from segment_anything.modeling import Sam
from torch import Tensor, nn

from removerbot.models.transforms import SIDE


class Decoder(nn.Module):
    """Decodes prompts on one or several photos, in float32.

    Args:
        sam: its weights are copied.
    """

    label_embeddings: Tensor
    positions: Tensor

    def __init__(self, sam: Sam) -> None:
        super().__init__()
        self.prompts = deepcopy(sam.prompt_encoder)
        self.masks = deepcopy(sam.mask_decoder)
        labels = [self.prompts.not_a_point_embed, *self.prompts.point_embeddings]
        embeddings = torch.cat([label.weight for label in labels]).detach()
        self.register_buffer("label_embeddings", embeddings)
        self.register_buffer("positions", self.prompts.get_dense_pe().detach())

    def forward(
        self,
        features: Tensor,
        points: Tensor,
        labels: Tensor,
        masks: Tensor | None = None,
        has_mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Decodes b prompts of n points each.

        Args:
            features: b×256×64×64, of each prompt's photo.
            points: b×n×2, see `Transform.prompt`.
            labels: b×n, likewise.
            masks: mask inputs, logits b×256×256; `None` if no prompt has one.
            has_mask: which prompts have one, bool b.

        Returns:
            Logits b×4×256×256, and their expected IoU b×4.
        """
        # SAM's decoder takes the features of one photo, but only adds them to the dense
        # embedding of each prompt; so features of several photos are added to that here.
        logits, scores = self.masks.predict_masks(
            image_embeddings=torch.zeros_like(features[:1]),
            image_pe=self.positions,
            sparse_prompt_embeddings=self._sparse(points, labels.long()),
            dense_prompt_embeddings=features + self._dense(masks, has_mask),
        )
        return logits, scores

    def _sparse(self, points: Tensor, labels: Tensor) -> Tensor:
        """Embeds points, b×n×256; a padding point, labeled −1, gets no position."""
        placed = self.prompts.pe_layer.forward_with_coords(points + 0.5, (SIDE, SIDE))
        tokens: Tensor = placed * (labels >= 0)[..., None] + self.label_embeddings[labels + 1]
        return tokens

    def _dense(self, masks: Tensor | None, has_mask: Tensor | None) -> Tensor:
        """Embeds mask inputs, b×256×64×64; 1×256×1×1 if there are none."""
        none: Tensor = self.prompts.no_mask_embed.weight[..., None, None]
        if masks is None or has_mask is None:
            return none
        dense: Tensor = self.prompts.mask_downscaling(masks[:, None])
        return torch.where(has_mask[:, None, None, None], dense, none)
