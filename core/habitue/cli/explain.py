"""`habitue explain`: why a customer has the status, the scores and the segment that they have."""

from pathlib import Path
from typing import Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import Command, argument, echo_json, files
from habitue.language import Language, sentence

NAME = "explain"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    return Command(
        NAME,
        language,
        body,
        sentence("Say why a customer (key, name or e-mail) has this status and these scores, with the numbers."),
        params=[files(), argument("customer", metavar="CUSTOMER"), *source_options(language)],
    )


def body(path: Path, customer: str, language: Language | None, as_json: bool, **chosen: Any) -> None:
    """Explain one customer."""
    from habitue.refresh import Wish, compute
    from habitue.refresh.explain import explain

    found = compute(Wish(paths=(path,), language=language, **tidy(chosen)))
    explained = explain(found, customer)
    if as_json:
        echo_json(explained.as_dict(found.refresh.language))
        return
    for line in explained.lines:
        click.echo(line.say(found.refresh.language))
