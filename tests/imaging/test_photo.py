import random
import struct
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from PIL import Image, ImageCms

from removerbot.errors import (
    DamagedImage,
    FileTooLarge,
    NotAnImage,
    TooManyPixels,
    UserError,
)
from removerbot.imaging.photo import decode, on_white, read_photo
from removerbot.imaging.types import RGB, Photo, Pixels, Size

RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)
NAMES = {RED: "R", GREEN: "G", BLUE: "B", YELLOW: "Y"}

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF", "TIFF", "BMP")

LOSSY = 8
"""How far a value may stray in the lossy formats."""


def quarters() -> Image.Image:
    """60×40: red and green above blue and yellow."""
    rgb = np.empty((40, 60, 3), np.uint8)
    rgb[:20, :30], rgb[:20, 30:], rgb[20:, :30], rgb[20:, 30:] = RED, GREEN, BLUE, YELLOW
    return Image.fromarray(rgb)


def noise() -> Image.Image:
    rng = np.random.default_rng(1)
    return Image.fromarray(rng.integers(0, 256, (6, 8, 3), np.uint8).repeat(8, 0).repeat(8, 1))


def saved(image: Image.Image, file_format: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def as_png(width: int, height: int, depth: int, color: int, rows: bytes, *more: bytes) -> bytes:
    """A PNG by hand, for what Pillow does not write."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + body


def chunk(kind: bytes, data: bytes) -> bytes:
    return (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    )


def with_chunk(png: bytes, kind: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk, right behind its header."""
    return png[:33] + chunk(kind, data) + png[33:]


def exif(orientation: int) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags.tobytes()


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def pixels_of(data: bytes) -> Pixels:
    photo = read_photo(data)
    pixels = decode(photo)
    assert pixels.size == photo.size
    return pixels


def corners(rgb: RGB) -> str:
    """The initials of the colours in the four corners, row by row."""

    def initial(value: RGB) -> str:
        distance = {name: np.abs(value.astype(int) - rgb).sum() for rgb, name in NAMES.items()}
        return min(distance, key=lambda name: int(distance[name]))

    return "".join(initial(rgb[y, x]) for y in (4, -5) for x in (4, -5))


def icc_profile(space: bytes, *tags: tuple[bytes, bytes]) -> bytes:
    """A version 2 ICC profile of an output device; its connection space is Lab."""
    header = struct.pack(
        ">I4sI4s4s4s12s4s4s", 0, b"lcms", 0x02400000, b"prtr", space, b"Lab ", b"", b"acsp", b""
    ).ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)  # the D50 white point
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags:
        offset = 128 + 4 + 12 * len(tags) + len(body)
        table += struct.pack(">4sII", name, offset, len(data))
        body += data + b"\0" * (-len(data) % 4)
    profile = header.ljust(128, b"\0") + table + body
    return struct.pack(">I", len(profile)) + profile[4:]


RAMPS = bytes(range(256)) * 3
WHITE_LAB, RED_LAB = bytes([255, 128, 128]), bytes([138, 209, 198])


def table(inks: int, colors: bytes) -> tuple[bytes, bytes]:
    """A tag of a profile: the colors of all inks at none and full, the first varies slowest."""
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    header = b"mft1" + bytes(4) + bytes([inks, 3, 2, 0])
    return b"A2B0", header + identity + bytes(range(256)) * inks + colors + RAMPS


def cmyk_profile() -> bytes:
    """A strange press: its cyan ink is red, the others do not show."""
    return icc_profile(b"CMYK", table(4, WHITE_LAB * 8 + RED_LAB * 8))


def table_profile() -> bytes:
    """A strange screen: what is blue is red on it, all else is white."""
    return icc_profile(b"RGB ", table(3, WHITE_LAB + RED_LAB + WHITE_LAB * 6))


def grey_profile() -> bytes:
    """Grey by lightness: half the value is half the lightness L*."""
    return icc_profile(b"GRAY", (b"kTRC", b"curv" + bytes(8)))


