"""`habitue undo`: the workbook as it was before the last write."""

from pathlib import Path

import click

from habitue.cli.shell import Command, echo_json, files, option
from habitue.language import Language, sentence

NAME = "undo"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    forced = sentence("Undo even when the workbook was changed since; the changed file is kept aside.")
    return Command(
        NAME,
        language,
        body,
        sentence("Bring back the workbook as it was before the last refresh, byte for byte."),
        params=[files(), option("--force", is_flag=True, help=forced.say(language))],
    )


def body(path: Path, language: Language | None, as_json: bool, force: bool) -> None:
    """Undo, and say what was done."""
    from habitue.workbook.write import undo

    undone = undo(path, force=force)
    if as_json:
        echo_json({"undone": undone.path.name, "from": undone.backup.name})
        return
    click.echo(undone.sentence.say(language or "en"))
