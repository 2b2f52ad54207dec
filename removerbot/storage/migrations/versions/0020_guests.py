"""Guests: what hosts ruled about people and chats; tallies: how much people cut a day."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0010"


def upgrade() -> None:
    """Create the tables, and find jobs by their age and person."""
    op.create_table(
        "guests",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("ruling", sa.String),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_table(
        "tallies",
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("cuts", sa.Integer, nullable=False),
    )
    op.create_index("ix_jobs_created_at", "jobs", ["created_at"])
