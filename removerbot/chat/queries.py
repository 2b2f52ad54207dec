"""What Telegram knows of chats and the people in them."""

from telegram import Bot, ChatMemberRestricted, Message
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from removerbot.chat.messages import MAX_FILE_MB
from removerbot.chat.retry import Retrier, is_answer, pauses, seconds_asked
from removerbot.errors import FileTooLarge, PhotoGone
from removerbot.metrics import Metrics

_INSIDE = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)
"""What those are who are in a chat for certain."""


class Chats:
    """Asks Telegram. Implements `removerbot.editing.tapping.Members`."""

    def __init__(self, bot: Bot, delivery: Retrier) -> None:
        self._bot = bot
        self._delivery = delivery

    async def title(self, chat_id: int) -> str:
        """What a chat is called."""
        chat = await self._delivery.repeat(chat_id, lambda: self._bot.get_chat(chat_id))
        return chat.effective_name or ""

    async def is_member(self, chat_id: int, person_id: int) -> bool:
        """See `removerbot.editing.tapping.Members.is_member`."""
        try:
            member = await self._delivery.repeat(
                chat_id, lambda: self._bot.get_chat_member(chat_id, person_id)
            )
        except (BadRequest, Forbidden):  # no such chat or person, or none that the bot is in
            return False
        is_inside = isinstance(member, ChatMemberRestricted) and member.is_member
        return is_inside or member.status in _INSIDE

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """Whether somebody runs a chat; everyone does their private one."""
        if chat_id == person_id:
            return True
        admins = await self._delivery.repeat(
            chat_id, lambda: self._bot.get_chat_administrators(chat_id)
        )
        return any(admin.user.id == person_id for admin in admins)

    async def is_admin_of(self, message: Message) -> bool:
        """Whether the author of a message runs its chat; anonymous admins write as it."""
        assert message.from_user
        as_chat = message.sender_chat is not None and message.sender_chat.id == message.chat_id
        return as_chat or await self.is_admin(message.chat_id, message.from_user.id)


_REFUSALS = 10
"""How often Telegram may fail to hand out a file until it counts as gone: three minutes.
While nobody answers at all, it is asked for ever."""


class Downloads:
    """Implements `removerbot.engine.base.Files`."""

    def __init__(self, bot: Bot, delivery: Retrier, metrics: Metrics) -> None:
        self._bot = bot
        self._delivery = delivery
        self._metrics = metrics

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.engine.base.Files.fetch`."""
        with self._metrics.stage("fetch"):
            return await self._fetch(file_id)

    async def _fetch(self, file_id: str) -> bytes:
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
