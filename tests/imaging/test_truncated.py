"""Files that end too early, of every kind."""

import struct
import zlib
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from numpy.typing import NDArray
from PIL import Image

from removerbot.errors import DamagedImage
from removerbot.imaging.containers import chunks
from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.png import SIGNATURE, write_chunk
from removerbot.imaging.types import Pixels, Size
from tests.imaging.test_photo import corners, exif, quarters, saved


def scene() -> Image.Image:
    """320×240: `quarters`, with a texture that no codec can flatten."""
    rgb = np.asarray(quarters().resize((320, 240), Image.Resampling.NEAREST)).astype(int)
    noise = np.random.default_rng(1).integers(-40, 40, (240, 320, 1))
    return Image.fromarray(np.clip(rgb + noise, 10, 245).astype(np.uint8))


def pixels_of(data: bytes, least: int | None = None) -> Pixels:
    return decode(read_photo(data), least)


CUT = [
    pytest.param("JPEG", {}, id="JPEG"),
    pytest.param("JPEG", {"exif": exif(6)}, id="JPEG, turned"),
    pytest.param("PNG", {}, id="PNG"),
    pytest.param("WEBP", {"quality": 80}, id="WEBP"),
    pytest.param("WEBP", {"lossless": True}, id="WEBP, lossless"),
]


