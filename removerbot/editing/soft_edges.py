"""Keeps the alphas of soft edges: matting is most of what an answer takes.

The same mask is cut out again with every other option, and for each sticker. The first one is
there before anybody points at it: that of the photo's subject, which most people mean.
"""

from hashlib import blake2b

from removerbot.imaging.cutout import SoftAlpha, soft_alpha
from removerbot.imaging.holes import cleaned
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import DEFAULTS
from removerbot.imaging.types import RGB, Alpha, Candidate, Photo

_CACHE_BYTES = 24 << 20
"""For alphas; that of a photo as Telegram makes them has 1 MB."""

_Key = tuple[str, Edge, bytes]
"""The photo, the kind of edge, and a digest of the mask."""


class SoftEdges:
    """Computes the alphas of masks; keeps the newest ones."""

    def __init__(self) -> None:
        self._known = LruCache[_Key, Alpha](_CACHE_BYTES)

    def of(self, photo: Photo) -> SoftAlpha:
        """Returns what computes the alphas of a photo's masks. They cannot be written to."""

        def soften(rgb: RGB, candidate: Candidate, edge: Edge) -> Alpha:
            key = photo.key, edge, blake2b(candidate.logits.tobytes(), digest_size=16).digest()
            alpha = self._known.get(key)
            if alpha is None:
                alpha = soft_alpha(rgb, candidate, edge)
                alpha.flags.writeable = False
                self._known.put(key, alpha, alpha.nbytes)
            return alpha

        return soften

    def prepare(self, photo: Photo, rgb: RGB, candidate: Candidate) -> None:
        """Computes the alpha of a mask that is likely to be asked for."""
        self.of(photo)(rgb, cleaned(candidate, rgb), DEFAULTS.edge)
