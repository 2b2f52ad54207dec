"""What was asked of a job ↔ the JSON that a row of `cuts` holds."""

from typing import Any

from removerbot.core.types import Prompt
from removerbot.ports import Cut, Job, Step

Json = dict[str, Any]


def as_json(cut: Cut) -> Json:
    """All of a cut that its job does not say."""
    return {"steps": [_step_as_json(step) for step in cut.steps]}


def read_cut(job: Job, asked: Json, cut_id: int) -> Cut:
    """The reverse of `as_json`."""
    return Cut(job, tuple(_read_step(step) for step in asked["steps"]), cut_id)


def _step_as_json(step: Step) -> Json:
    prompt = step.prompt
    return {
        "keep": prompt.keep,
        "drop": prompt.drop,
        "box": prompt.box,
        "token": step.token,
    }


def _read_step(step: Json) -> Step:
    return Step(Prompt(step["keep"], step["drop"], step["box"]), step["token"])
