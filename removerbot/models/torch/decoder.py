"""SAM's prompt encoder and mask decoder for several prompts at a time."""

from collections.abc import Sequence
from copy import deepcopy

import torch
from segment_anything.modeling import Sam
from torch import Tensor, nn

from removerbot.models.transforms import SIDE


class Decoder(nn.Module):
    """Decodes prompts on one photo or on several, in float32.

    Args:
        sam: gives the weights, which are copied.
    """

    by_label: Tensor
    places: Tensor

    def __init__(self, sam: Sam) -> None:
        super().__init__()
        self.prompts = deepcopy(sam.prompt_encoder)
        self.masks = deepcopy(sam.mask_decoder)
        kinds = [self.prompts.not_a_point_embed, *self.prompts.point_embeddings]
        self.register_buffer("by_label", torch.cat([kind.weight for kind in kinds]).detach())
        self.register_buffer("places", self.prompts.get_dense_pe().detach())

    def forward(
        self,
        features: Tensor,
        points: Tensor,
        labels: Tensor,
        mask_inputs: Sequence[Tensor | None],
    ) -> tuple[Tensor, Tensor]:
        """Decode b prompts of n points each.

        Args:
            features: b×256×64×64, of each prompt's photo.
            points: b×n×2, see `Transform.prompt`.
            labels: b×n, likewise.
            mask_inputs: for each prompt logits 256×256 to go on from.

        Returns:
            Logits b×4×256×256, and the estimates of their IoU b×4.
        """
        dense = torch.cat([self._dense(logits) for logits in mask_inputs])
        # SAM's decoder takes one photo and many prompts; but all that it does with the photo
        # is to add it to each prompt's dense half, so that is where several go in.
        masks, scores = self.masks.predict_masks(
            image_embeddings=torch.zeros_like(features[:1]),
            image_pe=self.places,
            sparse_prompt_embeddings=self._sparse(points, labels.long()),
            dense_prompt_embeddings=features + dense,
        )
        return masks, scores

    def _sparse(self, points: Tensor, labels: Tensor) -> Tensor:
        """Points as tokens, b×n×256; a padding point, labelled −1, has no place."""
        placed = self.prompts.pe_layer.forward_with_coords(points + 0.5, (SIDE, SIDE))
        tokens: Tensor = placed * (labels >= 0)[..., None] + self.by_label[labels + 1]
        return tokens

    def _dense(self, logits: Tensor | None) -> Tensor:
        """A mask as the prompt encoder makes it, 1×256×64×64."""
        if logits is None:
            shape = 1, -1, *self.prompts.image_embedding_size
            none: Tensor = self.prompts.no_mask_embed.weight[..., None, None].expand(shape)
            return none
        dense: Tensor = self.prompts.mask_downscaling(logits[None, None])
        return dense
