"""The base revision, which later migrations start from.

It has nothing to do: a new database is created from `schema.py` and marked with the latest
revision, and databases of earlier revisions, which were never released, are refused.
"""

revision = "0050"
down_revision = None


def upgrade() -> None:
    """Does nothing."""
