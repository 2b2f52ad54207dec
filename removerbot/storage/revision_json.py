"""Converts a `Revision`, and `Options` alone, to the JSON that the database holds, and back.

The keys are those that the first version wrote: a click is a "step" with a mask "token", the
prompt it was decoded as is "via", and options are a "finish".
"""

from dataclasses import replace
from typing import Any

from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.grid import Grid
from removerbot.imaging.options import DEFAULTS, Options
from removerbot.imaging.types import Box, Prompt
from removerbot.segmentation.revisions import Click, Job, Revision

Json = dict[str, Any]

ALONE = "alone"
"""Key of the number of an ephemeral message that shows the revision."""

UNDER = "under"
"""Key of the message that an offer is about, see `removerbot.storage.offers`."""


def revision_as_json(revision: Revision) -> Json:
    """Returns all of a revision but its job and number."""
    json: Json = {
        "steps": [_click_as_json(click) for click in revision.clicks],
        "views": [
            {"columns": grid.columns, "rows": grid.rows, "region": grid.region}
            for grid in revision.views
        ],
        "adds": revision.adds,
        "finish": options_as_json(revision.options),
    }
    source = revision.job.source
    if source.is_spoiler:
        json["spoiler"] = True
    if source.direct_topic_id is not None:
        json["direct_topic"] = source.direct_topic_id
    return json


def read_revision(job: Job, json: Json, number: int) -> Revision:
    """Reads the JSON of a job's revision; rows of earlier versions have no options."""
    return Revision(
        with_source(job, json),
        tuple(_read_click(click) for click in json["steps"]),
        tuple(_read_grid(job, view) for view in json["views"]),
        json["adds"],
        read_options(json["finish"]) if "finish" in json else DEFAULTS,
        number,
    )


def with_source(job: Job, json: Json) -> Job:
    """Returns a job with what the JSON of one of its revisions says about its photo: whether it
    is covered, and the topic of direct messages that it came in."""
    covered, topic = json.get("spoiler", False), json.get("direct_topic")
    return replace(job, source=replace(job.source, is_spoiler=covered, direct_topic_id=topic))


def options_as_json(options: Options) -> Json:
    """Returns all options; another photo in the background has a key of its own."""
    json, background = options.model_dump(mode="json"), options.background
    if isinstance(background, OtherPhoto):
        return json | {"background": None, "photo": background.file_id}
    return json | {"photo": None}


def read_options(json: Json) -> Options:
    """Reads the JSON of options; what an earlier version did not write is the default."""
    background = OtherPhoto(json["photo"]) if json["photo"] else json["background"]
    return Options.model_validate(json | {"background": background})


def _click_as_json(click: Click) -> Json:
    decoded_as = click.decoded_as
    json: Json = {
        "prompt": _prompt_as_json(click.prompt),
        "token": click.mask_index,
        "via": None if decoded_as is None else _prompt_as_json(decoded_as),
        "thing": click.object_index,
        "joined": click.same_message,
        "anew": click.without_mask_input,
    }
    if click.view:
        json["view"] = click.view
    if click.cell:
        json["cell"] = click.cell
    if click.is_chosen:
        json["chosen"] = True
    return json


def _read_click(json: Json) -> Click:
    return Click(
        Prompt(**json["prompt"]),
        json["token"],
        None if json["via"] is None else Prompt(**json["via"]),
        json["thing"],
        # Rows of earlier versions have none of these.
        same_message=json.get("joined", False),
        without_mask_input=json.get("anew", False),
        view=Box(*json["view"]) if "view" in json else None,
        cell=Box(*json["cell"]) if "cell" in json else None,
        is_chosen=json.get("chosen", False),
    )


def _prompt_as_json(prompt: Prompt) -> Json:
    return {"keep": prompt.keep, "drop": prompt.drop, "box": prompt.box}


def _read_grid(job: Job, json: Json) -> Grid:
    region = Box(*json["region"]) if json["region"] else None
    return Grid(job.grid.size, json["columns"], json["rows"], region)
