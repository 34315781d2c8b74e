"""Where the sheets go: into the workbook itself where it can be grafted, otherwise into one beside it."""

from dataclasses import dataclass
from pathlib import Path

from habitue.errors import BadRequest
from habitue.language import Sentence, sentence
from habitue.refresh.wish import Wish

GRAFTED = {".xlsx", ".xlsm", ".xltx", ".xltm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`book` receives the sheets and remembers; when it does not exist yet, it is made. `output` is what is written."""

    book: Path
    output: Path
    note: Sentence | None = None

    @property
    def is_new(self) -> bool:
        """Whether the workbook has to be made."""
        return not self.book.exists()


def target_of(wish: Wish) -> Target:
    """`--into` where given; the one workbook among the files that can be grafted; else a workbook beside the first.

    Raises BadRequest for a folder that is not there, or a name under which Excel would not open what would be written.
    """
    target = _chosen(wish)
    for path in (wish.into, wish.output):
        if path is not None:
            folder_there(path)
    wanted = ".xlsx" if target.is_new else target.book.suffix.lower()
    if (target.is_new or target.output != target.book) and target.output.suffix.lower() != wanted:
        raise BadRequest(
            sentence(
                "Excel would not open {file}: what is written there is a workbook, whose name ends in {kind}.",
                file=target.output.name,
                kind=wanted,
            )
        )
    return target


def folder_there(path: Path) -> None:
    """Raises BadRequest where a file is to be written into a folder that is not there."""
    if not path.absolute().parent.is_dir():
        raise BadRequest(
            sentence("There is no folder {folder}: make it, or give another path.", folder=path.absolute().parent.name)
        )


def _chosen(wish: Wish) -> Target:
    books = [path for path in wish.paths if path.suffix.lower() in GRAFTED]
    if wish.into is not None:
        made = None if wish.into.exists() else sentence("There was no {file}: it is made new.", file=wish.into.name)
        return Target(book=wish.into, output=wish.output or wish.into, note=made)
    if len(books) == 1:
        return Target(book=books[0], output=wish.output or books[0])
    first = wish.paths[0]
    beside = first.with_name(f"{first.stem}-habitue.xlsx")
    if len(books) > 1:
        note = sentence(
            "Several workbooks were read; our sheets are in {file}. --into chooses another.", file=beside.name
        )
    else:
        kind = first.suffix.lstrip(".").lower() or first.name
        note = sentence("A {kind} file cannot hold our sheets; they are in {file}.", kind=kind, file=beside.name)
    return Target(book=beside, output=wish.output or beside, note=note)
