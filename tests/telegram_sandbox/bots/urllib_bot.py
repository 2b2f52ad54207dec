"""Repeats every text in capitals; a press of its button is counted. Needs no package."""

import json
import os
from typing import Any
from urllib.request import Request, urlopen

URL = f"{os.environ['TELEGRAM_API_BASE_URL']}/bot{os.environ['TELEGRAM_BOT_TOKEN']}"
KEYBOARD = {"inline_keyboard": [[{"text": "Again", "callback_data": "again"}]]}


def call(method: str, **params: Any) -> Any:
    body, headers = json.dumps(params).encode(), {"Content-Type": "application/json"}
    with urlopen(Request(f"{URL}/{method}", body, headers)) as response:
        return json.load(response)["result"]


call("setMyName", name="Shouter")
presses = offset = 0
while True:
    for update in call("getUpdates", offset=offset, timeout=30):
        offset = update["update_id"] + 1
        if query := update.get("callback_query"):
            presses += 1
            call("answerCallbackQuery", callback_query_id=query["id"], text=str(presses))
        elif text := update.get("message", {}).get("text"):
            chat = update["message"]["chat"]["id"]
            call("sendMessage", chat_id=chat, text=text.upper(), reply_markup=KEYBOARD)