class TestFormats:
    @pytest.mark.parametrize("file_format", FORMATS)
    def test_every_format_keeps_its_colours_and_its_size(self, file_format: str) -> None:
        pixels = pixels_of(saved(quarters(), file_format))

        assert pixels.size == Size(60, 40)
        assert corners(pixels.rgb) == "RGBY"
        assert_allclose(pixels.rgb[4, 4], RED, atol=LOSSY)
        assert (pixels.alpha, pixels.icc_profile) == (None, None)

    @pytest.mark.parametrize(
        "file_format", ["MPO", "PNG", "WEBP", "GIF", "TIFF", "HEIF", "AVIF"]
    )
    def test_of_several_frames_the_first_counts(self, file_format: str) -> None:
        second = Image.new("RGB", (60, 40), BLUE)
        data = saved(quarters(), file_format, save_all=True, append_images=[second])

        assert corners(pixels_of(data).rgb) == "RGBY"

    @pytest.mark.parametrize(
        ("file_format", "brand"),
        [("HEIF", b"mif1"), ("HEIF", b"msf1"), ("AVIF", b"mif1")],
    )
    def test_heif_and_avif_are_told_apart_under_a_common_brand(
        self, file_format: str, brand: bytes
    ) -> None:
        data = saved(quarters(), file_format)

        assert corners(pixels_of(data[:8] + brand + data[12:]).rgb) == "RGBY"

    @pytest.mark.parametrize(
        "options",
        [{}, {"compression": "tiff_lzw"}, {"compression": "jpeg"}, {"big_tiff": True}],
    )
    @pytest.mark.parametrize("orientation", [1, 6])
    def test_tiff_in_its_varieties(self, options: dict[str, Any], orientation: int) -> None:
        data = saved(quarters(), "TIFF", exif=exif(orientation), **options)

        assert corners(pixels_of(data).rgb) == {1: "RGBY", 6: "BRYG"}[orientation]

    def test_big_endian_tiff(self) -> None:
        entries = {256: 2, 257: 1, 258: 8, 259: 1, 262: 1, 273: 110, 278: 1, 279: 2}
        table = b"".join(struct.pack(">HHII", tag, 4, 1, n) for tag, n in entries.items())
        data = b"MM\0*" + struct.pack(">IH", 8, len(entries)) + table

        pixels = pixels_of(data + bytes(4) + bytes([10, 200]))

        assert pixels.rgb[0].tolist() == [[10] * 3, [200] * 3]

    def test_the_key_is_the_hash_of_the_bytes(self) -> None:
        data = saved(quarters(), "PNG")

        photo = read_photo(data)

        assert photo.key == sha256(data).hexdigest()
        assert photo.data == data

    def test_threads_do_not_disturb_each_other(self) -> None:
        photos = [read_photo(saved(quarters(), name)) for name in FORMATS] * 4
        alone = [decode(photo).rgb for photo in photos]

        with ThreadPoolExecutor(8) as pool:
            together = [pixels.rgb for pixels in pool.map(decode, photos)]

        for one, other in zip(alone, together, strict=True):
            assert_array_equal(one, other)


UPRIGHT = ["RGBY", "GRYB", "YBGR", "BYRG", "RBGY", "BRYG", "YGBR", "GYRB"]
"""The corners of `quarters` under the EXIF orientations 1 to 8."""


class TestOrientation:
    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF"])
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_photos_are_turned_upright_once(self, file_format: str, orientation: int) -> None:
        data = saved(quarters(), file_format, exif=exif(orientation))

        photo = read_photo(data)

        assert photo.size == (Size(60, 40) if orientation <= 4 else Size(40, 60))
        assert corners(pixels_of(data).rgb) == UPRIGHT[orientation - 1]

    @pytest.mark.parametrize("orientation", [0, 9, 65535])
    def test_orientations_that_do_not_exist_turn_nothing(self, orientation: int) -> None:
        data = saved(quarters(), "JPEG", exif=exif(orientation))

        assert corners(pixels_of(data).rgb) == "RGBY"

    @pytest.mark.parametrize(
        "data",
        [
            saved(quarters(), "JPEG", exif=b"Exif\0\0garbage"),
            with_chunk(saved(quarters(), "PNG"), b"tEXt", b"Raw profile type exif\0\n\n\nxyz"),
        ],
    )
    def test_broken_exif_spoils_no_picture(self, data: bytes) -> None:
        assert corners(pixels_of(data).rgb) == "RGBY"

    def test_the_pixels_of_a_png_are_not_read_for_exif_behind_them(self) -> None:
        data = saved(quarters(), "PNG")
        end = data.rindex(b"IEND") - 4

        late = data[:end] + chunk(b"eXIf", exif(6)[6:]) + data[end:]

        assert read_photo(late).size == Size(60, 40)
        assert corners(pixels_of(late).rgb) == "RGBY"

    def test_alpha_turns_with_the_colours(self) -> None:
        image = quarters()
        image.putalpha(Image.fromarray(np.asarray(image)[:, :, 0]))  # red and yellow opaque
        pixels = pixels_of(saved(image, "PNG", exif=exif(6)))

        assert corners(pixels.rgb) == "BRYG"
        assert pixels.alpha is not None
        assert_array_equal(pixels.alpha, pixels.rgb[:, :, 0])


