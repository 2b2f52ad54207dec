"""The API for other programs, by its own description and with a real photo."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from starlette import formparsers

from removerbot.web import api
from removerbot.web.bodies import read_form
from removerbot.web.openapi import describe
from telegram_sandbox.client import SandboxClient
from tests.chat.conftest import ball_file, image_file, in_ball, scene
from tests.web.conftest import KEY, problem

BEARER = {"Authorization": f"Bearer {KEY}"}
NO_PHOTO = b"this is no photo"


async def ask(
    http: httpx.AsyncClient,
    prompt: str = "F6",
    photo: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    data = ball_file() if photo is None else photo
    return await http.post(
        "/api/cut",
        files={"photo": ("photo.png", data)},
        data={"prompt": prompt},
        headers=BEARER if headers is None else headers,
    )


pytestmark = pytest.mark.usefixtures("client")


@pytest.mark.parametrize(
    "prompt",
    ["F6", "320,240", "50%,50%", '{"keep": [[320, 240]]}', '{"box": [200, 120, 440, 360]}'],
)
async def test_a_photo_and_a_prompt_in_a_cutout_out(
    http: httpx.AsyncClient, prompt: str
) -> None:
    response = await ask(http, prompt)
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/png"
    assert 0.3 < float(response.headers["x-score"]) <= 1
    alpha = np.asarray(Image.open(BytesIO(response.content)))[..., 3] > 127
    ball = in_ball(scene())
    assert (alpha & ball).sum() > 0.9 * (alpha | ball).sum()


async def test_the_options_of_a_form_are_applied(http: httpx.AsyncClient) -> None:
    photo = ("photo", ("photo.png", ball_file()))
    blue = ("behind", ("blue.png", image_file(np.full((9, 9, 3), (0, 0, 250), np.uint8))))
    for files, fields, kind, corner in (
        ([photo], {"format": "webp", "edge": "hard"}, "WEBP", (0, 0, 0, 0)),
        ([photo], {"format": "jpg", "background": "#f80"}, "JPEG", (255, 136, 0)),
        ([photo], {"outline": "white", "shadow": "true"}, "PNG", (0, 0, 0, 0)),
        ([photo, blue], {"crop": "square", "margin": "20"}, "PNG", (0, 0, 250, 255)),
    ):
        response = await http.post(
            "/api/cut", headers=BEARER, files=files, data={"prompt": "F6", **fields}
        )
        image = Image.open(BytesIO(response.content))
        assert image.format == kind
        assert response.headers["content-type"] == Image.MIME[kind]
        assert (image.width == image.height) == (fields.get("crop") == "square")
        assert image.getpixel((0, 0)) == pytest.approx(corner, abs=4)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {KEY}"},
        {"X-API-Key": ""},
    ],
)
async def test_without_the_key_nothing_is_done(
    http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    response = await ask(http, headers=headers)
    assert (response.status_code, problem(response)) == (401, "unauthorized")
    assert response.headers["www-authenticate"] == "Bearer"
    assert (await ask(http, headers={"X-API-Key": KEY})).status_code == 200


@pytest.mark.parametrize(
    ("prompt", "photo", "status", "name"),
    [
        ("F6", NO_PHOTO, 415, "not-an-image"),
        ("F6", ball_file()[:60], 422, "damaged-image"),
        ("F6", bytes(21 << 20), 413, "file-too-large"),
        ("F6", bytes(41 << 20), 413, "request-entity-too-large"),
        ("what", None, 422, "unreadable-reply"),
        ("Z99", None, 422, "outside-photo"),
        ("-F6", None, 422, "nothing-to-keep"),
        (" + ".join(["F6"] * 13), None, 422, "too-many-objects"),
        ('{"keep": [[640, 240]]}', None, 422, "outside-photo"),
        ('{"keep": []}', None, 422, "unprocessable-entity"),
        ('{"keep": [[1e999, 1]]}', None, 422, "unprocessable-entity"),
        ('{"keep": [[320, 240]], "colour": 1}', None, 422, "unprocessable-entity"),
        ("F6 " * 10_000, None, 422, "unprocessable-entity"),
        ("F6", image_file(scene() * 0 + 90), 422, "nothing-found"),
    ],
)
async def test_what_goes_wrong_has_a_name_of_the_error_tree(
    http: httpx.AsyncClient, prompt: str, photo: bytes | None, status: int, name: str
) -> None:
    response = await ask(http, prompt, photo)
    assert (response.status_code, problem(response)) == (status, name)


async def test_what_came_of_a_form_that_is_too_long_is_closed(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    class Noted(SpooledTemporaryFile[bytes]):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            opened.append(self)

    async def body() -> AsyncIterator[bytes]:  # does not say how long it is
        name = b'Content-Disposition: form-data; name="photo"; filename="photo.png"'
        yield b"--x\r\n" + name + b"\r\n\r\n"
        for _ in range(50):
            yield bytes(1 << 20)

    monkeypatch.setattr(formparsers, "SpooledTemporaryFile", Noted)
    headers = {**BEARER, "Content-Type": "multipart/form-data; boundary=x"}
    response = await http.post("/api/cut", headers=headers, content=body())
    assert (response.status_code, problem(response)) == (413, "request-entity-too-large")
    [photo] = opened
    assert photo.closed


async def test_a_form_that_is_none_is_refused(http: httpx.AsyncClient) -> None:
    photo = ("photo", ("photo.png", ball_file()))
    broken = {**BEARER, "Content-Type": "multipart/form-data"}
    for status, sent in (
        (415, http.post("/api/cut", headers=BEARER, json={"prompt": "F6"})),
        (415, http.post("/api/cut", headers=BEARER)),
        (422, http.post("/api/cut", headers=broken, content=b"--x\r\n")),
        (422, http.post("/api/cut", headers=BEARER, files=[photo])),
        (
            422,
            http.post("/api/cut", headers=BEARER, files=[photo, photo], data={"prompt": "A1"}),
        ),
        (422, http.post("/api/cut", headers=BEARER, files=[photo], data={"p": "A1"})),
        (422, http.post("/api/cut", headers=BEARER, files=[photo, ("prompt", b"A1")])),
        *(
            (422, http.post("/api/cut", headers=BEARER, files=[photo], data=fields))
            for fields in (
                {"prompt": "A1", "grow": "6"},
                {"prompt": "A1", "margin": "many"},
                {"prompt": "A1", "crop": "round"},
                {"prompt": "A1", "background": "nice"},
                {"prompt": "A1", "outline": "thick"},
                {"prompt": "A1", "shadow": "some"},
                {"prompt": "A1", "behind": "no file"},
            )
        ),
    ):
        response = await sent
        assert response.status_code == status, response.text
        problem(response)


async def test_programs_that_ask_too_often_wait(http: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(ask(http, photo=NO_PHOTO) for _ in range(40)))
    assert {problem(answer) for answer in answers} == {"not-an-image", "too-many-requests"}


async def test_wrong_keys_do_not_slow_down_whoever_has_the_right_one(
    http: httpx.AsyncClient,
) -> None:
    wrong = {"X-API-Key": "a-key-that-somebody-guesses"}
    guesses = await asyncio.gather(*(ask(http, headers=wrong) for _ in range(40)))
    assert {problem(guess) for guess in guesses} == {"unauthorized", "too-many-requests"}
    assert problem(await ask(http, photo=NO_PHOTO)) == "not-an-image"


async def test_other_paths_and_methods_are_problems_too(http: httpx.AsyncClient) -> None:
    assert problem(await http.get("/nowhere")) == "not-found"
    assert problem(await http.get("/api/cut")) == "method-not-allowed"
    assert (await http.get("/health")).status_code == 204
    assert (await http.get("/metrics")).status_code == 404


async def test_every_answer_keeps_browsers_safe(http: httpx.AsyncClient) -> None:
    for path in ("/tap/", "/tap/static/app.js", "/api/openapi.json", "/nowhere"):
        headers = (await http.get(path, headers={"Origin": "https://evil.example"})).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


async def test_the_description_holds_whatever_is_sent(http: httpx.AsyncClient) -> None:
    assert (await http.get("/api/openapi.json")).json() == describe()
    tester = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "run"),
        f"{http.base_url}/api/openapi.json",
        *("--header", f"X-API-Key: {KEY}"),
        # Whether there is anything to cut out in a photo no schema can say.
        *("--checks", "all", "--exclude-checks", "positive_data_acceptance"),
        *("--max-examples", "25", "--rate-limit", "5/s", "--seed", "1"),
        *("--generation-database", "none", "--no-color"),
        stdout=PIPE,
        stderr=STDOUT,
    )
    said, _ = await tester.communicate()
    assert tester.returncode == 0, said.decode()


async def test_the_bodies_of_one_address_are_read_two_at_a_time(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = most = 0

    async def read_slowly(*arguments: Any) -> Any:
        nonlocal running, most
        running += 1
        most = max(most, running)
        try:
            await asyncio.sleep(0.05)
            return await read_form(*arguments)
        finally:
            running -= 1

    monkeypatch.setattr(api, "read_form", read_slowly)
    responses = await asyncio.gather(*(ask(http) for _ in range(6)))
    assert {response.status_code for response in responses} == {200}
    assert most == 2


@pytest.mark.skipif(sys.platform != "linux", reason="there is one loopback address")
async def test_bodies_that_come_slowly_keep_nobody_else_waiting(
    http: httpx.AsyncClient, client: SandboxClient
) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"--x\r\n"
        await asyncio.Event().wait()

    async def upload(address: str) -> None:
        transport = httpx.AsyncHTTPTransport(local_address=address)
        headers = {**BEARER, "Content-Type": "multipart/form-data; boundary=x"}
        async with httpx.AsyncClient(base_url=http.base_url, transport=transport) as other:
            await other.post("/api/cut", content=slow(), headers=headers)

    addresses = [f"127.0.0.{number}" for number in range(2, 22)]  # there are 16 slots
    held = [asyncio.create_task(upload(address)) for address in addresses]
    await asyncio.sleep(0.5)
    ada = await client.person("Ada")
    answer = await ada.next_message(after=await ada.say("/help"), within=8)
    assert "C4" in answer["text"]
    for task in held:
        task.cancel()
    await asyncio.wait(held)
