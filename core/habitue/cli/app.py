"""`habitue app`: the file in the browser, for people who do not code; the same app that notebooks show."""

import importlib
from importlib.util import find_spec
from pathlib import Path

import click

from habitue.cli.shell import Command, files, option
from habitue.errors import BadRequest
from habitue.language import Language, sentence

NAME = "app"
_DOOR = "habitue_notebook.__main__"  # stands above this layer, and needs the extra `app`


def command(language: Language) -> click.Command:
    """The command with its help in the reader's language."""
    words = {
        "port": sentence("The port of the page; a free one by default."),
        "browser": sentence("Do not open a browser; the page's address is printed."),
    }
    said = {name: text.say(language) for name, text in words.items()}
    says = sentence(
        "Show files in the browser: what was found, quality, duplicates, statuses that follow the criteria while you "
        "move them. Everything stays on this computer, and nothing is written before you save."
    )
    return Command(
        NAME,
        language,
        body,
        says,
        params=[
            files(many=True),
            option("--port", type=click.IntRange(1, 65535), help=said["port"]),
            option("--no-browser", is_flag=True, help=said["browser"]),
        ],
    )


def body(paths: tuple[Path, ...], port: int | None, no_browser: bool, **_: object) -> None:
    """Serve the app until it is stopped. Raises BadRequest where the extra is not installed."""
    missing = [name for name in ("voila", "ipywidgets", "anywidget") if find_spec(name) is None]
    if missing:
        raise BadRequest(sentence("This needs Voila; install it with: {command}", command='pip install "habitue[app]"'))
    door = importlib.import_module(_DOOR)
    door.check(paths)
    given = [*([f"--port={port}"] if port else []), *(["--no-browser"] if no_browser else [])]
    door.serve(paths, ["--token", *given])