class TestFilesThatEndEarly:
    @pytest.mark.parametrize(("kind", "options"), CUT)
    def test_half_a_file_gives_half_a_photo(self, kind: str, options: dict[str, Any]) -> None:
        data = saved(scene(), kind, **options)
        whole = pixels_of(data)

        pixels = pixels_of(data[: len(data) // 2])

        assert pixels.note == "partial"
        assert whole.note is None
        assert pixels.size == whole.size
        turned = "exif" in options
        mine, all_of_it = (
            np.rot90(each.rgb) if turned else each.rgb for each in (pixels, whole)
        )
        assert_array_equal(mine[:90], all_of_it[:90])
        assert len(np.unique(mine[-40:].reshape(-1, 3), axis=0)) == 1

    @pytest.mark.parametrize(
        ("kind", "missing"), [("JPEG", 1), ("JPEG", 2), ("PNG", 12), ("PNG", 14), ("WEBP", 1)]
    )
    def test_an_ending_without_pixels_is_not_missed(self, kind: str, missing: int) -> None:
        data = saved(scene(), kind)

        pixels = pixels_of(data[:-missing])

        assert pixels.note is None
        assert_array_equal(pixels.rgb, pixels_of(data).rgb)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    def test_zeros_at_the_end_are_missing_bytes(self, kind: str) -> None:
        data = saved(scene(), kind)

        pixels = pixels_of(data[: len(data) // 2].ljust(len(data), b"\0"))

        assert pixels.note == "partial"
        assert (pixels.rgb[-1] == pixels.rgb[-1, -1]).all()

    def test_a_progressive_jpeg_is_there_before_its_last_scan(self) -> None:
        data = saved(scene(), "JPEG", progressive=True)

        pixels = pixels_of(data[: len(data) * 2 // 3])

        assert pixels.note is None
        assert corners(pixels.rgb) == "RGBY"

    def test_a_gray_photo_is_not_taken_for_a_missing_one(self) -> None:
        data = saved(Image.new("RGB", (320, 240), (60, 90, 60)), "JPEG")

        assert pixels_of(data[:-2]).note is None

    def test_a_smaller_picture_knows_it_too(self) -> None:
        data = saved(scene(), "JPEG")

        pixels = pixels_of(data[: len(data) // 2], least=100)

        assert pixels.size == Size(160, 120)
        assert pixels.note == "partial"

    def test_missing_rows_of_a_transparent_photo_are_transparent(self) -> None:
        image = scene()
        image.putalpha(200)
        for kind in ("PNG", "WEBP"):
            data = saved(image, kind)
            pixels = pixels_of(data[: len(data) // 2])
            assert pixels.alpha is not None
            assert (pixels.alpha[0] == 200).all()
            assert (pixels.alpha[-1] == 0).all()

    @pytest.mark.parametrize(
        ("kind", "marker"), [("JPEG", b"\xff\xda"), ("PNG", b"IDAT"), ("WEBP", b"VP8 ")]
    )
    def test_nothing_but_a_header_is_damaged(self, kind: str, marker: bytes) -> None:
        data = saved(scene(), kind)

        for behind in (4, 14, 34):
            with pytest.raises(DamagedImage):
                pixels_of(data[: data.index(marker) + behind])

    def test_a_broken_png_is_damaged_still(self) -> None:
        data = saved(scene(), "PNG")
        middle = len(data) // 2

        with pytest.raises(DamagedImage):
            pixels_of(data[:middle] + bytes([7]) * 100 + data[middle + 100 :])

    def test_a_webp_that_claims_gigabytes_is_not_filled_up(self) -> None:
        data = saved(scene(), "WEBP")

        with pytest.raises(DamagedImage):
            read_photo(data[:4] + struct.pack("<I", 2**32 - 9) + data[8:2000])

    @pytest.mark.parametrize("share", [0.999, 0.95, 0.75, 0.5])
    @pytest.mark.parametrize(
        ("kind", "options"),
        [
            *CUT[2:],
            pytest.param("GIF", {"interlace": 0}, id="GIF"),
            pytest.param("BMP", {}, id="BMP"),
            pytest.param("TIFF", {}, id="TIFF"),
            pytest.param("HEIF", {"quality": 80}, id="HEIC"),
            pytest.param("AVIF", {"quality": 80}, id="AVIF"),
        ],
    )
    def test_what_is_there_is_as_it_was_and_the_rest_is_gray(
        self, kind: str, options: dict[str, Any], share: float
    ) -> None:
        data = saved(scene(), kind, **options)
        whole = pixels_of(data)

        pixels = pixels_of(data[: round(len(data) * share)])

        is_gray = (np.abs(pixels.rgb.astype(int) - 128) <= 1).all(axis=2)
        is_same = (pixels.rgb == whole.rgb).all(axis=2)
        assert (is_gray | is_same).mean() > 0.995
        assert is_same.mean() > share - 0.25
        assert (pixels.note == "partial") == (is_gray.mean() > 0.001)

    def test_an_interlaced_gif_is_there_when_its_first_rows_are(self) -> None:
        data = saved(scene(), "GIF")
        whole = pixels_of(data)

        most, some = (pixels_of(data[: len(data) * part // 20]) for part in (12, 1))

        assert most.note is None
        assert_array_equal(most.rgb[::4], whole.rgb[::4])
        assert_array_equal(most.rgb[239], whole.rgb[238])
        assert some.note == "partial"
        assert_array_equal(some.rgb[:64:8], whole.rgb[:64:8])
        assert (some.rgb[-40:] == 128).all()

    @pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
    @pytest.mark.parametrize("share", [0.2, 0.4, 0.8, 0.99])
    def test_an_interlaced_png_is_there_in_blocks(self, mode: str, share: float) -> None:
        image = scene().resize((83, 61))
        image = image.convert("L").convert("I;16") if mode == "I;16" else image.convert(mode)
        data = interlaced(image)
        whole = pixels_of(data)
        assert_array_equal(whole.rgb, pixels_of(saved(image, "PNG")).rgb)

        start = data.index(b"IDAT") + 8
        pixels = pixels_of(data[: start + round((len(data) - start) * share)])

        assert pixels.note is None
        assert_array_equal(pixels.rgb[::8, ::8], whole.rgb[::8, ::8])
        is_same = (pixels.rgb == whole.rgb).all(axis=2)
        assert is_same.mean() > (share - 0.2) / 2
        if share < 0.3:  # the pixels of the first row that are not there have the color before
            assert_array_equal(pixels.rgb[0, 1::8][:-1], whole.rgb[0, ::8][: 83 // 8])

    def test_an_interlaced_png_whose_first_pass_ends_early_is_partly_gray(self) -> None:
        image = scene()
        data = interlaced(image)

        pixels = pixels_of(data[: len(data) // 100])

        assert pixels.note == "partial"
        assert_array_equal(pixels.rgb[:64:8, ::8], np.asarray(image)[:64:8, ::8])
        assert (pixels.rgb[-24:] == 128).all()

    @pytest.mark.parametrize("size", [(1, 1), (2, 3), (5, 1), (1, 5), (9, 9)])
    def test_an_interlaced_png_of_a_few_pixels_is_read(self, size: tuple[int, int]) -> None:
        image = scene().resize(size)
        data = interlaced(image)
        assert_array_equal(pixels_of(data[:-20]).rgb[0, 0], np.asarray(image)[0, 0])

    def test_a_tiff_that_has_lost_the_directory_at_its_end_is_damaged(self) -> None:
        data = saved(scene(), "TIFF", compression="tiff_lzw")
        directory = int.from_bytes(data[4:8], "little")
        with pytest.raises(DamagedImage):
            pixels_of(data[: min(directory, len(data) // 2)])

    @pytest.mark.parametrize("compression", [5, 8])
    def test_a_compressed_tiff_is_read_up_to_the_strip_that_ends_early(
        self, compression: int
    ) -> None:
        data = strips(scene(), compression)
        whole = pixels_of(data)

        pixels = pixels_of(data[: len(data) // 2])

        assert pixels.note == "partial"
        assert_array_equal(pixels.rgb[:96], whole.rgb[:96])
        assert (pixels.rgb[-96:] == 128).all()

    @pytest.mark.parametrize("kind", ["TIFF", "HEIF", "AVIF", "GIF", "BMP"])
    def test_a_file_without_any_of_its_pixels_is_damaged(self, kind: str) -> None:
        data = saved(scene(), kind)

        for length in (16, 60, len(data) // 60):
            with pytest.raises(DamagedImage):
                pixels_of(data[:length])


def strips(image: Image.Image, compression: int) -> bytes:
    """A TIFF file with its directory first, and strips of 16 rows."""
    rows, width = np.asarray(image), image.width
    parts = [rows[top : top + 16].tobytes() for top in range(0, image.height, 16)]
    packed = [zlib.compress(part) if compression == 8 else lzw(part) for part in parts]
    count = len(packed)
    tags = 8 + 2 + 12 * 9 + 4
    places = [tags + 8 * count + sum(map(len, packed[:number])) for number in range(count)]
    entries = [
        (256, 1, width), (257, 1, image.height), (258, 1, 8), (259, 1, compression),
        (262, 1, 2), (273, count, tags), (277, 1, 3), (278, 1, 16),
        (279, count, tags + 4 * count),
    ]  # fmt: skip
    table = b"".join(struct.pack("<HHII", tag, 4, number, at) for tag, number, at in entries)
    lists = struct.pack(f"<{2 * count}I", *places, *map(len, packed))
    start = b"II*\0" + struct.pack("<IH", 8, len(entries))
    return start + table + bytes(4) + lists + b"".join(packed)


def lzw(data: bytes) -> bytes:
    """Codes of 9 bits only, with a clear code before each 200 bytes."""
    bits = ""
    for start in range(0, len(data), 200):
        codes = [256, *data[start : start + 200]]
        bits += "".join(f"{code:09b}" for code in codes)
    bits += f"{257:09b}"
    bits = bits.ljust(-(-len(bits) // 8) * 8, "0")
    return int(bits, 2).to_bytes(len(bits) // 8)


def interlaced(image: Image.Image) -> bytes:
    """An interlaced PNG file, which Pillow does not write."""
    plain = saved(image, "PNG")
    found, rows = list(chunks(plain)), rows_of(Image.open(BytesIO(plain)))
    packed = b""
    for top, left, down, right in (
        (0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2),
        (1, 0, 2, 1),
    ):  # fmt: skip
        part = rows[top::down, left::right]
        if part.size:
            packed += b"".join(b"\0" + line(row) for row in part)
    header = dict(found)[b"IHDR"][:-1] + b"\1"
    others = [(kind, each) for kind, each in found if kind in {b"PLTE", b"tRNS"}]
    parts = [(b"IHDR", header), *others, (b"IDAT", zlib.compress(packed)), (b"IEND", b"")]
    return SIGNATURE + b"".join(b"".join(write_chunk(*each)) for each in parts)


def rows_of(image: Image.Image) -> NDArray[Any]:
    """The values of each pixel as PNG has them: those of 16 bits with the high byte first."""
    values = np.asarray(image)
    return values.astype(">u2") if values.dtype.itemsize > 1 else values


def line(row: NDArray[Any]) -> bytes:
    """A row of a PNG file; pixels that are on or off take a bit each."""
    return (np.packbits(row) if row.dtype == bool else np.ascontiguousarray(row)).tobytes()
