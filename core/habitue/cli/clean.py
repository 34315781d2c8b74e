"""`habitue clean`: corrected values in our sheets, or in the cells themselves; every change and doubt shown first."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habitue.cli.refresh import source_options, tidy
from habitue.cli.shell import PATH, Command, argument, echo_json, option, progress, reader
from habitue.language import Language, plural, sentence

if TYPE_CHECKING:
    from habitue.refresh.clean.doing import Cleaning

NAME = "clean"


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    return Command(
        NAME,
        language,
        body,
        sentence(
            "Put names, companies, e-mails, phones, addresses, dates and amounts right: in our Customers sheet, or "
            "with --in-place in the cells themselves. Every change is in the Journal and can be undone. --json only "
            "says what was done in another form: it writes too, unless --dry-run is given."
        ),
        params=[
            argument("path", required=False, type=PATH, metavar="FILE"),
            *_options(language),
            *source_options(language),
        ],
    )


def _options(language: Language) -> list[click.Parameter]:
    words = {
        "rules": sentence("List all cleaning rules, and whether they are on; nothing is written."),
        "dry_run": sentence("List the changes by rule with examples, and write nothing."),
        "in_place": sentence("Write the corrected values into the file's own cells; formats and formulas stay."),
        "backup": sentence("Do not keep a copy of the workbook as it was."),
        "off": sentence("Switch off a rule (names.case) or a field (names); may be given several times."),
        "country": sentence("The country whose habits hold, as two letters (FR)."),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return [
        option("--rules", "list_rules", is_flag=True, help=said["rules"]),
        option("--dry-run", is_flag=True, help=said["dry_run"]),
        option("--in-place", is_flag=True, help=said["in_place"]),
        option("--no-backup", "backup", flag_value=False, default=True, help=said["backup"]),
        option("--off", "rules_off", multiple=True, metavar="RULE", help=said["off"]),
        option("--country", metavar="CC", help=said["country"]),
    ]


def body(
    path: Path | None,
    language: Language | None,
    as_json: bool,
    list_rules: bool,
    dry_run: bool,
    in_place: bool,
    backup: bool,
    **chosen: Any,
) -> None:
    """Clean, and say what was done."""
    if list_rules:
        _print_rules(path, language, as_json, chosen)
        return
    if path is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    from habitue.refresh import Wish
    from habitue.refresh.clean.doing import clean

    wish = Wish(paths=(path,), language=language, **tidy(chosen))
    with progress(reader(language)) as step:
        done = clean(wish, write=not dry_run, in_place=in_place, backup=backup, step=step)
    if as_json:
        echo_json(done.as_dict())
        return
    for line in _lines(done, dry_run=dry_run):
        click.echo(line)


def _print_rules(path: Path | None, language: Language | None, as_json: bool, chosen: dict[str, Any]) -> None:
    """The rules, as the file's criteria and the options have them."""
    from habitue.refresh import Wish
    from habitue.refresh.clean.doing import rules_for
    from habitue.refresh.clean.report import rules_listed

    wish = Wish(paths=() if path is None else (path,), language=language, **tidy(chosen))
    rules = rules_for(wish)
    found = rules_listed(rules, rules.language)
    if as_json:
        echo_json(found)
        return
    words = {
        (True, "change"): sentence("on"),
        (True, "doubt"): sentence("on, asks only"),
        (False, "change"): sentence("off"),
        (False, "doubt"): sentence("off, asks only"),
    }
    for rule in found:
        state = words[bool(rule["on"]), str(rule["severity"])].say(rules.language)
        click.echo(f"{rule['rule']} ({state}): {rule['sentence']}")


def _lines(done: "Cleaning", *, dry_run: bool) -> Iterator[str]:
    """What would change, or what was done, in a few lines."""
    from habitue.refresh.clean.report import lines_of_changes

    language = done.cells.language
    if dry_run:
        yield from lines_of_changes(done.cells)
    else:
        corrected = plural("{count} cell corrected.", "{count} cells corrected.", done.corrected)
        doubts = plural(
            "{count} remark on cells that were left; --dry-run shows them.",
            "{count} remarks on cells that were left; --dry-run shows them.",
            len(done.cells.doubts),
        )
        yield corrected.say(language)
        if len(done.cells.doubts):
            yield doubts.say(language)
    yield from (note.say(language) for note in done.notes)
