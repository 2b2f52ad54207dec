"""Pixels decoded ahead."""

import asyncio
import logging
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from removerbot.editing.renderer import Renderer
from removerbot.engine.base import Limits
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.local import LocalEngine
from removerbot.errors import DamagedImage
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.encode import Format
from removerbot.imaging.grid import grid_for
from removerbot.imaging.grid_ink import grid_ink
from removerbot.imaging.options import Options
from removerbot.imaging.photo import read_photo
from removerbot.imaging.rulers import LONG_SIDE
from removerbot.imaging.types import Photo, Pixels, Prompt, Size
from removerbot.models.subject import SIDE as SUBJECT_SIDE
from removerbot.segmentation.revisions import Click, Job, Revision, Source
from tests.fakes import FakeSegmenter

LIMITS = Limits(workers=1, queue=9, timeout=20, cache_bytes=9999)


class Folder:
    """Files by their names."""

    def __init__(self, **files: bytes) -> None:
        self.files = files

    async def fetch(self, pngid: str) -> bytes:
        return self.files[pngid]


async def test_a_damaged_photo_decoded_ahead_is_told_to_who_asks_for_it_and_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = BytesIO()
    Image.effect_noise((400, 300), 50).convert("RGB").save(file, "JPEG")
    folder = Folder(photo=file.getvalue()[:700])
    photo = read_photo(folder.files["photo"])
    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(photo.size))
    cut = Revision(job, clicks=(Click(Prompt([(200, 150)])),))
    async with (
        LocalEngine(FakeSegmenter(), LIMITS) as engine,
        DecoderPool(max_megapixels=50) as decoder_pool,
    ):
        renderer = Renderer(engine, folder, decoder_pool)

        with caplog.at_level(logging.WARNING, logger="asyncio"):
            renderer.photos.decode_ahead(photo)
            await asyncio.sleep(0.2)
            with pytest.raises(DamagedImage):
                await renderer.cutout(cut)

    assert not caplog.records


class Witness(DecoderPool):
    """Remembers how many pixels it has decoded; not those of regions, which are files of their
    own."""

    def __init__(self) -> None:
        super().__init__(max_megapixels=50)
        self.least: list[int | None] = []

    async def _decode_anew(self, photo: Photo, least: int | None) -> Pixels:
        if "/" not in photo.key:
            self.least.append(least)
        return await super()._decode_anew(photo, least)


async def test_a_photo_is_decoded_once_for_preview_encoder_subject_and_cutout() -> None:
    file = BytesIO()
    Image.effect_noise((1280, 853), 50).convert("RGB").save(file, "JPEG")
    large = BytesIO()
    Image.effect_noise((4000, 3000), 50).convert("RGB").save(large, "JPEG")
    async with Witness() as witness:
        folder = Folder(photo=file.getvalue(), large=large.getvalue())
        for name, least in (("photo", [None]), ("large", [LONG_SIDE, None])):
            witness.least.clear()
            photo = read_photo(folder.files[name])
            job = Job(Source(1, 1, 1, name, "photo"), grid_for(photo.size))
            middle = photo.size.width // 2, photo.size.height // 2
            cut = Revision(job, clicks=(Click(Prompt([middle])),))
            async with LocalEngine(
                FakeSegmenter(), LIMITS, decode_photo=witness.decode
            ) as engine:
                renderer = Renderer(engine, folder, witness)
                await asyncio.gather(
                    renderer.evaluator.prepare(photo),
                    renderer.preview(Revision(job)),
                    witness.decode(photo, SUBJECT_SIDE),
                )
                renderer.photos.decode_ahead(photo)
                await renderer.file(cut)
            assert witness.least == least


async def test_the_same_photo_is_fetched_once_for_all_who_ask_meanwhile() -> None:
    file, arrived, fetched = BytesIO(), asyncio.Event(), []
    Image.new("RGB", (400, 300), "red").save(file, "JPEG")

    class SlowFolder(Folder):
        async def fetch(self, pngid: str) -> bytes:
            fetched.append(pngid)
            await arrived.wait()
            return self.files[pngid]

    async with LocalEngine(FakeSegmenter(), LIMITS) as engine, Witness() as witness:
        renderer = Renderer(engine, SlowFolder(photo=file.getvalue()), witness)
        source = Source(1, 1, 1, "photo", "photo")
        asked = [asyncio.create_task(renderer.photo(source)) for _ in range(3)]
        await asyncio.sleep(0)
        asked[0].cancel()
        arrived.set()
        photos = await asyncio.gather(*asked[1:])
    assert fetched == ["photo"]
    assert photos[0] is photos[1]


