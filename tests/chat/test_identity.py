"""Who writes as a group or channel is that chat, and who asks pays."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from removerbot.app import running_bot
from removerbot.chat.bot_api import Chats
from removerbot.chat.retry import Retrier
from removerbot.chat.updates import PollingRequest
from removerbot.editing.permissions import Access
from removerbot.editing.scheduling import FairQueue
from removerbot.settings import Settings
from removerbot.storage.database import open_database
from removerbot.storage.packs import Pack, Packs
from removerbot.storage.personal_data import Retention
from telegram_sandbox.client import Group, Json, Person, SandboxClient
from tests.chat.conftest import ball_file, name_of_bot
from tests.fakes import FakeSegmenter

ANONYMOUS, CHANNEL = 1_087_968_824, 136_817_688
NEWS = -1_009_999_999_999

Disguises = dict[int, int | None]
Hosting = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
def hosting(settings: Settings) -> Hosting:
    """Starts the bot with settings of access."""
    return lambda **access: running_bot(settings.model_copy(update=access), FakeSegmenter())


@pytest.fixture
async def ada(sandbox_client: SandboxClient) -> Person:
    return await sandbox_client.person("Ada")


@pytest.fixture
async def bob(sandbox_client: SandboxClient, ada: Person) -> Person:
    return await sandbox_client.person("Bob")


@pytest.fixture
def disguises(monkeypatch: pytest.MonkeyPatch) -> Disguises:
    """People who write as the group (`None`) or as a channel: Telegram sends all of those with
    one user."""
    worn: Disguises = {}
    record = PollingRequest._record

    async def disguised(self: PollingRequest, updates: list[Any]) -> bytes:
        for update in updates:
            message = update.get("message", {})
            for each in (message, message.get("reply_to_message", {})):
                if each and each["from"]["id"] in worn and each["chat"]["id"] < 0:
                    channel = worn[each["from"]["id"]]
                    each["sender_chat"] = (
                        {"id": channel, "type": "channel", "title": "News"}
                        if channel
                        else each["chat"]
                    )
                    user = CHANNEL if channel else ANONYMOUS
                    each["from"] = {"id": user, "is_bot": True, "first_name": "Group"}
        return await record(self, updates)

    monkeypatch.setattr(PollingRequest, "_record", disguised)
    return worn


async def asked(group: Group, person: Person, words: str, reply_to: Json) -> Json:
    """The bot's answer in a group."""
    return await group.next_message(after=await person.say(words, reply_to=reply_to))


async def test_the_groups_that_people_write_as_share_no_daily_limit(
    hosting: Hosting,
    sandbox_client: SandboxClient,
    ada: Person,
    disguises: Disguises,
) -> None:
    disguises[ada.id] = None
    async with hosting(daily_limit=1):
        command = f"/cut{await name_of_bot(sandbox_client)} F6"
        for title in ("Cats", "Dogs"):
            group = await sandbox_client.group(title, ada)
            photo = await ada.send_photo(ball_file(), in_=group)
            assert "document" in await asked(group, ada, command, photo)
            assert "today" in (await asked(group, ada, command, photo))["text"]
        disguises[ada.id] = NEWS  # as a channel she is yet another one
        assert "document" in await asked(group, ada, command, photo)


async def test_only_who_asked_does_not_mean_everybody_who_writes_as_a_chat(
    hosting: Hosting,
    sandbox_client: SandboxClient,
    ada: Person,
    bob: Person,
    disguises: Disguises,
) -> None:
    group = await sandbox_client.group("Cats", ada, bob)
    async with hosting():
        at_bot = await name_of_bot(sandbox_client)
        settings = await group.next_message(
            after=await ada.say(f"/settings{at_bot}", in_=group)
        )
        await ada.press(settings, "Everyone may point at photos")
        photo = await bob.send_photo(ball_file(), in_=group)
        bobs = await asked(group, bob, f"/cut{at_bot}", photo)
        disguises[ada.id] = None
        assert "only the person" in (await asked(group, ada, "F6", bobs))["text"]
        of_group = await asked(group, ada, f"/cut{at_bot}", photo)
        disguises[ada.id] = NEWS
        assert "only the person" in (await asked(group, ada, "F6", of_group))["text"]

        refused = await bob.press(of_group, "Finer grid")
        assert refused
        assert "only the person" in refused["text"]
        # A press is always one's own; for the group its admins may press.
        assert await ada.press(of_group, "Finer grid") == {}


@pytest.mark.parametrize("shared", [ANONYMOUS, CHANNEL])
async def test_letting_in_the_user_of_all_groups_lets_in_nobody(
    hosting: Hosting,
    sandbox_client: SandboxClient,
    ada: Person,
    bob: Person,
    *,
    disguises: Disguises,
    shared: int,
) -> None:
    group = await sandbox_client.group("Cats", bob)
    disguises[bob.id] = None if shared == ANONYMOUS else NEWS
    access = {"owners": frozenset({ada.id, shared}), "allowed": frozenset({ada.id, shared})}
    async with hosting(**access):
        said = await ada.next_message(after=await ada.say(f"/allow {shared}"))
        assert said["text"].startswith("Whom?")
        help_ = await bob.say(f"/help{await name_of_bot(sandbox_client)}", in_=group)
        assert "private one" in (await group.next_message(after=help_))["text"]


async def test_who_replies_to_somebodys_preview_pays(
    hosting: Hosting, sandbox_client: SandboxClient, ada: Person, bob: Person
) -> None:
    group = await sandbox_client.group("Cats", ada, bob)
    async with hosting(daily_limit=1):
        photo = await ada.send_photo(ball_file(), in_=group)
        at_bot = await name_of_bot(sandbox_client)
        adas = await asked(group, ada, f"/cut{at_bot}", photo)
        assert "document" in await asked(group, bob, "F6", adas)
        assert "today" in (await asked(group, bob, "F6", adas))["text"]
        assert "document" in await asked(group, ada, "F6", adas)
        assert "today" in (await ada.next_message(after=await say_cell(ada)))["text"]


async def say_cell(person: Person) -> Json:
    await person.send_photo(ball_file())
    return await person.say("F6")


async def test_forgetting_a_group_that_somebody_wrote_as_leaves_its_packs(
    settings: Settings,
) -> None:
    async with open_database(settings.database_url) as sessions:
        await Packs(sessions).save_pack(Pack(-5, 1, "a_by_bot", "Ours"))
        await Retention(sessions, 30).forget(-5)
        assert await Packs(sessions).packs(-5)


async def test_a_private_chat_is_its_person_and_telegram_is_not_asked() -> None:
    queue = FairQueue(slots=1, per_person=1, per_chat=1, length=1, queues=1)
    chats = Chats(None, Retrier(queue.yielding))  # type: ignore[arg-type] # must not be used
    assert await chats.is_admin(5, 5)
    assert not await chats.is_admin(5, 6)
    assert await chats.is_admin(-5, -5)
    assert not await chats.is_admin(-5, -6)


async def test_who_may_not_be_known_is_not_let_in(
    hosting: Hosting, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("no look at the list")

    monkeypatch.setattr(Access, "verdict", fail)
    async with hosting():
        answer = await ada.next_message(after=await ada.say("/help"))
        assert "on my side" in answer["text"]
        await ada.next_message(after=await ada.say("/start"))
        assert len([each for each in await ada.messages() if each["from"]["is_bot"]]) == 2
