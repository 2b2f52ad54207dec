"""Privacy mode in groups, and rate limits."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest
from telegram import Bot

from telegram_sandbox import Sandbox
from telegram_sandbox.client import Group, Person, SandboxClient
from telegram_sandbox.errors import ApiError
from telegram_sandbox.rate_limits import RateLimits
from telegram_sandbox.types import Chat
from tests.telegram_sandbox.conftest import TOKEN
from tests.telegram_sandbox.pictures import picture


@pytest.fixture
async def group(people: SandboxClient, ann: Person) -> Group:
    return await people.group("Picnic", ann)


async def arrived(people: SandboxClient, group: Group) -> list[str]:
    """The texts of the messages that the bot got."""
    messages = [update.get("message", {}) for update in await people.updates()]
    here = [m for m in messages if m.get("chat", {}).get("id") == group.id]
    return [words for m in here if (words := m.get("text") or m.get("caption"))]


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("hello", False),
        ("@sandbox_bot hello", False),
        ("/cut", False),
        ("/cut@sandbox_bot", True),
        ("/cut@Sandbox_Bot C4", True),
        ("/cut@other_bot", False),
        ("please /cut@sandbox_bot", False),
    ],
)
async def test_only_a_command_to_this_very_bot_arrives(
    people: SandboxClient, group: Group, ann: Person, text: str, arrives: bool
) -> None:
    await ann.say(text, in_=group)
    await ann.send_photo(picture(), caption=text, in_=group)

    assert await arrived(people, group) == [text, text] * arrives


async def test_a_bare_command_arrives_while_this_bot_was_the_last_to_write(
    bot: Bot, people: SandboxClient, group: Group, ann: Person
) -> None:
    other = await people.other_bot()
    await group.add(other)
    await bot.send_message(group.id, "I am here")
    await ann.say("/first", in_=group)
    await other.say("So am I", in_=group)
    await ann.say("/second", in_=group)

    assert await arrived(people, group) == ["/first"]


async def test_replies_to_the_bot_arrive_and_replies_to_others_do_not(
    bot: Bot, people: SandboxClient, group: Group, ann: Person
) -> None:
    await bot.send_message(group.id, "Which cell?")
    question = await group.next_message()
    await ann.say("C4", reply_to=question)
    mine = await ann.say("unheard", in_=group)
    await ann.say("unheard too", reply_to=mine)

    assert await arrived(people, group) == ["C4"]


async def switch_privacy_off(people: SandboxClient, _group: Group) -> None:
    await people.set_privacy(False)


async def promote_the_bot(_people: SandboxClient, group: Group) -> None:
    await group.promote_bot()


@pytest.mark.parametrize("way", [switch_privacy_off, promote_the_bot])
async def test_all_arrives_without_privacy_and_for_an_administrator(
    bot: Bot,
    people: SandboxClient,
    group: Group,
    ann: Person,
    way: Callable[[SandboxClient, Group], Awaitable[None]],
) -> None:
    await ann.say("before", in_=group)
    await way(people, group)
    sent = await ann.say("after", in_=group)
    await ann.edit(sent, "changed")

    assert await arrived(people, group) == ["after"]
    assert (await people.updates())[-1]["edited_message"]["text"] == "changed"
    reads_all = (await bot.get_me()).can_read_all_group_messages
    assert reads_all is (way is switch_privacy_off)


async def test_messages_of_other_bots_never_arrive(people: SandboxClient, group: Group) -> None:
    await people.set_privacy(False)
    other = await people.other_bot()
    await group.add(other)
    await other.say("/cut@sandbox_bot", in_=group)

    assert await arrived(people, group) == []


def test_a_bot_may_write_once_a_second_and_twenty_times_a_minute_in_a_group() -> None:
    clock = [100.0]
    limits = RateLimits(lambda: clock[0])
    private, group = Chat(1, "private", {}), Chat(-1, "group", {})
    limits.spend(private)
    limits.spend(group, 10)

    assert _refused(limits, private) == 1
    clock[0] += 1
    limits.spend(private)
    limits.spend(group, 10)
    clock[0] += 1
    assert _refused(limits, group) == 58
    clock[0] += 58
    limits.spend(group, 10)
    assert _refused(limits, group) == 1


def _refused(limits: RateLimits, chat: Chat) -> int:
    with pytest.raises(ApiError) as refusal:
        limits.spend(chat)
    assert refusal.value.code == 429
    assert refusal.value.parameters
    return int(refusal.value.parameters["retry_after"])


async def test_who_writes_too_much_is_told_how_long_to_wait() -> None:
    async with (
        Sandbox(TOKEN, rate_limits=True) as sandbox,
        SandboxClient(sandbox.url) as people,
        httpx.AsyncClient(base_url=sandbox.url) as http,
    ):
        group = await people.group("Picnic", await people.person("Ann"))
        message = {"chat_id": group.id, "text": "hello"}
        sending = [http.post(f"/bot{TOKEN}/sendMessage", json=message) for _ in range(21)]
        answers = await asyncio.gather(*sending)

    assert any(answer.is_success for answer in answers)
    refused = [answer.json() for answer in answers if answer.status_code == 429]
    wait = refused[0]["parameters"]["retry_after"]
    assert refused[0]["description"] == f"Too Many Requests: retry after {wait}"
    assert 1 <= wait <= 60
