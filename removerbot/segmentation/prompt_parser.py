"""What a person typed → a prompt.

reply  =  objects, parted by `+`
object =  items, parted by spaces, commas, semicolons, `&` or a word for "and"
item   =  mark            a place that belongs to the object
       |  "-" mark        a place that does not (also − – — ! "not " "without " …)
       |  mark ":" mark   a box by two corners (also "-", without spaces around it)
mark   =  C4 | c 4 | 4C            a cell of the grid, meaning its centre
       |  640,360 | (640;360)      a pixel of the upright photo
       |  50%,40%                  a share of its width and height
"""

import re
import unicodedata
from collections.abc import Iterable
from math import floor
from typing import NamedTuple

from removerbot.errors import (
    NotAColour,
    NothingToKeep,
    OutsidePhoto,
    TooManyPoints,
    UnreadableReply,
)
from removerbot.imaging.background import Background, read_background
from removerbot.imaging.grid import Cell, Grid, column_number
from removerbot.imaging.types import Box, Point, Prompt

MAX_POINTS = 100
"""No object needs more; a longer list is a mistake or an attack."""

_NUMBER = r"(\d{1,9}(?:\.\d{1,9})?)"
_CELL = re.compile(r"(?:([A-Z]{1,2})\s*(\d{1,4})|(\d{1,4})\s*([A-Z]{1,2}))(?![A-Z0-9.%])")
_PAIR = re.compile(
    rf"[(\[]?\s*{_NUMBER}(?:\s*(%))?\s*[,;、\s]\s*{_NUMBER}(?:\s*(%))?(?:\s*[)\]])?(?![A-Z0-9.%])"
)
_DROP = re.compile(r"(?:[-−–—!]|(?:NOT|NO|WITHOUT)\s)\s*")
_DROPPED = re.compile(r"\s*(?:빼고|빼기|빼|말고|제외|없이)(?!\w)")
_ZOOM = re.compile(r"(?:ZOOM(?:\s+(?:INTO|IN|TO|ON))*|확대)\s*(.*)|(\S.*?)\s*확대", re.DOTALL)
_NUMBERED = re.compile(
    r"#?\s*([1-9]|10)(?:\s*[:)]|\.\s|\s*번(?:째)?\s*:?|\s+(?=[A-Z가-힣]))\s*(\S.*)", re.DOTALL
)
_BOX = re.compile(r"\s*:\s*|-(?=\S)")
_PARTED = re.compile(r"(?:[\s,;&、]|\bAND\b|그리고|하고|[와과랑및])+")

# The same key with the Korean layout on, then letters that only look Latin.
_LOOKALIKES = str.maketrans(
    "ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋㅃㅉㄸㄲㅆㅒㅖ"
    "АВЕКМНОРСТУХІЈЅ"
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZQWERTOP"
    "ABEKMHOPCTYXIJS"
    "ABEZHIKMNOPTYX",
)  # fmt: skip


class Objects(NamedTuple):
    """The objects that a reply points at.

    Attributes:
        current: the one that was spoken of before, with what the reply adds to it; `None`
            if there is none, or the reply leaves it as it is.
        others: further ones.
    """

    current: Prompt | None
    others: tuple[Prompt, ...]


def read_objects(text: str, grid: Grid, base: Prompt | None = None) -> Objects:
    """Read the points of one object or of several, such as `C4 D5 + F2`.

    Args:
        text: as it came. With a `+` in front it is about other objects alone.
        grid: the one that the person saw.
        base: what was said before of the current object; `None` if there is none.

    Raises:
        UserError: see `read_reply`; `TooManyPoints` counts those of all objects.
    """
    current, parts = None, _normalise(text).split("+")
    if len(parts) > 1 and not parts[0].strip():
        del parts[0]
    elif base:
        current = _Reader(parts.pop(0), grid).prompt(base)
    objects = Objects(current, tuple(_Reader(part, grid).prompt(None) for part in parts))
    if sum(len(prompt.keep + prompt.drop) for prompt in objects.others) > MAX_POINTS:
        raise TooManyPoints(MAX_POINTS)
    return objects


def read_reply(text: str, grid: Grid, base: Prompt | None = None) -> Prompt:
    """Read the points and the box of one object.

    Args:
        text: as it came, in any case, width or look-alike script.
        grid: the one that the person saw.
        base: what was said before, which the reply adds to. The later word counts: a point
            that was kept can be taken away, and another box replaces the box.

    Raises:
        UnreadableReply: something in it is no point.
        NothingToKeep: it only says what does not belong to the object.
        OutsidePhoto: a point lies beyond the photo.
        TooManyPoints: there are more than `MAX_POINTS`, the earlier ones counted.
    """
    return _Reader(_normalise(text), grid).prompt(base)


