"""Indexes for deleting revisions, and for the sticker style that a person chose last."""

from alembic import op

revision = "0060"
down_revision = "0050"


def upgrade() -> None:
    """Adds the indexes."""
    op.create_index("ix_messages_cut_id", "messages", ["cut_id"])
    op.create_index("ix_styles_person_id", "styles", ["person_id"])
