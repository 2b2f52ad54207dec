"""The use case of options: changing those of a cutout, keeping those that a person prefers."""

from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Result
from removerbot.errors import StaleButton
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.options import Options
from removerbot.segmentation.revisions import Revision, Source
from removerbot.storage.people import PreferenceStore


class Preferences:
    """Changes options. A value is given as the text that a button holds, such as `fine`."""

    def __init__(self, editor: Editor, store: PreferenceStore) -> None:
        self._editor = editor
        self._store = store

    async def change(self, revision: Revision, option: str, value: str) -> Result | None:
        """Renders a cutout with another value of an option, which counts for this one alone;
        returns `None` if the option had this value already.

        Raises:
            StaleButton: the option has no such value, or nothing is cut out.
            EngineError: the model failed.
        """
        options = changed(revision.options, option, value)
        if options == revision.options:
            return None
        return (await self._editor.finish(revision, options)).settled

    async def change_background(self, revision: Revision, source: Source) -> Result:
        """Renders a cutout on another photo.

        Raises:
            UserError: the photo cannot be read or exceeds the limits.
            EngineError: the model failed.
        """
        options = revision.options.replace(background=OtherPhoto(source.file_id))
        return (await self._editor.finish(revision, options)).settled

    async def of(self, person_id: int) -> Options:
        """Returns the options that a person prefers."""
        return await self._store.options(person_id)

    async def prefer(self, person_id: int, option: str, value: str) -> Options:
        """Keeps an option for all cutouts that a person starts; returns all they prefer.

        Raises:
            StaleButton: the option has no such value.
        """
        options = changed(await self.of(person_id), option, value)
        await self._store.save(person_id, options)
        return options


def changed(options: Options, option: str, value: str) -> Options:
    """Returns the options with another value; the value they have is always valid, such as
    the `photo` of a background.

    Raises:
        StaleButton: the option has no such value.
    """
    if value == options.model_dump(mode="json").get(option):
        return options
    try:
        return options.replace(**{option: value})
    except (TypeError, ValueError):
        raise StaleButton from None