def grey16(*values: int) -> bytes:
    return saved(Image.fromarray(np.array([values], np.uint16)), "PNG")


def numbers(kind: str, *values: float) -> bytes:
    return saved(Image.fromarray(np.array([values], kind)), "TIFF")


def converted(mode: str, file_format: str = "PNG") -> bytes:
    return saved(Image.new("RGB", (2, 1), (200, 100, 50)).convert(mode), file_format)


class TestModes:
    @pytest.mark.parametrize(
        ("data", "greys"),
        [
            pytest.param(grey16(0, 32768, 65535), [0, 128, 255], id="16-bit grey"),
            pytest.param(as_png(4, 1, 2, 0, b"\0\x1b"), [0, 85, 170, 255], id="2-bit grey"),
            pytest.param(as_png(2, 1, 1, 0, b"\0\x40"), [0, 255], id="1-bit"),
            pytest.param(numbers("f4", 0, 0.5, 1), [0, 128, 255], id="real, 0 to 1"),
            pytest.param(numbers("f4", 0, 100, 255), [0, 100, 255], id="real, 0 to 255"),
            pytest.param(numbers("f4", -1, 0, 1), [0, 128, 255], id="real, negative"),
            pytest.param(numbers("f4", 0.5, np.nan, np.inf), [128, 0, 0], id="not finite"),
            pytest.param(numbers("f4", 7e9, 7e9), [0, 0], id="real, all alike"),
            pytest.param(numbers("i4", 0, 100, 255), [0, 100, 255], id="32-bit, small"),
            pytest.param(numbers("i4", 1000, 2000, 3000), [0, 128, 255], id="32-bit, large"),
        ],
    )
    def test_grey_of_any_width(self, data: bytes, greys: list[int]) -> None:
        pixels = pixels_of(data)

        assert_array_equal(pixels.rgb[0], [[grey] * 3 for grey in greys])
        assert pixels.rgb.dtype == np.uint8

    @pytest.mark.parametrize("extension", [".png", ".tiff"])
    def test_16_bit_colours(self, extension: str) -> None:
        blue_first = np.full((2, 3, 3), (257 * 50, 257 * 100, 257 * 200), np.uint16)

        pixels = pixels_of(cv2.imencode(extension, blue_first)[1].tobytes())

        assert_array_equal(pixels.rgb, np.full((2, 3, 3), (200, 100, 50)))

    @pytest.mark.parametrize("file_format", ["JPEG", "TIFF"])
    def test_cmyk_without_a_profile(self, file_format: str) -> None:
        pixels = pixels_of(converted("CMYK", file_format))

        assert_allclose(pixels.rgb[0, 0], (200, 100, 50), atol=LOSSY)

    def test_cmyk_with_a_profile_follows_it_to_srgb(self) -> None:
        cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))

        pixels = pixels_of(saved(cyan, "JPEG", icc_profile=cmyk_profile()))

        assert_allclose(pixels.rgb[8, 8], RED, atol=12)
        assert pixels.icc_profile is None

    @pytest.mark.parametrize("profile", [cmyk_profile()[:300], srgb_profile(), b"garbage"])
    def test_cmyk_with_a_useless_profile_counts_as_without(self, profile: bytes) -> None:
        cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))

        pixels = pixels_of(saved(cyan, "JPEG", icc_profile=profile))

        assert_allclose(pixels.rgb[8, 8], (0, 255, 255), atol=LOSSY)
        assert pixels.icc_profile is None

    def test_grey_with_a_profile_follows_it_to_srgb(self) -> None:
        half = Image.new("L", (4, 4), 128)

        pixels = pixels_of(saved(half, "PNG", icc_profile=grey_profile()))

        assert_allclose(pixels.rgb[0, 0], 119, atol=2)  # sRGB's value for L* = 50
        assert pixels.icc_profile is None

    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
    def test_rgb_keeps_its_colours_and_its_profile(self, file_format: str) -> None:
        profile = srgb_profile()
        plain = pixels_of(saved(noise(), file_format))

        pixels = pixels_of(saved(noise(), file_format, icc_profile=profile))

        assert pixels.icc_profile == profile
        assert_array_equal(pixels.rgb, plain.rgb)

    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "HEIF"])
    def test_rgb_with_tables_in_its_profile_follows_them_to_srgb(
        self, file_format: str
    ) -> None:
        blue = Image.new("RGB", (16, 16), BLUE)

        pixels = pixels_of(saved(blue, file_format, icc_profile=table_profile()))

        assert_allclose(pixels.rgb[8, 8], RED, atol=12)
        assert pixels.icc_profile is None


