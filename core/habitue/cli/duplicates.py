"""`habitue duplicates`: who is probably in the file twice, on a sheet that people answer."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import Command, echo_json, files, option, progress
from habitue.language import Language, sentence

NAME = "duplicates"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    threshold = sentence("From this probability on (0 to 1) two lines are one customer without asking; .99 by default.")
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Find customers who are there twice, and put them on the Duplicates sheet, where each pair can be answered "
            "in any spreadsheet. With --json, pairs and groups are printed and nothing is written."
        ),
        params=[
            files(many=True),
            option("--threshold", type=click.FloatRange(0, 1, min_open=True), help=threshold.say(language)),
            *source_options(language),
        ],
    )


def body(
    paths: tuple[Path, ...], threshold: float | None, language: Language | None, as_json: bool, **chosen: Any
) -> None:
    """Search, and write the sheet or print what was found."""
    from habitue.refresh import Wish
    from habitue.refresh.duplicates import criteria_for, search, summary

    wish = Wish(paths=paths, language=language, **tidy(chosen))
    with progress(language or "en") as step:
        found = search(wish, criteria_for(threshold), step)
    if as_json:
        echo_json(found.as_dict())
        return
    for line in summary(found):
        click.echo(line.say(found.language))
