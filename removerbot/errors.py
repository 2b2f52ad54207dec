"""Every error this project raises on purpose.

    RemoverError
    ├── UserError          answered in the person's language, never logged as an error
    │   ├── NothingToCut       the message holds no photo, image file or still sticker
    │   ├── NoPhotoNamed       the command is no reply to a photo
    │   ├── NotAnImage         the bytes are no image of a format we read
    │   ├── DamagedImage       the image breaks off or cannot be decoded
    │   ├── FileTooLarge       more bytes than the limit
    │   ├── TooManyPixels      more pixels than the limit
    │   ├── UnreadableReply    no point can be read from the words
    │   ├── NothingToKeep      the words only take places away
    │   ├── NothingToEnlarge   what is to be enlarged is no smaller than what is shown
    │   ├── TooManyPoints      more points in one reply than anybody means
    │   ├── OutsidePhoto       the point lies beyond the photo's edge
    │   ├── NothingFound       the model finds no object at that point
    │   ├── NoOpenJob          the reply belongs to no photo we know
    │   ├── WhichPhoto         the words are about an album, and do not say which photo
    │   ├── NoSuchPhoto        the album has no photo of that number
    │   ├── OnlyWhoAsked       somebody else asked, and the group lets nobody else answer
    │   ├── AdminsOnly         only the group's admins may do this
    │   ├── NotAColour         something behind a `#` that is no colour
    │   ├── NotEmoji           something else where a sticker's emoji should stand
    │   ├── TooManyEmoji       more emoji than a sticker can have
    │   ├── NoStickerNamed     the command is no reply to anything a sticker can be made of
    │   ├── AlreadyInPack      this very sticker is in the chat's pack
    │   ├── NotInPack          the sticker is in no pack of this chat
    │   ├── NotYourSticker     somebody else added it
    │   ├── NoPack             the chat has no pack yet
    │   ├── EmptyTitle         nothing of the title can be seen
    │   ├── OwnerMustStart     the pack's owner-to-be has not started the bot, or blocked it
    │   ├── PackUnavailable    Telegram does not take the sticker, whatever is tried
    │   ├── StaleButton        the button's photo was put away, or the button is none of ours
    │   ├── StalePass          the page was opened too long ago, or its link is none of ours
    │   ├── NotYourPhoto       the photo is in a chat that the person is not in
    │   ├── PhotoGone          Telegram no longer hands out the photo
    │   ├── BackgroundGone     nor the photo that was put behind a cutout
    │   ├── TooManyRequests    the person asks for more than their share at once
    │   └── DailyLimitReached  the person has had their share for today
    ├── StickerSetError    what Telegram says of sticker sets; `packs` acts upon it
    │   ├── SetNameTaken       there is or was a set of this name
    │   ├── SetFull            it holds as many stickers as it can
    │   ├── SetGone            there is no such set, or no such sticker in one
    │   └── OwnerUnreachable   the owner has never started the bot, or blocked it
    ├── DeviceFailed       a device computes no more; others take over
    │   └── OutOfMemory        it has no room for so much at once
    ├── EngineError        answered with an apology, logged
    │   ├── EngineBusy         the queue is full
    │   ├── EngineTimeout      the model took longer than the limit
    │   └── EngineFailed       the model raised an exception
    └── SetupError         before the start: one line on stderr, exit status 2
        ├── BadSetting         an unknown or wrong setting
        ├── MissingPackage     the chosen model needs a package that is not installed
        ├── WeightsMissing     no source for the model's weights could be reached
        └── WeightsCorrupt     a weights file is not the one it should be

The attributes of a `UserError` are the arguments of its text: the chat looks up the
words by the name of the class (`texts.py`), the command line prints `str(error)`.
"""

import re

_NEXT_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class RemoverError(Exception):
    """The root of the tree above."""


class UserError(RemoverError):
    """Something the person who asked can mend."""


class NothingToCut(UserError):
    def __init__(self) -> None:
        super().__init__("there is no photo, image file or still sticker in this message")


class NoPhotoNamed(UserError):
    def __init__(self) -> None:
        super().__init__("this is no reply to a photo")


class NotAnImage(UserError):
    def __init__(self) -> None:
        super().__init__("this is no image of a format that can be read")


class DamagedImage(UserError):
    def __init__(self) -> None:
        super().__init__("this image is damaged or incomplete")


class FileTooLarge(UserError):
    def __init__(self, megabytes: float, limit: float) -> None:
        super().__init__(f"this file has {megabytes:.1f} MB, the limit is {limit:g} MB")
        self.megabytes = round(megabytes, 1)
        self.limit = limit


class TooManyPixels(UserError):
    def __init__(self, width: int, height: int, limit: float) -> None:
        super().__init__(
            f"this image has {width}×{height} pixels, the limit is {limit:g} megapixels"
        )
        self.width = width
        self.height = height
        self.limit = limit


