"""The command line, run in this process: a start of Python spared, and its warnings are errors."""

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from habitue.cli import main


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def habitue(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    for name in ("HABITUE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        return Done(int(left.value.code or 0), out.getvalue(), err.getvalue())

    return run
