"""Runs the migrations on the connection that `removerbot.storage.database` passes."""

from alembic import context

from removerbot.storage.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
