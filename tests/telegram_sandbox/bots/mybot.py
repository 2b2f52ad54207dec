"""Repeats every text."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


url = os.environ["TELEGRAM_API_BASE_URL"]
builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
bot = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
bot.add_handler(MessageHandler(filters.TEXT, echo))
bot.run_polling()
