"""The commands about the database: `migrate`, `backup` and `restore`."""

import asyncio
from argparse import ArgumentParser, Namespace
from pathlib import Path

from removerbot.errors import SetupError
from removerbot.settings import Settings
from removerbot.storage import backup as backups
from removerbot.storage.database import sqlite_file


def migrate(settings: Settings, _arguments: Namespace) -> int:
    """Brings the database up to date."""

    asyncio.run(backups.upgrade(settings.database_url, settle=False))
    return 0


def describe_backup(parser: ArgumentParser) -> None:
    """Adds the arguments of `backup`."""
    parser.add_argument(
        "file", type=Path, help="the file to write; an older backup is replaced"
    )


def backup(settings: Settings, arguments: Namespace) -> int:
    """Copies the database into a file."""
    backups.back_up(settings.database_url, arguments.file)
    print(arguments.file)
    return 0


def describe_restore(parser: ArgumentParser) -> None:
    """Adds the arguments of `restore`."""
    parser.add_argument("file", type=Path, nargs="?", help="what `backup` wrote")
    parser.add_argument(
        "--force",
        action="store_true",
        help="also over a database that is not empty, or that a bot is using",
    )
    parser.add_argument(
        "--settle",
        action="store_true",
        help="after pg_restore: ask people about what was unanswered, instead of answering "
        "it perhaps twice",
    )


def restore(settings: Settings, arguments: Namespace) -> int:
    """Puts a backup in the database's place."""
    if arguments.settle:
        asyncio.run(backups.upgrade(settings.database_url, settle=True))
    elif arguments.file is None and sqlite_file(settings.database_url):
        raise SetupError("which backup? removerbot restore FILE")
    else:
        file = arguments.file or Path("FILE")
        backups.restore(settings.database_url, file, force=arguments.force)
    return 0