class UnreadableReply(UserError):
    def __init__(self, example: str) -> None:
        super().__init__(f"no point can be read from this; write a cell like {example}")
        self.example = example


class NothingToKeep(UserError):
    def __init__(self, example: str) -> None:
        super().__init__(f"every place is taken away; name one to keep, such as {example}")
        self.example = example


class NothingToEnlarge(UserError):
    def __init__(self) -> None:
        super().__init__("this is as close as it gets")


class TooManyPoints(UserError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} points in one reply")
        self.limit = limit


class OutsidePhoto(UserError):
    def __init__(self, given: str, last_cell: str, width: int, height: int) -> None:
        super().__init__(
            f"{given} lies outside the photo: cells go up to {last_cell}, "
            f"pixels up to {width - 1},{height - 1}"
        )
        self.given = given
        self.last_cell = last_cell
        self.right = width - 1
        self.bottom = height - 1


class NothingFound(UserError):
    def __init__(self) -> None:
        super().__init__("the model finds no object there")


class NoOpenJob(UserError):
    def __init__(self) -> None:
        super().__init__("there is no photo that this reply belongs to")


class WhichPhoto(UserError):
    def __init__(self, example: str) -> None:
        super().__init__(f"which photo of the album? Write its number, such as 2: {example}")
        self.example = example


class NoSuchPhoto(UserError):
    def __init__(self, number: int) -> None:
        super().__init__(f"the album has no photo {number} that can be cut")
        self.number = number


class OnlyWhoAsked(UserError):
    def __init__(self) -> None:
        super().__init__("in this group only who asked for a photo may point at it")


class AdminsOnly(UserError):
    def __init__(self) -> None:
        super().__init__("only the group's admins may do this")


class NotAColour(UserError):
    def __init__(self) -> None:
        super().__init__("this is no colour such as #ff8800")


class NotEmoji(UserError):
    def __init__(self) -> None:
        super().__init__("this is not emoji")


class TooManyEmoji(UserError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"a sticker can have {limit} emoji at most")
        self.limit = limit


class NoStickerNamed(UserError):
    def __init__(self) -> None:
        super().__init__("this is no reply to a cutout, a photo or a sticker")


class AlreadyInPack(UserError):
    def __init__(self) -> None:
        super().__init__("this sticker is in the pack already")


class NotInPack(UserError):
    def __init__(self) -> None:
        super().__init__("this sticker is in no pack of this chat")


class NotYourSticker(UserError):
    def __init__(self) -> None:
        super().__init__("only who added a sticker and the group's admins may remove it")


class NoPack(UserError):
    def __init__(self) -> None:
        super().__init__("there is no pack here yet")


class EmptyTitle(UserError):
    def __init__(self) -> None:
        super().__init__("nothing of this title can be seen")


class OwnerMustStart(UserError):
    def __init__(self) -> None:
        super().__init__("a pack's owner must have started the bot")


class PackUnavailable(UserError):
    def __init__(self) -> None:
        super().__init__("Telegram does not take the sticker just now")


class StaleButton(UserError):
    def __init__(self) -> None:
        super().__init__("this button belongs to no photo that is still open")


class StalePass(UserError):
    def __init__(self) -> None:
        super().__init__("this page was opened too long ago; open it anew from the chat")


class NotYourPhoto(UserError):
    def __init__(self) -> None:
        super().__init__("this photo is in a chat that you are not in")


class PhotoGone(UserError):
    def __init__(self) -> None:
        super().__init__("the photo can no longer be fetched")


class BackgroundGone(UserError):
    def __init__(self) -> None:
        super().__init__("the photo in the background can no longer be fetched")


class TooManyRequests(UserError):
    def __init__(self) -> None:
        super().__init__("too many requests at once")


class DailyLimitReached(UserError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"no more than {limit} cutouts a day")
        self.limit = limit


class StickerSetError(RemoverError):
    """Telegram refuses something about a sticker set; never shown to anybody as it is."""


class SetNameTaken(StickerSetError):
    pass


class SetFull(StickerSetError):
    pass


class SetGone(StickerSetError):
    pass


class OwnerUnreachable(StickerSetError):
    pass


class DeviceFailed(RemoverError):
    """Told to those who can go on without it; never shown to anybody as it is."""


class OutOfMemory(DeviceFailed):
    pass


class EngineError(RemoverError):
    """The model side let us down; asking again may help."""


class EngineBusy(EngineError):
    pass


class EngineTimeout(EngineError):
    pass


class EngineFailed(EngineError):
    pass


class SetupError(RemoverError):
    """The program cannot start like this; `str(error)` is the one line that says why."""


class BadSetting(SetupError):
    pass


class MissingPackage(SetupError):
    pass


class WeightsMissing(SetupError):
    pass


class WeightsCorrupt(SetupError):
    pass


def slug(kind: type[RemoverError]) -> str:
    """What an error is called in texts and problems: `NotAnImage` → `not-an-image`."""
    return _NEXT_WORD.sub("-", kind.__name__).lower()
