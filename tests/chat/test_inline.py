"""`@bot` in any chat lists what the person was sent, newest first, a page at a time."""

import pytest

from removerbot.chat.handlers import guests
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from telegram_sandbox.client.anywhere import ask_inline, choose
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import ball_file, cut, cut_ball, labels, shown_in


async def listed(person: Person, offset: str = "") -> Json:
    answer = (await ask_inline(person, offset=offset))["answer"]
    assert answer is not None
    return dict(answer)


@pytest.fixture(autouse=True)
def _inline(sandbox: Sandbox) -> None:
    sandbox.features.inline_queries = True


async def test_the_newest_files_are_listed_and_sent_by_their_ids(
    client: SandboxClient, ada: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guests, "_PAGE", 2)
    first = await cut_ball(ada)
    second = await cut(ada, "F5 G6")
    await ada.press(second, "Sticker")
    sticker = await ada.next_message(after=second)
    asked = await ask_inline(ada)
    page = asked["answer"]
    assert page["cache_time"] == 0
    assert page["is_personal"]
    files = [
        each.get("sticker_file_id") or each["document_file_id"] for each in page["results"]
    ]
    assert files == [sticker["sticker"]["file_id"], second["document"]["file_id"]]
    assert page["results"][1]["title"] == "F5 G6"
    rest = await listed(ada, page["next_offset"])
    assert [each["document_file_id"] for each in rest["results"]] == [
        first["document"]["file_id"]
    ]
    assert not rest.get("next_offset")
    elsewhere = await client.group("Elsewhere", ada, bob, with_bot=False)
    sent = await choose(ada, asked, page["results"][1]["id"], elsewhere)
    assert sent["document"]["file_id"] == second["document"]["file_id"]


async def test_what_buttons_have_made_of_a_cutout_is_listed_and_forgotten_with_the_rest(
    ada: Person, bob: Person
) -> None:
    result = await cut_ball(ada)
    assert "↩ Undo" in labels(result)
    await ada.press(result, "More…")
    shown = await shown_in(ada, result)
    await ada.press(shown, "Square")
    assert len((await listed(ada))["results"]) == 2
    theirs = await listed(bob)
    assert theirs["results"] == []
    assert theirs["button"]["text"] == "No cutouts yet – send me a photo"
    started = await bob.open(
        f"https://t.me/removerbot_sandbox_bot?start={theirs['button']['start_parameter']}"
    )
    assert "Send me a photo" in (await bob.next_message(after=started))["text"]
    await ada.next_message(after=await ada.say("/forget"))
    assert (await listed(ada))["results"] == []


async def test_what_was_asked_for_in_a_group_is_listed_for_who_asked(
    ada: Person, bob: Person, group: Group, at_bot: str
) -> None:
    photo = await ada.send_photo(ball_file(), in_=group)
    cutout = await group.next_message(after=await bob.say(f"/cut{at_bot} F6", reply_to=photo))
    [result] = (await listed(bob))["results"]
    assert result["document_file_id"] == cutout["document"]["file_id"]
    assert (await listed(ada))["results"] == []


@pytest.mark.parametrize("offset", ["-1", "0", "99999999999999999999", "x", "1e3", "٣", " 1"])
async def test_an_offset_that_no_page_has_lists_from_the_start(
    ada: Person, bob: Person, offset: str
) -> None:
    await cut_ball(bob)
    await cut_ball(ada)
    page = await listed(ada, offset)
    assert [each["title"] for each in page["results"]] == ["F6"]


async def test_a_file_that_telegram_no_longer_has_takes_no_others_from_the_list(
    sandbox: Sandbox, ada: Person
) -> None:
    first = await cut_ball(ada)
    second = await cut(ada, "F5 G6")
    sandbox.state.files.remove(first["document"]["file_id"])
    for asked in range(2):
        page = await listed(ada)
        assert [each["document_file_id"] for each in page["results"]] == [
            second["document"]["file_id"]
        ]
        assert len(sandbox.faults.calls["answerinlinequery"]) == 2 + 2 * asked
