"""What was asked of a job ↔ the JSON that a row of `cuts` holds."""

from typing import Any

from removerbot.core.finish import USUAL
from removerbot.core.grid import Grid
from removerbot.core.types import Box, Prompt
from removerbot.jobs import Cut, Job, Step
from removerbot.store.finishes import finish_as_json, read_finish

Json = dict[str, Any]


def as_json(cut: Cut) -> Json:
    """All of a cut that its job does not say."""
    return {
        "steps": [_step_as_json(step) for step in cut.steps],
        "views": [_grid_as_json(grid) for grid in cut.views],
        "adds": cut.adds,
        "finish": finish_as_json(cut.finish),
    }


def read_cut(job: Job, asked: Json, cut_id: int) -> Cut:
    """The reverse of `as_json`."""
    return Cut(
        job,
        tuple(_read_step(step) for step in asked["steps"]),
        tuple(_read_grid(job, view) for view in asked["views"]),
        asked["adds"],
        read_finish(asked["finish"]) if "finish" in asked else USUAL,
        cut_id,
    )


def _step_as_json(step: Step) -> Json:
    return {
        "prompt": _prompt_as_json(step.prompt),
        "token": step.token,
        "via": None if step.via is None else _prompt_as_json(step.via),
        "thing": step.thing,
        "joined": step.joined,
        "anew": step.anew,
    }


def _prompt_as_json(prompt: Prompt) -> Json:
    return {"keep": prompt.keep, "drop": prompt.drop, "box": prompt.box}


def _grid_as_json(grid: Grid) -> Json:
    return {"columns": grid.columns, "rows": grid.rows, "region": grid.region}


def _read_grid(job: Job, view: Json) -> Grid:
    region = Box(*view["region"]) if view["region"] else None
    return Grid(job.grid.size, view["columns"], view["rows"], region)


def _read_step(step: Json) -> Step:
    via = None if step["via"] is None else Prompt(**step["via"])
    return Step(
        Prompt(**step["prompt"]),
        step["token"],
        via,
        step["thing"],
        # An earlier version wrote nothing of these.
        joined=step.get("joined", False),
        anew=step.get("anew", False),
    )
