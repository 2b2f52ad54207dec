"""The menus of commands that Telegram shows."""

import logging
from collections.abc import Mapping

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from removerbot.i18n import DEFAULT_LANGUAGE, Words

_log = logging.getLogger(__name__)

_PRIVATE, _GROUP = "command-", "group-command-"
"""The sections with the texts of the menus."""

_EPHEMERAL = ("settings", "help", "pack")


async def announce(bot: Bot, languages: Mapping[str, Words]) -> None:
    """Tells Telegram the menus of commands and the bot's descriptions, in every language."""
    for language, words in languages.items():
        code = None if language == DEFAULT_LANGUAGE else language
        for section, scope in (
            (_PRIVATE, BotCommandScopeDefault()),
            (_GROUP, BotCommandScopeAllGroupChats()),
        ):
            await bot.set_my_commands(_menu(words, section, scope), scope, language_code=code)
        await bot.set_my_description(words.say("about"), language_code=code)
        await bot.set_my_short_description(words.say("about-short"), language_code=code)


async def show_menu(bot: Bot, person_id: int, words: Words | None) -> None:
    """Gives a person the menu of their private chat in the language that they chose, `None` for
    that of their app. If Telegram refuses that, the menu stays as it is."""
    scope = BotCommandScopeChat(person_id)
    try:
        if words:
            await bot.set_my_commands(_menu(words, _PRIVATE, scope), scope)
        else:
            await bot.delete_my_commands(scope)
    except TelegramError as error:
        _log.warning("a menu stays in its language: %s", error)


def _menu(words: Words, section: str, scope: BotCommandScope) -> list[BotCommand]:
    # What concerns one member of a group is ephemeral: nobody else sees it, nor the answers.
    # Telegram ignores that where it cannot do it.
    ephemeral = _EPHEMERAL if isinstance(scope, BotCommandScopeAllGroupChats) else ()
    return [
        BotCommand(name, text, api_kwargs={"is_ephemeral": True} if name in ephemeral else None)
        for name, text in words.section(section).items()
    ]
