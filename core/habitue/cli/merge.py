"""`habitue merge`: certain duplicates and those that people answered become one customer each."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.duplicates import written
from habitue.cli.refresh import source_options, target_options, tidy
from habitue.cli.shell import Command, echo_json, files, option, progress, reader
from habitue.language import Language, sentence

NAME = "merge"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    words = {
        "reviewed": sentence("Only merge what people answered on the Duplicates sheet."),
        "threshold": sentence(
            "From this probability on (0 to 1) two lines are one customer without asking; .99 by default."
        ),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Merge certain duplicates and those answered with “same”: one line per customer, orders counted together, "
            "other e-mails and phones kept beside. Each merge is in the Journal and can be undone."
        ),
        params=[
            files(many=True),
            option("--reviewed-only", is_flag=True, help=said["reviewed"]),
            option("--threshold", type=click.FloatRange(0, 1, min_open=True), help=said["threshold"]),
            *source_options(language),
            *target_options(language),
        ],
    )


def body(
    paths: tuple[Path, ...],
    reviewed_only: bool,
    threshold: float | None,
    language: Language | None,
    as_json: bool,
    dry_run: bool,
    backup: bool,
    **chosen: Any,
) -> None:
    """Merge, and say what was done."""
    from habitue.refresh import Wish
    from habitue.refresh.duplicates import criteria_for
    from habitue.refresh.merge_into import Terms, merge

    wish = Wish(paths=paths, language=language, **tidy(chosen))
    terms = Terms(reviewed_only=reviewed_only, criteria=criteria_for(threshold))
    with progress(reader(language)) as step:
        found = merge(wish, terms, write=not dry_run, backup=backup, step=step)
    if as_json:
        echo_json(found.as_dict())
        return
    for line in [*found.lines(), *written(found.done, dry_run=dry_run)]:
        click.echo(line.say(found.language))
