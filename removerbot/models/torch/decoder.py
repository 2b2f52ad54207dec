"""SAM's prompt encoder and mask decoder for batches of prompts."""

from collections.abc import Sequence
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
        mask_inputs: Sequence[Tensor | None],
    ) -> tuple[Tensor, Tensor]:
        """Decodes b prompts of n points each.

        Args:
            features: b×256×64×64, of each prompt's photo.
            points: b×n×2, see `Transform.prompt`.
            labels: b×n, likewise.
            mask_inputs: logits 256×256 for each prompt, `None` for none.

        Returns:
            Logits b×4×256×256, and their expected IoU b×4.
        """
        dense = torch.cat([self._dense(logits) for logits in mask_inputs])
        # SAM's decoder takes the features of one photo, but only adds them to the dense
        # embedding of each prompt; so features of several photos are added to that here.
        masks, scores = self.masks.predict_masks(
            image_embeddings=torch.zeros_like(features[:1]),
            image_pe=self.positions,
            sparse_prompt_embeddings=self._sparse(points, labels.long()),
            dense_prompt_embeddings=features + dense,
        )
        return masks, scores

    def _sparse(self, points: Tensor, labels: Tensor) -> Tensor:
        """Embeds points, b×n×256; a padding point, labeled −1, gets no position."""
        placed = self.prompts.pe_layer.forward_with_coords(points + 0.5, (SIDE, SIDE))
        tokens: Tensor = placed * (labels >= 0)[..., None] + self.label_embeddings[labels + 1]
        return tokens

    def _dense(self, logits: Tensor | None) -> Tensor:
        """Embeds a mask prompt, 1×256×64×64."""
        if logits is None:
            shape = 1, -1, *self.prompts.image_embedding_size
            none: Tensor = self.prompts.no_mask_embed.weight[..., None, None].expand(shape)
            return none
        dense: Tensor = self.prompts.mask_downscaling(logits[None, None])
        return dense
