"""`/mydata`: a person's data goes to them alone."""

import json

from telegram_sandbox.client import Group, Json, Person
from tests.chat.conftest import cut_ball, image_file, preview_of, scene


async def data_of(person: Person) -> Json:
    answer = await person.next_message(after=await person.say("/mydata"))
    assert answer["document"]["file_name"] == "mydata.json"
    assert "/forget" in answer["caption"]
    data: Json = json.loads(await person.download(answer))
    return data


async def test_a_person_gets_what_is_kept_about_them_and_nothing_of_others(
    ada: Person, bob: Person
) -> None:
    await cut_ball(ada)
    await preview_of(bob, image_file(scene((10, 20, 200))))
    data = await data_of(ada)
    [photo] = data["photos"]
    assert photo["person_id"] == photo["chat_id"] == ada.id
    assert len(data["previews_and_cutouts"]) == 2
    people = {row.get("person_id", ada.id) for rows in data.values() for row in rows}
    assert people == {ada.id}
    asked = [each["payload"] for each in data["messages_to_the_bot"] if each["payload"]]
    assert [each["message"]["text"] for each in asked] == ["/mydata"]


async def test_after_forget_nothing_is_left(ada: Person) -> None:
    await cut_ball(ada)
    await ada.next_message(after=await ada.say("/forget"))
    data = await data_of(ada)
    left = {name for name, rows in data.items() if rows}
    assert left <= {"messages_to_the_bot", "answers_under_way"}  # `/mydata` itself


async def test_in_a_group_nobody_else_reads_it(ada: Person, group: Group, at_bot: str) -> None:
    asked = await ada.say(f"/mydata{at_bot}", in_=group)
    answer = await group.wait_for(
        lambda messages: next(
            (each for each in messages if each.get("reply_to_message", {}).get("message_id")
             == asked["message_id"]), None
        )
    )  # fmt: skip
    assert "document" not in answer
    assert "private chat" in answer["text"]
