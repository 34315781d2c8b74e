"""Where the sheets go: into the workbook itself where it can be grafted, otherwise into one beside it."""

from dataclasses import dataclass
from pathlib import Path

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
    """`--into` where given; the one workbook among the files that can be grafted; else a workbook beside the first."""
    books = [path for path in wish.paths if path.suffix.lower() in GRAFTED]
    if wish.into is not None:
        return Target(book=wish.into, output=wish.output or wish.into)
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
