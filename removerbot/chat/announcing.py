"""What Telegram shows of the bot: its commands, and what it is."""

from collections.abc import Mapping

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
)

from removerbot.chat.texts import DEFAULT_LANGUAGE, Words

COMMANDS = {
    name: f"command-{name}"
    for name in (
        *("start", "help", "auto", "sticker", "pack", "remove"),
        *("settings", "cancel", "privacy", "forget"),
    )
}
"""Each with the name of the text that describes it."""

GROUP_COMMANDS = {
    name: f"command-{name}" for name in ("cut", "sticker", "pack", "remove", "settings", "help")
} | {"settings": "command-group-settings"}


async def announce(bot: Bot, languages: Mapping[str, Words]) -> None:
    """Tell Telegram the commands and what the bot is, in every language."""
    for language, words in languages.items():
        code = None if language == DEFAULT_LANGUAGE else language
        for texts, scope in (
            (COMMANDS, BotCommandScopeDefault()),
            (GROUP_COMMANDS, BotCommandScopeAllGroupChats()),
        ):
            commands = [BotCommand(name, words.say(text)) for name, text in texts.items()]
            await bot.set_my_commands(commands, scope, language_code=code)
        await bot.set_my_description(words.say("about"), language_code=code)
        await bot.set_my_short_description(words.say("about-short"), language_code=code)
