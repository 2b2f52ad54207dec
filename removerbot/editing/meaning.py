"""What a person's words mean for a revision: a closer view, a background, a step
back, or clicks."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from removerbot.errors import NothingToKeep, UnreadableReply, UserError
from removerbot.i18n import prompt_parser
from removerbot.imaging.background import Background
from removerbot.imaging.grid import Grid, zoomed
from removerbot.imaging.options import Options
from removerbot.imaging.types import Prompt
from removerbot.segmentation.prompt_parser import Objects, check_object_count, example_cell
from removerbot.segmentation.revisions import Click, Revision, check_clicks


@dataclass(frozen=True, slots=True)
class View:
    """A closer view; `grid` is `None` if it would be no closer than the one that is shown."""

    grid: Grid | None


@dataclass(frozen=True, slots=True)
class Cut:
    """The clicks to add, and the background to put what they cut out on, if one is named."""

    clicks: tuple[Click, ...]
    background: Background | None = None


Meaning = View | Options | str | Revision | Cut
"""The view to show, the options of the same cutout, `smaller`, `bigger` or `main`, the revision
before, or what to cut out."""

_SLANG = re.compile(
    r"(?<!\bin )(?<!\bat )\b(?:b4|h8) +[a-z]|\b(?:m|re|[Ii]m|so|too|bit|be) l8\b"
)
"""`before`, `hate` and `late` in talk, such as `see you b4 lunch`."""

_BACKGROUND_WORDS, _BACKGROUND_LETTERS = 6, 60
"""At most, of a background in a text with places."""

_CORNER = Prompt([(0, 0)])
"""Stands for what is cut out already, to see whether words only take a list away from it."""


def read_meaning(base: Revision, words: str) -> Meaning:
    """Reads words in answer to a revision.

    Raises:
        NotAColor: the words start like a color, but are none.
        UserError: they mean no place of the photo.
    """
    parser = prompt_parser()
    if (place := parser.read_zoom(words)) is not None:
        return read_view(base, place)
    if base.clicks and (background := parser.read_background(words)):
        return base.options.replace(background=background)
    order = parser.read_order(words)
    if order == "undo" and base.clicks:
        return base.before
    if order in ("main", "sticker") or parser.is_main(words):
        return "main"  # of which a sticker can be made, see `wants_sticker`
    if order in ("smaller", "bigger") and base.clicks:
        return order
    return _read_cut(base, words)


def _read_cut(base: Revision, words: str) -> Cut:
    try:
        return Cut(read_new_clicks(base, words))
    except UnreadableReply:
        background, rest = take_background(words)
        if background is None:
            raise
        return Cut(read_new_clicks(base, prompt_parser().places_amid(rest)), background)


def take_background(text: str) -> tuple[Background | None, str]:
    """Splits a background off the end or the beginning of a text, such as `on white` off
    `C4 on white`; `None` and the text if there is none. A color alone may be the thing's."""
    parser, words = prompt_parser(), text.split()
    for count in range(min(len(words) - 1, _BACKGROUND_WORDS), 0, -1):
        for named, rest in (words[-count:], words[:-count]), (words[:count], words[count:]):
            name = " ".join(named)
            is_short = len(name) <= _BACKGROUND_LETTERS  # more takes long to read
            if is_short and parser.is_color(name) and parser.take_color(name)[1]:
                return parser.read_background(name), " ".join(rest)
    return None, text


def wants_sticker(base: Revision, words: str) -> bool:
    """Whether words in answer to a revision ask for a sticker of what it shows."""
    return bool(base.clicks) and prompt_parser().read_order(words) == "sticker"


def is_meaningful(base: Revision, words: str) -> bool:
    """Whether words in answer to a revision mean something."""
    with suppress(UserError):
        read_meaning(base, words)
        return True
    return False


def is_unreadable(base: Revision, words: str) -> bool:
    """Whether words in answer to a revision name no place, nor anything else to do."""
    try:
        read_meaning(base, words)
    except UserError as error:
        return isinstance(error, UnreadableReply)
    return False


def without_talk(base: Revision, words: str) -> str:
    """Returns the places that words in answer to a revision name, such as `the dog in C4`, if
    the words as they are mean nothing."""
    if not is_unreadable(base, words) or _SLANG.search(words):
        return words
    places = prompt_parser().places_amid(words)
    return places if is_meaningful(base, places.removeprefix("-")) else words


def base_for(base: Revision, words: str) -> Revision:
    """Returns what words in answer to a revision go on from: `no, D5` from that revision
    without its last object, as D5 is meant in its place."""
    if not base.adds and prompt_parser().is_instead(words):
        rest = [each for each in base.clicks if each.object_index < len(base.objects) - 1]
        others = replace(base, clicks=tuple(rest), adds=bool(rest))
        with suppress(UserError):
            _read_cut(others, words)
            return others
    return base


def read_view(base: Revision, place: str) -> View:
    """Reads the place to look at from close by. Raises what `read_meaning` does."""
    return View(zoomed(base.grid, prompt_parser().read_area(place, base.grid)))


def read_new_clicks(base: Revision, words: str) -> tuple[Click, ...]:
    """Reads the clicks that words add to a revision. Raises what `read_meaning` does, and
    `TooManyObjects`."""
    parser = prompt_parser()
    current = base.prompts[-1] if base.clicks and not base.adds else None
    if not base.clicks and parser.is_further(words):
        added = parser.read_objects(words, base.grid, _CORNER)
        if not added.others and added.current and added.current.keep == _CORNER.keep:
            raise NothingToKeep(example_cell(base.grid).label)
    return _new_clicks(base, parser.read_objects(words, base.grid, current))


def is_shown(base: Revision, words: str, revision: Revision) -> bool:
    """Whether words in answer to a base mean what a revision of it shows already. Raises what
    `read_meaning` does."""
    base = base_for(base, words)
    match read_meaning(base, words):
        case View(grid):
            return grid is not None and base.under(grid).views == revision.views
        case Options() as options:
            return options == revision.options
        case str():
            return False  # it takes the model to know
        case Revision() as before:
            return _prompts(before.clicks) == _prompts(revision.clicks)
        case Cut(clicks, background):
            is_same = background in {None, revision.options.background}
            return is_same and _prompts([*base.clicks, *clicks]) == _prompts(revision.clicks)


def _prompts(clicks: Sequence[Click]) -> list[object]:
    return [(each.prompt, each.object_index) for each in clicks]


def _new_clicks(base: Revision, objects: Objects) -> tuple[Click, ...]:
    """Returns the new clicks of a message: on the current object, and on further ones."""
    count = len(base.objects)
    check_object_count(count, len(objects.others))
    current = [Click(objects.current, object_index=count - 1)] if objects.current else []
    further = [
        Click(prompt, object_index=count + number, same_message=bool(current or number))
        for number, prompt in enumerate(objects.others)
    ]
    check_clicks((*base.clicks, *current, *further))
    return (*current, *further)
