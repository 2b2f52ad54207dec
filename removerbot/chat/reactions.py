"""Reactions: an emoji on a photo says that the bot is looking at it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice

from telegram import Bot
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from removerbot.chat.retry import pauses, seconds_asked
from removerbot.imaging.lru_cache import LruCache

_REMEMBERED = 10_000

_TRIES = 6
"""How often it is tried to take the emoji away."""

_STOP_SECONDS = 1


@dataclass(frozen=True, eq=False)
class Reactions:
    """Puts 👀 on photos in groups; where it is refused, it is not tried again."""

    bot: Bot
    _refused: LruCache[int, bool] = field(
        default_factory=lambda: LruCache[int, bool](_REMEMBERED), init=False
    )
    _lookers: Counter[tuple[int, int]] = field(default_factory=Counter, init=False)
    _shown: set[tuple[int, int]] = field(default_factory=set, init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    @asynccontextmanager
    async def looking(self, chat_id: int, message_id: int) -> AsyncIterator[None]:
        """Shows the emoji on a message until the block ends, without waiting for Telegram."""
        if not message_id or self._refused.get(chat_id):
            yield
            return
        ended, photo = asyncio.Event(), (chat_id, message_id)
        self._lookers[photo] += 1
        task = asyncio.create_task(self._show(chat_id, message_id, ended))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            yield
        finally:
            self._lookers[photo] -= 1
            ended.set()

    async def stop(self) -> None:
        """Waits until no photo has the emoji any more, but not for long."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_STOP_SECONDS)
            for task in late:
                task.cancel()

    async def _show(self, chat_id: int, message_id: int, ended: asyncio.Event) -> None:
        photo = (chat_id, message_id)
        if await self._set(chat_id, message_id):
            self._shown.add(photo)
        await ended.wait()
        if self._lookers[photo]:
            return  # it is looked at for somebody else, too
        del self._lookers[photo]
        if photo in self._shown:
            self._shown.remove(photo)
            await self._clear(chat_id, message_id)

    async def _set(self, chat_id: int, message_id: int) -> bool:
        """Sets the emoji; returns whether it may have arrived."""
        try:
            await self.bot.set_message_reaction(chat_id, message_id, ReactionEmoji.EYES)
        except (BadRequest, Forbidden, InvalidToken) as error:  # the last: no such method
            is_gone = isinstance(error, BadRequest) and "not found" in error.message.lower()
            if not is_gone:  # else the photo was deleted, and others can get the emoji
                self._refused.put(chat_id, True, 1)
            return False
        except TelegramError:
            pass
        return True

    async def _clear(self, chat_id: int, message_id: int) -> None:
        for pause in islice(pauses(), _TRIES):
            try:
                await self.bot.set_message_reaction(chat_id, message_id, [])
                return
            except (BadRequest, Forbidden):  # such as a message that was deleted
                return
            except TelegramError as error:
                asked = seconds_asked(error) if isinstance(error, RetryAfter) else 0
                await asyncio.sleep(max(pause, asked))
