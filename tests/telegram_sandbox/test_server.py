"""The server: start, stop, protection from other pages, limits of people."""

import asyncio
import signal

import httpx
import pytest
from telegram import Bot

from telegram_sandbox import PortTakenError, Sandbox
from telegram_sandbox.client import Person, SandboxClient, SandboxError
from tests.telegram_sandbox.conftest import TOKEN
from tests.telegram_sandbox.pictures import picture


async def test_it_listens_on_loopback_at_the_address_it_names(sandbox: Sandbox) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")
    port = int(sandbox.url.rpartition(":")[2])
    with pytest.raises(OSError, match="Connect"):
        await asyncio.open_connection("127.0.0.2", port)


async def test_a_taken_port_is_named_in_the_error(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    with pytest.raises(PortTakenError, match=f"port {port} on 127.0.0.1 cannot be used"):
        await Sandbox(TOKEN, port).__aenter__()


async def test_its_port_is_free_again_after_it_stopped() -> None:
    async with Sandbox(TOKEN) as first:
        port = int(first.url.rpartition(":")[2])
    async with Sandbox(TOKEN, port) as second:
        assert second.url == first.url


async def test_no_answer_waits_for_the_client_to_confirm_its_header(bot: Bot) -> None:
    loop, took = asyncio.get_running_loop(), []
    for _ in range(20):
        start = loop.time()
        await bot.get_me()
        took.append(loop.time() - start)
    assert min(took[2:]) < 0.03  # confirming may take 40 ms; the first requests are quick


async def test_it_leaves_the_signals_to_its_program() -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    async with Sandbox(TOKEN):
        within = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    assert within == handlers


async def test_it_runs_without_a_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)  # as where it was closed before the start
    async with Sandbox(TOKEN):
        pass


async def test_waiting_requests_end_when_it_stops() -> None:
    async with httpx.AsyncClient(timeout=60) as http:
        async with Sandbox(TOKEN) as sandbox:
            async with SandboxClient(sandbox.url) as people:
                ann = await people.person()
            asked = [
                http.get(f"{sandbox.url}/bot{TOKEN}/getUpdates?timeout=50"),
                http.get(f"{sandbox.url}/sandbox/people/{ann.id}/events?timeout=50"),
                http.get(f"{sandbox.url}/sandbox/people/{ann.id}/stream"),
            ]
            waiting = [asyncio.create_task(request) for request in asked]
            await asyncio.wait(waiting, timeout=0.2)
            assert not any(task.done() for task in waiting)
        answers = await asyncio.gather(*waiting)

    assert [answer.status_code for answer in answers] == [200, 200, 200]


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({}, "/sandbox/people", 200),
        ({"Host": "localhost:1"}, "/sandbox/people", 200),
        ({"Host": "evil.example"}, "/sandbox/people", 403),
        ({"Host": "evil.example"}, "/", 403),
        ({"Host": "evil.example"}, f"/bot{TOKEN}/getMe", 403),
        ({"Origin": "https://evil.example"}, "/sandbox/people", 403),
        ({"Origin": "null"}, "/sandbox/people", 403),
        ({"Sec-Fetch-Site": "cross-site"}, "/sandbox/people", 403),
        ({"Sec-Fetch-Site": "same-site"}, "/static/app.js", 403),
        ({"Sec-Fetch-Site": "cross-site"}, "/", 200),
        ({"Sec-Fetch-Site": "same-origin"}, "/sandbox/people", 200),
    ],
)
async def test_other_pages_cannot_ask_it(
    http: httpx.AsyncClient, headers: dict[str, str], path: str, status: int
) -> None:
    assert (await http.get(path, headers=headers)).status_code == status


async def test_other_pages_cannot_send_to_it(http: httpx.AsyncClient, ann: Person) -> None:
    body = {"person": ann.id, "text": "forged"}
    response = await http.post(
        f"/sandbox/chats/{ann.id}/messages", json=body, headers={"Origin": "http://127.0.0.1:1"}
    )

    assert response.status_code == 403
    assert [message["text"] for message in await ann.messages()] == ["/start"]


