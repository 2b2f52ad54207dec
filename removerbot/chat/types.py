"""python-telegram-bot's types, as they are used here."""

from typing import Any

from telegram.ext import Application, BaseHandler, ContextTypes

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Any, Any, Any]
