"""The words of languages in what people type, and the patterns that match them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from string import ascii_uppercase

from removerbot.imaging.color import NAMES

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ➕➖❌🚫✖✗✘،؛٪",
    "ABEKMHOPCTYXIJSABEZHIKMNOPTYX+------,;%",
)
"""Cyrillic and Greek capitals → the Latin ones that look the same; emoji that are signs, and
Arabic signs."""

_CYRILLIC_WORD = re.compile(r"((?<![^\W\d_])[Ѐ-ӿ]{2,}(?![^\W_]))")
"""No cell: its letters stay as they are, for `ні` is no `hi`, and `не` is nothing in `her`."""

_TIMES = re.compile(r"(?<=\d)\s*[*✕✖]\ufe0f?\s*(?=\d)")
"""Stands between the numbers of a pixel; elsewhere `*` is a decoration."""

_DECIMALS = re.compile(r"\s*(\d\d?),(\d\d?)\s?%[\s;/]+(\d\d?),(\d\d?)\s?%\s*")
"""One place in percent with decimal commas, as of `50,5% 40,5%`."""

ORDERS = ("undo", "bigger", "smaller", "main", "sticker", "thanks", "hello", "help")
"""Those of `ReplyWords` that need no place."""

TALK = frozenset(ORDERS[-3:])
"""Those that are about no photo."""

GAP, TURN = "\x1f\x1e"
"""Stand for what means nothing, and for what ends a list that is left out, such as `but`:
spaces, but none in a place. `I cut 4` is no cell I4."""

_SPACE = rf"[^\S{GAP}{TURN}]"

_END = r"(?![A-Z0-9%]|\.\S)"
"""Follows a place. A full stop may, as phones write one for two spaces."""


def _cell(group: str = "(?:") -> str:
    """Returns a pattern for a cell; its letters and digits are groups that begin like this, by
    default none to be captured."""
    letters, digits = rf"{group}[A-Z]{{1,2}})", rf"{group}\d{{1,4}})"
    sign = rf"(?:{_SPACE}*|{_SPACE}?[-–—,:=./]{_SPACE}?)"
    return rf"[(\[]?(?:{letters}{sign}{digits}|{digits}{_SPACE}*{letters})[)\]]?{_END}"


def _pair(group: str = "(?:") -> str:
    """Returns a pattern for a pixel, or a share of the photo; its numbers and units are groups
    as in `_cell`."""
    name = r"(?:[XY]\s*(?:[:=]\s*|(?=\d{3})))?"
    number = rf"{name}{group}\d{{1,9}}(?:\.\d{{1,9}})?)(?:\s*{group}%|PX))?"
    comma = rf"{_SPACE}*(?:[,;、X×]|{_SPACE}){_SPACE}*"
    return rf"[(\[]?\s*{number}{comma}{number}(?:\s*[)\]])?{_END}"


CELL, PAIR = re.compile(_cell("(")), re.compile(_pair("("))

_CELL_AMID = re.compile(r"(?<![^\W_])[A-Z]{1,2}\d{1,2}(?![A-Z0-9%]|[.,]\d)")
"""A cell between words that mean nothing."""

_MIDDLE = re.compile(r"(?<=\d)\D+(?<![^\W_])(?=[A-Z]{1,2}\d)")
"""What stands between two cells."""

_SPACES = re.compile(r"\s+|(?<=[^\W -~])(?=[A-Z]{1,2}\d)")
"""Spaces, and where a cell is attached to a word of another script: `C4の代わりにD5`."""

_LAUGHTER = re.compile(
    r"(?i)([ㅋㅎㅠㅜ])\1+|(?<!\S)(?:[:;]-?[)(DP](?!\S)|\S*(?:://|\.[a-z]{2,}/|\w@\w)\S*)"
)
"""Also tears, in Korean; one such letter is the key of a column: `ㅠ2` is B2. And addresses, in
which there may be what looks like a cell."""

_LONGEST = 1500
"""Characters of a text that means something; a hundred points take fewer."""

_DECORATIONS = frozenset({"Sk", "Cf", "Mn", "Me", *"\"'`´‘’‚“”„«»「」『』*_^"})
"""Quotes, and the Unicode categories of parts of emoji and invisible characters."""

_ROW = r"\s*\d{1,4}(?![A-Z0-9.%]|[,;、\s]\s*\d+(?![A-Z0-9]))"
"""The number of a row, behind the name of a column; not the x of a pixel."""

ReplyWords = Mapping[str, tuple[str, ...]]
"""The phrases of the `reply-` texts, of all languages together, by what follows `reply-`. What
they do is written at the head of `locales/en.ftl`."""


class Grammar:
    """The patterns that depend on the words of languages; they match normalised text."""

    def __init__(self, words: ReplyWords) -> None:
        layouts = {
            key: group[0] for group in map(str.upper, words["keyboard"]) for key in group[1:]
        }
        self._letters = str.maketrans(layouts) | _LOOKALIKES
        self.normalise = lru_cache(16)(self._normalised)  # one message is read several times
        self.instead = self._either(words["instead"])
        self.further = self._either(words["further"])
        turns = (*words["keep"], *words["instead"])
        before, after = self._beside(turns, comma=",?")
        self.turn = re.compile(rf"(?<!\w)(?:{before})|{after}")
        before, after = self._beside((*words["aside"], *turns), comma=",?")
        # Not `no …`, which is `in the` in Portuguese.
        excluding = {each for each in words["negation"] if " " in each.strip(" …")}
        out_before, out_after = self._beside(excluding.union(words["without"]))
        behind = r"(?<=[A-Z0-9%)\]])"
        self._aside = re.compile(  # without a limit, a text full of them takes seconds
            rf"(?P<out>(?<!\w)(?:{out_before})|{behind}\s*(?:{out_after})(?!\w))|"
            rf"(?<!\w)(?:{before})++|{behind}(?:,?\s*(?:{after})){{1,9}}+(?!\w)"
        )
        hello, praise = self._any_of(words["hello"]), self._any_of(words["thanks"])
        start = rf"(?:(?:{hello}|{praise})[\s,.!、]+){{0,2}}(?:|(?:(?:{before})\s*)++)"
        end = rf"(?:[\s,.!]*(?:{after}|{praise}))*+"
        self.orders = {
            name: re.compile(rf"{start}(?:{self._any_of(words[name])}){end}") for name in ORDERS
        }
        self.emoji = {
            each[0]: name for name in ORDERS for each in filter(self._is_emoji, words[name])
        }
        without, _ = self._beside(words["without"])
        before, behind = self._beside((*words["without"], *words["negation"]))
        self.exclude_before = re.compile(rf"(?:[-−–—!]|(?P<word>{before}))\s*")
        self.exclude_after = re.compile(rf"\s*(?:{behind})(?!\w)")
        before, after = self._beside(words["zoom"])
        self.zoom = re.compile(rf"(?:{before})\s*(.*)|(\S.*?)\s*(?:{after})", re.DOTALL)
        before, after = self._beside(words["number"])
        self.numbered = re.compile(  # the `th` of `4th` is one, not that of `4 the`
            rf"(?:{before}|#)?\s*([1-9]|10)(?:\s*(?:{after})(?!(?<=[A-Z])[A-Z])\s*:?|\s*[:)]|\.\s|\s+(?=[^\W\d_]))\s*(\S.*)",
            re.DOTALL,
        )
        self._read_backdrops(words, start, end)
        self._read_talk(words)
        self._read_spoken(words, start, end)
        between = self._between(words["box"])
        to = rf"(?:{between})(?=\s*[(\[]?(?:[A-Z]{{1,2}}\s?)?\d)"
        self.box = re.compile(rf"\s*(?:[:~〜→]|[-=]>|{to})\s*|[-–—](?=\S)")
        also = self._between(words["also"])
        self.also = re.compile(rf"\s*(?:&|{also})(?!\s*{TURN})")
        self.separator = re.compile(rf"(?:[\s,;&、/|\\]|[.!?。](?=\s)|{also})+")
        place = rf"(?>{_cell()}|{_pair()})"
        self._swaps = [self._swap(each, place) for each in sorted(words["swap"], key=len)[::-1]]
        place += rf"(?!{self.box.pattern})"
        space = rf"[^\S{TURN}]*+"
        comma = rf"{space}[,;、]{space}"
        link = rf"(?:[,;&、]|{also})"
        self._link = re.compile(link)
        joint = rf"(?:{space}{link})*+{space}"
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

    def _read_backdrops(self, words: ReplyWords, start: str, end: str) -> None:
        self.colors = {name: name for name in NAMES} | {
            spelling.lower(): color
            for name, color in (each.rsplit(" ", 1) for each in words["colors"])
            for spelling in (name, self._fold(name))  # of texts as typed, and normalised
        }
        color = rf"(#(?:[0-9a-f]{{3}}){{1,2}}|rgb\([^)]*\)|{_any(self.colors)})"
        self.color = re.compile(rf"(?<!\w){color}(?!\w)", re.IGNORECASE)
        before, after = self._beside(words["backdrop"])
        self.backgrounds = {
            self._fold(name): kind
            for name, kind in (each.rsplit(" ", 1) for each in words["background"])
        }
        other = self._any_of(self.backgrounds)
        self._background = re.compile(rf"(?<!\w)(?:{other})")
        beside = rf"(?:(?!{other})(?:{before})\s*)*+"
        named = rf"(?:{start}({other})|{beside}(?:{color}|({other})))"
        after = rf"(?:,?\s*(?:{after}))*+|(?(1){end}|(?!))"  # `white too` is talk
        self.backdrop = re.compile(rf"{named}(?:{after})", re.IGNORECASE)

    def _read_spoken(self, words: ReplyWords, start: str, end: str) -> None:
        plain = (f"{each} {each}" for each in (*ascii_uppercase, *map(str, range(1, 33))))
        pairs = (each.rsplit(" ", 1) for each in (*plain, *words["spoken"]))
        signs = [(self._fold(name), sign.upper()) for name, sign in pairs]
        self._said = {
            f"{letter}{gap}{number}": f"{column}{row}"
            for (letter, column), (number, row) in product(signs, signs)
            if column.isalpha() and row.isdigit()
            for gap in (" ", "-", "")[: 2 + number.isdigit()]
        }
        ordinals = (each.rsplit(" ", 1) for each in words["ordinal"])
        self._numbers = {name: sign for name, sign in signs if sign.isdigit()} | {
            self._fold(name): sign for name, sign in ordinals
        }
        before, after = self._beside((*words["number"], *words["choice"]))
        number = rf"[(\[]?({_any(map(re.escape, self._numbers))})[.):\]]*"
        around = rf"(?:(?:{before}|#)\s*){{0,2}}{number}(?:\s*(?:{after})){{0,2}}"
        self._choice = re.compile(rf"{start}{around}{end}")

    def _read_talk(self, words: ReplyWords) -> None:
        first, last = self._beside(words["without"])
        asides, _ = self._beside(words["aside"], comma=",?")
        self._out_first = re.compile(rf"^(?:(?:{asides})\s*)*+(?:{first})")
        self._out_last = re.compile(rf"(?:^\s*(?:{last})(?!\w)|(?:{last})$)")
        doubts = {*words["without"], *words["negation"], *words["unclear"], *words["zoom"]}
        doubts.discard("no …")  # which means `in the` in Portuguese
        parts = (map(self._pattern, each.strip(" …").split("…")) for each in doubts)
        self._unclear = re.compile(rf"(?<![A-Z])(?:{_any(map('.*'.join, parts))})")

    def _normalised(self, text: str) -> str:
        """Returns a text in Latin capitals and ASCII digits, without quotes, emoji, laughter
        and closing punctuation; of one that is too long the beginning, and that it goes on."""
        plain = _TIMES.sub("×", _LAUGHTER.sub(GAP, text[:_LONGEST]))
        if match := _DECIMALS.fullmatch(plain):
            plain = "{}.{}%,{}.{}%".format(*match.groups())
        plain = self._fold(plain).strip().rstrip(f".!?…。~ {GAP}")
        if max(len(text), len(plain)) > _LONGEST:  # a character may stand for eighteen
            plain = f"{plain[:_LONGEST]}…"
        plain = ", ".join(self._said.get(each, each) for each in plain.split(", "))
        # Patterns are slow at long spaces.
        return _SPACES.sub(lambda spaces: GAP if GAP in spaces[0] else " ", plain)

    def chosen(self, text: str) -> str | None:
        """Returns the number that a normalised text is."""
        match = self._choice.fullmatch(text)
        return self._numbers.get(match[1]) if match else None

    def plain(self, text: str) -> str:
        """Returns a normalised text without asides, with `&` for the commas of lists such as
        that of `C4 without A1, B2 and D5`."""
        plain = self._aside.sub(self._space, self.swapped(text))
        return self._left_out.sub(self._joined, self._twice.sub(r"\1", plain.strip()))

    def places_amid(self, text: str) -> str:
        """Returns the part of a normalised text from its first cell to its last one, if the
        words around it mean nothing, as those of `the dog in C4`; with a minus, if the first of
        them or those behind it exclude the only cell, as in `remove the dog in C4`; else, as
        for `don't remove the dog in C4`, the text."""
        plain = self._background.sub(GAP, text)
        if not (found := list(_CELL_AMID.finditer(plain))):
            return text
        before, after = plain[: found[0].start()], plain[found[-1].end() :]
        places = plain[len(before) : found[-1].end()]
        before, is_first = self._out_first.subn("", before)
        after, is_last = self._out_last.subn("", after, count=1)
        signs, around = is_first + is_last, self._aside.sub(self._space, f"{before}A1{after}")
        noes = self.exclude_before, self.instead
        is_refused = any(no.fullmatch(f"{after.strip()} ") for no in noes)
        if signs > 1 or (signs and found[1:]) or is_refused or self._unclear.search(around):
            return text
        return "-" * signs + _MIDDLE.sub(self._joined_things, places)

    def _joined_things(self, middle: re.Match[str]) -> str:
        """Returns `+` for words between two cells that name another thing, as those of `the dog
        in C4, the cat in D5`; other words as they are."""
        plain = self._aside.sub(self._space, middle[0])
        words = self.separator.sub(" ", plain).split()
        is_named = words and len(words) <= 4 and self._link.search(middle[0])
        is_other = self.instead.search(middle[0]) or self._unclear.search(plain)
        is_plain = is_named and not (is_other or self.exclude_before.match(f"{words[0]} "))
        return " + " if is_plain else middle[0]

    def _space(self, aside: re.Match[str]) -> str:
        """Returns what an aside leaves. That of `A1 is too much` is no `too`, but excludes."""
        return aside["out"] or (TURN if self.turn.search(aside[0]) else GAP)

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
        parts = _CYRILLIC_WORD.split(text.upper())
        parts[::2] = [each.translate(self._letters) for each in parts[::2]]
        plain = unicodedata.normalize("NFKC", "".join(parts)).upper()
        return "".join(map(_folded, plain))

    def _either(self, phrases: Iterable[str]) -> re.Pattern[str]:
        """Returns a pattern for the phrases before or behind a place, without the place."""
        before, after = self._beside(phrases, comma=",?")
        return re.compile(rf"(?<!\w)(?:{before})|(?:{after})(?!\w)")

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
    """Returns a pattern that matches any of these, the longest first; always the same one."""
    return "|".join(sorted(patterns, key=lambda each: (-len(each), each))) or r"(?!)"


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category == "So":  # an emoji
        return GAP
    digit = unicodedata.decimal(character, character)
    return "" if _DECORATIONS & {character, category} else str(digit)
