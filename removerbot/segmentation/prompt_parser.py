"""Reads the prompts that people type.

reply  =  objects, separated by `+`
object =  items, separated by spaces, commas, semicolons, `&` or a word for "and"
item   =  place            a point of the object
       |  "-" place        a point outside it (also − – — !)
       |  without places   points outside it, the last behind a word for "and", or, as in
                           `A1 und D5 weg`, with the word behind them; from an object that
                           there is, `without` takes all places of a list away
       |  place ":" place  a box by two corners (also "~", "→", "->" or a word for "to", "-"
                           without spaces around it, and two cells without any between them)
place  =  C4 | c 4 | 4C | C-4      a cell of the grid, meaning its center
       |  640,360 | (640×360 px)   a pixel of the upright photo
       |  50%,40%                  a share of its width and height
"""

import re
from collections.abc import Iterable
from math import floor
from typing import NamedTuple
from unicodedata import category

from removerbot.errors import (
    NotAColor,
    NothingToKeep,
    OutsidePhoto,
    TooManyObjects,
    TooManyPoints,
    UnreadableReply,
    UserError,
)
from removerbot.imaging.background import Background, SolidColor, read_background
from removerbot.imaging.color import Color, read_named_color
from removerbot.imaging.grid import Cell, Grid, column_number
from removerbot.imaging.types import Box, Point, Prompt, Size
from removerbot.segmentation.reply_words import CELL, PAIR, Grammar, ReplyWords

MAX_POINTS = 100
"""No object needs more; a longer list is a mistake or an attack."""

MAX_OBJECTS = 12
"""Of one cutout. Each takes up to ten runs of the decoder."""

_CORNERS = re.compile(r"(?<![A-Z0-9.%])([A-Z]{1,2}\d{1,4})(?=[A-Z]{1,2}\d{1,4}(?![A-Z0-9.%]))")
"""The first of two cells that are typed as one word."""

_NUMBERS = re.compile(r"[^\W\d]\s+(?:AN?\s+\d|\d+\s+\d)|^\d+\s+[^\W\d]+\s+\d+$")
"""Numbers in talk: behind words `a` is an article, a pixel has a comma; `2 a 1` is a score."""

_WIDE = Grid(Size(10_000, 10_000), 52, 99)


class Objects(NamedTuple):
    """The objects that a reply points at.

    Attributes:
        current: the object that was pointed at before, with what the reply adds to it; `None`
            if there is none, or the reply leaves it as it is.
        others: further objects.
    """

    current: Prompt | None
    others: tuple[Prompt, ...]


