"""`habitue export`: a mailing list, and beside it those who are left out, each with the reason."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import PATH, Command, echo_json, files, option
from habitue.language import Language, plural, sentence

NAME = "export"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    words = {
        "segment": sentence("The status, segment or group to write to, by its name."),
        "channel": sentence("How they will be reached."),
        "output": sentence("Where to write the list: .csv or .xlsx; beside the workbook by default."),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return Command(
        NAME,
        language,
        body,
        sentence("Write the mailing list of a segment, and a second file of those left out, each with the reason."),
        params=[
            files(),
            option("--segment", required=True, metavar="NAME", help=said["segment"]),
            option("--channel", required=True, type=click.Choice(["email", "post", "phone"]), help=said["channel"]),
            option("--output", type=PATH, metavar="FILE", help=said["output"]),
            *source_options(language),
        ],
    )


def body(
    path: Path,
    segment: str,
    channel: str,
    output: Path | None,
    language: Language | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Write the two files, and say where they are."""
    from habitue.refresh import Wish, compute
    from habitue.refresh.mailing import export

    found = compute(Wish(paths=(path,), language=language, **tidy(chosen)))
    lists = export(found, segment, channel, output or path)
    if as_json:
        echo_json(lists.as_dict())
        return
    lines = (
        plural(
            "{count} customer to contact: {file}",
            "{count} customers to contact: {file}",
            lists.ready,
            file=lists.path.name,
        ),
        plural("{count} left out: {file}", "{count} left out: {file}", lists.left_out, file=lists.excluded_path.name),
    )
    for line in lines:
        click.echo(line.say(found.refresh.language))
