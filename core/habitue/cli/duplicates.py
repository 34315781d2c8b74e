"""`habitue duplicates`: who is probably in the file twice, on a sheet that people answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habitue.cli.refresh import source_options, target_options, tidy
from habitue.cli.shell import Command, echo_json, files, option, progress, reader
from habitue.language import Language, Sentence, sentence

if TYPE_CHECKING:
    from habitue.refresh import Done
    from habitue.refresh.grafting import Grafted

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
            "in any spreadsheet. With --json, pairs and groups are printed and nothing is written. With --engine "
            "spark, Splink on Spark finds the pairs that are likely."
        ),
        params=[
            files(many=True),
            option("--threshold", type=click.FloatRange(0, 1, min_open=True), help=threshold.say(language)),
            *source_options(language),
            *target_options(language),
        ],
    )


def body(
    paths: tuple[Path, ...],
    threshold: float | None,
    language: Language | None,
    as_json: bool,
    dry_run: bool,
    backup: bool,
    **chosen: Any,
) -> None:
    """Search, and write the sheet or print what was found."""
    from habitue.refresh import Wish
    from habitue.refresh.duplicates import Besides, as_dict, criteria_for, search, summary
    from habitue.refresh.grafting import put
    from habitue.refresh.review_page import review_sheet
    from habitue.refresh.target import target_of

    spark = chosen["engine"] == "spark"  # here it finds pairs; orders play no part
    wish = Wish(paths=paths, language=language, **tidy(chosen | ({"engine": None} if spark else {})))
    with progress(reader(language)) as step:
        besides = Besides(engine="spark" if spark else "memory")
        found = search(wish, criteria_for(threshold), besides, step=step)
        if as_json:
            echo_json(as_dict(found))
            return
        done = put(target_of(wish), [review_sheet(found)], write=not dry_run, backup=backup)
    for line in [*summary(found), *done.notes, *written(done, dry_run=dry_run)]:
        click.echo(line.say(found.language))


def written(done: "Grafted | Done", *, dry_run: bool) -> list[Sentence]:
    """Whether something was written, and where."""
    if not done.changes:
        return [sentence("Nothing has changed: {file} was left as it is.", file=done.target.name)]
    if dry_run:
        return [sentence("This was a dry run: nothing was written.")]
    lines = [sentence("Written to {file}.", file=done.target.name)]
    if done.backup is not None:
        lines.append(
            sentence("The file as it was is kept as {file}; `habitue undo` brings it back.", file=done.backup.name)
        )
    return lines
