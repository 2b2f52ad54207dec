"""The tables. `migrations/` brings a database to this shape, step by step."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def _now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """What all tables share."""


class JobRow(Base):
    """A photo that can be pointed at. Rows name photos; they hold no pixels."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", name="jobs_by_photo"),
        Index("jobs_by_album", "chat_id", "album"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[str]
    name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    columns: Mapped[int]
    rows: Mapped[int]
    album: Mapped[str | None]
    number: Mapped[int | None]
    open: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=_now, index=True
    )


class CutRow(Base):
    """What was asked of a job so far, as `removerbot.storage.revision_json` writes it down."""

    __tablename__ = "cuts"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now)


class MessageRow(Base):
    """A message that stands for a job: reply to it, and you mean that photo, cut like that."""

    __tablename__ = "messages"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), index=True)
    cut_id: Mapped[int | None] = mapped_column(ForeignKey("cuts.id", ondelete="SET NULL"))


WAITING, ASKING, UNSURE, DONE = "waiting", "asking", "unsure", "done"
"""How far we are with an update: it is to be answered; nobody knows whether its answer
arrived, and the person is about to be asked; they have been; there is nothing left to do."""

OPEN = (WAITING, ASKING)
"""What a bot that starts has to work on."""


class UpdateRow(Base):
    """An update that Telegram sent, and how far we are with it.

    Its payload is kept until it has been answered, its number for as long as Telegram may
    send it again.
    """

    __tablename__ = "journal"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(index=True)
    answered_with: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[str | None]
    taken_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=_now, index=True
    )
    owner: Mapped[str | None]


class WorkerRow(Base):
    """A process that serves the bot, and when it was last alive: see `store.crew`."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class HoldRow(Base):
    """Something that one of these processes has to itself."""

    __tablename__ = "holds"

    name: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str | None]


class AnswerRow(Base):
    """A message in answer to an update, from just before it is sent."""

    __tablename__ = "answers"

    update_id: Mapped[int] = mapped_column(
        ForeignKey("journal.update_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message: Mapped[str | None]


class PackRow(Base):
    """A sticker set of a chat."""

    __tablename__ = "packs"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    owner_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    title: Mapped[str]
    number: Mapped[int]
    seen: Mapped[bool]


class StickerRow(Base):
    """A sticker that was made, and the pack that it was added to."""

    __tablename__ = "stickers"
    __table_args__ = (Index("stickers_by_message", "chat_id", "message_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
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
    added_by: Mapped[int | None] = mapped_column(BigInteger)


class StyleRow(Base):
    """How a person likes stickers in a chat."""

    __tablename__ = "styles"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    style: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=_now, onupdate=_now
    )


class FinishRow(Base):
    """A person's preferred options, as `removerbot.storage.revision_json` writes them."""

    __tablename__ = "finishes"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    finish: Mapped[dict[str, Any]] = mapped_column(JSON)


class RulesRow(Base):
    """What a group has settled."""

    __tablename__ = "rules"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    all_answer: Mapped[bool]
    all_add: Mapped[bool]


class GuestRow(Base):
    """A person or chat that an owner has ruled about, or a stranger who has been told."""

    __tablename__ = "guests"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    ruling: Mapped[str | None]
    told: Mapped[bool] = mapped_column(default=False)


class TallyRow(Base):
    """How many cuts a person had on a day."""

    __tablename__ = "tallies"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    cuts: Mapped[int]
