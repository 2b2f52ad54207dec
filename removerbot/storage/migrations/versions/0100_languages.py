"""A table of the languages that people chose."""

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0090"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "languages",
        sa.Column("person_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(), nullable=False),
    )
