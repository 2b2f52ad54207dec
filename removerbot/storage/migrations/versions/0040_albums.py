"""Albums: which photo of which one a job is about, and which updates are answered as one."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0030"


def upgrade() -> None:
    """Add the columns; what is there already came alone."""
    op.add_column("jobs", sa.Column("album", sa.String))
    op.add_column("jobs", sa.Column("number", sa.Integer))
    op.create_index("jobs_by_album", "jobs", ["chat_id", "album"])
    op.add_column("journal", sa.Column("answered_with", sa.BigInteger))
