"""What is asked of the golden set's photos, by each of the four ways into the program.

Cells count from the grid of 12 along the longer side. A case is named by its way in, its
group and its number there, so that new ones go to the end of a group.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Pixel = tuple[int, int]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Points:
    """A prompt in pixels of the upright photo."""

    keep: Sequence[Pixel] = ()
    drop: Sequence[Pixel] = ()
    box: Box | None = None

    def __str__(self) -> str:
        parts = [*(f"{x},{y}" for x, y in self.keep), *(f"-{x},{y}" for x, y in self.drop)]
        return " ".join(["at", *parts, *([f"box {self.box}"] if self.box else [])])


Prompt = str | Points


# The library: `removerbot.cut`.


@dataclass(frozen=True)
class LibraryCut:
    """A call of the library.

    Attributes:
        options: those of `removerbot.cut`; a `background` of `sea` is the photo of this name.
        goes_on: from the cut before it in the same list.
        file: the kind of file whose pixels count; empty for the cutout's own.
    """

    prompt: Prompt
    options: Mapping[str, Any] = field(default_factory=dict)
    goes_on: bool = False
    file: str = ""


def cut(prompt: Prompt, *, file: str = "", **options: Any) -> LibraryCut:
    return LibraryCut(prompt, options, file=file)


def then(prompt: Prompt, **options: Any) -> LibraryCut:
    """The cut before it, with all its points and more of them."""
    return LibraryCut(prompt, options, goes_on=True)


def corrected(words: str) -> Sequence[LibraryCut]:
    """One item of the words after the other."""
    first, *further = words.split()
    rows = [" ".join([first, *further[:count]]) for count in range(1, len(further) + 1)]
    return cut(first), *(then(row) for row in rows)


LIBRARY: dict[str, Sequence[LibraryCut]] = {
    "ball": (
        cut("G5"),
        cut("g 5"),
        cut("320,240"),
        cut("50%,50%"),
        cut("F5 G5 G4"),
        cut("G5 -A1"),
        cut("E3:I7"),
        cut("G5", edge="hard"),
        cut("G5", edge="fine", grow=-2),
        cut("G5", grow=3, outline="white", shadow=True),
        cut("G5", crop="square", margin=0, background="#ff8800"),
        cut("G5", crop="trim", margin=20, background="sea"),
        cut("A1"),
    ),
    "shirt": (
        cut("E5"),
        cut("270,200"),
        cut("265,248"),
        then("265,248 400,350"),
        then("265,248 400,350 -20,20"),
        cut("E5 G7"),
        cut("D2:I8"),
        cut(Points(box=(180, 100, 461, 421), drop=((270, 200),))),
        cut("400,350 -270,200", edge="hard", grow=-3),
        *corrected("E5 -F3 F4 -K2 -I4"),
    ),
    "mug": (
        cut("F5"),
        cut("548,300"),
        then("548,300 F5"),
        then("548,300 F5 -490,300"),
        cut("F5", edge="fine", background="blur"),
        cut("350,184", crop="trim"),
        cut("B8", shadow=True, crop="square"),
        cut(Points(keep=((350, 320), (548, 300)), drop=((490, 300),))),
        cut("K7"),
        then("K7 B8"),
        then("K7 B8 -F3"),
    ),
    "several": (
        cut("C3 + F3"),
        cut("C3 + F3 + J3 + D6 + 600,470"),
        cut("C3 + F3"),
        then("C3 + F3 -900,600"),
        then("C3 + F3 -900,600 + D6"),
        cut("600,470"),
        cut("J3", crop="trim", margin=100, outline="#00ff00"),
        cut("H5:J8", file="webp", crop="square"),
        cut("D6", file="jpg"),
        cut("D6", file="png", outline="black", grow=5),
        cut("C7"),
        then("C7 -A1"),
        cut("J6 + E7"),
        then("J6 + E7 -D4"),
        *corrected("F3 E3 B2 -K7 -E1"),
    ),
    "small": (
        cut("771,522"),
        cut("H6"),
        cut("750,500:792,544", crop="square", margin=50),
        cut("H6"),
        then("H6 -A1"),
        then("H6 -A1 -B8 771,522"),
    ),
    "portrait": (
        cut("D6"),
        cut("D3"),
        then("D3 D6"),
        then("D3 D6 C10 E10"),
        cut("B2:F12", edge="fine"),
        cut("D6 -D3 -C10 -E10", background="black"),
        cut("C9"),
        then("C9 C11 E9"),
        then("C9 C11 E9 -D6"),
        cut("C5"),
        then("C5 D7"),
        then("C5 D7 -B7 -F7"),
    ),
    "landscape": (
        cut("D2"),
        cut("1060,110"),
        cut("H4", edge="hard"),
        cut("D2 + 1060,110", background="white", shadow=True),
        cut("E3"),
        then("E3 F5 -A1"),
    ),
    "alpha": (cut("G5"), cut("I5"), cut("170,200", edge="hard")),
    "rotated": (
        cut("E8"),
        cut("225,300"),
        cut("C2:G11", crop="trim"),
        cut("D6"),
        then("D6 E8"),
        then("D6 E8 -B7 E4"),
        *corrected("E4 -E8 E3 -F11 -E6"),
    ),
    "p3": (cut("G5"), cut("270,190", grow=2), cut("G5", file="jpg", background="sea")),
    "furry": (
        cut("G7", edge="fine"),
        cut("G7"),
        cut("255,270"),
        cut("C2:J10", edge="fine"),
        cut("E3"),
        then("E3 G7"),
        cut("C9"),
        then("C9 -A1"),
        then("C9 -A1 -255,270"),
        *corrected("E5 E8 C9 G7 -L12"),
    ),
    "tiny": (cut("F5"), cut("20,15", crop="square", edge="hard")),
    "grey": (cut("F7"), cut("240,260", crop="trim", background="blur")),
}


# The chat: what a person does there, one step after the other.


@dataclass(frozen=True)
class Say:
    """Words; a reply to the newest answer, unless they are no `reply`."""

    words: str
    reply: bool = True

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Press:
    """Buttons under the newest answer, by their names in the drivers or as they read."""

    buttons: Sequence[str]

    def __str__(self) -> str:
        return "[" + " ".join(self.buttons) + "]"


@dataclass(frozen=True)
class Behind:
    """Another photo in reply to the newest answer."""

    photo: str

    def __str__(self) -> str:
        return f"{self.photo} behind"


@dataclass(frozen=True)
class Send:
    """A new photo, or several as an album."""

    photos: Sequence[str]
    as_file: bool = True
    caption: str = ""

    def __str__(self) -> str:
        return "send " + " ".join(self.photos)


@dataclass(frozen=True)
class Back:
    """From here on, the answer that came at this step is the newest; steps count from 1."""

    step: int

    def __str__(self) -> str:
        return f"back to {self.step}"


Step = Say | Press | Behind | Send | Back


@dataclass(frozen=True)
class Talk:
    """A person's steps in their own chat, or in a group that they are in."""

    steps: Sequence[Step]
    in_group: bool = False


