"""Packs, the stickers made for them, how people like them, and what groups have settled."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("owner_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("seen", sa.Boolean, nullable=False),
    )
    op.create_index("ix_packs_chat_id", "packs", ["chat_id"])
    op.create_table(
        "stickers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("cut_id", sa.Integer, sa.ForeignKey("cuts.id", ondelete="SET NULL")),
        sa.Column("style", sa.String, nullable=False),
        sa.Column("emoji", sa.String, nullable=False),
        sa.Column("token", sa.String, nullable=False, unique=True),
        sa.Column("pack_id", sa.Integer, sa.ForeignKey("packs.id", ondelete="SET NULL")),
        sa.Column("unique_id", sa.String),
        sa.Column("added_by", sa.BigInteger),
    )
    op.create_index("ix_stickers_cut_id", "stickers", ["cut_id"])
    op.create_index("ix_stickers_pack_id", "stickers", ["pack_id"])
    op.create_index("stickers_by_message", "stickers", ["chat_id", "message_id"])
    op.create_table(
        "styles",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("style", sa.String, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "rules",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("all_answer", sa.Boolean, nullable=False),
        sa.Column("all_add", sa.Boolean, nullable=False),
    )
