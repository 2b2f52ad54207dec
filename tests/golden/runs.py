"""Asks everything that the cases hold, and records what comes back."""

import asyncio
import json
import tempfile
import traceback
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from tests.golden import cases, drivers
from tests.golden.pictures import Json, of_outlines, of_pixels, record
from tests.golden.scenes import SCENES, photo

Results = dict[str, Json]
"""What is recorded of each case, by its name."""

_AT_ONCE = 4
"""Most of a step in the chat is waiting, and nobody's result depends on other people."""


def photos() -> Results:
    """The drawn photos themselves, upright."""
    results = {}
    for name in SCENES:
        image = Image.open(BytesIO(photo(name)))
        profile = image.info.get("icc_profile")
        pixels = np.asarray(ImageOps.exif_transpose(image))
        results[f"photos/{name}"] = of_pixels(pixels, icc_profile=profile)
    return results


def library(model: drivers.Model) -> Results:
    """All calls of the library."""
    results: Results = {}
    driver = drivers.Library(model)
    for name, calls in cases.LIBRARY.items():
        previous = None
        for number, call in enumerate(calls, 1):
            key = f"library/{name}/{number} {_described(call)}"
            with _noting(results, key):
                options = dict(call.options)
                if options.get("background") in SCENES:
                    options["background"] = photo(options["background"])
                previous = driver.cut(
                    photo(name),
                    _prompt(call.prompt),
                    options,
                    previous if call.goes_on else None,
                )
                if call.file:
                    results[key] = record(drivers.file_of(previous, call.file))
                else:
                    results[key] = of_pixels(
                        previous.rgba, previous.score, previous.icc_profile
                    )
    return results


async def bot(model: drivers.Model) -> Results:
    """All that is asked of a running bot, some people at a time."""
    results: list[Results] = []
    places = asyncio.Semaphore(_AT_ONCE)

    async def ask(key: str, asked: Awaitable[Results]) -> Results:
        found: Results = {}
        async with places:
            with _noting(found, key):
                found.update(await asked)
        return found

    with tempfile.TemporaryDirectory() as folder:
        async with drivers.running(model, Path(folder)) as running:
            asked = {
                **{f"chat/{name}": _talk(running, name) for name in cases.CHAT},
                **{f"page/{name}": _visit(running, name) for name in cases.PAGE},
                **{f"api/{upload}": _uploaded(running, upload) for upload in cases.API},
            }
            results = await asyncio.gather(*(ask(*each) for each in asked.items()))
    return {key: about for found in results for key, about in found.items()}


async def _talk(running: drivers.Bot, name: str) -> Results:
    results: Results = {}
    talk = cases.CHAT[name]
    chat = await running.chat(name, in_group=talk.in_group)
    answers: list[Json | None] = []
    for number, step in enumerate(talk.steps, 1):
        if isinstance(step, cases.Back):
            chat.newest = answers[step.step - 1]
            files = []
        else:
            files = await _stepped(chat, step)
        answers.append(chat.newest)
        for count, file in enumerate(files):
            more = f" #{count + 1}" if count else ""
            results[f"chat/{name}/{number} {step}{more}"] = record(file)
    return results


async def _stepped(chat: drivers.Chat, step: cases.Step) -> list[bytes]:
    match step:
        case cases.Send(names, as_file, caption):
            return await chat.send([photo(n) for n in names], as_file=as_file, caption=caption)
        case cases.Say(words, reply):
            return await chat.say(words, reply=reply)
        case cases.Behind(name):
            return await chat.put_behind(photo(name))
        case cases.Press(buttons):
            files: list[bytes] = []
            for button in buttons:
                files = await chat.press(button) or files
            return files
    raise AssertionError(step)


async def _visit(running: drivers.Bot, name: str) -> Results:
    results: Results = {}
    visit = cases.PAGE[name]
    chat = await running.chat(name)
    await chat.send([photo(visit.photo)], as_file=True)
    if visit.words:
        await chat.say(visit.words, reply=True)
        await chat.press("points")
    page = await running.open_page(chat)
    image = ImageOps.exif_transpose(Image.open(BytesIO(photo(visit.photo))))
    taps: list[Json] = []
    sizes: list[int] = []
    for number, touch in enumerate(visit.touches, 1):
        key = f"page/{name}/{number} {touch}"
        if isinstance(touch, cases.Screen):
            results[key] = record(await page.screen())
        elif isinstance(touch, cases.Done):
            results[key] = record(await page.done(taps, touch.form))
        else:
            taps = _touched(taps, touch, sizes)
            answer = await page.outlines(taps)
            sizes = [outline["token"] for outline in answer["outlines"]]
            results[key] = of_outlines(answer, image.size)
    return results


def _touched(
    taps: list[Json], touch: cases.Look | cases.Undo | cases.Size, sizes: list[int]
) -> list[Json]:
    """The taps after another touch; `sizes` are the tokens of the newest answer."""
    match touch:
        case cases.Undo():
            return taps[:-1]
        case cases.Size(whole):
            return [*taps[:-1], {**taps[-1], "token": sizes[whole]}]
        case cases.Look(tap):
            return [*taps, _more(taps[-1] if taps else {}, tap)] if tap else taps


def _more(before: Json, tap: cases.Tap) -> Json:
    """All that was tapped so far: that is what the page sends with each tap."""
    points = {name: [*before.get(name, []), *getattr(tap, name)] for name in ("keep", "drop")}
    box = tap.box or before.get("box")
    return {**points, **({"box": box} if box else {})}


async def _uploaded(running: drivers.Bot, upload: cases.Upload) -> Results:
    prompt = _prompt(upload.prompt)
    words = prompt if isinstance(prompt, str) else json.dumps(prompt)
    behind = photo(upload.behind) if upload.behind else None
    file, score = await running.cut(photo(upload.photo), words, upload.fields, behind)
    return {f"api/{upload}": record(file, score)}


def _prompt(prompt: cases.Prompt) -> str | Json:
    if isinstance(prompt, str):
        return prompt
    fields = {"keep": list(prompt.keep), "drop": list(prompt.drop)}
    return {**fields, **({"box": prompt.box} if prompt.box else {})}


def _described(call: cases.LibraryCut) -> str:
    options = [f"{name}={value}" for name, value in call.options.items()]
    goes_on, file = "then " if call.goes_on else "", f" .{call.file}" if call.file else ""
    return " ".join([f"{goes_on}{call.prompt}", *options]) + file


@contextmanager
def _noting(results: Results, key: str) -> Iterator[None]:
    """Let what fails be a result, so that the rest is asked all the same."""
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever it is, the test of this case shows it
        results[f"{key} failed"] = {"failed": traceback.format_exc(limit=-3)}
