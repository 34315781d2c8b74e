"""`habitue answers merge`: the Duplicates sheet answered by two people in two copies, brought together."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.duplicates import written
from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import PATH, Command, argument, echo_json, option
from habitue.language import Language, sentence

NAME = "answers"


def command(language: Language) -> click.Group:
    """The group of commands with its help in the reader's language."""
    words = {
        "into": sentence("Write the result to this new file; into A by default."),
        "dry_run": sentence("Say what would change, and write nothing."),
        "backup": sentence("Do not keep a copy of the workbook as it was."),
    }
    said = {name: text.say(language) for name, text in words.items()}
    merge = Command(
        "merge",
        language,
        body,
        sentence(
            "Bring together the answers of two copies A and B of a workbook. Where they contradict, both answers are "
            "shown and the pair stays undecided."
        ),
        params=[
            argument("path", type=PATH, metavar="A"),
            argument("other", type=PATH, metavar="B"),
            option("--into", type=PATH, metavar="OUT", help=said["into"]),
            option("--dry-run", is_flag=True, help=said["dry_run"]),
            option("--no-backup", "backup", flag_value=False, default=True, help=said["backup"]),
            *source_options(language),
        ],
    )
    says = sentence("Answers about duplicates, given by several people.")
    return click.Group(NAME, commands={"merge": merge}, help=says.say(language))


def body(
    path: Path,
    other: Path,
    into: Path | None,
    language: Language | None,
    as_json: bool,
    dry_run: bool,
    backup: bool,
    **chosen: Any,
) -> None:
    """Bring the answers together, and say where they contradict."""
    from habitue.refresh import Wish
    from habitue.refresh.answers_merge import merge_answers

    wish = Wish(paths=(path,), output=into, language=language, **tidy(chosen))
    found = merge_answers(wish, other, write=not dry_run, backup=backup)
    if as_json:
        echo_json(found.as_dict())
        return
    for line in [*found.lines(), *written(found.done, dry_run=dry_run)]:
        click.echo(line.say(found.language))
