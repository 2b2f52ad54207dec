"""Creates all tables. Development databases of earlier revisions cannot be upgraded."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, String

revision = "0050"
down_revision = None


def upgrade() -> None:
    """Create the tables; those that others refer to come first."""
    _create_jobs()
    _create_journal()
    _create_packs()
    _create_people()


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        Column("id", Integer, primary_key=True),
        Column("chat_id", BigInteger, nullable=False),
        Column("message_id", BigInteger, nullable=False),
        Column("person_id", BigInteger, nullable=False),
        Column("file_id", String, nullable=False),
        Column("name", String, nullable=False),
        Column("width", Integer, nullable=False),
        Column("height", Integer, nullable=False),
        Column("columns", Integer, nullable=False),
        Column("rows", Integer, nullable=False),
        Column("open", Boolean, nullable=False),
        Column("created_at", sa.DateTime(timezone=True), nullable=False),
        Column("album", String),
        Column("number", Integer),
        sa.UniqueConstraint("chat_id", "message_id", name="jobs_by_photo"),
    )
    op.create_index("ix_jobs_created_at", "jobs", ["created_at"])
    op.create_index("jobs_by_album", "jobs", ["chat_id", "album"])
    op.create_table(
        "cuts",
        Column("id", Integer, primary_key=True),
        Column("job_id", Integer, sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
        Column("asked", sa.JSON, nullable=False),
        Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_cuts_job_id", "cuts", ["job_id"])
    cut = sa.ForeignKey("cuts.id", name="messages_by_cut", ondelete="SET NULL")
    op.create_table(
        "messages",
        Column("chat_id", BigInteger, primary_key=True),
        Column("message_id", BigInteger, primary_key=True),
        Column("job_id", Integer, sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
        Column("cut_id", Integer, cut),
    )
    op.create_index("ix_messages_job_id", "messages", ["job_id"])


def _create_journal() -> None:
    op.create_table(
        "journal",
        Column("update_id", BigInteger, primary_key=True, autoincrement=False),
        Column("chat_id", BigInteger),
        Column("person_id", BigInteger),
        Column("state", String, nullable=False),
        Column("payload", String),
        Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        Column("answered_with", BigInteger),
        Column("owner", String),
    )
    op.create_index("ix_journal_state", "journal", ["state"])
    op.create_index("ix_journal_taken_at", "journal", ["taken_at"])
    update = sa.ForeignKey("journal.update_id", ondelete="CASCADE")
    op.create_table(
        "answers",
        Column("update_id", BigInteger, update, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("message", String),
    )
    op.create_table(
        "workers",
        Column("id", String, primary_key=True),
        Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "holds",
        Column("name", String, primary_key=True),
        Column("owner", String),
    )


def _create_packs() -> None:
    op.create_table(
        "packs",
        Column("id", Integer, primary_key=True),
        Column("chat_id", BigInteger, nullable=False),
        Column("owner_id", BigInteger, nullable=False),
        Column("name", String, nullable=False),
        Column("title", String, nullable=False),
        Column("number", Integer, nullable=False),
        Column("seen", Boolean, nullable=False),
    )
    op.create_index("ix_packs_chat_id", "packs", ["chat_id"])
    op.create_table(
        "stickers",
        Column("id", Integer, primary_key=True),
        Column("chat_id", BigInteger, nullable=False),
        Column("message_id", BigInteger),
        Column("cut_id", Integer, sa.ForeignKey("cuts.id", ondelete="SET NULL")),
        Column("style", String, nullable=False),
        Column("emoji", String, nullable=False),
        Column("token", String, nullable=False, unique=True),
        Column("pack_id", Integer, sa.ForeignKey("packs.id", ondelete="SET NULL")),
        Column("unique_id", String),
        Column("added_by", BigInteger),
    )
    op.create_index("ix_stickers_cut_id", "stickers", ["cut_id"])
    op.create_index("ix_stickers_pack_id", "stickers", ["pack_id"])
    op.create_index("stickers_by_message", "stickers", ["chat_id", "message_id"])
    op.create_table(
        "styles",
        Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
        Column("person_id", BigInteger, primary_key=True, autoincrement=False),
        Column("style", String, nullable=False),
        Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "rules",
        Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
        Column("all_answer", Boolean, nullable=False),
        Column("all_add", Boolean, nullable=False),
    )


def _create_people() -> None:
    op.create_table(
        "guests",
        Column("id", BigInteger, primary_key=True, autoincrement=False),
        Column("ruling", String),
        Column("told", Boolean, nullable=False),
    )
    op.create_table(
        "tallies",
        Column("person_id", BigInteger, primary_key=True, autoincrement=False),
        Column("day", sa.Date, primary_key=True),
        Column("cuts", Integer, nullable=False),
    )
    op.create_table(
        "finishes",
        Column("person_id", BigInteger, primary_key=True, autoincrement=False),
        Column("finish", sa.JSON, nullable=False),
    )
