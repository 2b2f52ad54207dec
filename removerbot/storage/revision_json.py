"""What was asked of a job ↔ the JSON that a row of `cuts` holds."""

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


def as_json(cut: Revision) -> Json:
    """All of a cut that its job does not say."""
    return {
        "steps": [_step_as_json(step) for step in cut.clicks],
        "views": [_grid_as_json(grid) for grid in cut.views],
        "adds": cut.adds,
        "finish": finish_as_json(cut.options),
    }


def read_cut(job: Job, asked: Json, cut_id: int) -> Revision:
    """The reverse of `as_json`."""
    return Revision(
        job,
        tuple(_read_step(step) for step in asked["steps"]),
        tuple(_read_grid(job, view) for view in asked["views"]),
        asked["adds"],
        read_finish(asked["finish"]) if "finish" in asked else DEFAULTS,
        cut_id,
    )


def _step_as_json(step: Click) -> Json:
    return {
        "prompt": _prompt_as_json(step.prompt),
        "token": step.mask_index,
        "via": None if step.decoded_as is None else _prompt_as_json(step.decoded_as),
        "thing": step.object_index,
        "joined": step.same_message,
        "anew": step.without_mask_input,
    }


def _prompt_as_json(prompt: Prompt) -> Json:
    return {"keep": prompt.keep, "drop": prompt.drop, "box": prompt.box}


def _grid_as_json(grid: Grid) -> Json:
    return {"columns": grid.columns, "rows": grid.rows, "region": grid.region}


def _read_grid(job: Job, view: Json) -> Grid:
    region = Box(*view["region"]) if view["region"] else None
    return Grid(job.grid.size, view["columns"], view["rows"], region)


def _read_step(step: Json) -> Click:
    via = None if step["via"] is None else Prompt(**step["via"])
    return Click(
        Prompt(**step["prompt"]),
        step["token"],
        via,
        step["thing"],
        # An earlier version wrote nothing of these.
        same_message=step.get("joined", False),
        without_mask_input=step.get("anew", False),
    )


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
