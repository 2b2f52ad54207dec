"""removerbot cuts things out of photos: point at one, get it on a transparent ground.

from removerbot import cut

cutout = cut("dog.jpg", "C4")
open("dog.png", "wb").write(cutout.png)
"""

from removerbot.api import Cutout, cut
from removerbot.imaging.types import Prompt

__all__ = ["Cutout", "Prompt", "cut"]
