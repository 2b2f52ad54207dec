"""What Telegram knows of chats and the people in them."""

from telegram import Bot, ChatMemberRestricted, Message
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from removerbot.chat.delivery import Delivery

_INSIDE = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)
"""What those are who are in a chat for certain."""


class Chats:
    """Asks Telegram. Implements `removerbot.ports.taps.Members`."""

    def __init__(self, bot: Bot, delivery: Delivery) -> None:
        self._bot = bot
        self._delivery = delivery

    async def title(self, chat_id: int) -> str:
        """What a chat is called."""
        chat = await self._delivery.repeat(chat_id, lambda: self._bot.get_chat(chat_id))
        return chat.effective_name or ""

    async def is_member(self, chat_id: int, person_id: int) -> bool:
        """See `removerbot.ports.taps.Members.is_member`."""
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
