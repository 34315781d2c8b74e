"""An opened workbook's cells, whichever library reads them: fastexcel with Arrow, or python-calamine alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from habitue.errors import UnreadableFile
from habitue.language import sentence
from habitue.workbook.read.kinds import damaged, protected


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How a workbook stores moments: `iso` when it may store them as text, `clock_days` stand for "no day"."""

    iso: bool = False
    clock_days: tuple[str, ...] = ("1899-12-30", "1899-12-31")


PLAIN_DATES = Dates()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of a sheet from its first row on: text by sheet column (1-based, ascending), without blank columns.

    `errors` lists the cells (row, column, code) that hold an error; None where the library does not tell.
    """

    columns: Mapping[int, pd.Series]
    height: int
    errors: Sequence[tuple[int, int, str]] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """How to get the cells of a sheet by its name, given how it stores moments.

    `names` are the defined names (name, formula) that the library tells.
    """

    load: Callable[[str, Dates], Cells]
    names: Sequence[tuple[str, str]] = ()


def has_arrow() -> bool:
    """Whether the fast reader is installed (not so in Pyodide)."""
    return find_spec("fastexcel") is not None and find_spec("pyarrow") is not None


def open_cells(source: Path | bytes) -> Opened:
    """Open a workbook, given as a file or as its bytes."""
    if has_arrow():
        from habitue.workbook.read.arrow_cells import open_arrow

        return open_arrow(source)
    from habitue.workbook.read.plain_cells import open_plain

    return open_plain(source)


@contextmanager
def refusing(path: Path, sheet: str = "") -> Iterator[None]:
    """Turn what the libraries raise on a bad workbook, or on one sheet of it, into `UnreadableFile`."""
    import python_calamine  # an open workbook is read without it

    kinds = [python_calamine.CalamineError, ValueError, OSError]
    if has_arrow():
        import fastexcel

        kinds.append(fastexcel.FastExcelError)
    try:
        yield
    except tuple(kinds) as error:
        raise protected(path) if "password" in str(error).lower() else _broken(path, sheet) from error
    except BaseException as error:
        # A panic of the Rust library is no `Exception`, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(path, sheet) from error


def _broken(path: Path, sheet: str) -> UnreadableFile:
    if not sheet:
        return damaged(path)
    return UnreadableFile(
        sentence(
            "Sheet {sheet} of {file} cannot be read: name the other sheets, "
            "or have Excel repair the workbook (File, Open, Open and Repair).",
            sheet=sheet,
            file=path.name,
        )
    )
