"""Figures of a day are sums, and lose nothing to what people erase."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from removerbot.process.metrics import Metrics
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.figures import Day, UsageFigures
from removerbot.storage.personal_data import Retention
from removerbot.storage.schema import JobRow, RevisionRow
from tests.storage.test_jobs import ADA, BOB
from tests.storage.test_people import fill

NOW = datetime.now(UTC)
TODAY = NOW.date()


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def metrics(clock: Clock) -> Metrics:
    return Metrics(clock)


def answer(metrics: Metrics, clock: Clock, seconds: float, *, fails: bool = False) -> None:
    with metrics.answer(), metrics.event("text", "private"):
        clock.seconds += seconds
        if fails:
            metrics.error(ValueError())


async def test_figures_count_the_last_day(sessions: Sessions) -> None:
    await fill(sessions, ADA, 10)
    await fill(sessions, ADA, 20)
    await fill(sessions, BOB, 30)
    async with sessions.begin() as session:
        old = datetime.now(UTC) - timedelta(days=2)
        await session.execute(
            update(JobRow).where(JobRow.person_id == BOB).values(created_at=old)
        )
    figures = await UsageFigures(sessions, Metrics()).now()
    assert (figures.people, figures.photos, figures.kept, figures.waiting) == (1, 2, 3, 3)


async def test_a_day_adds_up_what_was_counted_since_the_last_time(
    sessions: Sessions, metrics: Metrics, clock: Clock
) -> None:
    figures = UsageFigures(sessions, metrics)
    await fill(sessions, ADA, 10)
    answer(metrics, clock, 1)
    await figures.store(NOW)
    await fill(sessions, BOB, 20)
    answer(metrics, clock, 2, fails=True)
    metrics.refused(ValueError())
    for _ in range(2):
        await figures.store(NOW)
    assert await figures.days(1, TODAY) == [Day(TODAY, 2, 2, 1.5, 2)]


async def test_two_bots_count_each_persons_photo_once_and_add_their_answers(
    sessions: Sessions, clock: Clock
) -> None:
    await fill(sessions, ADA, 10)
    for seconds in (1, 3):
        metrics = Metrics(clock)
        answer(metrics, clock, seconds)
        await UsageFigures(sessions, metrics).store(NOW)
    days = await UsageFigures(sessions, Metrics()).days(1, TODAY)
    assert days == [Day(TODAY, 1, 1, 2.0, 0)]


async def test_what_somebody_erases_was_counted(sessions: Sessions, metrics: Metrics) -> None:
    figures = UsageFigures(sessions, metrics)
    await fill(sessions, ADA, 10)
    await figures.store(NOW)
    await Retention(sessions, 30).forget(ADA)
    await figures.store(NOW)
    assert await figures.days(1, TODAY) == [Day(TODAY, 1, 1, 0.0, 0)]


async def test_days_without_figures_are_zeros_and_old_ones_are_deleted(
    sessions: Sessions, metrics: Metrics, clock: Clock
) -> None:
    figures = UsageFigures(sessions, metrics)
    for ago in (500, 3):
        answer(metrics, clock, 1)
        await figures.store(NOW - timedelta(days=ago))
    days = await figures.days(600, TODAY)
    assert len(days) == 600
    assert [each.day for each in days if each.wait] == [TODAY - timedelta(days=3)]
    assert days[-1] == Day(TODAY, 0, 0, 0.0, 0)


async def test_yesterdays_photos_count_for_yesterday(
    sessions: Sessions, metrics: Metrics
) -> None:
    await fill(sessions, ADA, 10)
    for table in (JobRow, RevisionRow):
        await sessions.execute(update(table).values(created_at=NOW - timedelta(days=1)))
    figures = UsageFigures(sessions, metrics)
    await figures.store(NOW)
    assert await figures.days(1, TODAY) == [Day(TODAY, 0, 0, 0.0, 0)]


async def test_what_could_not_be_stored_is_stored_later(
    sessions: Sessions, metrics: Metrics, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = UsageFigures(sessions, metrics)
    answer(metrics, clock, 1)
    with monkeypatch.context() as broken:
        broken.setattr(Sessions, "execute", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await figures.store(NOW)
    await figures.store(NOW)
    assert (await figures.days(1, TODAY))[0].wait == 1


async def test_the_end_of_a_bot_stores_them_once_more(
    database_url: str, metrics: Metrics, clock: Clock
) -> None:
    async with open_database(database_url) as sessions:
        async with UsageFigures(sessions, metrics).storing():
            answer(metrics, clock, 1)
        [today] = await UsageFigures(sessions, Metrics()).days(1)
    assert today.wait == 1
    assert isinstance(today.day, date)
