"""Finds the revision that a message, a button or a person's words are about."""

from removerbot.editing.meaning import is_meaningful
from removerbot.errors import NoOpenJob, NoSuchPhoto, StaleButton, WhichPhoto
from removerbot.i18n import prompt_parser
from removerbot.segmentation.prompt_parser import example_cell
from removerbot.segmentation.revisions import Revision
from removerbot.storage.jobs import Jobs


class History:
    """The stored revisions of all photos.

    Attributes:
        link, previews, alone, link_alone, answer_to, close, put_away: see `Jobs`. Ephemeral
            messages are not linked, as they have no number: their buttons name the revision.
        renumber: stores a revision under a new number, so that buttons of the old one are
            stale.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self.link, self.answer_to = jobs.link, jobs.answer_to
        self.previews, self.alone, self.link_alone = jobs.previews, jobs.alone, jobs.link_alone
        self.renumber, self.close, self.put_away = jobs.save, jobs.close, jobs.put_away

    async def meant(
        self, chat_id: int, person_id: int, replied_to: int | None, named: int | None = None
    ) -> Revision:
        """Returns the revision that a person's words go on from: that of the message they
        reply to, or without a reply a new one of their newest photo. For `named` see
        `of_message`.

        Raises:
            NoOpenJob: there is none.
        """
        if replied_to is None:
            job = await self._jobs.newest(chat_id, person_id)
            revision = Revision(job) if job else None
        else:
            revision = await self.of_message(chat_id, replied_to, named)
        if revision is None:
            raise NoOpenJob
        return revision

    async def cutout_meant(
        self, base: Revision, words: str, before: int | None = None
    ) -> Revision:
        """Returns what words without a reply go on from: what the newest message to the person
        shows, if they make sense there alone, such as `undo`, `-A1` or a color; else `base`,
        the photo that `photo_meant` gives. Of an album, and of words that are edited and whose
        message has the number `before`, they are about that photo only."""
        source = base.job.source
        parser = prompt_parser()
        is_further = words.startswith(("+", "＋", "➕")) or parser.is_further(words)
        is_change = is_further or parser.is_color(words)
        is_about_cutout = is_change or parser.read_order(words) == "sticker"
        if not is_about_cutout and is_meaningful(base, words):
            return base
        newest = await self._jobs.newest_shown(source.chat_id, source.person_id, before)
        if newest is None or ((source.place or before) and newest.job.id != base.job.id):
            return base
        return newest if is_meaningful(newest, words) else base

    async def of_message(
        self, chat_id: int, message_id: int, named: int | None = None
    ) -> Revision | None:
        """Returns the revision that a message shows, if it shows one. The revision that its
        buttons `named` counts where the message is not linked, as when nothing was heard of its
        delivery."""
        revision = await self._jobs.find(chat_id, message_id)
        if revision is None and named is not None:
            revision = await self._jobs.revision(chat_id, named)
        return revision

    async def of_button(
        self, chat_id: int, message_id: int, revision_id: int
    ) -> Revision | None:
        """Returns the revision that a button under a message names; `None` if the message
        shows another by now, as when a button is pressed many times quickly.

        Raises:
            StaleButton: this chat has no such revision of an open job.
        """
        revision = await self._jobs.revision(chat_id, revision_id)
        if revision is None:
            raise StaleButton
        linked = await self._jobs.find(chat_id, message_id)
        return revision if linked is None or linked.id == revision_id else None

    async def photo_meant(
        self, base: Revision, words: str, *, is_reply: bool
    ) -> tuple[Revision, str]:
        """Returns the revision of the photo of an album that words are about, and the words
        without the photo's number.

        Args:
            base: see `meant`; if its photo came alone, it is the one.
            words: with the photo's number in front, or else about the photo replied to.
            is_reply: whether they are a reply to a message.

        Raises:
            WhichPhoto: neither a number nor a reply says it.
            NoSuchPhoto: the album has no photo of this number.
        """
        source = base.job.source
        if source.place is None:
            return base, words
        jobs = await self._jobs.album(source.chat_id, source.place.album)
        number, rest = prompt_parser().read_number(words)
        if number is None:
            if not is_reply and len(jobs) > 1:
                raise WhichPhoto(example_cell(base.grid).label)
            return base, words
        if number == source.place.number:
            return base, rest
        for job in jobs:
            if job.source.place and job.source.place.number == number:
                return Revision(job), rest
        raise NoSuchPhoto(number)
