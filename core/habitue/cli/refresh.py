"""`habitue refresh`: statuses, scores and segments into the workbook."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habitue.cli.shell import DAY, PATH, Command, echo_json, files, option, progress, reader
from habitue.language import Language, Sentence, sentence

if TYPE_CHECKING:
    from habitue.refresh import Done

NAME = "refresh"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    anew = sentence("Set the cut points of the scores anew from today's buyers.")
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Give every customer a status, scores and a segment, and put our sheets into the workbook. "
            "Everything else in it stays byte for byte the same."
        ),
        params=[
            files(many=True),
            *source_options(language),
            option("--recalibrate", is_flag=True, help=anew.say(language)),
            *target_options(language),
        ],
    )


def body(
    paths: tuple[Path, ...],
    language: Language | None,
    as_json: bool,
    dry_run: bool,
    backup: bool,
    **chosen: Any,
) -> None:
    """Refresh, and say what was done."""
    from habitue.refresh import Wish, refresh

    wish = Wish(paths=paths, language=language, **tidy(chosen))
    with progress(reader(language)) as step:
        done = refresh(wish, write=not dry_run, backup=backup, step=step)
    if as_json:
        echo_json(done.as_dict())
        return
    for line in _summary(done, dry_run=dry_run):
        click.echo(line.say(done.refresh.language))


def source_options(language: Language) -> list[click.Parameter]:
    """The options that say what to read and how; `explain`, `inspect` and `export` take the same."""
    words = {
        "sheet": sentence("Read this sheet, even when it is hidden; may be given several times."),
        "map": sentence('Say which column is what, as in --map order_date="Date of sale"; may be given several times.'),
        "as_of": sentence("The day for which statuses and silences are computed (YYYY-MM-DD); today by default."),
        "criteria": sentence("Take the criteria from this TOML file instead of the workbook's Criteria sheet."),
        "preset": sentence("Start from this set of statuses: six, primary or phases."),
        "date_order": sentence("What 03/04 means where the file does not tell: day first (dmy) or month first (mdy)."),
        "engine": sentence(
            "How orders in CSV or Parquet files are summarised; duckdb and spark read files larger than memory."
        ),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return [
        option("--sheet", "sheets", multiple=True, metavar="NAME", help=said["sheet"]),
        option("--map", "maps", multiple=True, metavar="ROLE=COLUMN", help=said["map"]),
        option("--as-of", type=DAY, metavar="YYYY-MM-DD", help=said["as_of"]),
        option("--criteria", "criteria_file", type=PATH, metavar="FILE", help=said["criteria"]),
        option("--preset", metavar="NAME", help=said["preset"]),
        option("--date-order", type=click.Choice(["dmy", "mdy"]), help=said["date_order"]),
        option("--engine", type=click.Choice(["memory", "duckdb", "spark"]), help=said["engine"]),
    ]


def tidy(chosen: dict[str, Any]) -> dict[str, Any]:
    """Options as the core wants them: days without a time."""
    return {name: value.date() if isinstance(value, datetime) else value for name, value in chosen.items()}


def target_options(language: Language) -> list[click.Parameter]:
    """The options that say where our sheets go; `duplicates` and `merge` take the same."""
    words = {
        "into": sentence("Put our sheets into this workbook, whatever it holds."),
        "output": sentence("Write the result to this new file and leave the workbook as it is."),
        "dry_run": sentence("Say what would change, and write nothing."),
        "backup": sentence("Do not keep a copy of the workbook as it was."),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return [
        option("--into", type=PATH, metavar="BOOK", help=said["into"]),
        option("--output", type=PATH, metavar="NEW", help=said["output"]),
        option("--dry-run", is_flag=True, help=said["dry_run"]),
        option("--no-backup", "backup", flag_value=False, default=True, help=said["backup"]),
    ]


def _summary(done: "Done", *, dry_run: bool) -> list[Sentence]:
    """What was done, in a few lines: counts by status, moves, sheets, where the result and the copy are."""
    refresh = done.refresh
    lines = [*refresh.in_numbers(), *refresh.alerts, *done.notes]
    if not done.changes:
        return [*lines, sentence("Nothing has changed: {file} was left as it is.", file=done.target.name)]
    if dry_run:
        return [*lines, *done.sheet_lines, sentence("This was a dry run: nothing was written.")]
    lines.append(sentence("Written to {file}.", file=done.target.name))
    if done.backup is not None:
        lines.append(
            sentence("The file as it was is kept as {file}; `habitue undo` brings it back.", file=done.backup.name)
        )
    return lines
