"""Several objects in one cutout, each with its own points."""

import numpy as np

from telegram_sandbox.client import Json, Person
from tests.chat.conftest import cut, image_file, labels, pixels_of, preview_of, scene, shown_in


def two_balls() -> bytes:
    """A red ball on the left, a blue one on the right."""
    left, right = scene((200, 40, 30), 400, 400), scene((30, 40, 200), 400, 400)
    return image_file(np.hstack([left, right]))


async def colors(person: Person, message: Json) -> set[str]:
    """Which of the balls a cutout shows."""
    rgba = await pixels_of(person, message)
    opaque = rgba[..., 3] == 255
    halves = {"red": opaque[:, :400], "blue": opaque[:, 400:]}
    return {color for color, half in halves.items() if half.sum() > 10_000}


async def test_two_objects_are_cut_out_together(ada: Person) -> None:
    await preview_of(ada, two_balls())
    assert await colors(ada, await cut(ada, "200,200")) == {"red"}
    both = await cut(ada, "200,200 + 600,200")
    assert await colors(ada, both) == {"red", "blue"}
    assert both["caption"].startswith("200,200 + 600,200 – ")


async def test_a_reply_with_a_plus_adds_an_object_and_undo_takes_it_back(ada: Person) -> None:
    await preview_of(ada, two_balls())
    red = await cut(ada, "200,200")
    both = await cut(ada, "+ 600,200", reply_to=red)
    assert await colors(ada, both) == {"red", "blue"}
    await ada.press(both, "↩ Undo")
    assert await ada.download(await shown_in(ada, both)) == await ada.download(red)


async def test_two_objects_of_one_reply_are_undone_in_one_go(ada: Person) -> None:
    await preview_of(ada, two_balls())
    both = await cut(ada, "200,200 + 600,200")
    await ada.press(both, "↩ Undo")
    assert (await shown_in(ada, both))["caption"].startswith("What shall I cut out?")
    red = await cut(ada, "200,200")
    more = await cut(ada, "240,200 + 600,200", reply_to=red)
    assert await colors(ada, more) == {"red", "blue"}
    await ada.press(more, "↩ Undo")
    assert (await shown_in(ada, more))["caption"].startswith("200,200 – ")


async def test_a_reply_refines_the_object_added_last(ada: Person) -> None:
    await preview_of(ada, two_balls())
    both = await cut(ada, "200,200 + 600,200")
    refined = await cut(ada, "640,200 -780,20", reply_to=both)
    assert refined["caption"].startswith("200,200 + 600,200 640,200 -780,20 – ")
    assert await colors(ada, refined) == {"red", "blue"}


async def test_another_object_can_be_added_by_button(ada: Person) -> None:
    await preview_of(ada, two_balls())
    result = await cut(ada, "200,200")
    await ada.press(result, "+ Object")
    preview = await shown_in(ada, result)
    assert preview["caption"].startswith("200,200 so far. Reply with a cell of the other")
    assert "Show cutout" in labels(preview)
    await ada.press(preview, "Tap a cell")
    await ada.press(await shown_in(ada, result), "F2")
    both = await shown_in(ada, result)
    assert both["caption"].startswith("200,200 + F2 – ")
    assert await colors(ada, both) == {"red", "blue"}
    # The next points belong to the object added last.
    assert (await cut(ada, "G3", reply_to=both))["caption"].startswith("200,200 + F2 G3 – ")


async def test_adding_an_object_can_be_called_off(ada: Person) -> None:
    await preview_of(ada, two_balls())
    result = await cut(ada, "200,200")
    await ada.press(result, "+ Object")
    await ada.press(await shown_in(ada, result), "Show cutout")
    shown = await shown_in(ada, result)
    assert await ada.download(shown) == await ada.download(result)
    assert (await cut(ada, "240,200", reply_to=shown))["caption"].startswith(
        "200,200 240,200 – "
    )


async def test_points_of_all_objects_are_shown(ada: Person) -> None:
    await preview_of(ada, two_balls())
    result = await cut(ada, "200,200 + 600,200")
    await ada.press(result, "Points")
    picture = (await pixels_of(ada, await shown_in(ada, result))).astype(int)
    green = abs(picture - (24, 160, 88)).max(axis=2) < 40
    middle = picture.shape[1] // 2
    assert green[:, :middle].any()
    assert green[:, middle:].any()