def say(words: str) -> Say:
    return Say(words)


def write(words: str) -> Say:
    """Words that are no reply."""
    return Say(words, reply=False)


def press(*buttons: str) -> Press:
    return Press(buttons)


def send(*photos: str, as_file: bool = True, caption: str = "") -> Send:
    return Send(photos, as_file, caption)


CHAT: dict[str, Talk] = {
    "ball": Talk(
        (
            send("ball"),
            say("G5"),
            say("-A1"),
            say("H4"),
            press("undo"),
            press("undo"),
            say("320,240 -50%,5%"),
            press("points"),
            press("cutout"),
            press("more", "restart"),
            say("E3:I7"),
        )
    ),
    "as a photo": Talk(
        (
            send("mug", as_file=False),
            say("F5"),
            say("548,300"),
            say("-490,300"),
            press("more", "trim"),
            press("photo"),
        )
    ),
    "sizes": Talk(
        (
            send("shirt"),
            say("265,248"),
            press("smaller"),
            press("bigger"),
            press("smaller"),
            say("-20,20"),
            press("undo"),
            say("E7 -G9"),
        )
    ),
    "several": Talk(
        (
            send("several"),
            say("C3 + F3"),
            say("+ J3"),
            say("-900,600"),
            press("undo"),
            press("undo"),
            press("add"),
            say("D6 D7"),
            press("add", "tap"),
            press("F4"),
            press("points"),
            press("cutout"),
        )
    ),
    "zoom": Talk(
        (
            send("small"),
            say("zoom H6"),
            say("G5"),
            press("points"),
            Back(2),
            press("back"),
            press("finer"),
            say("P11"),
            Back(7),
            press("zoom", "F4"),
            say("771,522"),
            press("more", "square"),
        )
    ),
    "options": Talk(
        (
            send("ball"),
            say("G5"),
            press("more", "hard"),
            press("fine"),
            press("shrink", "shrink"),
            press("trim"),
            press("square"),
            press("outline-white"),
            press("shadow"),
            press("ground-white"),
            press("ground-blur"),
            press("WEBP"),
            press("JPEG"),
            press("PNG", "ground-none", "whole"),
            say("#ff8800"),
            Behind("sea"),
            say("H5"),
            press("more", "JPEG"),
        )
    ),
    "tap a cell": Talk((send("portrait"), press("tap"), press("D4"), say("D9"))),
    "auto": Talk(
        (
            send("several"),
            press("auto"),
            press("1"),
            press("add", "auto"),
            press("2"),
            say("-20,20"),
            press("undo"),
        )
    ),
    "stickers": Talk(
        (
            send("ball"),
            say("G5"),
            press("sticker"),
            press("style", "⚫"),
            press("thick"),
            press("shadow-on"),
            press("no-outline"),
            press("undress"),
            press("files"),
            Back(2),
            say("/sticker #0080ff"),
        )
    ),
    "sticker of a photo": Talk((send("alpha"), write("/sticker"))),
    "likes": Talk(
        (
            write("/settings"),
            press("hard"),
            press("square"),
            press("ground-black"),
            press("outline-white"),
            send("grey"),
            say("F7"),
            send("tiny"),
            say("20,15"),
        )
    ),
    "album": Talk(
        (
            send("ball", "mug", "p3", as_file=False),
            write("2: F5"),
            say("548,300"),
            write("3: G5"),
            write("1: G5 -A1"),
        )
    ),
    "rotated": Talk((send("rotated"), say("E8"), say("E4 -A1"), press("more", "ground-blur"))),
    "furry": Talk((send("furry"), say("G7"), press("more", "fine"), press("grow"))),
    "landscape": Talk((send("landscape"), say("D2"), say("+ 1060,110"), press("more", "trim"))),
    "p3": Talk((send("p3"), say("G5"), press("sticker"))),
    "alpha": Talk((send("alpha"), say("I5"), press("more", "ground-white"))),
    "cells beside the thing": Talk(
        (
            send("portrait"),
            say("C9"),
            say("E9"),
            say("-D6"),
            press("undo"),
            press("undo"),
            say("C11 -B2"),
        )
    ),
    "corrections": Talk(
        (send("furry"), say("C9"), say("-A1"), say("G7"), say("-255,270"), press("undo"))
    ),
    "many corrections": Talk(
        (send("rotated"), *map(say, ("E4", "-E8", "E3", "-F11", "-E6")), press("undo"))
    ),
    "corrections to and fro": Talk(
        (send("shirt"), *map(say, ("E5", "-F3", "F4", "-K2", "-I4")))
    ),
    "corrections far off": Talk(
        (send("landscape"), *map(say, ("D2", "-H2", "H4", "-F1", "-A5")))
    ),
    "group": Talk(
        (
            send("ball"),
            say("/cut"),
            say("G5"),
            say("-A1"),
            Back(1),
            say("/cut E3:I7"),
            press("sticker"),
        ),
        in_group=True,
    ),
}


