"""Results as files, in the wanted format and small enough to be sent."""

from collections.abc import Iterator
from typing import NamedTuple

from removerbot.errors import CutoutTooLarge
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.effects import trimmed
from removerbot.imaging.encode import Fit, Format, holds, thumbnail
from removerbot.imaging.png import write_png
from removerbot.imaging.types import Note, Size, size_of

_NEAR = 1.25
"""Of a limit: a larger PNG file does not fit by deflating it harder."""


class File(NamedTuple):
    """A result as a file.

    Attributes:
        thumbnail: a small JPEG picture of it.
        fit: the last thing that was done to keep it small enough, if anything.
        note: see `Pixels`.
    """

    data: bytes
    kind: Format
    thumbnail: bytes
    fit: Fit | None = None
    note: Note | None = None


def memory_times(kind: Format, size: Size, limit: int | None = None) -> int:
    """Returns how often the memory of writing a PNG file it may take to write a cutout of this
    size: WEBP, which a PNG file becomes that is too large, takes up to 24 bytes a pixel more
    (48 megapixels of noise)."""
    may_be_too_large = limit is not None and 4 * size.width * size.height > limit
    return 3 if may_be_too_large or kind in (Format.WEBP, Format.WEBP_LOSSLESS) else 1


def with_format(cutout: Cutout, kind: Format) -> tuple[bytes, Format]:
    """Encodes a cutout; as PNG where `kind` could not hold it. Also returns the format."""
    if not holds(kind, size_of(cutout.rgb)):
        kind = Format.PNG
    return cutout.file(kind), kind


def encoded(cutout: Cutout, kind: Format, limit: int | None) -> File:
    """Encodes a cutout; as PNG where `kind` could not hold it, and where the file would be
    larger than `limit` bytes, as the first smaller one that is not.

    Raises:
        CutoutTooLarge: there is none.
    """
    small = thumbnail(cutout.rgb, cutout.alpha)
    file = File(*with_format(cutout, kind), small, None, cutout.note)
    if limit is None or len(file.data) <= limit:
        return file
    is_near = len(file.data) <= _NEAR * limit
    for smaller, fit, data in _smaller_files(file.kind, cutout, is_near=is_near):
        if len(data) <= limit:
            return file._replace(data=data, kind=smaller, fit=fit)
    raise CutoutTooLarge(len(file.data) / 10**6, limit / 10**6)


def _smaller_files(
    kind: Format, cutout: Cutout, *, is_near: bool
) -> Iterator[tuple[Format, Fit, bytes]]:
    """Yields files of a cutout, smaller and smaller: first those that keep every pixel. Leaves
    out the slow ones unless the limit `is_near`."""
    bare = cutout if kind is Format.JPEG else trimmed(cutout)
    if kind is Format.PNG and is_near:
        for fit, each in ((Fit.DEFLATED, cutout), (Fit.TRIMMED, bare)):
            yield kind, fit, write_png(each.rgb, each.alpha, each.icc_profile, is_strong=True)
    if holds(Format.WEBP, size_of(bare.rgb)):
        for smaller in (Format.WEBP_LOSSLESS, Format.WEBP)[kind is Format.WEBP :]:
            yield smaller, Fit.WEBP, bare.file(smaller)
