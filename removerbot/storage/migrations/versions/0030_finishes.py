"""How people like their cutouts finished."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0020"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "finishes",
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("finish", sa.JSON, nullable=False),
    )
