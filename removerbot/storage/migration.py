"""Creates and upgrades the tables of a database, by Alembic's revisions."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from removerbot.errors import BadSetting
from removerbot.storage.schema import Base

MIGRATIONS = Path(__file__).parent / "migrations"

_MIGRATION_LOCK = 7_365_766
"""The key of the PostgreSQL advisory lock that is held while tables are created or upgraded."""


def migrate(connection: Connection, *, even_a_server: bool) -> None:
    """Creates or upgrades the tables; only checks those on a server unless `even_a_server`.

    Raises:
        BadSetting: the database is of a revision that is not upgraded.
    """
    is_server = connection.dialect.name != "sqlite"
    # Several processes may start at once, and each may be killed: one transaction, one at a
    # time. Python's own would begin only after the first changes of tables.
    lock = (
        f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})" if is_server else "BEGIN IMMEDIATE"
    )
    connection.execute(text(lock))
    config = _config()
    config.attributes["connection"] = connection
    current = revision(connection)
    if current is None:
        Base.metadata.create_all(connection, checkfirst=False)
        command.stamp(config, "head")
    else:
        check_revision(current, may_upgrade=even_a_server or not is_server)
        command.upgrade(config, "head")


def wanted_revision() -> str:
    """Returns the revision that this program wants."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def check_revision(current: str, *, may_upgrade: bool) -> None:
    """Raises `BadSetting` for a revision that this program cannot or may not upgrade from."""
    scripts = ScriptDirectory.from_config(_config())
    wanted = scripts.get_current_head()
    known = [script.revision for script in scripts.walk_revisions()]
    if current not in known and current < min(known):
        raise bad_url(
            f"the database is of a development version ({current}) that cannot be upgraded; "
            "name another one"
        )
    if current not in known:
        raise bad_url(
            f"the database is of a newer version ({current}) than this program ({wanted}), "
            "and there is no way back: install the newer program, or restore a backup that was "
            "made before the upgrade"
        )
    if current != wanted and not may_upgrade:
        raise bad_url(
            f"the database is of version {current}, this program wants {wanted}; make a backup "
            "and run removerbot migrate"
        )


def revision(connection: Connection) -> str | None:
    """Returns the revision of a database; `None` for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def bad_url(reason: str) -> BadSetting:
    """Returns the error that a database cannot be used."""
    return BadSetting(f"REMOVERBOT_DATABASE_URL: {reason}")