# The page on which people tap.


@dataclass(frozen=True)
class Tap:
    """What was tapped at a time."""

    keep: Sequence[Pixel] = ()
    drop: Sequence[Pixel] = ()
    box: Box | None = None

    def __str__(self) -> str:
        return str(Points(self.keep, self.drop, self.box))


def tap(*keep: Pixel, drop: Sequence[Pixel] = (), box: Box | None = None) -> Tap:
    return Tap(keep, drop, box)


@dataclass(frozen=True)
class Look:
    """Outlines of the taps so far and this one."""

    tap: Tap | None

    def __str__(self) -> str:
        return f"look {self.tap}" if self.tap else "look"


@dataclass(frozen=True)
class Undo:
    """The newest tap does not count."""

    def __str__(self) -> str:
        return "undo"


@dataclass(frozen=True)
class Size:
    """The newest tap, with one of the sizes that it was answered with."""

    whole: int

    def __str__(self) -> str:
        return f"size {self.whole}"


@dataclass(frozen=True)
class Done:
    """What was tapped, sent into the chat."""

    form: str = "document"

    def __str__(self) -> str:
        return f"done {self.form}"


@dataclass(frozen=True)
class Screen:
    """The photo as the page shows it."""

    def __str__(self) -> str:
        return "screen"


Touch = Look | Undo | Size | Done | Screen


@dataclass(frozen=True)
class Visit:
    """The page of a photo, opened from its preview, or after words from the points."""

    photo: str
    touches: Sequence[Touch]
    words: str = ""


def look(*keep: Pixel, drop: Sequence[Pixel] = (), box: Box | None = None) -> Look:
    return Look(tap(*keep, drop=drop, box=box))


