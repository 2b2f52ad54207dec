"""The errors that this project raises on purpose. In chat a `UserError` is shown as the text of
its `slug`, filled with its attributes.

    RemoverError
    ├── UserError          a person can correct it: answered in their language, not logged
    │   ├── NothingToCut       the message has no photo, image file or static sticker
    │   ├── MovingPicture      the message has a video or an animation
    │   ├── PhotoElsewhere     the reply is to another chat's message, without a photo to fetch
    │   ├── NoPhotoNamed       the command is not a reply to a photo
    │   ├── NotAnImage         the bytes are not an image in a supported format
    │   ├── RawPhoto           the camera's raw file has no picture beyond a thumbnail
    │   ├── DamagedImage       the image is truncated or cannot be decoded
    │   ├── FileTooLarge       the file has more bytes than the limit
    │   ├── TooManyPixels      the image has more pixels than the limit
    │   ├── TooHeavy           decoding the image takes too much memory or time
    │   ├── UnreadableReply    the text cannot be parsed as a prompt
    │   ├── NothingToKeep      the prompt has negative points only
    │   ├── NoOtherSize        there is no smaller, or no bigger, mask of the object
    │   ├── NothingToEnlarge   the zoom would show no smaller part than the preview does
    │   ├── TooManyPoints      the reply has more points than the limit
    │   ├── TooManyObjects     the reply, or the cutout with it, has more objects than the limit
    │   ├── OutsidePhoto       a point lies outside the photo
    │   ├── NothingFound       the model finds no object at the prompt
    │   ├── NoOpenJob          the reply belongs to no known photo
    │   ├── WhichPhoto         the reply is to an album and does not say which photo it means
    │   ├── NoSuchPhoto        the album has no photo with this number
    │   ├── OnlyWhoAsked       the group only lets the sender of the photo answer
    │   ├── AdminsOnly         only admins of the group may do this
    │   ├── NotAColor          the text begins like a color, and is none
    │   ├── NotEmoji           a sticker's emoji was expected, and the text is something else
    │   ├── TooManyEmoji       more emoji than a sticker can have
    │   ├── NoStickerNamed     the command is not a reply to a cutout, photo or sticker
    │   ├── AlreadyInPack      the sticker is in the chat's pack already
    │   ├── NotInPack          the sticker is in no pack of this chat
    │   ├── NotYourSticker     somebody else added the sticker
    │   ├── NoPack             the chat has no pack yet
    │   ├── EmptyTitle         the pack's title has no visible character
    │   ├── OwnerMustStart     the pack's future owner has not started the bot, or blocked it
    │   ├── PackUnavailable    Telegram refuses the sticker after all attempts, or its emoji
    │   ├── StaleButton        the button's photo was deleted, or its data is invalid
    │   ├── StalePass          the page's signed link has expired or is invalid
    │   ├── NotYourPhoto       the person is not a member of the photo's chat
    │   ├── PhotoGone          Telegram no longer serves the photo
    │   ├── BackgroundGone     Telegram no longer serves the background photo
    │   ├── CutoutTooLarge     the cutout's file exceeds what Telegram lets a bot send
    │   ├── TooManyRequests    the person has too many requests in progress
    │   └── DailyLimitReached  the person has used up the cutouts of the day
    ├── StickerSetError    Telegram refuses a call about a sticker set; no answer by itself
    │   ├── SetNameTaken       the name is or was in use
    │   ├── SetFull            the set has the maximum number of stickers
    │   ├── SetGone            the set, or the sticker in it, does not exist
    │   ├── SetUnchanged       the set is as the call would make it, such as with this sticker
    │   └── OwnerUnreachable   the owner has not started the bot, or blocked it
    ├── DeviceFailed       a device stopped working; the other devices take over
    │   └── OutOfMemory        the device has too little memory for this batch
    ├── EngineError        answered with an apology and logged; a retry may succeed
    │   ├── EngineBusy         the queue is full
    │   ├── EngineTimeout      the model took longer than the limit
    │   ├── EngineFailed       the model raised an exception
    │   └── StorageGone        the database was deleted while the bot runs
    └── SetupError         raised before the start: one line on stderr, exit status 2
        ├── BadSetting         a setting is unknown or has a wrong value
        ├── MissingPackage     the chosen model needs a package that is not installed
        ├── WeightsMissing     no source of the model's weights can be reached
        └── WeightsCorrupt     a weights file has the wrong hash
"""


class RemoverError(Exception):
    """Base class of all errors of this project."""

    def __reduce__(self) -> tuple[object, ...]:  # comes whole from another process
        return type(self).__new__, (type(self), *self.args), vars(self)

    @classmethod
    def slug(cls) -> str:
        """Returns the name in texts and in problem types: `NotAnImage` → `not-an-image`."""
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__)[1:]


class UserError(RemoverError):
    """The person can correct it. `message` is for a shell, the text with `values` for chat."""

    message = ""

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(message or self.message)
        vars(self).update(values)


class NothingToCut(UserError):
    message = "there is no photo, image file or still sticker in this message"


class MovingPicture(UserError):
    def __init__(self, kind: str = "video") -> None:
        super().__init__("this is a video or an animation", kind=kind)


class PhotoElsewhere(UserError):
    message = "the message replied to is in another chat, and its photo is out of reach"


class NoPhotoNamed(UserError):
    message = "this is no reply to a photo"


class NotAnImage(UserError):
    message = "this is no image of a format that can be read"


class RawPhoto(UserError):
    message = "this camera's raw file cannot be read; export it as JPEG, TIFF or PNG"


