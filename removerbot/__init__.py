"""removerbot cuts things out of photos.

    from removerbot import cut

    cup = cut("photo.jpg", "C4")
    cup.save("cup.png")

The functions and classes are imported when they are first used, the errors at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from removerbot.errors import *

if TYPE_CHECKING:
    from removerbot.api import Cutout, cut, preview, propose
    from removerbot.imaging.options import Options
    from removerbot.imaging.types import Prompt

__version__ = "0.1.0"

__all__ = [
    "AdminsOnly", "AlreadyInPack", "BackgroundGone", "BadSetting", "Cutout", "CutoutTooLarge",
    "DailyLimitReached", "DamagedImage", "DeviceFailed", "EmptyTitle", "EngineBusy",
    "EngineError", "EngineFailed", "EngineTimeout", "FileTooLarge", "MissingPackage",
    "MovingPicture", "NoOpenJob", "NoOtherSize", "NoPack", "NoPhotoNamed", "NoStickerNamed",
    "NoSuchPhoto", "NotAColor", "NotAnImage", "NotEmoji", "NotInPack", "NotYourPhoto",
    "NotYourSticker", "NothingFound", "NothingToCut", "NothingToEnlarge", "NothingToKeep",
    "OnlyWhoAsked", "Options", "OutOfMemory", "OutsidePhoto", "OwnerMustStart",
    "OwnerUnreachable", "PackUnavailable", "PhotoElsewhere", "PhotoGone", "Prompt", "RawPhoto",
    "RemoverError", "SetFull", "SetGone", "SetNameTaken", "SetUnchanged", "SetupError",
    "StaleButton", "StalePass", "StickerSetError", "StorageGone", "TooHeavy", "TooManyEmoji",
    "TooManyObjects", "TooManyPixels", "TooManyPoints", "TooManyRequests", "UnreadableReply",
    "UserError", "WeightsCorrupt", "WeightsMissing", "WhichPhoto", "__version__", "cut",
    "preview", "propose",
]  # fmt: skip

_MODULES = {
    "Options": "removerbot.imaging.options",
    "Prompt": "removerbot.imaging.types",
    **dict.fromkeys(("Cutout", "cut", "preview", "propose"), "removerbot.api"),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Imports a function or class when it is first used."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)

    def __dir__() -> list[str]:
        """Names them, too: notebooks complete what is typed with it."""
        return [*globals(), *_MODULES]
