"""Checks of `doctor` about the bot in Telegram."""

from collections.abc import Iterator

from removerbot.cli.bot_api import call
from removerbot.cli.findings import Finding, error, ok, warning
from removerbot.errors import SetupError
from removerbot.settings import Settings


def telegram(settings: Settings) -> Iterator[Finding]:
    """The token, and what @BotFather was told about the bot."""
    if not settings.telegram_bot_token:
        yield warning(
            "token",
            "there is none, so the sandbox starts instead",
            "write to @BotFather, send /newbot, and run removerbot init",
        )
        return
    try:
        bot = call(settings, "getMe")
        hook = call(settings, "getWebhookInfo")
    except SetupError as failure:
        yield error("token", "the bot cannot log in", str(failure))
        return
    yield ok("token", f"@{bot.get('username')} (id {bot.get('id')})")
    yield _privacy_mode(sees_all=bool(bot.get("can_read_all_group_messages")))
    yield from _updates(settings, hook)


def _privacy_mode(*, sees_all: bool) -> Finding:
    if not sees_all:
        return ok("privacy mode", "on: in groups it sees only what is meant for it")
    return warning(
        "privacy mode",
        "off: Telegram shows it every message of its groups, which it does not need",
        "send /setprivacy to @BotFather and turn it on; then add the bot to its groups again",
    )


def _updates(settings: Settings, hook: dict[str, object]) -> Iterator[Finding]:
    """Whether Telegram brings messages to where the settings say, or waits for this bot."""
    url, pending = str(hook.get("url") or ""), hook.get("pending_update_count", 0)
    waiting = f"; {pending} messages wait" if pending else ""
    ours = settings.public_url if settings.webhook else ""
    if url and not (ours and url.startswith(f"{ours}/")):
        yield warning(
            "updates",
            f"Telegram sends messages to another place: {url}{waiting}",
            "if another program has this token, stop it or take a token of your own; the next "
            "start of this bot takes the messages over",
        )
    elif message := hook.get("last_error_message"):
        yield error(
            "updates",
            f"Telegram could not deliver to {url}: {message}{waiting}",
            "see the lines about the public address and its certificate",
        )
    else:
        how = "a webhook" if settings.webhook else "polling"
        yield ok("updates", f"{how}, and nothing stands in its way{waiting}")