PAGE: dict[str, Visit] = {
    "ball": Visit(
        "ball",
        (
            Screen(),
            look((320, 240)),
            Size(0),
            Size(1),
            Done(),
            look(drop=((40, 40),)),
            look((300, 200)),
            Undo(),
            Done("sticker"),
        ),
    ),
    "shirt": Visit(
        "shirt",
        (
            look((265, 248)),
            Size(0),
            Size(2),
            Done(),
            look((400, 350)),
            Done(),
            look(drop=((270, 200),)),
            Done(),
        ),
    ),
    "mug": Visit(
        "mug",
        (
            look((350, 320)),
            look((548, 300)),
            look(drop=((490, 300),)),
            Done(),
            look(box=(220, 140, 575, 490)),
            Done("sticker"),
        ),
    ),
    "several": Visit(
        "several",
        (look((170, 180)), Done(), look(box=(380, 90, 561, 271)), look((600, 470)), Done()),
    ),
    "small": Visit(
        "small",
        (look((771, 522)), Size(0), Done(), Undo(), look(box=(745, 496, 798, 548)), Done()),
    ),
    "portrait": Visit(
        "portrait",
        (Screen(), look((240, 350)), look((240, 165)), look((197, 600), (282, 600)), Done()),
    ),
    "landscape": Visit(
        "landscape", (look((420, 170)), Done("sticker"), look((420, 300)), Done())
    ),
    "rotated": Visit("rotated", (Screen(), look((225, 300)), look((225, 400)), Done())),
    "alpha": Visit("alpha", (Screen(), look((270, 200)), look((350, 200)), Done())),
    "p3": Visit("p3", (look((310, 250)), Done(), look((270, 190)), Done("sticker"))),
    "furry": Visit("furry", (look((300, 350)), look(box=(90, 80, 510, 520)), Done())),
    "grey": Visit("grey", (look((240, 260)), Done())),
    "tiny": Visit("tiny", (look((20, 15)), Done())),
    "after words": Visit("ball", (Look(None), look(drop=((30, 30),)), Done()), words="G5 -A1"),
    "after a cell beside the thing": Visit(
        "portrait",
        (Look(None), look((282, 600)), look(drop=((240, 165),)), Done()),
        words="C9",
    ),
    "after two things": Visit(
        "several", (Look(None), look(drop=((930, 600),)), Done()), words="C3 + F3"
    ),
}


# The HTTP API.


@dataclass(frozen=True)
class Upload:
    """A request; `behind` names the photo that goes behind."""

    photo: str
    prompt: Prompt
    fields: Mapping[str, str] = field(default_factory=dict)
    behind: str = ""

    def __str__(self) -> str:
        options = [f"{name}={value}" for name, value in self.fields.items()]
        more = [*options, *([f"{self.behind} behind"] if self.behind else [])]
        return " ".join([self.photo, str(self.prompt), *more])


def upload(photo: str, prompt: Prompt, behind: str = "", **fields: str) -> Upload:
    return Upload(photo, prompt, fields, behind)


API: Sequence[Upload] = (
    upload("ball", "G5"),
    upload("ball", "320,240"),
    upload("ball", "50%,50% -A1"),
    upload("ball", Points(keep=((320, 240),))),
    upload("ball", Points(box=(210, 110, 450, 360), drop=((40, 40),))),
    upload("ball", "F5 G5 G4 -L9"),
    upload("ball", "G5", edge="hard", format="webp"),
    upload("ball", "G5", edge="fine", grow="-2"),
    upload("ball", "G5", grow="5", crop="trim"),
    upload("ball", "G5", background="#f80", format="jpg"),
    upload("ball", "G5", outline="white", shadow="true"),
    upload("ball", "G5", behind="sea", crop="square", margin="20"),
    upload("shirt", "265,248"),
    upload("shirt", "E5 G7"),
    upload("shirt", "D2:I8", edge="hard"),
    upload("shirt", Points(keep=((400, 350),), drop=((270, 200),))),
    upload("mug", "F5"),
    upload("mug", "548,300 F5 -490,300"),
    upload("mug", "F5", background="blur", edge="fine"),
    upload("mug", Points(box=(220, 140, 575, 490))),
    upload("several", "C3 + F3"),
    upload("several", "C3 + F3 + J3 + D6 + 600,470"),
    upload("several", "D6", format="jpg"),
    upload("several", "J3", crop="trim", margin="100", outline="#00ff00"),
    upload("several", "600,470", shadow="true", format="webp"),
    upload("small", "771,522"),
    upload("small", "H6", crop="square"),
    upload("portrait", "D3 D6 C10 E10"),
    upload("portrait", "B2:F12", edge="fine", background="white"),
    upload("portrait", "D6", behind="sea", edge="hard"),
    upload("landscape", "D2"),
    upload("landscape", "D2 + 1060,110", shadow="true", background="white"),
    upload("alpha", "G5"),
    upload("alpha", "I5", background="black"),
    upload("rotated", "E8"),
    upload("rotated", "C2:G11", crop="trim", format="webp"),
    upload("p3", "G5"),
    upload("p3", "G5", behind="sea", format="jpg"),
    upload("furry", "G7", edge="fine"),
    upload("furry", "C2:J10", edge="fine", grow="1", crop="square"),
    upload("grey", "F7"),
    upload("tiny", "F5", crop="square", edge="hard"),
    upload("portrait", "C9"),
    upload("furry", "C9"),
    upload("landscape", "E3 + J3"),
)
