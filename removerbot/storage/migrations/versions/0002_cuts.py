"""Cuts: what was asked of a job so far, and which message shows which."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table, and let messages name its rows."""
    op.create_table(
        "cuts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "job_id", sa.Integer, sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_cuts_job_id", "cuts", ["job_id"])
    with op.batch_alter_table("messages") as messages:
        messages.add_column(sa.Column("cut_id", sa.Integer))
        messages.create_foreign_key(
            "messages_by_cut", "cuts", ["cut_id"], ["id"], ondelete="SET NULL"
        )
