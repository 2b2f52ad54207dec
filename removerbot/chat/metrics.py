"""What metrics say about updates: their kinds, and errors that no handler catches."""

from telegram import Update

from removerbot.chat.types import App, Context
from removerbot.metrics import Metrics


def count_errors(application: App, metrics: Metrics) -> None:
    """Counts the errors that handlers raise."""

    async def count(_: object, context: Context) -> None:
        if context.error:
            metrics.error(context.error)

    application.add_error_handler(count)


def kind_of(update: Update) -> str:
    """Returns the kind of an update, such as `photo`, for its log line and its label."""
    message = update.message
    if message is None:
        return "button" if update.callback_query else "other"
    if message.text:
        return "command" if message.text.startswith("/") else "text"
    if message.web_app_data:
        return "page"
    return "photo" if message.photo else "file" if message.document else "other"
