"""Auto: what there is to cut out, numbered, one press each."""

import asyncio

import pytest

from removerbot.models import subject
from removerbot.models.subject import SubjectModel
from removerbot.settings import Settings
from telegram_sandbox.client import Person
from tests.chat.conftest import (
    ball_file,
    cut,
    image_file,
    in_ball,
    labels,
    pixels_of,
    preview_of,
    scene,
    shown_in,
)
from tests.chat.test_objects import colors, two_balls


async def test_the_first_proposal_is_the_subject_and_one_press_cuts_it_out(ada: Person) -> None:
    rgb = scene()
    preview = await preview_of(ada, image_file(rgb))
    await ada.press(preview, "✨ Auto")
    proposals = await shown_in(ada, preview)
    assert proposals["caption"].startswith("Here is what I see. Press the number")
    assert labels(proposals)[0] == "1"
    assert len(labels(proposals)) <= 10
    await asyncio.gather(*(ada.press(proposals, "1") for _ in range(3)))
    inside = (await pixels_of(ada, await shown_in(ada, preview)))[..., 3] == 255
    assert (inside & in_ball(rgb)).sum() / (inside | in_ball(rgb)).sum() > 0.9


async def test_proposals_can_be_joined_refined_and_undone(ada: Person) -> None:
    preview = await preview_of(ada, two_balls())
    await ada.press(preview, "✨ Auto")
    await ada.press(await shown_in(ada, preview), "1")
    first = await shown_in(ada, preview)
    await ada.press(first, "+ Object")
    await ada.press(await shown_in(ada, preview), "✨ Auto")
    await ada.press(await shown_in(ada, preview), "2")
    both = await shown_in(ada, preview)
    assert await colors(ada, both) == {"red", "blue"}
    refined = await cut(ada, "-400,390", reply_to=both)
    assert await colors(ada, refined) == {"red", "blue"}
    await ada.press(both, "↩ Undo")
    assert await ada.download(await shown_in(ada, preview)) == await ada.download(first)


async def test_auto_as_a_command_means_the_photo_replied_to_or_the_newest(ada: Person) -> None:
    older = await preview_of(ada, two_balls())
    newer = scene()
    await preview_of(ada, image_file(newer))
    for reply_to, width in ((older, 800), (None, 640)):
        proposals = await ada.next_message(after=await ada.say("/auto", reply_to=reply_to))
        assert "photo" in proposals
        await ada.press(proposals, "1")
        assert (await pixels_of(ada, await shown_in(ada, proposals))).shape[1] == width


MAIN = "🎯 The main thing"
PATIENCE = 60


async def test_one_press_cuts_out_the_main_thing_without_the_subject_model(ada: Person) -> None:
    rgb = scene()
    preview = await preview_of(ada, image_file(rgb))
    await ada.press(preview, MAIN)
    inside = (await pixels_of(ada, await shown_in(ada, preview)))[..., 3] == 255
    assert (inside & in_ball(rgb)).sum() / (inside | in_ball(rgb)).sum() > 0.9


async def test_a_refined_main_thing_is_undone_exactly(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    await ada.press(preview, MAIN)
    first = await shown_in(ada, preview)
    refined = await cut(ada, "-10,10", reply_to=first)
    await ada.press(refined, "↩ Undo")
    assert await ada.download(await shown_in(ada, refined)) == await ada.download(first)


class TestWithTheSubjectModel:
    """The whole bot with the real model."""

    @pytest.fixture
    def settings(
        self, settings: Settings, isnet: SubjectModel, monkeypatch: pytest.MonkeyPatch
    ) -> Settings:
        """With `isnet` as it has been loaded for other tests."""
        monkeypatch.setattr(subject, "load_if_wanted", lambda *_: isnet)
        return settings.model_copy(update={"subject": "isnet"})

    async def test_one_press_cuts_out_the_main_thing(self, ada: Person) -> None:
        rgb = scene()
        preview = await preview_of(ada, image_file(rgb))
        await ada.press(preview, MAIN, PATIENCE)
        shown = await shown_in(ada, preview)
        inside = (await pixels_of(ada, shown))[..., 3] == 255
        assert (inside & in_ball(rgb)).sum() / (inside | in_ball(rgb)).sum() > 0.95
        assert "− Smaller" in labels(shown) or "↩ Undo" in labels(shown)

    async def test_subjects_that_lie_apart_are_numbered(self, ada: Person) -> None:
        preview = await preview_of(ada, two_balls())
        await ada.press(preview, MAIN, PATIENCE)
        numbered = await shown_in(ada, preview)
        assert labels(numbered)[:2] == ["1", "2"]
        await ada.press(numbered, "2")
        cutout = await shown_in(ada, preview)
        assert len(await colors(ada, cutout)) == 1
        refined = await cut(ada, "+ 10,10", reply_to=cutout)
        assert await ada.download(refined)


async def test_leaving_the_proposals_shows_the_grid(ada: Person) -> None:
    preview = await preview_of(ada, ball_file())
    await ada.press(preview, "✨ Auto")
    await ada.press(await shown_in(ada, preview), "← Back")
    assert "✨ Auto" in labels(await shown_in(ada, preview))


async def test_auto_without_a_photo_or_without_a_subject_says_so(ada: Person) -> None:
    answer = await ada.next_message(after=await ada.say("/auto"))
    assert "Send me a photo" in answer["text"]
    preview = await preview_of(ada, image_file(scene()[:1, :1]), as_file=True)
    answered = await ada.press(preview, "✨ Auto")
    assert answered
    shown = await shown_in(ada, preview)
    assert "nothing to cut out" in answered.get("text", "") or labels(shown)[0] == "1"
