"""Jobs, revisions and the messages that show them, on every supported database."""

import asyncio
from dataclasses import replace

import pytest

from removerbot.imaging.background import OtherPhoto, SolidColor
from removerbot.imaging.encode import Format
from removerbot.imaging.grid import Grid
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import Crop, Options
from removerbot.imaging.types import Box, Point, Prompt, Size
from removerbot.segmentation.revisions import Click, InAlbum, Job, Revision, Source
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.jobs import Jobs
from removerbot.storage.personal_data import Retention
from removerbot.storage.revision_json import options_as_json, read_options

ADA, BOB = 7_000_000_001, 2
CHAT, OTHER_CHAT = -1_001_234_567_890, 42


CLICKS = (
    Click(Prompt([(3, 4)]), 2),
    Click(Prompt([Point(3, 4)], [Point(5, 6), Point(7, 8)], Box(1, 2, 30, 40)), 0),
    Click(
        Prompt([(3, 4)]),
        None,
        Prompt([(5, 6)]),
        object_index=1,
        view=Box(0, 0, 9, 8),
        cell=Box(2, 2, 6, 7),
        is_chosen=True,
    ),
)
OPTIONS = Options(
    edge=Edge.FINE,
    grow=-2,
    crop=Crop.SQUARE,
    margin=7,
    background=OtherPhoto("AgAC"),
    format=Format.WEBP,
    outline=(1, 2, 3),
    shadow=True,
)
VIEWS = (
    Grid(Size(1280, 853), 24, 16),
    Grid(Size(1280, 853), 12, 12, Box(100, 200, 400, 500)),
)


def photo(message_id: int, *, chat_id: int = CHAT, person_id: int = ADA) -> Job:
    source = Source(chat_id, message_id, person_id, f"file-{message_id}", "dog")
    return Job(source, Grid(Size(1280, 853), 12, 8))


@pytest.fixture
def jobs(sessions: Sessions) -> Jobs:
    return Jobs(sessions)


async def test_a_job_is_found_by_its_photo_and_by_every_linked_message(jobs: Jobs) -> None:
    job = (await jobs.save(Revision(photo(10)))).job
    await jobs.link(Revision(job), 11)
    await jobs.link(Revision(job), 15)
    for message_id in (10, 11, 15):
        assert await jobs.find(CHAT, message_id) == Revision(job)
    assert job == replace(photo(10), id=job.id)


def test_options_are_written_as_rows_have_them() -> None:
    row = {
        "edge": "fine",
        "grow": -2,
        "crop": "square",
        "margin": 7,
        "background": None,
        "photo": "AgAC",
        "format": "webp",
        "outline": "#010203",
        "shadow": True,
    }
    white = OPTIONS.replace(background=SolidColor((255, 255, 255)), outline=None)
    on_white = row | {"background": "#ffffff", "photo": None, "outline": "none"}
    assert row.items() <= options_as_json(OPTIONS).items()
    assert on_white.items() <= options_as_json(white).items()
    for options in (OPTIONS, white, Options()):
        assert read_options(options_as_json(options)) == options


def test_options_written_before_outlines_and_shadows_read_as_without_them() -> None:
    row = options_as_json(OPTIONS)
    del row["outline"], row["shadow"]
    assert read_options(row) == OPTIONS.replace(outline=None, shadow=False)


async def test_a_message_number_of_another_chat_finds_nothing(jobs: Jobs) -> None:
    await jobs.link(await jobs.save(Revision(photo(10))), 11)
    assert await jobs.find(OTHER_CHAT, 10) is None
    assert await jobs.find(OTHER_CHAT, 11) is None


async def test_a_message_shows_the_newest_revision_that_it_was_linked_to(jobs: Jobs) -> None:
    job = (await jobs.save(Revision(photo(10)))).job
    first = await jobs.save(Revision(job, CLICKS[:1]))
    second = await jobs.save(Revision(job, CLICKS))
    await jobs.link(first, 11)
    await jobs.link(second, 12)
    assert [await jobs.find(CHAT, number) for number in (10, 11, 12)] == [
        Revision(job),
        first,
        second,
    ]
    await jobs.link(second, 11)
    assert await jobs.find(CHAT, 11) == second
    await jobs.link(first, 11)  # late: it was sent before the second one was shown there
    assert await jobs.find(CHAT, 11) == second


