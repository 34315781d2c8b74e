"""What all commands share: their common options, errors as sentences, progress on a terminal, JSON for programs."""

import errno
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from habitue.errors import HabitueError
from habitue.language import Language, Sentence, sentence


class Command(click.Command):
    """A command whose failures are one sentence on the error stream and exit code 1; a traceback only with --debug."""

    def __init__(
        self,
        name: str,
        language: Language,
        body: Callable[..., None],
        says: Sentence,
        **more: Any,
    ) -> None:
        params = [*more.pop("params", ()), *_common(language)]
        super().__init__(name, callback=body, help=says.say(language), params=params, **more)
        self.language: Language = language

    def invoke(self, ctx: click.Context) -> Any:
        """Run the body; turn what went wrong into a sentence."""
        debug = ctx.params.pop("debug", False)
        before = ctx.parent.params.get("language") if ctx.parent else None  # habitue --language fr refresh ...
        asked = ctx.params.pop("language", None) or before
        language: Language = asked or self.language
        ctx.params["language"] = asked
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except KeyboardInterrupt:
            said, code = sentence("Stopped. Nothing was written."), 130
        except Exception as error:
            if debug:
                raise
            said, code = _said(error), 1
        _complain(said, language, as_json=bool(ctx.params.get("as_json")))
        ctx.exit(code)
        return None


def argument(name: str, **more: Any) -> click.Argument:
    """A positional argument."""
    return click.Argument([name], **more)


def option(*names: str, help: str, **more: Any) -> click.Option:  # noqa: A002 (click's own names)
    """An option with its help in words."""
    return click.Option(list(names), help=help, **more)


def files(*, many: bool = False) -> click.Argument:
    """The argument FILE, or FILE... ; whether it exists is for the reader to say, in its own words."""
    if many:
        return argument("paths", nargs=-1, required=True, type=PATH, metavar="FILE...")
    return argument("path", required=True, type=PATH, metavar="FILE")


PATH = click.Path(path_type=Path)


class _Day(click.DateTime):
    """A day as programs write it, 2026-10-31; what is none is refused in the reader's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            language: Language = getattr(ctx.command, "language", "en") if ctx else "en"
            self.fail(
                sentence("{value} is not a day; write it as in 2026-10-31.", value=value).say(language), param, ctx
            )


DAY = _Day(["%Y-%m-%d"])


def language_option(language: Language) -> click.Option:
    """The option --language, which the program and each of its commands take."""
    says = sentence("Language of the sheets and messages.").say(language)
    return option("--language", type=click.Choice(["fr", "en"]), help=says)


def echo_json(value: object) -> None:
    """Print a result for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def reader(asked: Language | None) -> Language:
    """The language of who reads: the one asked for, else the one that the command itself speaks."""
    command = click.get_current_context().command
    return asked or (command.language if isinstance(command, Command) else "en")


@contextmanager
def progress(language: Language) -> Iterator[Callable[[Sentence], None]]:
    """A moving bar that names the step under way, on a terminal; elsewhere it is quiet."""
    if not sys.stderr.isatty():
        yield lambda step: None  # noqa: ARG005 (the shape of the callback)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    # How long a step takes depends on the file, so the bar moves without claiming a share.
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, description=step.say(language))


def _common(language: Language) -> list[click.Parameter]:
    json_only = sentence("Print the result as JSON.").say(language)
    details = sentence("Show the technical details of an error.").say(language)
    return [
        language_option(language),
        option("--json", "as_json", is_flag=True, help=json_only),
        option("--debug", is_flag=True, help=details),
    ]


def _said(error: Exception) -> Sentence:
    match error:
        case HabitueError():
            return error.sentence
        case MemoryError():
            return sentence(
                "There is not enough memory for this file. Nothing was written; close other programs and try again."
            )
        case OSError(errno=errno.ENOSPC):
            return sentence("The disk is full. Nothing was written; free some space and try again.")
        case OSError():
            return sentence(
                "The file could not be used: {reason}. Nothing was written.",
                reason=_REASONS.get(error.errno or 0, error.strerror or type(error).__name__),
            )
        case _:
            return sentence(
                "Something went wrong that should not have ({kind}). Nothing was written; "
                "run the same command with --debug and send us what it shows.",
                kind=type(error).__name__,
            )


_REASONS = {
    errno.ENOENT: sentence("there is no such file or folder"),
    errno.EACCES: sentence("access to it is refused"),
    errno.EISDIR: sentence("it is a folder"),
    errno.ENOTDIR: sentence("what should be a folder is a file"),
}
"""The system's own words are English; these are said in the reader's language."""


def _complain(said: Sentence, language: Language, *, as_json: bool) -> None:
    if as_json:
        echo_json({"error": said.say(language)})
    click.echo(said.say(language), err=True)


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    return str(value)
