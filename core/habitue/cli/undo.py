"""`habitue undo`: the workbook as it was before the last write, or only some corrections taken back."""

from datetime import date, datetime
from pathlib import Path

import click

from habitue.cli.shell import DAY, Command, echo_json, files, option, reader
from habitue.language import Language, plural, sentence

NAME = "undo"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    words = {
        "force": sentence("Undo even when the workbook was changed since; the changed file is kept aside."),
        "cell": sentence('Only take back the correction of this cell, as in --cell "Clients!B12".'),
        "rule": sentence("Only take back the corrections of this rule (names.case) or field (names)."),
        "column": sentence("Only take back the corrections of this column."),
        "all": sentence("Only take back corrections, all of them."),
        "merge": sentence("Only take back the merge of this customer: into another, or of others into it."),
        "filled": sentence("Only take back what was filled in for this customer from other files."),
        "as_of": sentence(
            "With --merge or --filled: the day for which statuses are computed (YYYY-MM-DD); today by default."
        ),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Bring back the workbook as it was before the last refresh, byte for byte; or, by cell, rule or column, "
            "only take back corrections."
        ),
        params=[
            files(),
            option("--cell", default="", metavar="SHEET!CELL", help=said["cell"]),
            option("--rule", default="", metavar="RULE", help=said["rule"]),
            option("--column", default="", metavar="NAME", help=said["column"]),
            option("--all-corrections", "every", is_flag=True, help=said["all"]),
            option("--merge", default="", metavar="CUSTOMER", help=said["merge"]),
            option("--filled", default="", metavar="CUSTOMER", help=said["filled"]),
            option("--as-of", type=DAY, metavar="YYYY-MM-DD", help=said["as_of"]),
            option("--force", is_flag=True, help=said["force"]),
        ],
    )


def body(
    path: Path,
    language: Language | None,
    as_json: bool,
    force: bool,
    every: bool,
    merge: str,
    filled: str,
    as_of: datetime | None,
    **chosen: str,
) -> None:
    """Undo, and say what was done."""
    if merge:
        _merge(path, language, as_of.date() if as_of else None, merge, as_json=as_json)
        return
    if filled:
        _filled(path, language, as_of.date() if as_of else None, filled, as_json=as_json)
        return
    if every or any(chosen.values()):
        _corrections(path, language, as_json, chosen)
        return
    from habitue.workbook.write import undo

    undone = undo(path, force=force)
    if as_json:
        echo_json({"undone": undone.path.name, "from": undone.backup.name})
        return
    click.echo(undone.sentence.say(reader(language)))


def _merge(path: Path, language: Language | None, as_of: date | None, key: str, *, as_json: bool) -> None:
    """Take back a merge, and say how many customers stand alone again."""
    from habitue.refresh import Wish
    from habitue.refresh.merge_into import take_apart

    done = take_apart(Wish(paths=(path,), language=language, as_of=as_of), key)
    if as_json:
        echo_json({"undone": done.customers, "file": path.name})
        return
    said = plural("{count} merge taken back.", "{count} merges taken back.", done.customers)
    click.echo(said.say(done.language))


def _filled(path: Path, language: Language | None, as_of: date | None, key: str, *, as_json: bool) -> None:
    """Take back what was filled in for a customer, and say how many details are blank again."""
    from habitue.refresh import Wish
    from habitue.refresh.enriching import take_back

    count, spoken, _ = take_back(Wish(paths=(path,), language=language, as_of=as_of), key)
    if as_json:
        echo_json({"undone": count, "file": path.name})
        return
    said = plural("{count} detail is blank again.", "{count} details are blank again.", count)
    click.echo(said.say(spoken))


def _corrections(path: Path, language: Language | None, as_json: bool, chosen: dict[str, str]) -> None:
    """Take back corrections, and say which could not be."""
    from habitue.refresh import Wish
    from habitue.refresh.clean.doing import take_back
    from habitue.refresh.clean.lines import Chosen

    done = take_back(Wish(paths=(path,), language=language), Chosen(**chosen))
    notes = [note.say(done.language) for note in done.notes]
    if as_json:
        echo_json({"undone": done.written, "file": path.name, "notes": notes})
        return
    head = plural("{count} correction taken back.", "{count} corrections taken back.", done.written)
    for line in (head.say(done.language), *notes):
        click.echo(line)
