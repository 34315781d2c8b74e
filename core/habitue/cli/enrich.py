"""`habitue enrich`: blank details of customers filled from another file, where the same customer is certain."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.duplicates import written
from habitue.cli.refresh import source_options, target_options, tidy
from habitue.cli.shell import PATH, Command, echo_json, files, option, progress, reader
from habitue.language import Language, sentence

NAME = "enrich"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    others = sentence("The file to take details from; may be given several times, the first one that knows counts.")
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Fill in blank details of your customers (e-mail, phone, address…) from another file, where the same "
            "customer is certain. Nothing is overwritten; each value stands in the Journal with where it comes from, "
            "and `habitue undo FILE --filled CUSTOMER` takes it back."
        ),
        params=[
            files(many=True),
            option(
                "--from", "others", type=PATH, multiple=True, required=True, metavar="OTHER", help=others.say(language)
            ),
            *source_options(language),
            *target_options(language),
        ],
    )


def body(
    paths: tuple[Path, ...],
    others: tuple[Path, ...],
    language: Language | None,
    as_json: bool,
    dry_run: bool,
    backup: bool,
    **chosen: Any,
) -> None:
    """Enrich, and say what was filled in and what contradicts."""
    from habitue.refresh import Wish
    from habitue.refresh.enriching import enrich

    wish = Wish(paths=paths, language=language, **tidy(chosen))
    with progress(reader(language)) as step:
        found = enrich(wish, others, write=not dry_run, backup=backup, step=step)
    if as_json:
        echo_json(found.as_dict())
        return
    for line in [*found.lines(), *written(found.done, dry_run=dry_run)]:
        click.echo(line.say(found.language))