async def test_the_token_is_in_no_answer_to_people(
    http: httpx.AsyncClient, ann: Person
) -> None:
    await ann.send_photo(picture())
    paths = [
        "/",
        *(f"/static/{name}" for name in ("app.js", "api.js", "style.css")),
        "/sandbox/people",
        "/sandbox/updates",
        f"/sandbox/people/{ann.id}/profile",
        f"/sandbox/people/{ann.id}/events",
        f"/sandbox/chats/{ann.id}",
    ]
    for path in paths:
        response = await http.get(path)
        assert response.status_code == 200
        assert TOKEN not in response.text + str(response.headers)


async def test_only_images_are_shown_in_place(http: httpx.AsyncClient, ann: Person) -> None:
    script = b"<script>alert(1)</script>"
    for name, shown in (("x.html", False), ("x.svg", False), ("x.png", True)):
        sent = await ann.send_photo(script, as_file=True, name=name)
        response = await http.get(f"/sandbox/files/{sent['document']['file_id']}")
        assert response.content == script
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["content-disposition"].startswith(
            "inline" if shown else "attachment"
        )
        assert response.headers["content-type"] == (
            "image/png" if shown else "application/octet-stream"
        )


async def test_people_are_held_to_telegrams_limits_and_to_what_is_there(
    people: SandboxClient, ann: Person
) -> None:
    ben = await people.person("Ben")
    ours = await ann.say("mine")
    gone = {**ours, "message_id": 99}
    stranger = Person(people.connection, 99)
    for attempt, why in (
        (ann.say("x" * 4097), "message is too long"),
        (ann.say("  "), "message text is empty"),
        (ann.say("x", reply_to=gone), "message to be replied not found"),
        (ann.send_photo(b"x"), "IMAGE_PROCESS_FAILED"),
        (ann.send_photo(picture(), caption="x" * 1025), "caption is too long"),
        (ann.send_album([picture(9, 9)] * 11), "1 to 10 files were expected"),
        (ann.edit(gone, "x"), "no such message"),
        (ann.delete(gone), "no such message"),
        (people.redeliver(99), "no such update"),
        (people.download("AgAD"), "wrong file_id"),
        (stranger.say("x"), "no such chat"),
        (stranger.events(), "no such person"),
    ):
        with pytest.raises(SandboxError, match=why):
            await attempt
    body = {"person": ben.id, "text": "x"}
    with pytest.raises(SandboxError, match="not in the chat"):
        await people.request("POST", f"/chats/{ann.id}/messages", json=body)
    assert (await ann.messages())[-1] == ours


async def test_nobody_edits_a_message_of_the_bot(bot: Bot, ann: Person) -> None:
    await bot.send_message(ann.id, "mine")
    with pytest.raises(SandboxError, match="somebody else's message"):
        await ann.edit(await ann.next_message(), "changed")


async def test_people_edit_captions_and_delete_messages(ann: Person) -> None:
    photo = await ann.send_photo(picture(), caption="one")
    edited = await ann.edit(photo, "two /help")
    assert edited["photo"] == photo["photo"]
    assert edited["caption_entities"] == [{"type": "bot_command", "offset": 4, "length": 5}]

    await ann.delete(photo)

    assert [message["text"] for message in await ann.messages()] == ["/start"]
    assert [e["type"] for e in await ann.events(after=2)] == ["edited", "deleted"]


async def test_waiting_for_a_message_that_never_comes_ends_in_a_timeout(ann: Person) -> None:
    with pytest.raises(TimeoutError):
        await ann.next_message(within=0.05)


async def test_events_of_other_chats_stay_there(people: SandboxClient, ann: Person) -> None:
    ben = await people.person("Ben")
    await ben.say("psst")

    assert [event["chat_id"] for event in await ann.events()] == [ann.id]
