"""Converts a `Revision`, and `Options` alone, to the JSON that the database holds, and back.

The keys are those that the first version wrote: a click is a "step" with a mask "token", the
prompt it was decoded as is "via", and options are a "finish".
"""

from typing import Any

from removerbot.imaging.grid import Grid
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import (
    DEFAULTS,
    Crop,
    Format,
    Options,
    OtherPhoto,
    background_name,
    outline_name,
    read_background,
    read_outline,
)
from removerbot.imaging.types import Box, Prompt
from removerbot.revisions import Click, Job, Revision

Json = dict[str, Any]


def as_json(revision: Revision) -> Json:
    """Returns the JSON of a revision without its job and id."""
    return {
        "steps": [_click_as_json(click) for click in revision.clicks],
        "views": [_grid_as_json(grid) for grid in revision.views],
        "adds": revision.adds,
        "finish": finish_as_json(revision.options),
    }


def read_revision(job: Job, json: Json, revision_id: int) -> Revision:
    """Returns the revision of a job from the result of `as_json`."""
    return Revision(
        job,
        tuple(_read_click(click) for click in json["steps"]),
        tuple(_read_grid(job, view) for view in json["views"]),
        json["adds"],
        read_finish(json["finish"]) if "finish" in json else DEFAULTS,
        revision_id,
    )


def _click_as_json(click: Click) -> Json:
    decoded_as = click.decoded_as
    return {
        "prompt": _prompt_as_json(click.prompt),
        "token": click.mask_index,
        "via": None if decoded_as is None else _prompt_as_json(decoded_as),
        "thing": click.object_index,
        "joined": click.same_message,
        "anew": click.without_mask_input,
    }


def _read_click(json: Json) -> Click:
    return Click(
        Prompt(**json["prompt"]),
        json["token"],
        None if json["via"] is None else Prompt(**json["via"]),
        json["thing"],
        # Older rows lack these.
        same_message=json.get("joined", False),
        without_mask_input=json.get("anew", False),
    )


def _prompt_as_json(prompt: Prompt) -> Json:
    return {"keep": prompt.keep, "drop": prompt.drop, "box": prompt.box}


def _grid_as_json(grid: Grid) -> Json:
    return {"columns": grid.columns, "rows": grid.rows, "region": grid.region}


def _read_grid(job: Job, json: Json) -> Grid:
    region = Box(*json["region"]) if json["region"] else None
    return Grid(job.grid.size, json["columns"], json["rows"], region)


def finish_as_json(finish: Options) -> Json:
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
        "outline": outline_name(finish.outline),
        "shadow": finish.shadow,
    }


def read_finish(json: Json) -> Options:
    """The reverse of `finish_as_json`; rows of old know neither outline nor shadow."""
    photo, name = json["photo"], json["background"]
    return Options(
        Edge(json["edge"]),
        json["grow"],
        Crop(json["crop"]),
        json["margin"],
        OtherPhoto(photo) if photo else read_background(name),
        Format(json["format"]),
        read_outline(json.get("outline", "none")),
        json.get("shadow", False),
    )
