"""Where an answer goes: to the message, in its topic, of whatever kind that is."""

from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, DirectMessagesTopic, Message, User

from removerbot.chat.targets import EphemeralRef, InlineRef, MessageRef, pressed, ref_of
from removerbot.errors import StaleButton

NOW = datetime.now(UTC)
ADA = User(501, "Ada", is_bot=False)


def message(**fields: object) -> Message:
    return Message(7, NOW, Chat(-100, "supergroup"), **fields)  # type: ignore[arg-type]


def test_an_answer_stays_in_the_topic_of_a_forum_and_of_a_channels_direct_messages() -> None:
    in_topic = ref_of(message(message_thread_id=3, is_topic_message=True)).place
    assert in_topic["message_thread_id"] == 3
    assert in_topic["reply_parameters"].message_id == 7
    direct = ref_of(message(direct_messages_topic=DirectMessagesTopic(9))).place
    assert direct["direct_messages_topic_id"] == 9


def test_an_ephemeral_message_has_no_number_whatever_telegram_says() -> None:
    alone = ref_of(message(api_kwargs={"ephemeral_message_id": 4}))
    assert alone.message_id == 0
    assert "reply_parameters" not in alone.place


def test_a_chain_of_replies_is_no_topic() -> None:
    assert ref_of(message(message_thread_id=3)).place["message_thread_id"] is None


def test_the_message_of_a_button_is_named_as_telegram_wants_it() -> None:
    def query(**fields: object) -> CallbackQuery:
        return CallbackQuery("1", ADA, "2", **fields)  # type: ignore[arg-type]

    assert pressed(query(message=message())) == MessageRef(-100, 7)
    alone = message(api_kwargs={"ephemeral_message_id": 4})
    assert pressed(query(message=alone)) == EphemeralRef(-100, 501, 4)
    inline = pressed(query(inline_message_id="x"))
    assert inline == InlineRef("x", 501)
    with pytest.raises(StaleButton):
        _ = inline.place
    with pytest.raises(StaleButton):
        pressed(query())
