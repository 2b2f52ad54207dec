"""The command `weights`."""

import sys
from argparse import ArgumentParser, Namespace

from removerbot.errors import SetupError
from removerbot.models import registry, subject
from removerbot.models.weights import ensure
from removerbot.settings import Settings


def describe_weights(parser: ArgumentParser) -> None:
    """Adds the arguments of `weights`."""
    parser.add_argument(
        "model",
        nargs="?",
        choices=[*registry.MODELS, subject.NAME],
        help="by default those that run here",
    )


def weights(settings: Settings, arguments: Namespace) -> int:
    """Fetches the files of models that are not there yet, and prints where all of them are."""
    model = arguments.model or registry.choose(settings.model, settings.device)[0]
    if model in registry.MODELS:
        for path in ensure(registry.MODELS[model].files, settings.model_dir):
            print(path)
    if model == subject.NAME:
        print(subject.fetch(settings.model_dir))
    elif not arguments.model and subject.is_wanted(settings.subject):
        try:
            print(subject.fetch(settings.model_dir))
        except SetupError as error:  # all but the main thing works without
            print(error, file=sys.stderr)
    return 0
