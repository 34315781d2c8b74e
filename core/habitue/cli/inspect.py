"""`habitue inspect`: what was found in a file: its tables, which column is what and how sure, and the problems."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import Command, echo_json, files
from habitue.language import Language, sentence

NAME = "inspect"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    return Command(
        NAME,
        language,
        body,
        sentence("Show what was found in a file: tables, columns and their roles, and problems. Nothing is written."),
        params=[files(many=True), *source_options(language)],
    )


def body(paths: tuple[Path, ...], language: Language | None, as_json: bool, **chosen: Any) -> None:
    """Show what was found."""
    from habitue.refresh import Wish
    from habitue.refresh.inspection import inspect

    found = inspect(Wish(paths=paths, language=language, **tidy(chosen)))
    if as_json:
        echo_json(found.as_dict())
        return
    for line in found.lines():
        click.echo(line)
