"""The journal: updates as they came, and the answers to them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0003"


def upgrade() -> None:
    """Let the journal take the place of the list of updates that have been seen."""
    op.create_table(
        "journal",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("person_id", sa.BigInteger),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("payload", sa.String),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(
        "INSERT INTO journal (update_id, state, taken_at) "
        "SELECT update_id, 'done', seen_at FROM updates"
    )
    op.drop_table("updates")
    op.create_index("ix_journal_state", "journal", ["state"])
    op.create_index("ix_journal_taken_at", "journal", ["taken_at"])
    op.create_table(
        "answers",
        sa.Column(
            "update_id",
            sa.BigInteger,
            sa.ForeignKey("journal.update_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("message", sa.String),
    )
