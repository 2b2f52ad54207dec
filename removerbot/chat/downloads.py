"""Files from Telegram."""

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from removerbot.chat.delivery import Delivery, is_answer, pauses, seconds_asked
from removerbot.chat.source import MAX_FILE_MB
from removerbot.errors import FileTooLarge, PhotoGone

_REFUSALS = 10
"""How often Telegram may fail to hand out a file until it counts as gone: three minutes.
While nobody answers at all, it is asked for ever."""


class Downloads:
    """Implements `removerbot.ports.engine.Files`."""

    def __init__(self, bot: Bot, delivery: Delivery) -> None:
        self._bot = bot
        self._delivery = delivery

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.ports.engine.Files.fetch`."""
        refusals, pause = 0, pauses()
        while True:
            try:
                return await self._download(file_id)
            except RetryAfter as error:
                await self._delivery.wait(seconds_asked(error), error)
            except (NetworkError, InvalidToken) as error:  # the latter: a link has expired
                refusals += is_answer(error)
                if refusals == _REFUSALS:
                    raise PhotoGone from error
                await self._delivery.wait(next(pause), error)

    async def _download(self, file_id: str) -> bytes:
        try:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except BadRequest as error:  # a NetworkError by its type, but it stays
            if "too big" in error.message:
                raise FileTooLarge(MAX_FILE_MB, MAX_FILE_MB) from error
            raise PhotoGone from error
