"""`python -m habitue_notebook clients.xlsx`: the app in a browser, for people who do not code: no notebook to see."""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from habitue.errors import BadRequest, HabitueError, UnreadableFile
from habitue.language import Language, sentence

LOCAL_ONLY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' ws: wss:"
"""What the page may load: only what this server gives. Voila's own template would ask a CDN for a font of icons."""


def main(arguments: Sequence[str]) -> None:
    """Serve the app for the files that are named; options (as --port=8080, --no-browser) are Voila's own."""
    paths = [Path(word) for word in arguments if not word.startswith("-")]
    options = [word for word in arguments if word.startswith("-")]
    try:
        check(paths)
        # Voila asks no password of itself: with a token, other people who use this computer stay outside.
        serve(paths, ["--token", *options])
    except HabitueError as error:
        sys.exit(error.say(_language()))


def check(paths: Sequence[Path]) -> None:
    """Raises BadRequest without a path, UnreadableFile where there is no such file."""
    if not paths:
        raise BadRequest(
            sentence("Which file? Give its path: {example}", example="python -m habitue_notebook clients.xlsx")
        )
    for path in paths:
        if not path.is_file():
            raise UnreadableFile(sentence("There is no file {file}: check its name and its folder.", file=str(path)))


def serve(paths: Sequence[Path], options: Sequence[str]) -> None:
    """Run Voila until it is stopped. Raises BadRequest when it is not installed."""
    try:
        from voila.app import Voila
    except ModuleNotFoundError as error:
        raise BadRequest(
            sentence("This needs Voila; install it with: {command}", command='pip install "habitue[app]"')
        ) from error
    with tempfile.TemporaryDirectory(prefix="habitue-") as folder:
        headers = {"Content-Security-Policy": LOCAL_ONLY}
        Voila.launch_instance(
            [str(write_notebook(paths, Path(folder))), *options], tornado_settings={"headers": headers}
        )


def write_notebook(paths: Sequence[Path], folder: Path) -> Path:
    """The notebook that Voila runs: one cell that opens the app. A JSON string is also a Python string."""
    named = ", ".join(json.dumps(str(path.resolve())) for path in paths)
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "habitue-0",
        "source": f"import habitue_notebook\nhabitue_notebook.open({named})",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    target = folder / f"{paths[0].stem}.ipynb"
    target.write_text(json.dumps(notebook), encoding="utf-8")
    return target


def _language() -> Language:
    told = (os.environ.get("HABITUE_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "").lower()
    return "fr" if told.startswith("fr") else "en"


if __name__ == "__main__":
    main(sys.argv[1:])
