"""The files that people were sent, on every supported database."""

from removerbot.imaging.grid import Grid
from removerbot.imaging.types import Size
from removerbot.segmentation.revisions import Job, Revision, Source
from removerbot.storage.database import Sessions
from removerbot.storage.jobs import Jobs
from removerbot.storage.personal_data import Retention
from removerbot.storage.sent_files import SentFile, SentFiles

ADA, BOB = 7_000_000_001, 2


def photo(message_id: int, chat_id: int = ADA) -> Job:
    return Job(Source(chat_id, message_id, ADA, "file", "dog"), Grid(Size(1280, 853), 12, 8))


def document(file_id: str, person_id: int = ADA) -> SentFile:
    return SentFile(person_id, "document", file_id, "F6")


async def listed(files: SentFiles, person_id: int = ADA, before: int | None = None) -> str:
    return "".join(each.file_id for each in await files.newest(person_id, before, 9))


async def test_files_are_listed_newest_first_once_each_and_for_their_person(
    sessions: Sessions,
) -> None:
    jobs, files = Jobs(sessions), SentFiles(sessions)
    shown = await jobs.save(Revision(photo(1)))
    for file_id in ("a", "b", "c", "b"):  # the last one is sent again after a crash
        await files.add(shown, document(file_id))
    await jobs.link(shown, 5, file=document("c"))
    await files.add(shown, document("c", BOB))
    assert await listed(files) == "cba"
    assert await listed(files, BOB) == "c"
    last = (await files.newest(ADA, None, 1))[0]
    assert await listed(files, before=last.id) == "ba"


async def test_files_go_with_their_photo_and_their_person(sessions: Sessions) -> None:
    jobs, files = Jobs(sessions), SentFiles(sessions)
    shown = await jobs.save(Revision(photo(1)))
    await files.add(shown, document("a"))
    await Retention(sessions, 30).forget(ADA)
    await files.add(shown, document("b"))
    assert await listed(files) == ""


async def test_photos_of_other_chats_are_not_the_newest_of_a_private_one(
    sessions: Sessions,
) -> None:
    jobs = Jobs(sessions)
    await jobs.save(Revision(photo(-7)))
    assert await jobs.newest(ADA, ADA) is None
    own = await jobs.save(Revision(photo(1)))
    await jobs.save(Revision(photo(-8)))
    assert await jobs.newest(ADA, ADA) == own.job
