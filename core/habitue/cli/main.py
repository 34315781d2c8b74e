"""The program `habitue`: its commands in the reader's language, and every error as one sentence."""

import gettext
import importlib
import os
import sys
from collections.abc import Mapping, Sequence

import click

from habitue import __version__
from habitue.cli import (
    answers,
    app,
    clean,
    criteria,
    duplicates,
    enrich,
    explain,
    export,
    inspect,
    merge,
    quality,
    refresh,
    undo,
)
from habitue.cli.shell import language_option
from habitue.language import Language, sentence
from habitue.language.sentence import CATALOGS

# The add-in's own commands stand above this layer, and are found by name.
DOORS = ("habitue_addin.commands",)
COMMANDS = (refresh, app, clean, quality, inspect, duplicates, answers, merge, enrich, explain, criteria, export, undo)


def main(argv: Sequence[str] | None = None) -> None:
    """Run `habitue` with the given arguments (the process' own by default) and leave with its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = chosen_language(arguments, os.environ)
    _speak(language)
    program(language).main(args=arguments, prog_name="habitue")


def program(language: Language) -> click.Group:
    """All commands, with their help in French or English."""
    return click.Group(
        name="habitue",
        commands={
            module.NAME: module.command(language) for module in (*COMMANDS, *map(importlib.import_module, DOORS))
        },
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=sentence("Show the version and leave.").say(language),
            ),
            language_option(language),
        ],
        help=sentence(
            "Makes the customer file that you keep in Excel usable: every customer with a lifecycle status, RFM scores "
            "and a segment, with nothing else in the workbook touched."
        ).say(language),
    )


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """`--language`, else HABITUE_LANGUAGE, else the system's; English unless one of them says French."""
    asked = ""
    for position, argument in enumerate(arguments):
        if argument == "--language" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    names = (asked, *(environment.get(name, "") for name in ("HABITUE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")))
    first = next((name for name in names if name), "") or _windows_language()
    return "fr" if first.lower().startswith("fr") else "en"


def _windows_language() -> str:
    if sys.platform != "win32":
        return ""
    import locale

    return locale.getlocale()[0] or ""


def _speak(language: Language) -> None:
    """Let click find its own words ("Usage", "Missing option") in our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("habitue", str(CATALOGS))
    gettext.textdomain("habitue")


def _show_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"habitue {__version__}")
        context.exit()