@pytest.mark.parametrize(
    ("size", "least"), [((1280, 853), [None]), ((4000, 3000), [LONG_SIDE, None])]
)
async def test_a_preview_that_needs_all_pixels_leaves_them_for_the_cutout(
    size: tuple[int, int], least: list[int | None]
) -> None:
    file = BytesIO()
    Image.new("RGB", size, "red").save(file, "JPEG")
    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(Size(*size)))
    pointed = Revision(job, clicks=(Click(Prompt([(size[0] // 2, size[1] // 2)])),))
    async with LocalEngine(FakeSegmenter(), LIMITS) as engine, Witness() as witness:
        renderer = Renderer(engine, Folder(photo=file.getvalue()), witness)
        await renderer.preview(Revision(job))
        renderer.photos.decode_ahead(await renderer.photo(job.source))
        png = await renderer.file(pointed)
    assert witness.least == least
    assert Image.open(BytesIO(png.data)).size == size


@pytest.mark.parametrize(("length", "kind"), [(16_000, "WEBP"), (17_000, "PNG")])
async def test_what_the_chosen_kind_of_pngcannot_hold_comes_as_a_png(
    length: int, kind: str
) -> None:
    long = BytesIO()
    Image.new("RGB", (length, 2)).save(long, "PNG")
    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(Size(length, 2)))
    async with (
        LocalEngine(FakeSegmenter(), LIMITS) as engine,
        DecoderPool(max_megapixels=50) as decoder_pool,
    ):
        renderer = Renderer(engine, Folder(photo=long.getvalue()), decoder_pool)
        file = await renderer.file(Revision(job, options=Options(format=Format.WEBP)))
    assert Image.open(BytesIO(file.data)).format == kind == file.kind.name


async def test_no_pixels_are_decoded_while_the_photo_behind_is_fetched() -> None:
    file, arrived, fetching = BytesIO(), asyncio.Event(), asyncio.Event()
    Image.new("RGB", (4000, 4500), "red").save(file, "JPEG")  # too large to be kept

    class SlowFolder(Folder):
        async def fetch(self, pngid: str) -> bytes:
            if pngid == "behind":
                fetching.set()
                await arrived.wait()
            return self.files[pngid]

    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(Size(4000, 4500)))
    options = Options(background=OtherPhoto("behind"))
    pointed = Revision(job, clicks=(Click(Prompt([(2000, 1700)])),), options=options)
    async with LocalEngine(FakeSegmenter(), LIMITS) as engine, Witness() as witness:
        folder = SlowFolder(photo=file.getvalue(), behind=file.getvalue())
        renderer = Renderer(engine, folder, witness)
        segmented = await renderer.segment(pointed, decode_ahead=False)
        witness.least.clear()  # it was decoded to look closely at a small object
        rendering = asyncio.create_task(renderer.file(pointed, segmented))
        await fetching.wait()
        await asyncio.sleep(0.05)
        assert witness.least == []
        arrived.set()
        await rendering
    assert witness.least == [None, None]


class Watched(DecoderPool):
    """Counts photos that are decoded at the same time."""

    at_once = most = 0

    async def decode(self, photo: Photo, least: int | None = None) -> Pixels:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await asyncio.sleep(0.01)
            return await super().decode(photo, least)
        finally:
            self.at_once -= 1


async def test_pictures_of_large_photos_are_drawn_one_after_the_other_if_memory_is_short() -> (
    None
):
    file = BytesIO()
    Image.new("RGB", (3000, 2500), "red").save(file, "PNG")  # decoded as a whole

    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(Size(3000, 2500)))
    async with Watched(max_megapixels=50, memory=150 << 20) as pool:
        limits, memory = LIMITS, pool.rendering
        model = FakeSegmenter()
        async with LocalEngine(
            model, limits, decode_photo=pool.decode, memory=memory
        ) as engine:
            renderer = Renderer(engine, Folder(photo=file.getvalue()), pool)
            photo = await renderer.photo(job.source)
            await asyncio.gather(
                renderer.preview(Revision(job)),
                renderer.screen(job.source),
                renderer.numbered(job, []),
                engine.decode(photo, []),
            )
    assert pool.most == 1


@pytest.mark.parametrize(
    ("kind", "largest", "at_once"),
    [
        (Format.PNG, None, 2),
        (Format.WEBP, None, 1),
        (Format.WEBP_LOSSLESS, None, 1),
        (Format.PNG, 31_000_000, 2),
        (Format.PNG, 29_000_000, 1),  # may have to become WEBP
    ],
)
async def test_files_that_take_much_memory_to_write_are_written_one_after_the_other(
    kind: Format, largest: int | None, at_once: int
) -> None:
    file = BytesIO()
    Image.new("RGB", (3000, 2500), "red").save(file, "PNG")
    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(Size(3000, 2500)))
    whole = Revision(job, options=Options(format=kind))
    async with (
        Watched(max_megapixels=50, memory=250 << 20) as pool,
        LocalEngine(FakeSegmenter(), LIMITS) as engine,
    ):
        folder = Folder(photo=file.getvalue())
        renderer = Renderer(engine, folder, pool, max_file_bytes=largest)
        await renderer.photo(job.source)
        await asyncio.gather(renderer.file(whole), renderer.file(whole))
    assert pool.most == at_once


def test_pixels_weigh_their_colors_alpha_and_profile() -> None:
    rgb, alpha = np.zeros((3, 5, 3), np.uint8), np.zeros((3, 5), np.uint8)
    assert Pixels(rgb).nbytes == 45
    assert Pixels(rgb, alpha, b"profile").nbytes == 45 + 15 + 7


async def test_the_grid_is_drawn_while_a_photo_is_decoded_and_once_for_its_size() -> None:
    grid_ink.cache_clear()
    files = {}
    for name, shade in (("one", 30), ("other", 90)):
        file = BytesIO()
        Image.new("RGB", (64, 48), (shade, 0, 0)).save(file, "PNG")
        files[name] = file.getvalue()
    async with (
        LocalEngine(FakeSegmenter(), LIMITS) as engine,
        DecoderPool(max_megapixels=1) as pool,
    ):
        renderer = Renderer(engine, Folder(**files), pool)
        for name in files:
            source = Source(1, 1, 1, name, "photo")
            photo = await renderer.readable(source)
            assert grid_ink.cache_info().misses == 1
            await renderer.preview(Revision(Job(source, grid_for(photo.size))))
    assert grid_ink.cache_info().misses == 1