class PromptParser:
    """Reads texts in any case, width, look-alike script or keyboard layout."""

    def __init__(self, words: ReplyWords) -> None:
        """Compiles the grammar with the words of one or more languages."""
        self._grammar = Grammar(words)

    def read_objects(self, text: str, grid: Grid, base: Prompt | None = None) -> Objects:
        """Reads the points and boxes of one object or of several, such as `C4 D5 + F2`.

        Args:
            text: as it was typed. With a `+` in front it is about other objects alone.
            grid: the grid that the person saw.
            base: the points so far of the current object, which the reply adds to; `None` if
                there is none. The later word counts: a point that was kept can be excluded,
                and a new box replaces the box.

        Raises:
            UnreadableReply: a part of the text is no place.
            NothingToKeep: an object has only excluded points.
            OutsidePhoto: a point lies outside the photo.
            TooManyPoints: there are more than `MAX_POINTS`, those of `base` counted.
            TooManyObjects: there are more than `MAX_OBJECTS`.
        """
        current, parts = None, self._grammar.normalise(text).split("+")
        if len(parts) > 1 and not parts[0].strip():
            del parts[0]
        elif base:
            current = _Reader(parts.pop(0), grid, self._grammar).prompt(base)
        others = tuple(_Reader(part, grid, self._grammar).prompt(None) for part in parts)
        if sum(len(prompt.keep + prompt.drop) for prompt in others) > MAX_POINTS:
            raise TooManyPoints(MAX_POINTS)
        check_object_count(1 if base else 0, len(others))
        return Objects(current, others)

    def read_background(self, text: str) -> Background | None:
        """Returns the background that a text such as `#f80` or `blur` asks for; `None` if the
        text names none and does not start like a color.

        Raises:
            NotAColor: the text starts like `#ff8800` or `rgb(…)`, but is no color.
        """
        plain = self._grammar.normalise(text)
        if match := self._grammar.backdrop.fullmatch(plain):
            if match[2]:
                return SolidColor(self._color(match[2]))
            return read_background(self._grammar.backgrounds[match[1] or match[3]])
        if plain.startswith(("#", "RGB")):
            raise NotAColor
        return None

    def is_color(self, text: str) -> bool:
        """Whether a text names a background, and nothing else."""
        return bool(self._grammar.backdrop.fullmatch(self._grammar.normalise(text)))

    def take_color(self, text: str) -> tuple[Color | None, str]:
        """Splits the first color off a text. Raises `NotAColor` as `read_background` does."""
        match = self._grammar.color.search(text)
        if match is None:
            return None, text
        return self._color(match[0]), f"{text[: match.start()]} {text[match.end() :]}".strip()

    def _color(self, text: str) -> Color:
        try:
            return read_named_color(self._grammar.colors.get(text.lower(), text))
        except ValueError:
            raise NotAColor from None

    def read_zoom(self, text: str) -> str | None:
        """Returns the place that a text asks to enlarge, such as the `C4` of `zoom C4`;
        `None` if it does not ask for that."""
        match = self._grammar.zoom.fullmatch(self._grammar.normalise(text))
        return (match[1] or match[2] or "") if match else None

    def read_order(self, text: str) -> str | None:
        """Returns which of `ORDERS` a text is, and nothing else; `None` for others."""
        plain = self._grammar.normalise(text)
        found = {self._grammar.emoji.get(each) for each in text if category(each) == "So"}
        if plain:
            orders = self._grammar.orders.items()
            return next((name for name, pattern in orders if pattern.fullmatch(plain)), None)
        return found.pop() if len(found) == 1 else None

    def is_main(self, text: str) -> bool:
        """Whether a text asks for the main thing, and is no talk such as `the dog`."""
        plain = self._grammar.normalise(text)
        if match := self._grammar.backdrop.fullmatch(plain):
            return self._grammar.backgrounds.get(match[1] or match[3]) == "none"
        return bool(self._grammar.turn.search(plain)) and self.read_order(text) == "main"

    def places_amid(self, text: str) -> str:
        """Returns the places of a text such as `the dog in C4`; see `Grammar`."""
        return self._grammar.places_amid(self._grammar.normalise(text))

    def is_instead(self, text: str) -> bool:
        """Whether a text names places in place of those before, such as `no, D5`."""
        is_instead = self._grammar.instead.search(self._grammar.normalise(text))
        return bool(is_instead) and not self.is_further(text)

    def is_further(self, text: str) -> bool:
        """Whether a text is about an object that there is: adds to it (`add D5`), takes a list
        away (`remove A1, B2`, `A1, B2 weg`), or swaps places (`D5 instead of C4`)."""
        text, grammar = self._grammar.normalise(text), self._grammar
        is_change = grammar.further.search(text) or grammar.swapped(text) != text
        return bool(is_change or grammar.taken_away.match(grammar.plain(text)))

    def read_number(self, text: str) -> tuple[int | None, str]:
        """Returns the number of a photo in an album, as in `2: C4` or `2 C4`, and the rest;
        `None` and the whole text if there is none."""
        match = self._grammar.numbered.fullmatch(self._grammar.normalise(text))
        return (int(match[1]), match[2]) if match else (None, text)

    def read_choice(self, text: str) -> str | None:
        """Returns the number that a text is, such as `2`, `#2` or `the second one`."""
        return self._grammar.chosen(self._grammar.normalise(text))

    def is_prompt(self, text: str) -> bool:
        """Whether a text names places of some photo, and is no talk such as `just a 5`."""
        place = self.read_zoom(text) or text
        is_talk = bool(_NUMBERS.search(self._grammar.normalise(place)))
        try:
            self.read_objects(self.read_number(place)[1], _WIDE)
        except UserError as error:  # the text of others says what is wrong
            return not is_talk and not isinstance(error, UnreadableReply | OutsidePhoto)
        return not is_talk

    def read_area(self, text: str, grid: Grid) -> Box:
        """Returns the pixels of a cell, a pixel or a box.

        Raises:
            UnreadableReply: the text names no place, or more than one.
            OutsidePhoto: the place lies outside the photo.
        """
        return _Reader(self._grammar.normalise(text), grid, self._grammar).area()


