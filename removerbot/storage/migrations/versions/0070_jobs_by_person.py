"""An index for the jobs of a person in a chat."""

from alembic import op

revision = "0070"
down_revision = "0060"


def upgrade() -> None:
    """Adds the index."""
    op.create_index("jobs_by_person", "jobs", ["chat_id", "person_id", "open", "message_id"])
