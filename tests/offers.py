"""What the bot sends under an answer that it is unsure of."""

from telegram_sandbox.client import Json


def is_offer(message: Json) -> bool:
    """Whether it is a picture of what else may be meant; such a picture comes later than the
    answer, so it can stand between the next words and theirs."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    data = [button.get("callback_data", "") for row in rows for button in row]
    return any(each.startswith("choose:") for each in data)