class _Reader:
    """Reads one normalised text from left to right. A place is the pixels it covers."""

    def __init__(self, text: str, grid: Grid, grammar: Grammar) -> None:
        self._text = grammar.plain(_CORNERS.sub(r"\1:", text))
        self._grid = grid
        self._grammar = grammar
        self._excludes = False  # what comes next, as "and" joins it to what is left out
        self._joined: list[Point] = []  # what "and" joins to what comes next
        self._at = 0

    def prompt(self, base: Prompt | None) -> Prompt:
        is_kept: dict[Point, bool] = {}
        if base:
            is_kept = dict.fromkeys(base.keep, True) | dict.fromkeys(base.drop, False)
            self._take(self._grammar.separator)
            self._text, self._at = self._grammar.joined(self._text[self._at :]), 0
        boxes: list[Box] = []
        earlier = count = len(is_kept)
        while self._at < len(self._text) or count == earlier:
            self._item(is_kept, boxes)
            count += 1
            if count > MAX_POINTS:
                raise TooManyPoints(MAX_POINTS)
            if not self._take(self._grammar.separator) and self._at < len(self._text):
                raise self._unreadable()
        keep = [point for point, kept in is_kept.items() if kept]
        drop = [point for point, kept in is_kept.items() if not kept]
        if len(boxes) > 1:
            raise self._unreadable()
        box = boxes[0] if boxes else base.box if base else None
        if not (keep or box):
            raise NothingToKeep(example_cell(self._grid).label)
        return Prompt(keep, drop, box)

    def area(self) -> Box:
        area = self._place()
        if self._take(self._grammar.box):
            area = self._hull(area, self._place())
        if self._at < len(self._text):
            raise self._unreadable()
        return area

    def _item(self, is_kept: dict[Point, bool], boxes: list[Box]) -> None:
        joined, self._joined = self._joined, []
        sign = self._take(self._grammar.exclude_before)
        if sign or self._excludes:
            is_kept[self._place().middle] = False
            is_word = sign is None or sign["word"]
            self._excludes = bool(is_word and self._grammar.also.match(self._text, self._at))
            return
        place = self._place()
        if self._take(self._grammar.box):
            boxes.append(self._hull(place, self._place()))
            return
        points, is_out = [*joined, place.middle], self._take(self._grammar.exclude_after)
        is_kept.update(dict.fromkeys(points, not is_out))
        if not is_out and self._grammar.also.match(self._text, self._at):
            self._joined = points

    def _place(self) -> Box:
        if pair := self._take(PAIR):
            return self._pixel(pair)
        if cell := self._take(CELL):
            named = Cell(column_number(cell[1] or cell[4]), int(cell[2] or cell[3]) - 1)
            if not self._grid.contains(named):
                raise self._outside(cell)
            return self._grid.bounds(named)
        raise self._unreadable()

    def _pixel(self, match: re.Match[str]) -> Box:
        x, y = float(match[1]), float(match[3])
        size = self._grid.size
        if "%" in (match[2], match[4]):
            if max(x, y) > 100:
                raise self._outside(match)
            x = min(x / 100 * size.width, size.width - 1)
            y = min(y / 100 * size.height, size.height - 1)
        point = Point(floor(x), floor(y))
        if not size.contains(point):
            raise self._outside(match)
        return Box(point.x, point.y, point.x + 1, point.y + 1)

    def _hull(self, one: Box, other: Box) -> Box:
        left, top = min(one.left, other.left), min(one.top, other.top)
        right, bottom = max(one.right, other.right), max(one.bottom, other.bottom)
        if right - left < 2 or bottom - top < 2:
            raise self._unreadable()
        return Box(left, top, right, bottom)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if match := pattern.match(self._text, self._at):
            self._at = match.end()
        return match

    def _unreadable(self) -> UnreadableReply:
        kind = "number" if self._grammar.chosen(self._text) else "other"
        return UnreadableReply(example_cell(self._grid).label, kind)

    def _outside(self, match: re.Match[str]) -> OutsidePhoto:
        return OutsidePhoto(match[0].strip(), self._grid.last.label, *self._grid.size)


def check_object_count(count: int, more: int) -> None:
    """Raises `TooManyObjects` if `more` make it more than `MAX_OBJECTS`."""
    if more and count + more > MAX_OBJECTS:
        raise TooManyObjects(MAX_OBJECTS)


def check_inside(prompt: Prompt, grid: Grid) -> None:
    """Checks that a prompt in pixels lies inside the photo.

    Raises:
        OutsidePhoto: a point or an edge of the box does not.
    """
    size = grid.size
    points = [*prompt.keep, *prompt.drop]
    if prompt.box:
        left, top, right, bottom = prompt.box
        points += [Point(left, top), Point(right - 1, bottom - 1)]
    for point in points:
        if not size.contains(point):
            raise OutsidePhoto(f"{point.x},{point.y}", grid.last.label, *size)


def example_cell(grid: Grid) -> Cell:
    """Returns a cell near the center of the grid, to show what a reply looks like."""
    return grid.cell_at(grid.area.middle)


def describe(prompts: Iterable[Prompt], grid: Grid) -> str:
    """Returns the text that `PromptParser.read_objects` reads as these prompts; a point at the
    center of its cell is named by the cell."""
    return " + ".join(_describe(prompt, grid) for prompt in prompts)


def _describe(prompt: Prompt, grid: Grid) -> str:
    words = [_name(point, grid) for point in prompt.keep]
    words += [f"-{_name(point, grid)}" for point in prompt.drop]
    if prompt.box:
        left, top, right, bottom = prompt.box
        words.append(f"{left},{top}:{right - 1},{bottom - 1}")
    return " ".join(words)


def _name(point: Point, grid: Grid) -> str:
    cell = grid.cell_at(point)
    is_named = grid.contains(cell) and grid.center(cell) == point
    return cell.label if is_named else f"{point.x},{point.y}"
