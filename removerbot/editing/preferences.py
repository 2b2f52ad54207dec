"""The use cases of finishing: change how a cutout comes out, remember how a person likes it.

An option and its value are words, as buttons hold them: `edge` and `fine`, `grow` and `-1`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from removerbot.editing.editor import Editor
from removerbot.editing.results import Result
from removerbot.errors import StaleButton
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import (
    Background,
    Crop,
    Format,
    Options,
    OtherPhoto,
    read_background,
    read_outline,
)
from removerbot.revisions import Revision, Source
from removerbot.storage.people import PreferenceStore

SHADOWS = {"on": True, "off": False}

PHOTO = "photo"
"""As the background's value: the photo that is there already."""


def _ground(finish: Options, value: str) -> Background:
    return finish.background if value == PHOTO else read_background(value)


OPTIONS: Mapping[str, Callable[[Options, str], Options]] = {
    "edge": lambda finish, value: replace(finish, edge=Edge(value)),
    "grow": lambda finish, value: replace(finish, grow=int(value)),
    "crop": lambda finish, value: replace(finish, crop=Crop(value)),
    "ground": lambda finish, value: replace(finish, background=_ground(finish, value)),
    "outline": lambda finish, value: replace(finish, outline=read_outline(value)),
    "shadow": lambda finish, value: replace(finish, shadow=SHADOWS[value]),
    "format": lambda finish, value: replace(finish, format=Format(value)),
}
"""What can be chosen, and how a value is read."""

_REMEMBERED = ("edge", "grow")
"""Options whose value is liked from then on; the others are for the one cutout."""


class Finishing:
    """How cutouts are finished."""

    def __init__(self, editor: Editor, likes: PreferenceStore) -> None:
        self._remover = editor
        self._likes = likes

    async def change(
        self, cut: Revision, person_id: int, option: str, value: str
    ) -> Result | None:
        """Show a cutout with one option changed, `None` if it had that value; edges are
        remembered for the person.

        Raises:
            StaleButton: there is no such option or value, or nothing is cut out.
            EngineError: the model let us down.
        """
        finish = changed(cut.options, option, value)
        if finish == cut.options:
            return None
        result = await self._remover.finish(cut, finish)
        if option in _REMEMBERED:
            await self.like(person_id, option, value)
        return result

    async def put_behind(self, cut: Revision, source: Source) -> Result:
        """Show a cutout on another photo.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
            EngineError: the model let us down.
        """
        behind = OtherPhoto(source.file_id)
        return await self._remover.finish(cut, replace(cut.options, background=behind))

    async def liked(self, person_id: int) -> Options:
        """How a person likes cutouts."""
        return await self._likes.options(person_id)

    async def like(self, person_id: int, option: str, value: str) -> Options:
        """Remember an option for all cutouts that a person begins.

        Raises:
            StaleButton: there is no such option or value.
        """
        finish = changed(await self._likes.options(person_id), option, value)
        await self._likes.save_options(person_id, finish)
        return finish


def changed(finish: Options, option: str, value: str) -> Options:
    """The same with another value for an option.

    Raises:
        StaleButton: there is no such option or value.
    """
    try:
        return OPTIONS[option](finish, value)
    except (KeyError, ValueError):
        raise StaleButton from None
