"""The words of languages in what people type, and the patterns that match them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from removerbot.imaging.color import NAMES

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ➕➖❌🚫",
    "ABEKMHOPCTYXIJSABEZHIKMNOPTYX+---",
)
"""Cyrillic and Greek capitals → the Latin ones that look the same; emoji that are signs."""

GAP, TURN = "\x1f\x1e"
"""Stand for what means nothing, and for what ends a list that is left out, such as `but`:
spaces, but none in a place. `I cut 4` is no cell I4."""

_SPACE = rf"[^\S{GAP}{TURN}]"
_NUMBER = r"(\d{1,9}(?:\.\d{1,9})?)"
CELL = re.compile(
    rf"[(\[]?(?:([A-Z]{{1,2}})(?:{_SPACE}*|{_SPACE}?[-–,:=./]{_SPACE}?)(\d{{1,4}})"
    rf"|(\d{{1,4}}){_SPACE}*([A-Z]{{1,2}}))[)\]]?(?![A-Z0-9.%])"
)
PAIR = re.compile(
    rf"[(\[]?\s*{_NUMBER}(?:\s*(%|PX))?{_SPACE}*(?:[,;、X×]|{_SPACE}){_SPACE}*"
    rf"{_NUMBER}(?:\s*(%|PX))?(?:\s*[)\]])?(?![A-Z0-9.%])"
)

_SPACES = re.compile(r"\s+|(?<=[^\W -~])(?=[A-Z]{1,2}\d)")
"""Spaces, and where a cell is attached to a word of another script: `C4の代わりにD5`."""

_LAUGHTER = re.compile(r"([ㅋㅎㅠㅜ])\1+|(?<!\S)[:;]-?[)(DP](?!\S)", re.IGNORECASE)
"""Also tears, in Korean; one such letter is the key of a column: `ㅠ2` is B2."""

_DECORATIONS = frozenset({"Sk", "Cf", "Mn", "Me", *"\"'`´‘’‚“”„«»「」『』*_^"})
"""Quotes, and the Unicode categories of parts of emoji and invisible characters."""

_ROW = r"\s*\d{1,4}(?![A-Z0-9.%]|[,;、\s]\s*\d+(?![A-Z0-9]))"
"""The number of a row, behind the name of a column; not the x of a pixel."""


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """The words that people use in replies, of all languages together.

    In a phrase `…` stands for the place that is named. A space beside it means that the
    phrase is a word of its own; without a space it may be attached to the place.

    Attributes:
        without: phrases that exclude a place, or a list, such as `without …` or `…빼고`.
        negation: phrases that exclude one place alone, such as `not …`.
        aside: phrases beside a place that mean nothing, such as `… please` or `…요`.
        keep: phrases beside a place that is meant, such as `just …` or `… 넣고`.
        instead: phrases beside a place that is meant in place of another, such as `no, …`.
        further: those of them that add to what is cut out already, such as `add …`.
        swap: phrases with two places, that of `-…` to make way, such as `… instead of -…`.
        also: phrases between two places, such as `… and …` or `…와…`.
        box: phrases between two corners of a box, such as `… to …` or `…에서…`.
        zoom: phrases that ask for a closer view of a place, such as `zoom…` or `…확대`.
        undo: phrases that take the last step back, such as `undo` or `되돌리기`.
        bigger, smaller: phrases that ask for another size, as the buttons do.
        thanks: phrases, and emoji, that only thank.
        number: phrases behind the number of a photo in an album, such as `…번`.
        colors: a color, and after a space its name in CSS, such as `주황 orange`.
        backdrop: phrases beside a color behind a cutout, such as `on …` or `… 배경`.
        background: one that is no color, and after a space its name, such as `투명 none`.
        keyboard: a Latin letter and what its key types in another layout, such as `aㅁ`.
    """

    without: tuple[str, ...] = ()
    negation: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    swap: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    box: tuple[str, ...] = ()
    zoom: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    bigger: tuple[str, ...] = ()
    smaller: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    backdrop: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    keyboard: tuple[str, ...] = ()


class Grammar:
    """The patterns that depend on the words of languages; they match normalised text."""

    def __init__(self, words: ReplyWords) -> None:
        layouts = {
            key: group[0] for group in map(str.upper, words.keyboard) for key in group[1:]
        }
        self._letters = str.maketrans(layouts) | _LOOKALIKES
        before, after = self._beside(words.instead, comma=",?")
        self.instead = re.compile(rf"(?<!\w)(?:{before})|(?:{after})(?!\w)")
        before, after = self._beside(words.further, comma=",?")
        self.further = re.compile(rf"(?<!\w)(?:{before})|(?:{after})(?!\w)")
        turns = (*words.keep, *words.instead)
        before, after = self._beside(turns, comma=",?")
        self._turn = re.compile(rf"(?<!\w)(?:{before})|{after}")
        before, after = self._beside((*words.aside, *turns), comma=",?")
        self._aside = re.compile(  # without a limit, a text full of them takes seconds
            rf"(?<!\w)(?:{before})++|(?<=[A-Z0-9%)\]])(?:,?\s*(?:{after})){{1,9}}+(?!\w)"
        )
        start, praise = rf"(?:|(?:(?:{before})\s*)++)", self._any_of(words.thanks)
        end = rf"(?:[\s,.!]*(?:{after}|{praise}))*+"
        self.orders = {
            name: re.compile(rf"{start}(?:{self._any_of(getattr(words, name))}){end}")
            for name in ("undo", "bigger", "smaller", "thanks")
        }
        self.thanks = {each[0] for each in words.thanks if self._is_emoji(each)}
        without, _ = self._beside(words.without)
        before, behind = self._beside((*words.without, *words.negation))
        self.exclude_before = re.compile(rf"(?:[-−–—!]|(?P<word>{before}))\s*")
        self.exclude_after = re.compile(rf"\s*(?:{behind})(?!\w)")
        before, after = self._beside(words.zoom)
        self.zoom = re.compile(rf"(?:{before})\s*(.*)|(\S.*?)\s*(?:{after})", re.DOTALL)
        before, after = self._beside(words.number)
        self.numbered = re.compile(  # the `th` of `4th` is one, not that of `4 the`
            rf"(?:{before}|#)?\s*([1-9]|10)(?:\s*(?:{after})(?!(?<=[A-Z])[A-Z])\s*:?|\s*[:)]|\.\s|\s+(?=[^\W\d_]))\s*(\S.*)",
            re.DOTALL,
        )
        self.colors = {name: name for name in NAMES} | {
            spelling.lower(): color
            for name, color in (each.rsplit(" ", 1) for each in words.colors)
            for spelling in (name, self._fold(name))  # of texts as typed, and normalised
        }
        color = rf"(#(?:[0-9a-f]{{3}}){{1,2}}|rgb\([^)]*\)|{_any(self.colors)})"
        self.color = re.compile(rf"(?<!\w){color}(?!\w)", re.IGNORECASE)
        before, after = self._beside(words.backdrop)
        self.backgrounds = {
            self._fold(name): kind
            for name, kind in (each.rsplit(" ", 1) for each in words.background)
        }
        other = self._any_of(self.backgrounds)
        named = rf"(?:({other})|(?:(?:{before})\s*)*+(?:{color}|({other})))"
        self.backdrop = re.compile(rf"{named}(?:,?\s*(?:{after}))*+", re.IGNORECASE)
        to = rf"(?:{self._between(words.box)})(?=\s*[(\[]?(?:[A-Z]{{1,2}}\s?)?\d)"
        self.box = re.compile(rf"\s*(?:[:~〜→]|->|{to})\s*|[-–—](?=\S)")
        also = self._between(words.also)
        self.also = re.compile(rf"\s*(?:&|{also})(?!\s*{TURN})")
        self.separator = re.compile(rf"(?:[\s,;&、]|{also})+")
        place = rf"(?>{CELL.pattern}|{PAIR.pattern})"
        place = re.sub(r"(?<!\[)\((?!\?)", "(?:", place)  # a list of them is no group
        self._swaps = [self._swap(each, place) for each in sorted(words.swap, key=len)[::-1]]
        place += rf"(?!{self.box.pattern})"
        space = rf"[^\S{TURN}]*+"
        comma = rf"{space}[,;、]{space}"
        joint = rf"(?:{space}(?:[,;&、]|{also}))*+{space}"
        self._joint = re.compile(rf"({place}){joint}")
        places = rf"{place}(?:{joint}{place})++"
        self._twice = re.compile(
            rf"(?<!\w)((?:{without})\s*{place}(?:{joint}{place})*+)\s*(?:{behind})(?!\w)"
        )
        self.taken_away = re.compile(
            rf"(?P<word>(?:{without})\s*)?(?P<places>{places})(?(word)|(?=\s*(?:{behind})$))"
        )
        self._left_out = re.compile(
            rf"(?!^)(?<!\w)(?P<word>(?:{without})\s*)(?P<places>{place}(?:{comma}{place})++"
            rf"{space},?{space}(?:&|{also}){space}{place})"
        )

    def normalise(self, text: str) -> str:
        """Returns a text in Latin capitals and ASCII digits, without quotes, emoji, laughter
        and closing punctuation."""
        plain = self._fold(_LAUGHTER.sub(GAP, text)).strip().rstrip(f".!?…。~ {GAP}")
        # Patterns are slow at long spaces.
        return _SPACES.sub(lambda spaces: GAP if GAP in spaces[0] else " ", plain)

    def plain(self, text: str) -> str:
        """Returns a normalised text without asides, with `&` for the commas of lists such as
        that of `C4 without A1, B2 and D5`."""
        text = self.swapped(text)
        plain = self._aside.sub(lambda each: TURN if self._turn.search(each[0]) else GAP, text)
        return self._left_out.sub(self._joined, self._twice.sub(r"\1", plain.strip()))

    def swapped(self, text: str) -> str:
        """Returns a normalised text with `D5 -C4` for phrases such as `D5 instead of C4`."""
        for words, pattern, places in self._swaps:
            text = pattern.sub(places, text) if words in text else text
        return text

    def joined(self, text: str) -> str:
        """Returns a text with `&` for the commas of a list that it takes away."""
        match = self.taken_away.match(text)
        return self._joined(match) + text[match.end() :] if match else text

    def _joined(self, match: re.Match[str]) -> str:
        return (match["word"] or "") + self._joint.sub(r"\1&", match["places"]).rstrip("&")

    def _fold(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text.upper().translate(self._letters)).upper()
        return "".join(map(_folded, plain))

    def _beside(self, phrases: Iterable[str], comma: str = "") -> tuple[str, str]:
        """Returns a pattern for the phrases before a place, their spaces behind a `comma`, and
        one for those behind it."""
        parts = [phrase.split("…") for phrase in phrases]
        before, after = (
            _any(self._pattern(part[end]) for part in parts if part[end]) for end in (0, -1)
        )
        return before.replace(r"\s+", rf"{comma}\s+"), after

    def _swap(self, phrase: str, place: str) -> tuple[str, re.Pattern[str], str]:
        """Returns words of a phrase with two places, its pattern, and what takes its place."""
        parts = [self._fold(each).strip() for each in phrase.replace("-…", "…").split("…")]
        before, between, after = map(self._pattern, parts)
        start, end = before and rf"{before}\s*", after and rf"\s*{after}(?!\w)"
        middle = between and rf"{between}[\s,]*+"
        pattern = rf"(?<!\w){start}({place})[\s,]*+{middle}({place}){end}"
        is_first = phrase.partition("…")[0].endswith("-")
        return max(parts, key=len), re.compile(pattern), r"\2 -\1" if is_first else r"\1 -\2"

    def _between(self, phrases: Iterable[str]) -> str:
        """Returns a pattern for the phrases between two places."""
        middles = (phrase.split("…")[1] for phrase in phrases)
        return _any((self._word if each[0] == " " else self._pattern)(each) for each in middles)

    def _word(self, word: str) -> str:
        """Returns a pattern for a word of its own, such as the `e` of `C4 e D5`; the one of
        `C4 E 5` is a column, and so is any of one or two letters."""
        pattern = rf"\b{self._pattern(word.strip())}\b"
        return pattern if len(word.strip()) > 2 else rf"{pattern}(?!{_ROW})"

    def _any_of(self, phrases: Iterable[str]) -> str:
        """Returns a pattern for phrases without a place; emoji are no part of it."""
        return _any(self._pattern(each) for each in phrases if not self._is_emoji(each))

    def _is_emoji(self, phrase: str) -> bool:
        return not self._fold(phrase).strip()

    def _pattern(self, words: str) -> str:
        return re.escape(self._fold(words)).replace(r"\ ", r"\s+")


def _any(patterns: Iterable[str]) -> str:
    """Returns a pattern that matches any of these, the longest first."""
    return "|".join(sorted(patterns, key=len, reverse=True)) or r"(?!)"


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category == "So":  # an emoji
        return GAP
    digit = unicodedata.decimal(character, character)
    return "" if _DECORATIONS & {character, category} else str(digit)
