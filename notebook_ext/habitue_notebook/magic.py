"""`%load_ext habitue_notebook`, then `%habitue clients.xlsx`: the app without any Python to write."""

import shlex
import sys
from typing import TYPE_CHECKING, Any

from habitue.errors import BadRequest, HabitueError
from habitue.language import sentence

if TYPE_CHECKING:
    from habitue_notebook.app import App

_OPTIONS = {"--as-of": "as_of", "--language": "language"}


def load_ipython_extension(ipython: Any) -> None:  # noqa: ANN401 (IPython's shell)
    """What IPython calls for `%load_ext habitue_notebook`: the magic, and the name to call `open` by."""
    ipython.user_ns.setdefault("habitue_notebook", sys.modules["habitue_notebook"])
    ipython.register_magic_function(lambda line: _run(ipython, line), "line", "habitue")


def _run(ipython: Any, line: str) -> "App | None":  # noqa: ANN401 (IPython's shell)
    """The app of the line, also kept as `app` and its file as `file` where those names are free."""
    try:
        app = opened(line)
    except HabitueError as error:
        print(error.say("en"))  # noqa: T201 (what a magic has to say)
        return None
    for name, value in (("habitue_app", app), ("habitue_file", app.file)):
        ipython.user_ns[name] = value
    return app


def opened(line: str) -> "App":
    """The app for the words behind `%habitue`: paths, --as-of YYYY-MM-DD, --language fr. Raises BadRequest."""
    import habitue_notebook

    paths: list[str] = []
    settings: dict[str, str] = {}
    words = iter(_words(line))
    for word in words:
        name, mark, value = word.partition("=")
        if name in _OPTIONS:
            settings[_OPTIONS[name]] = value if mark else next(words, "")
        elif word.startswith("--"):
            raise BadRequest(
                sentence("%habitue has no option {option}; there are: {options}.", option=word, options=[*_OPTIONS])
            )
        else:
            paths.append(word)
    return habitue_notebook.open(*paths, **settings)


def _words(line: str) -> list[str]:
    try:
        words = shlex.split(line, posix=False)
    except ValueError as error:
        raise BadRequest(sentence("A quotation mark is not closed: {line}", line=line[:80])) from error
    return [word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'" else word for word in words]
