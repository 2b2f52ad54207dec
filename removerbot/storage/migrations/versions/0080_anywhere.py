"""Topics of photos, previews among messages, quiet groups, and the files that were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0070"


def upgrade() -> None:
    """Adds the columns and the table."""
    op.add_column("jobs", sa.Column("thread_id", sa.BigInteger))
    op.add_column("messages", sa.Column("is_preview", sa.Boolean))
    op.add_column("rules", sa.Column("quiet", sa.Boolean))
    op.create_table(
        "sent_files",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column(
            "cut_id", sa.Integer, sa.ForeignKey("cuts.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("file_id", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
    )
    op.create_index("sent_files_by_person", "sent_files", ["person_id", "id"])
    op.create_index("ix_sent_files_cut_id", "sent_files", ["cut_id"])