def read_background_reply(text: str) -> Background | None:
    """Parses a reply that asks for a background, such as `#ff8800`; returns `None` for other
    replies.

    Raises:
        NotAColour: the reply starts with `#`, but is no background.
    """
    plain = _normalise(text)
    if not plain.startswith("#"):
        return None
    try:
        return read_background(plain)
    except ValueError:
        raise NotAColour from None


def read_zoom(text: str) -> str | None:
    """What a person wants to see enlarged, such as the `C4` of `zoom C4`; `None` if this is
    no such wish."""
    match = _ZOOM.fullmatch(_normalise(text))
    return (match[1] or match[2] or "") if match else None


def read_number(text: str) -> tuple[int | None, str]:
    """The number of a photo in front of what is said about it, such as `2: C4` or `2 C4`,
    and the rest; `None` and all of it where there is no such number."""
    match = _NUMBERED.fullmatch(_normalise(text))
    return (int(match[1]), match[2]) if match else (None, text)


def read_area(text: str, grid: Grid) -> Box:
    """Read a cell, a pixel or a box: the pixels of it.

    Raises:
        UnreadableReply: it names no place, or more than one.
        OutsidePhoto: the place lies beyond the photo.
    """
    return _Reader(_normalise(text), grid).area()


def _normalise(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.upper().translate(_LOOKALIKES)).upper()
    return "".join(_ascii_digit(character) for character in plain).strip().rstrip(".!?…")


def _ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


class _Reader:
    """Reads one normalised reply from left to right. A mark is the pixels it covers."""

    def __init__(self, text: str, grid: Grid) -> None:
        self._text = text.strip()
        self._grid = grid
        self._at = 0

    def prompt(self, base: Prompt | None) -> Prompt:
        belongs: dict[Point, bool] = {}
        if base:
            belongs = dict.fromkeys(base.keep, True) | dict.fromkeys(base.drop, False)
        boxes: list[Box] = []
        earlier = count = len(belongs)
        while self._at < len(self._text) or count == earlier:
            self._item(belongs, boxes)
            count += 1
            if count > MAX_POINTS:
                raise TooManyPoints(MAX_POINTS)
            if not self._take(_PARTED) and self._at < len(self._text):
                raise self._unreadable()
        keep = [point for point, does in belongs.items() if does]
        drop = [point for point, does in belongs.items() if not does]
        if len(boxes) > 1:
            raise self._unreadable()
        box = boxes[0] if boxes else base.box if base else None
        if not (keep or box):
            raise NothingToKeep(example_cell(self._grid).label)
        return Prompt(keep, drop, box)

    def area(self) -> Box:
        area = self._mark()
        if self._take(_BOX):
            area = self._hull(area, self._mark())
        if self._at < len(self._text):
            raise self._unreadable()
        return area

    def _item(self, belongs: dict[Point, bool], boxes: list[Box]) -> None:
        if self._take(_DROP):
            belongs[_middle(self._mark())] = False
            return
        mark = self._mark()
        if self._take(_BOX):
            boxes.append(self._hull(mark, self._mark()))
        else:
            belongs[_middle(mark)] = not self._take(_DROPPED)

    def _mark(self) -> Box:
        if cell := self._take(_CELL):
            return self._cell(cell)
        if pair := self._take(_PAIR):
            return self._pixel(pair)
        raise self._unreadable()

    def _cell(self, match: re.Match[str]) -> Box:
        letters = match[1] or match[4]
        number = match[2] or match[3]
        cell = Cell(column_number(letters), int(number) - 1)
        if not self._grid.contains(cell):
            raise self._outside(match)
        return self._grid.bounds(cell)

    def _pixel(self, match: re.Match[str]) -> Box:
        x, y = float(match[1]), float(match[3])
        size = self._grid.size
        if match[2] or match[4]:
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
        match = pattern.match(self._text, self._at)
        if match:
            self._at = match.end()
        return match

    def _unreadable(self) -> UnreadableReply:
        return UnreadableReply(example_cell(self._grid).label)

    def _outside(self, match: re.Match[str]) -> OutsidePhoto:
        return OutsidePhoto(match[0].strip(), self._grid.last.label, *self._grid.size)


def check_inside(prompt: Prompt, grid: Grid) -> None:
    """See that a prompt that was not read from words lies in the photo.

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
    """A cell near the middle of what is shown, to say what a reply looks like."""
    return grid.cell_at(_middle(grid.area))


def describe(prompts: Iterable[Prompt], grid: Grid) -> str:
    """The points and boxes of objects in the words that `read_objects` reads.

    A point in the middle of its cell is named by the cell.
    """
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


def _middle(area: Box) -> Point:
    return Point((area.left + area.right) // 2, (area.top + area.bottom) // 2)
