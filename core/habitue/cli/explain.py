"""`habitue explain`: why a customer has the status, the scores and the segment that they have."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import Command, argument, echo_json, files
from habitue.language import Language, sentence

if TYPE_CHECKING:
    from habitue.refresh import Wish

NAME = "explain"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Say why a customer (key, name or e-mail) has this status and these scores, with the numbers; "
            "of two customers, why they are or are not one."
        ),
        params=[
            files(),
            argument("customer", metavar="CUSTOMER"),
            argument("other", required=False, metavar="[CUSTOMER2]"),
            *source_options(language),
        ],
    )


def body(path: Path, customer: str, other: str | None, language: Language | None, as_json: bool, **chosen: Any) -> None:
    """Explain one customer, or a pair."""
    from habitue.refresh import Wish, compute
    from habitue.refresh.explain import explain

    if other is not None:
        _pair(Wish(paths=(path,), language=language, **tidy(chosen)), customer, other, as_json=as_json)
        return
    found = compute(Wish(paths=(path,), language=language, **tidy(chosen)))
    explained = explain(found, customer)
    if as_json:
        echo_json(explained.as_dict(found.refresh.language))
        return
    for line in explained.lines:
        click.echo(line.say(found.refresh.language))


def _pair(wish: "Wish", customer: str, other: str, *, as_json: bool) -> None:
    from habitue.refresh.explain_pair import explain_pair

    explained = explain_pair(wish, customer, other)
    if as_json:
        echo_json(explained.as_dict())
        return
    for line in explained.lines:
        click.echo(line.say(explained.language))
