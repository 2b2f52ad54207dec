"""Raw files, and color spaces that are named by numbers."""

import struct
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from PIL import Image

from removerbot.errors import DamagedImage, RawPhoto
from removerbot.imaging.containers import webp_size
from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.types import Pixels, Size
from tests.imaging.test_photo import (
    BLUE,
    UPRIGHT,
    corners,
    quarters,
    saved,
    with_chunk,
)


def pixels_of(data: bytes) -> Pixels:
    return decode(read_photo(data))


def longs(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def tiff(*directories: list[tuple[int, int]], files: bytes, at: int, sub: bool) -> bytes:
    """A TIFF file by hand; `files` lie at `at`. The second directory is a SubIFD of the first
    or follows it."""
    places = [8 + 300 * number for number in range(len(directories))]
    out = bytearray(b"II*\0" + longs(8)).ljust(at, b"\0")
    for number, (place, entries) in enumerate(zip(places, directories, strict=True)):
        following = 0
        if number == 0 and len(places) > 1:
            following = 0 if sub else places[1]
            entries.append((330, places[1] if sub else 0))
        table = b"".join(struct.pack("<HHII", tag, 4, 1, n) for tag, n in sorted(entries))
        ifd = struct.pack("<H", len(entries)) + table + longs(following)
        out[place : place + len(ifd)] = ifd
    return bytes(out) + files


START = 1000


def picture(size: tuple[int, int], offset: int, **tags: int) -> list[tuple[int, int]]:
    """The entries of an uncompressed gray picture in one strip."""
    width, height = size
    names = {"reduced": 254, "photometric": 262, "orientation": 274, "dng": 50706}
    kept = {254: 0, 256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: START + offset,
            277: 1, 278: height, 279: width * height}  # fmt: skip
    return list({**kept, **{names[name]: value for name, value in tags.items()}}.items())


THUMB, SENSOR, CFA = (160, 120), (1600, 1200), 32803


def raw_with_preview(size: tuple[int, int], orientation: int = 1) -> bytes:
    """As NEF and ARW are: a thumbnail, the sensor's values, and a JPEG preview."""
    preview = saved(quarters().resize(size, Image.Resampling.NEAREST), "JPEG")
    thumb = bytes(160 * 120)
    first = picture(THUMB, 0, reduced=1, orientation=orientation)
    first += [(513, START + len(thumb)), (514, len(preview))]
    second = picture(SENSOR, len(thumb), photometric=CFA)
    return tiff(first, second, files=thumb + preview, at=START, sub=True)


class TestRawFiles:
    @pytest.mark.parametrize("sub", [True, False])
    def test_the_larger_picture_behind_a_thumbnail_is_taken(self, sub: bool) -> None:
        files = bytes(160 * 120) + bytes([200]) * (1600 * 1200)
        first, second = picture(THUMB, 0, reduced=1), picture(SENSOR, 160 * 120)

        pixels = pixels_of(tiff(first, second, files=files, at=START, sub=sub))

        assert pixels.size == Size(1600, 1200)
        assert (pixels.rgb == 200).all()

    @pytest.mark.parametrize("orientation", [1, 3, 6, 8])
    def test_a_jpeg_preview_is_taken_and_turned_as_the_file_says(
        self, orientation: int
    ) -> None:
        pixels = pixels_of(raw_with_preview((900, 600), orientation))

        assert sorted(pixels.size) == [600, 900]
        assert corners(pixels.rgb) == UPRIGHT[orientation - 1]

    def test_a_raw_file_with_a_thumbnail_only_says_what_it_is(self) -> None:
        with pytest.raises(RawPhoto):
            read_photo(raw_with_preview((320, 240)))

    def test_a_picture_beyond_the_end_of_the_file_is_none(self) -> None:
        with pytest.raises(RawPhoto):
            read_photo(raw_with_preview((900, 600))[:-1])

    def test_a_lossless_jpeg_of_sensor_values_is_no_preview(self) -> None:
        data = raw_with_preview((900, 600))
        frame = data.index(b"\xff\xc0")

        with pytest.raises(RawPhoto):
            read_photo(data[: frame + 1] + b"\xc3" + data[frame + 2 :])

    @pytest.mark.parametrize(
        "head", [b"FUJIFILMCCD-RAW 0201", b"IIRO\x08\0\0\0", b"IIU\0\x18\0\0\0",
                 b"\0\0\0\x18ftypcrx \0\0\0\1crx isom"],
    )  # fmt: skip
    def test_raw_files_of_other_families_are_recognized(self, head: bytes) -> None:
        with pytest.raises(RawPhoto):
            read_photo(head.ljust(200, b"\0"))

    def test_pages_and_reduced_copies_of_a_plain_tiff_change_nothing(self) -> None:
        pages = saved(
            quarters(), "TIFF", save_all=True, append_images=[Image.new("RGB", (90, 90), BLUE)]
        )

        assert pixels_of(pages).size == Size(60, 40)

    def test_directories_in_a_circle_come_to_an_end(self) -> None:
        first = [*picture(THUMB, 0, reduced=1), (330, 8)]

        with pytest.raises((RawPhoto, DamagedImage)):
            pixels_of(tiff(first, files=b"", at=START, sub=False))


COLORS = np.array(
    [
        [0, 0, 0], [12, 12, 12], [60, 60, 60], [128, 128, 128], [150, 150, 150], [200, 100, 50],
        [40, 90, 200], [120, 130, 60], [90, 20, 30], [255, 255, 255],
    ],
    np.uint8,
)  # fmt: skip


def sheet() -> Image.Image:
    """A column of 32×32 pixels for each of `COLORS`."""
    return Image.fromarray(np.repeat(np.repeat(COLORS[None], 32, 0), 32, 1))


def seen(data: bytes) -> NDArray[np.int64]:
    return pixels_of(data).rgb[16, 16::32].astype(int)


def srgb_of(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    light = np.clip(linear, 0, 1)
    return 255 * np.where(
        light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055
    )


def light_of_srgb(value: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


# From the standards as they print them: SMPTE EG 432-1 and BT.2087-0, to BT.709.
P3 = np.array([[1.2249, -0.2247, 0], [-0.0420, 1.0419, 0], [-0.0197, -0.0786, 1.0979]])
BT2020 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)


def reference(space: str) -> NDArray[np.float64]:
    """`COLORS` of a color space in sRGB, by the formulas of its standard."""
    values = COLORS / 255
    if space == "P3":
        return srgb_of(light_of_srgb(values) @ P3.T)
    if space == "PQ":  # SMPTE ST 2084; white is 203 cd/m² (BT.2408)
        m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
        root = values ** (1 / m2)
        nits = 10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
        return srgb_of(nits / 203 @ BT2020.T)
    # HLG, ARIB STD-B67, on a display of 1000 cd/m²
    scene = np.where(
        values <= 0.5,
        values**2 / 3,
        (np.exp((values - 0.55991073) / 0.17883277) + 0.28466892) / 12,
    )
    luminance = scene @ [0.2627, 0.6780, 0.0593]
    nits = 1000 * np.maximum(luminance, 1e-9)[:, None] ** 0.2 * scene
    return srgb_of(nits / 203 @ BT2020.T)


CODES = {"P3": (12, 13), "PQ": (9, 16), "HLG": (9, 18)}


class TestColorSpaces:
    @pytest.mark.parametrize("space", CODES)
    def test_cicp_of_a_png(self, space: str) -> None:
        data = with_chunk(saved(sheet(), "PNG"), b"cICP", bytes([*CODES[space], 0, 1]))

        assert_allclose(seen(data), reference(space), atol=2)
        assert pixels_of(data).icc_profile is None

    @pytest.mark.parametrize("space", CODES)
    def test_nclx_of_an_heic_file(self, space: str) -> None:
        primaries, transfer = CODES[space]
        nclx = {
            "color_primaries": primaries,
            "transfer_characteristics": transfer,
            "matrix_coefficients": 1,
            "full_range_flag": 1,
        }

        data = saved(sheet(), "HEIF", nclx_profile=nclx, quality=-1, chroma=444)

        assert_allclose(seen(data), reference(space), atol=8)  # its 8 bits of YCbCr are coarser

    def test_nclx_of_an_avif_file(self) -> None:
        data = saved(sheet(), "AVIF", quality=100, subsampling="4:4:4")
        plain = seen(data)
        place = data.index(b"colrnclx") + 8

        changed = seen(data[:place] + struct.pack(">HH", 12, 13) + data[place + 4 :])

        assert_allclose(plain, COLORS, atol=4)
        assert_allclose(changed, reference("P3"), atol=8)

    @pytest.mark.parametrize("gamma", [100_000, 55_556, 30_000])
    def test_gamma_of_a_png(self, gamma: int) -> None:
        data = with_chunk(saved(sheet(), "PNG"), b"gAMA", struct.pack(">I", gamma))

        expected = srgb_of((COLORS / 255) ** (100_000 / gamma))
        assert_allclose(seen(data), expected, atol=1)

    def test_chromaticities_of_a_png(self) -> None:
        corners = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
        data = with_chunk(saved(sheet(), "PNG"), b"cHRM", struct.pack(">8I", *corners))

        assert_allclose(seen(data), reference("P3"), atol=2)

    @pytest.mark.parametrize(
        "chunks",
        [
            [(b"gAMA", struct.pack(">I", 45455))],
            [(b"gAMA", struct.pack(">I", 100_000)), (b"sRGB", b"\0")],
            [(b"cICP", bytes([1, 13, 0, 1])), (b"gAMA", struct.pack(">I", 100_000))],
            [(b"cICP", bytes([2, 2, 0, 1]))],
            [(b"gAMA", bytes(4))],
            [(b"cHRM", bytes(32))],
        ],
    )
    def test_colors_that_are_srgb_or_make_no_sense_stay(
        self, chunks: list[tuple[bytes, bytes]]
    ) -> None:
        data = saved(sheet(), "PNG")
        for kind, content in chunks:
            data = with_chunk(data, kind, content)

        assert_array_equal(seen(data), COLORS)

    def test_gray_and_transparent_pictures_are_converted_too(self) -> None:
        gamma = (b"gAMA", struct.pack(">I", 100_000))
        gray = with_chunk(saved(Image.new("L", (2, 2), 128), "PNG"), *gamma)
        image = Image.new("RGBA", (2, 2), (128, 128, 128, 77))
        clear = with_chunk(saved(image, "PNG"), *gamma)

        assert (pixels_of(gray).rgb == 188).all()
        pixels = pixels_of(clear)
        assert pixels.alpha is not None
        assert (pixels.rgb == 188).all()
        assert (pixels.alpha == 77).all()


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"icc_profile": b"x" * 200}])
def test_the_size_of_a_webp_is_known_without_a_decoder(options: dict[str, Any]) -> None:
    file = BytesIO()
    Image.new("RGB", (300, 41), "red").save(file, "WEBP", **options)
    assert webp_size(file.getvalue()) == (300, 41)
    assert webp_size(b"RIFF") is None
    assert webp_size(b"\x89PNG") is None