class TestAlpha:
    @pytest.mark.parametrize("file_format", ["PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
    def test_transparency_is_kept(self, file_format: str) -> None:
        image = quarters()
        image.putalpha(Image.fromarray(np.asarray(image)[:, :, 0]))

        pixels = pixels_of(saved(image, file_format))

        assert pixels.alpha is not None
        assert pixels.alpha.dtype == np.uint8
        assert_allclose(pixels.alpha[::39, ::59], [[255, 0], [0, 255]], atol=LOSSY)

    @pytest.mark.parametrize("mode", ["RGBA", "LA"])
    def test_opaque_alpha_counts_as_none(self, mode: str) -> None:
        assert pixels_of(converted(mode)).alpha is None

    @pytest.mark.parametrize(
        ("data", "rgb", "alpha"),
        [
            pytest.param(
                as_png(2, 1, 8, 3, b"\0\0\1", chunk(b"PLTE", bytes([1, 2, 3, 4, 5, 6])),
                       chunk(b"tRNS", bytes([9, 255]))),
                [[1, 2, 3], [4, 5, 6]], [9, 255], id="palette",
            ),
            pytest.param(
                as_png(2, 1, 8, 2, bytes([0, 1, 2, 3, 4, 5, 6]),
                       chunk(b"tRNS", bytes([0, 1, 0, 2, 0, 3]))),
                [[1, 2, 3], [4, 5, 6]], [0, 255], id="one colour of RGB",
            ),
            pytest.param(
                as_png(2, 1, 8, 4, bytes([0, 7, 80, 9, 255])),
                [[7, 7, 7], [9, 9, 9]], [80, 255], id="grey",
            ),
            pytest.param(
                as_png(1, 1, 16, 4, struct.pack(">xHH", 257 * 7, 257 * 80)),
                [[7, 7, 7]], [80], id="16-bit grey",
            ),
            pytest.param(
                as_png(1, 1, 16, 6, struct.pack(">xHHHH", 257, 514, 771, 257 * 80)),
                [[1, 2, 3]], [80], id="16-bit RGBA",
            ),
        ],
    )  # fmt: skip
    def test_colours_under_transparency_survive(
        self, data: bytes, rgb: list[list[int]], alpha: list[int]
    ) -> None:
        pixels = pixels_of(data)

        assert pixels.alpha is not None
        assert pixels.rgb[0].tolist() == rgb
        assert pixels.alpha[0].tolist() == alpha

    def test_a_gif_may_be_transparent(self) -> None:
        image = Image.new("P", (4, 4), 1)
        image.putpalette([10, 20, 30, 40, 50, 60])
        image.paste(0, (0, 0, 2, 4))

        pixels = pixels_of(saved(image, "GIF", transparency=0))

        assert pixels.alpha is not None
        assert pixels.alpha[0].tolist() == [0, 0, 255, 255]
        assert pixels.rgb[0, 3].tolist() == [40, 50, 60]

    def test_white_shines_through(self) -> None:
        rgb = np.full((1, 3, 3), 100, np.uint8)
        alpha = np.array([[0, 51, 255]], np.uint8)

        seen = on_white(Pixels(rgb, alpha))

        assert seen[0].tolist() == [[255] * 3, [224] * 3, [100] * 3]

    def test_what_is_opaque_is_seen_as_it_is(self) -> None:
        rgb = np.asarray(noise())

        assert on_white(Pixels(rgb)) is rgb


class TestLimits:
    def test_bytes_are_counted_before_anything_is_read(self) -> None:
        with pytest.raises(FileTooLarge) as caught:
            read_photo(bytes(21_000_000))

        assert (caught.value.megabytes, caught.value.limit) == (20.1, 20)

    def test_a_file_of_exactly_the_limit_is_read(self) -> None:
        data = saved(quarters(), "PNG")

        assert read_photo(data, max_bytes=len(data)).size == Size(60, 40)
        with pytest.raises(FileTooLarge):
            read_photo(data, max_bytes=len(data) - 1)

    @pytest.mark.parametrize("file_format", FORMATS)
    def test_pixels_are_counted_in_every_format(self, file_format: str) -> None:
        data = saved(quarters(), file_format)

        assert read_photo(data, max_megapixels=0.0024).size == Size(60, 40)
        with pytest.raises(TooManyPixels) as caught:
            read_photo(data, max_megapixels=0.0023)
        assert (caught.value.width, caught.value.height) == (60, 40)

    def test_a_header_of_30000_by_30000_needs_no_pixels_to_be_refused(self) -> None:
        with pytest.raises(TooManyPixels):
            read_photo(as_png(30_000, 30_000, 8, 2, b""))

    @pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1)])
    def test_narrow_photos_are_photos(self, size: tuple[int, int]) -> None:
        assert pixels_of(saved(Image.new("RGB", size), "PNG")).size == size