async def test_a_revision_is_found_in_its_own_chat_alone_and_while_its_job_is_open(
    jobs: Jobs,
) -> None:
    revision = await jobs.save(Revision(photo(10)))
    assert revision.id
    assert await jobs.revision(CHAT, revision.id) == revision
    assert await jobs.revision(OTHER_CHAT, revision.id) is None
    assert await jobs.revision(CHAT, revision.id + 1) is None
    await jobs.close(CHAT, ADA)
    assert await jobs.revision(CHAT, revision.id) is None


async def test_linking_a_message_of_a_deleted_job_does_nothing(
    sessions: Sessions, jobs: Jobs
) -> None:
    revision = await jobs.save(Revision(photo(10)))
    await jobs.link(revision, 11)
    await Retention(sessions, 30).forget(ADA)
    await jobs.link(revision, 12)
    assert await jobs.find(CHAT, 11) is None
    assert await jobs.find(CHAT, 12) is None


async def test_the_same_photo_message_is_one_job(jobs: Jobs) -> None:
    first = (await jobs.save(Revision(photo(10)))).job
    assert (await jobs.save(Revision(photo(10)))).job == first


async def test_the_newest_job_has_the_latest_photo_of_that_person(jobs: Jobs) -> None:
    await jobs.save(Revision(photo(20)))
    await jobs.save(Revision(photo(10)))
    await jobs.save(Revision(photo(30, person_id=BOB)))
    await jobs.save(Revision(photo(40, chat_id=OTHER_CHAT)))
    newest = await jobs.newest(CHAT, ADA)
    assert newest is not None
    assert newest.source.message_id == 20


async def test_closing_closes_the_jobs_of_one_person_in_one_chat(jobs: Jobs) -> None:
    await jobs.link(await jobs.save(Revision(photo(10))), 11)
    await jobs.save(Revision(photo(12)))
    of_bob = (await jobs.save(Revision(photo(20, person_id=BOB)))).job
    elsewhere = (await jobs.save(Revision(photo(30, chat_id=OTHER_CHAT)))).job
    assert await jobs.close(CHAT, ADA) == 2
    assert await jobs.find(CHAT, 11) is None
    assert await jobs.newest(CHAT, ADA) is None
    assert await jobs.newest(CHAT, BOB) == of_bob
    assert await jobs.newest(OTHER_CHAT, ADA) == elsewhere
    assert await jobs.close(CHAT, ADA) == 0


async def test_many_photos_at_once_are_all_stored(jobs: Jobs) -> None:
    added = await asyncio.gather(*(jobs.save(Revision(photo(each))) for each in range(1, 41)))
    assert len({each.job.id for each in added}) == 40


async def test_everything_is_there_after_a_restart(database_url: str) -> None:
    async with open_database(database_url) as sessions:
        before = Jobs(sessions)
        job = (await before.save(Revision(photo(10)))).job
        revision = await before.save(Revision(job, CLICKS, VIEWS, adds=True, options=OPTIONS))
        await before.link(revision, 11)
    async with open_database(database_url) as sessions:
        after = Jobs(sessions)
        assert (
            await after.find(CHAT, 11)
            == revision
            == Revision(job, CLICKS, VIEWS, True, OPTIONS, revision.id)
        )
        assert await after.revision(CHAT, revision.id or 0) == revision


async def test_the_photos_of_an_album_are_found_by_its_name_in_its_chat(jobs: Jobs) -> None:
    async def add(message_id: int, place: InAlbum | None, chat_id: int = CHAT) -> Job:
        source = Source(chat_id, message_id, ADA, f"file-{message_id}", "dog", place)
        return (await jobs.save(Revision(Job(source, Grid(Size(64, 48), 8, 6))))).job

    second = await add(2, InAlbum("a", 2))
    first = await add(3, InAlbum("a", 1))
    await add(4, InAlbum("b", 1))
    await add(5, None)
    await add(6, InAlbum("a", 3), chat_id=CHAT + 1)
    assert await jobs.album(CHAT, "a") == [first, second]
    assert await jobs.album(CHAT, "c") == []
    await jobs.close(CHAT, ADA)
    assert await jobs.album(CHAT, "a") == []
