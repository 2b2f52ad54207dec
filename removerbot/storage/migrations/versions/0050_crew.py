"""Several processes on one database: who they are, what they hold, which updates are whose."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0040"


def upgrade() -> None:
    """Create the tables, and give updates an owner."""
    op.create_table(
        "workers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "holds",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("owner", sa.String),
    )
    op.add_column("journal", sa.Column("owner", sa.String))