class TestBadFiles:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\xff",
            b"PK\x03\x04 an archive that calls itself .jpg",
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            b"%PDF-1.7",
            b"%!PS-Adobe-3.0 EPSF-3.0",
            b"BMW is no bitmap, though it begins like one",
            b"\0\0\0\x20ftypisom a film",
            saved(quarters(), "PPM"),
            saved(quarters(), "ICO"),
        ],
    )
    def test_anything_but_our_formats_is_no_image(self, data: bytes) -> None:
        with pytest.raises(NotAnImage):
            read_photo(data)

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(as_png(0, 1, 8, 0, b"\0"), id="no columns"),
            pytest.param(as_png(9, 9, 8, 2, b"\0"), id="too few pixels"),
            pytest.param(b"GIF89a" + bytes(7) + b";", id="an empty GIF"),
            pytest.param(b"\x89PNG\r\n\x1a\n", id="a signature alone"),
        ],
    )
    def test_files_without_their_pixels_are_damaged(self, data: bytes) -> None:
        with pytest.raises(DamagedImage):
            pixels_of(data)

    def test_a_photo_that_is_not_of_the_size_it_claims_is_damaged(self) -> None:
        photo = read_photo(saved(quarters(), "PNG"))

        with pytest.raises(DamagedImage):
            decode(Photo(photo.key, photo.data, Size(40, 60)))

    def test_a_gif_frame_beyond_its_screen_widens_it(self) -> None:
        data = saved(quarters(), "GIF")

        pixels = pixels_of(data[:6] + struct.pack("<HH", 4, 4) + data[10:])

        assert pixels.size == Size(60, 40)

    def test_a_long_text_spoils_no_picture(self) -> None:
        text = chunk(b"zTXt", b"k\0\0" + zlib.compress(b"x" * 5_000_000))

        assert pixels_of(as_png(2, 1, 8, 0, bytes([0, 1, 2]), text)).size == Size(2, 1)

    @pytest.mark.parametrize("file_format", [*FORMATS, "MPO"])
    @pytest.mark.filterwarnings("ignore")  # as it is outside pytest
    def test_whatever_happens_to_a_file_only_our_errors_come_out(
        self, file_format: str
    ) -> None:
        options = {"exif": exif(6)} if file_format not in ("GIF", "BMP") else {}
        data = saved(noise(), file_format, icc_profile=srgb_profile(), **options)
        chance = random.Random(file_format)
        outcomes = set()

        for _ in range(300):
            harmed = bytearray(data[: chance.choice([len(data), chance.randrange(len(data))])])
            for _ in range(chance.randrange(4) if harmed else 0):
                harmed[chance.randrange(len(harmed))] = chance.randrange(256)
            try:
                pixels_of(bytes(harmed))
            except UserError as error:
                outcomes.add(type(error))

        assert DamagedImage in outcomes

    def test_odd_metadata_prints_no_warning(self) -> None:
        no_frames = chunk(b"acTL", bytes(8))
        data = as_png(2, 1, 8, 0, bytes([0, 1, 2]), no_frames)
        program = (
            "import sys; from removerbot.imaging.photo import decode, read_photo;"
            "decode(read_photo(sys.stdin.buffer.read()))"
        )

        run = subprocess.run(
            [sys.executable, "-c", program], input=data, capture_output=True, check=False
        )

        assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize(
    ("size", "smaller_by"),
    [
        ((4000, 3000), 2),
        ((4097, 8001), 4),
        ((3001, 1999), 1),
        ((1280, 853), 1),
        ((9000, 7), 1),
    ],
)
def test_a_large_jpeg_file_is_read_smaller_where_that_is_enough(
    size: tuple[int, int], smaller_by: int, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    slope = Image.linear_gradient("L").rotate(45).resize(size).convert("RGB")
    slope.save(file, "JPEG", exif=exif)
    photo = read_photo(file.getvalue())

    smaller = decode(photo, 1024)

    assert smaller.size == tuple(-(-side // smaller_by) for side in photo.size)
    shrunk = Image.fromarray(decode(photo).rgb).resize(smaller.size, Image.Resampling.BOX)
    assert np.abs(np.asarray(shrunk).astype(int) - smaller.rgb).mean() < 1
