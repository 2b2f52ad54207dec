"""Pixels decoded ahead."""

import asyncio
import logging
from io import BytesIO

import pytest
from PIL import Image

from removerbot.core.finish import Finish, Format
from removerbot.core.grid import grid_for
from removerbot.core.photo import read_photo
from removerbot.core.types import Prompt, Size
from removerbot.darkroom import Darkroom
from removerbot.engine.local import LocalEngine
from removerbot.errors import DamagedImage
from removerbot.jobs import Cut, Job, Source, Step
from tests.fakes import FakeSegmenter, PhotosHere


class Folder:
    """Files by their names."""

    def __init__(self, **files: bytes) -> None:
        self.files = files

    async def fetch(self, file_id: str) -> bytes:
        return self.files[file_id]


async def test_a_damaged_photo_decoded_ahead_is_told_to_who_asks_for_it_and_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = BytesIO()
    Image.effect_noise((400, 300), 50).convert("RGB").save(file, "JPEG")
    folder = Folder(photo=file.getvalue()[:-5000])
    photo = read_photo(folder.files["photo"])
    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(photo.size))
    cut = Cut(job, steps=(Step(Prompt([(200, 150)])),))
    async with LocalEngine(
        FakeSegmenter(), workers=1, queue=9, timeout=20, cache_bytes=9999
    ) as engine:
        darkroom = Darkroom(engine, folder, PhotosHere())

        with caplog.at_level(logging.WARNING, logger="asyncio"):
            darkroom.decode_ahead(photo)
            await asyncio.sleep(0.2)
            with pytest.raises(DamagedImage):
                await darkroom.cutout(cut)

    assert not caplog.records


@pytest.mark.parametrize(("length", "kind"), [(16_000, "WEBP"), (17_000, "PNG")])
async def test_what_the_chosen_kind_of_file_cannot_hold_comes_as_a_png(
    length: int, kind: str
) -> None:
    long = BytesIO()
    Image.new("RGB", (length, 2)).save(long, "PNG")
    job = Job(Source(1, 1, 1, "photo", "photo"), grid_for(Size(length, 2)))
    async with LocalEngine(
        FakeSegmenter(), workers=1, queue=9, timeout=20, cache_bytes=9999
    ) as engine:
        darkroom = Darkroom(engine, Folder(photo=long.getvalue()), PhotosHere())
        file = await darkroom.file(Cut(job, finish=Finish(format=Format.WEBP)))
    assert Image.open(BytesIO(file.data)).format == kind == file.kind.name