class DamagedImage(UserError):
    message = "this image is damaged or incomplete"


class FileTooLarge(UserError):
    def __init__(self, megabytes: float, limit: float) -> None:
        super().__init__(f"this file has {megabytes:.1f} MB, the limit is {limit:g} MB")
        self.megabytes, self.limit = round(megabytes, 1), limit


class TooManyPixels(UserError):
    def __init__(self, width: int, height: int, limit: float) -> None:
        super().__init__(f"this image has {width}×{height} pixels; the limit is {limit:g} MP")
        self.width, self.height, self.limit = width, height, limit


class TooHeavy(UserError):
    message = "this image takes too much memory or time to decode"


class UnreadableReply(UserError):
    def __init__(self, example: str, kind: str = "other") -> None:
        super().__init__(f"no point can be read from this; write a cell like {example}")
        self.example, self.kind = example, kind


class NothingToKeep(UserError):
    def __init__(self, example: str) -> None:
        super().__init__(f"every place is taken away; name one to keep, such as {example}")
        self.example = example


class NoOtherSize(UserError):
    def __init__(self, example: str) -> None:
        super().__init__(f"no other size; name a place, such as {example}", example=example)


class NothingToEnlarge(UserError):
    message = "this is as close as it gets"


class TooManyPoints(UserError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} points in one reply", limit=limit)


class TooManyObjects(UserError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} objects", limit=limit)


class OutsidePhoto(UserError):
    def __init__(self, given: str, last_cell: str, width: int, height: int) -> None:
        self.given, self.last_cell = given, last_cell
        self.right, self.bottom = width - 1, height - 1
        reach = f"cells go up to {last_cell}, pixels up to {self.right},{self.bottom}"
        super().__init__(f"{given} lies outside the photo: {reach}")


class NothingFound(UserError):
    message = "the model finds no object there"


class NoOpenJob(UserError):
    message = "there is no photo that this reply belongs to"


class WhichPhoto(UserError):
    def __init__(self, example: str) -> None:
        super().__init__(f"which photo? Write its number, as in 2: {example}", example=example)


class NoSuchPhoto(UserError):
    def __init__(self, number: int) -> None:
        super().__init__(f"the album has no photo {number} that can be cut", number=number)


class OnlyWhoAsked(UserError):
    message = "in this group only who asked for a photo may point at it"


class AdminsOnly(UserError):
    message = "only the group's admins may do this"


class NotAColor(UserError):
    message = "this is no colour such as #ff8800"


class NotEmoji(UserError):
    message = "this is not emoji"


class TooManyEmoji(UserError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"a sticker can have {limit} emoji at most", limit=limit)


class NoStickerNamed(UserError):
    message = "this is no reply to a cutout, a photo or a sticker"


class AlreadyInPack(UserError):
    message = "this sticker is in the pack already"


class NotInPack(UserError):
    message = "this sticker is in no pack of this chat"


class NotYourSticker(UserError):
    message = "only who added a sticker and the group's admins may remove it"


class NoPack(UserError):
    message = "there is no pack here yet"


class EmptyTitle(UserError):
    message = "nothing of this title can be seen"


class OwnerMustStart(UserError):
    message = "a pack's owner must have started the bot"


class PackUnavailable(UserError):
    message = "Telegram does not take the sticker just now, or its emoji"


class StaleButton(UserError):
    message = "this button belongs to no photo that is still open"


class StalePass(UserError):
    message = "this page was opened too long ago; open it anew from the chat"


class NotYourPhoto(UserError):
    message = "this photo is in a chat that you are not in"


class PhotoGone(UserError):
    message = "the photo can no longer be fetched"


class BackgroundGone(UserError):
    message = "the photo in the background can no longer be fetched"


class CutoutTooLarge(UserError):
    def __init__(self, megabytes: float, limit: float) -> None:
        super().__init__(f"the cutout has {megabytes:.1f} MB, the limit is {limit:g} MB")
        self.megabytes, self.limit = round(megabytes, 1), limit


class TooManyRequests(UserError):
    message = "too many requests at once"


class DailyLimitReached(UserError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"no more than {limit} cutouts a day", limit=limit)


class StickerSetError(RemoverError): ...


class SetNameTaken(StickerSetError): ...


class SetFull(StickerSetError): ...


class SetGone(StickerSetError): ...


class SetUnchanged(StickerSetError): ...


class OwnerUnreachable(StickerSetError): ...


class DeviceFailed(RemoverError): ...


class OutOfMemory(DeviceFailed): ...


class EngineError(RemoverError): ...


class EngineBusy(EngineError): ...


class EngineTimeout(EngineError): ...


class EngineFailed(EngineError): ...


class StorageGone(EngineError): ...


class SetupError(RemoverError): ...


class BadSetting(SetupError): ...


class MissingPackage(SetupError): ...


class WeightsMissing(SetupError): ...


class WeightsCorrupt(SetupError): ...


_OS_ERRORS: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file or folder",
    IsADirectoryError: "this is a folder, and a file was expected",
    NotADirectoryError: "this is a file, and a folder was expected",
    FileExistsError: "this is a file, and a folder was expected",
    PermissionError: "this may not be read or written; choose another place",
}


def in_words(error: Exception, named: object = None) -> str:
    """Returns an error as one line, without the system's numbers and a name given already."""
    if not isinstance(error, OSError) or not error.errno:
        return str(error)
    words = _OS_ERRORS.get(type(error), (error.strerror or str(error)).lower())
    return words if error.filename in {None, str(named)} else f"{error.filename}: {words}"
