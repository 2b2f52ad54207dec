"""What the bot says where a page is configured: tapping comes first, and albums have it."""

import httpx

from telegram_sandbox.client import Json, Person
from tests.chat.conftest import image_file, in_ball, labels, pixels_of, scene
from tests.web.conftest import BALL, BUTTON, Opened, tap

COLORS = ((200, 40, 30), (30, 40, 200))


async def test_start_and_help_begin_with_tapping(ada: Person) -> None:
    told = await ada.next_message(after=await ada.say("/start"))
    helped = await ada.next_message(after=await ada.say("/help"))

    first = told["text"].splitlines()[0]
    assert "what you tap" in first
    assert told["text"].index(BUTTON) < told["text"].index("C4")
    assert BUTTON in helped["text"].splitlines()[0]
    assert helped["text"].index(BUTTON) < helped["text"].index("C4")


async def test_each_photo_of_an_album_is_tapped_with_a_button_of_its_number(
    ada: Person, http: httpx.AsyncClient
) -> None:
    sent = await ada.send_album([image_file(scene(color)) for color in COLORS])

    def offered(messages: list[Json]) -> Json | None:
        return next((each for each in messages if each.get("reply_markup")), None)

    buttons = await ada.wait_for(offered)
    assert labels(buttons) == ["1", "2"]
    known = await ada.open_page(buttons, "2")
    page = Opened(known["url"], known["init_data"], http)
    assert (await page.done(tap(BALL))).status_code == 202

    cutout = await ada.next_message(after=buttons)
    assert cutout["document"]["file_name"] == f"photo-{sent[1]['message_id']}-cutout.png"
    rgba = await pixels_of(ada, cutout)
    assert (abs(rgba[240, 320].astype(int) - (*COLORS[1], 255)) < 40).all()
    assert (rgba[..., 3] > 127)[in_ball(scene())].mean() > 0.9
