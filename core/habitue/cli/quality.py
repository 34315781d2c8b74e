"""`habitue quality`: how far the customer file can be used: what is filled, who can be reached, what to look at."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import Command, echo_json, files
from habitue.language import Language, colon, plural, say_number, say_percent, sentence

if TYPE_CHECKING:
    from habitue.quality import Quality, RuleCount

NAME = "quality"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Say how far the customers can be used: what is filled, who can be reached by which channel, what was "
            "corrected and what should be looked at. Nothing is written."
        ),
        params=[files(many=True), *source_options(language)],
    )


def body(paths: tuple[Path, ...], language: Language | None, as_json: bool, **chosen: Any) -> None:
    """Say what the Quality sheet says."""
    from habitue.refresh import Wish, compute
    from habitue.refresh.quality import quality_of

    computed = compute(Wish(paths=paths, language=language, **tidy(chosen)))
    quality, tongue = quality_of(computed), computed.refresh.language
    if as_json:
        echo_json(quality.as_dict(tongue))
        return
    for line in _lines(quality, tongue):
        click.echo(line)


def _lines(quality: "Quality", language: Language) -> Iterator[str]:
    """For people: channels, fields, corrections, doubts."""
    from habitue.sheets.quality import AS_A_RULE, NO_CONSENT

    yield plural("{count} customer", "{count} customers", quality.customers).say(language)
    for way in quality.ways:
        yield sentence(
            "  {way}: {reachable} reachable ({share}), {allowed} of them may be contacted",
            way=way.name,
            reachable=way.reachable,
            share=say_percent(quality.share(way.reachable), language),
            allowed=way.allowed,
        ).say(language)
    yield from (f"    {line.say(language)}" for way in quality.ways for line in way.missing)
    if not quality.consent_known:
        yield f"    {NO_CONSENT.say(language)}"
    yield sentence("What is filled:").say(language)
    for field in quality.fields:
        count, share = say_number(field.filled, language), say_percent(quality.share(field.filled), language)
        yield f"  {field.name.say(language)}{colon(language)}{count} ({share})"
    yield from _groups(quality, language)
    yield from _rules(sentence("What was corrected:").say(language), quality.corrected, language)
    yield from _rules(sentence("What could not be, and should be looked at:").say(language), quality.doubts, language)
    yield AS_A_RULE.say(language)


def _groups(quality: "Quality", language: Language) -> Iterator[str]:
    yield sentence("Who may be contacted, by status and segment:").say(language)
    names = {way.way: way.name.say(language) for way in quality.ways}
    for group in (*quality.statuses, *quality.segments):
        if group.customers:
            parts = [f"{names[way]} {say_number(count, language)}" for way, count in group.allowed.items()]
            yield f"  {group.label.name} ({say_number(group.customers, language)}){colon(language)}{', '.join(parts)}"


def _rules(title: str, rules: "tuple[RuleCount, ...]", language: Language) -> Iterator[str]:
    from habitue.refresh.clean.report import NOTHING

    if rules:
        yield title
    for rule in rules:
        after = "" if rule.after is None else f" → {rule.after or NOTHING.say(language)}"
        yield f"  {rule.rule} ({say_number(rule.count, language)}){colon(language)}{rule.explains.say(language)}"
        yield f"      {rule.place}: {rule.before}{after}"
