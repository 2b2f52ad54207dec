"""Chat, page, API and library cut out the same for the same point."""

import asyncio
from io import BytesIO

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from removerbot.api import Cutter
from removerbot.engine.subjects import Subjects
from removerbot.imaging.types import RGB
from removerbot.models.base import Segmenter
from removerbot.models.subject import LazySubject, SubjectModel
from removerbot.segmentation.subject import SUBJECT
from removerbot.settings import Settings
from telegram_sandbox.client import Json, Person
from tests.chat.conftest import cut, image_file, in_ball, pixels_of, preview_of, scene
from tests.web.conftest import KEY, Opened, open_page, tap

X, Y = 280, 240
"""In the middle of the red half."""


@pytest.fixture
def settings(
    settings: Settings, isnet: SubjectModel, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """The weights of `isnet` are there; what else the machine does may delay its load."""
    assert isnet
    monkeypatch.setattr(Subjects, "load_seconds", 60)
    return settings.model_copy(update={"subject": "isnet"})


def halves() -> RGB:
    """A ball, red on the left and yellow on the right."""
    rgb = scene()
    right = in_ball(rgb) & (np.arange(640) >= 320)
    rgb[right] = (230, 200, 40)
    return rgb


async def token_of(page: Opened) -> int:
    """The mask that the page shows for a tap."""
    found = (await page.outlines(tap([X, Y]))).json()
    return int(found["outlines"][found["shown"]]["token"])


def alpha_of(file: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(BytesIO(file)))[..., 3]


async def test_all_ways_agree_where_the_subject_is_known(
    ada: Person, http: httpx.AsyncClient, remembering_mobile: Segmenter, isnet: SubjectModel
) -> None:
    data = image_file(halves())
    preview = await preview_of(ada, data, as_file=True)
    page = await open_page(ada, preview, http)
    async with asyncio.timeout(60):
        while await token_of(page) != SUBJECT:  # until the subject has been found
            await asyncio.sleep(0.1)
    library = Cutter(remembering_mobile, 100 << 20, LazySubject(lambda: isnet, lambda: True))
    expected = library.cut(data, (X, Y))
    assert expected.segmented.clicks[-1].mask_index == SUBJECT

    written = await cut(ada, f"{X},{Y}", reply_to=await preview_of(ada, data, as_file=True))
    await page.done(tap([X, Y]))  # not even waiting for the outline
    tapped = await ada.wait_for(lambda messages: last_document(messages, written))
    response = await http.post(
        "/api/cut",
        files={"photo": ("photo.png", data)},
        data={"prompt": f"{X},{Y}"},
        headers={"X-API-Key": KEY},
    )
    for alpha in (
        (await pixels_of(ada, written))[..., 3],
        (await pixels_of(ada, tapped))[..., 3],
        alpha_of(response.content),
    ):
        assert (alpha == expected.alpha).all()


def last_document(messages: list[Json], other: Json) -> Json | None:
    """The document that came after another one, once it is there."""
    is_new = messages[-1]["message_id"] > other["message_id"] and "document" in messages[-1]
    return messages[-1] if is_new else None


async def test_the_api_looks_for_the_subject_without_waiting_for_it(
    http: httpx.AsyncClient, client: object
) -> None:
    data = image_file(halves())

    async def ask() -> bytes:
        response = await http.post(
            "/api/cut",
            files={"photo": ("photo.png", data)},
            data={"prompt": f"{X},{Y}"},
            headers={"X-API-Key": KEY},
        )
        assert response.status_code == 200
        return response.content

    first = await ask()
    async with asyncio.timeout(60):
        while await ask() == first:  # until the subject has been found
            await asyncio.sleep(0.2)
