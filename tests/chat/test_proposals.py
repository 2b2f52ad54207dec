"""Auto: what there is to cut out, numbered, one press each."""

import asyncio

import pytest

from removerbot.models import subject
from removerbot.models.subject import SubjectModel
from removerbot.settings import Settings
from telegram_sandbox.client import Group, Json, Person, SandboxClient
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


async def test_a_reply_with_a_number_is_a_press_of_the_button_in_groups_too(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    seen = await bob.say(f"/auto{at_bot}", reply_to=photo)
    proposals = await group.next_message(after=seen)
    await ada.say("9", reply_to=proposals)  # on no button
    await ada.say("2 of them are nice", reply_to=proposals)
    await ada.say("1번", reply_to=proposals)
    cutout = await group.wait_for(lambda messages: document_in(messages, proposals))
    assert (await pixels_of(ada, cutout)).shape[1] == 640
    by_bot = [each for each in await group.messages() if each["from"]["id"] == group.bot]
    assert len(by_bot) == 1


def document_in(messages: list[Json], of: Json) -> Json | None:
    number = of["message_id"]
    return next((m for m in messages if m["message_id"] == number and "document" in m), None)


async def test_a_number_without_a_reply_is_asked_of_which_picture(ada: Person) -> None:
    await preview_of(ada, ball_file())
    await ada.next_message(after=await ada.say("/auto"))
    told = await ada.next_message(after=await ada.say("2번"))
    assert "Reply to the picture with it" in told["text"]


async def test_cut_as_a_command_without_a_reply_is_about_the_newest_photo(ada: Person) -> None:
    told = await ada.next_message(after=await ada.say("/cut F6"))
    assert "Reply to a photo" in told["text"]
    await preview_of(ada, two_balls())
    await preview_of(ada, ball_file())
    cutout = await ada.next_message(after=await ada.say("/cut F6"))
    assert (await pixels_of(ada, cutout)).shape[1] == 640
    preview = await ada.next_message(after=await ada.say("/cut"))
    assert preview["caption"].startswith("What shall I cut out?")


async def test_in_private_a_reply_with_the_words_on_a_button_is_a_press_of_it(
    client: SandboxClient, ada: Person
) -> None:
    preview = await preview_of(ada, ball_file())
    await ada.say("finer grid", reply_to=preview)
    await ada.wait_for(lambda messages: with_button(messages, preview, "← Back"))
    cutout = await cut(ada, "F6")
    await ada.say("more", reply_to=cutout)
    await ada.wait_for(lambda messages: with_button(messages, cutout, "← Less"))
    settings = await ada.next_message(after=await ada.say("/settings"))
    told = await ada.next_message(after=await ada.say("soft edge", reply_to=settings))
    assert "button" not in told["text"]  # such as that it is of an old photo
    minji = await client.person("민지", "ko")
    korean = await preview_of(minji, ball_file())
    await minji.say("칸 누르기", reply_to=korean)
    await minji.wait_for(lambda messages: with_button(messages, korean, "A1"))


def with_button(messages: list[Json], of: Json, label: str) -> Json | None:
    number = of["message_id"]
    found = (m for m in messages if m["message_id"] == number and label in labels(m))
    return next(found, None)


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
