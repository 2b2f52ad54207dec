"""How a cutout is finished ↔ the JSON that rows hold."""

from typing import Any

from removerbot.core.edge import Edge
from removerbot.core.finish import (
    Crop,
    Finish,
    Format,
    OtherPhoto,
    background_name,
    read_background,
)

Json = dict[str, Any]


def finish_as_json(finish: Finish) -> Json:
    """All of it."""
    behind = finish.background
    return {
        "edge": finish.edge.value,
        "grow": finish.grow,
        "crop": finish.crop.value,
        "margin": finish.margin,
        "background": None if isinstance(behind, OtherPhoto) else background_name(behind),
        "photo": behind.file_id if isinstance(behind, OtherPhoto) else None,
        "format": finish.format.value,
    }


def read_finish(json: Json) -> Finish:
    """The reverse of `finish_as_json`."""
    photo, name = json["photo"], json["background"]
    return Finish(
        Edge(json["edge"]),
        json["grow"],
        Crop(json["crop"]),
        json["margin"],
        OtherPhoto(photo) if photo else read_background(name),
        Format(json["format"]),
    )
