"""The tables. A new database gets them from here, and `migrations/` upgrades an older one.

Some tables and columns keep the name they were created with: a revision is a row of `cuts`, its
clicks are in the column `asked`, and options are in columns called `finish`.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

TelegramId = Annotated[int, mapped_column(BigInteger)]
"""An id that Telegram assigned to a chat, a person, a message or an update: up to 53 bits."""

TelegramKey = Annotated[int, mapped_column(BigInteger, primary_key=True, autoincrement=False)]

JobId = Annotated[int, mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)]


def _now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """The base class of all tables."""

    type_annotation_map = {datetime: DateTime(timezone=True), dict[str, Any]: JSON}  # noqa: RUF012 - SQLAlchemy reads a plain class attribute


class JobRow(Base):
    """A photo that can be cut. It holds the photo's Telegram file id and no pixels."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", name="jobs_by_photo"),
        Index("jobs_by_album", "chat_id", "album"),
        Index("jobs_by_person", "chat_id", "person_id", "open", "message_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[TelegramId]
    message_id: Mapped[TelegramId]
    person_id: Mapped[TelegramId]
    file_id: Mapped[str]
    name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    columns: Mapped[int]
    rows: Mapped[int]
    album: Mapped[str | None]
    number: Mapped[int | None]
    open: Mapped[bool] = mapped_column(default=True)
    thread_id: Mapped[TelegramId | None]
    created_at: Mapped[datetime] = mapped_column(default=_now, index=True)


class RevisionRow(Base):
    """A revision of a job, in the JSON of `removerbot.storage.revision_json`."""

    __tablename__ = "cuts"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[JobId]
    asked: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=_now)


class MessageRow(Base):
    """A message that shows a revision of a job; a reply to it goes on from that revision."""

    __tablename__ = "messages"

    chat_id: Mapped[TelegramKey]
    message_id: Mapped[TelegramKey]
    job_id: Mapped[JobId]
    cut_id: Mapped[int | None] = mapped_column(
        ForeignKey("cuts.id", name="messages_by_cut", ondelete="SET NULL"),
        index=True,  # deleting a revision looks for its messages
    )
    is_preview: Mapped[bool | None]


class SentFileRow(Base):
    """A file that shows a revision and was sent to a person who asked for it."""

    __tablename__ = "sent_files"
    __table_args__ = (Index("sent_files_by_person", "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[TelegramId]
    cut_id: Mapped[int] = mapped_column(ForeignKey("cuts.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    file_id: Mapped[str]
    title: Mapped[str]


WAITING, ASKING, UNSURE, DONE = "waiting", "asking", "unsure", "done"
"""States of an update: not answered yet; its answer may or may not have arrived and the person
has not been asked yet whether it has; the person has been asked; done."""

OPEN = (WAITING, ASKING)
"""States of updates that a bot works on after a start."""


class UpdateRow(Base):
    """An update from Telegram and its state.

    The payload is kept until the update is done, the id as long as Telegram may send it again.
    """

    __tablename__ = "journal"

    update_id: Mapped[TelegramKey]
    chat_id: Mapped[TelegramId | None]
    person_id: Mapped[TelegramId | None]
    state: Mapped[str] = mapped_column(index=True)
    answered_with: Mapped[TelegramId | None]
    payload: Mapped[str | None]
    taken_at: Mapped[datetime] = mapped_column(default=_now, index=True)
    owner: Mapped[str | None]


class WorkerRow(Base):
    """A process that serves the bot, and the time of its last heartbeat."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]


class LockRow(Base):
    """A named lock and the id of the worker that holds it."""

    __tablename__ = "holds"

    name: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str | None]


class AnswerRow(Base):
    """A message in answer to an update, written just before it is sent."""

    __tablename__ = "answers"

    update_id: Mapped[int] = mapped_column(
        ForeignKey("journal.update_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message: Mapped[str | None]


class PackRow(Base):
    """A sticker set of a chat."""

    __tablename__ = "packs"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[TelegramId] = mapped_column(index=True)
    owner_id: Mapped[TelegramId]
    name: Mapped[str]
    title: Mapped[str]
    number: Mapped[int]
    seen: Mapped[bool]


class StickerRow(Base):
    """A sticker that was made of a revision, and the pack that it was added to."""

    __tablename__ = "stickers"
    __table_args__ = (Index("stickers_by_message", "chat_id", "message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[TelegramId]
    message_id: Mapped[TelegramId | None]
    cut_id: Mapped[int | None] = mapped_column(
        ForeignKey("cuts.id", ondelete="SET NULL"), index=True
    )
    style: Mapped[str]
    emoji: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    pack_id: Mapped[int | None] = mapped_column(
        ForeignKey("packs.id", ondelete="SET NULL"), index=True
    )
    unique_id: Mapped[str | None]
    added_by: Mapped[TelegramId | None]


class StyleRow(Base):
    """The sticker style that a person chose last in a chat."""

    __tablename__ = "styles"

    chat_id: Mapped[TelegramKey]
    person_id: Mapped[TelegramKey] = mapped_column(index=True)
    style: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=_now, onupdate=_now)


class OptionsRow(Base):
    """The options that a person prefers, in the JSON of `removerbot.storage.revision_json`."""

    __tablename__ = "finishes"

    person_id: Mapped[TelegramKey]
    finish: Mapped[dict[str, Any]]


class LanguageRow(Base):
    """The language that a person chose, by its IETF code."""

    __tablename__ = "languages"

    person_id: Mapped[TelegramKey]
    language: Mapped[str]


class GroupRulesRow(Base):
    """The rules of a group."""

    __tablename__ = "rules"

    chat_id: Mapped[TelegramKey]
    all_answer: Mapped[bool]
    all_add: Mapped[bool]
    quiet: Mapped[bool | None]


class AccessRow(Base):
    """A ruling about a person or chat, and whether they were told that they have no access."""

    __tablename__ = "guests"

    id: Mapped[TelegramKey]
    ruling: Mapped[str | None]
    told: Mapped[bool] = mapped_column(default=False)


class DailyCountRow(Base):
    """How many cutouts a person had on a day."""

    __tablename__ = "tallies"

    person_id: Mapped[TelegramKey]
    day: Mapped[date] = mapped_column(primary_key=True)
    cuts: Mapped[int]


class DayRow(Base):
    """How much the bot was used on a day; about nobody in particular."""

    __tablename__ = "days"

    day: Mapped[date] = mapped_column(primary_key=True)
    people: Mapped[int]
    cuts: Mapped[int]
    answers: Mapped[int]
    seconds: Mapped[float]
    refusals: Mapped[int]
