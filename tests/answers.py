"""Which of the bot's messages answer what a person said, and which come besides."""

import re

from telegram_sandbox.client import Json

_QUEUED = re.compile(r"One moment – (you are next|\d+ ahead of you)\.")


def is_answer(message: Json) -> bool:
    """Whether the bot answers with it: it is neither an offer nor the place in the queue."""
    return message["from"]["is_bot"] and not is_queued(message) and not _is_offer(message)


def is_queued(message: Json) -> bool:
    """Whether it is the place in the queue, which is told wherever the machine is slow."""
    return bool(_QUEUED.fullmatch(message.get("text", "")))


def _is_offer(message: Json) -> bool:
    """Whether it is a picture of what else may be meant; such a picture comes later than the
    answer that the bot is unsure of, so it can stand between the next words and theirs."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    data = [button.get("callback_data", "") for row in rows for button in row]
    return any(each.startswith("choose:") for each in data)
