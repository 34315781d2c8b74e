"""`habitue criteria`: the team's document, in Markdown, or as TOML to keep beside the workbook."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import Command, echo_json, files, option
from habitue.language import Language, sentence

NAME = "criteria"
_CHOOSING = ("criteria_file", "preset")
"""The options that change which criteria are shown; none of the others means anything here."""


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    toml = sentence("Print TOML, for use with --criteria.").say(language)
    return Command(
        NAME,
        language,
        body,
        sentence("Print the criteria of a workbook: each status and segment in plain words, with its numbers."),
        params=[
            files(),
            *(one for one in source_options(language) if one.name in _CHOOSING),
            option("--toml", is_flag=True, help=toml),
        ],
    )


def body(path: Path, language: Language | None, as_json: bool, toml: bool, **chosen: Any) -> None:
    """Print the document."""
    from habitue.criteria import as_markdown, to_toml
    from habitue.refresh import Wish, criteria_in

    found, tongue = criteria_in(Wish(paths=(path,), language=language, **tidy(chosen)))
    if as_json:
        echo_json({"version": found.version, "toml": to_toml(found)})
        return
    click.echo(to_toml(found) if toml else as_markdown(found, tongue))
