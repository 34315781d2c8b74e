"""What all actions share: the workbook read once, errors said once in its language, and a word about what was done."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import xlwings as xw

from habitue.errors import HabitueError
from habitue.language import Language, Sentence, sentence
from habitue.refresh.compute import Sources, open_sources
from habitue.refresh.wish import Wish
from habitue.roles.languages import guess_language
from habitue.sheetmodel import FormerSheet, SheetModel
from habitue.workbook.read import GivenBook, former_given, read_given
from habitue_addin.book.reading import given_book
from habitue_addin.book.rendering import Rendered, render

TITLE = "Habitué"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An open workbook as it was read at the start of an action, and the language in which to speak of it."""

    book: xw.Book
    given: GivenBook
    wish: Wish
    former: tuple[FormerSheet, ...]
    sources: Sources
    language: Language

    def step(self, doing: Sentence) -> None:
        """Show what is being done in the status bar, where the host has one."""
        with suppress(NotImplementedError):
            self.book.app.status_bar = f"{TITLE} · {doing.say(self.language)}"

    def show(self, models: Sequence[SheetModel]) -> Rendered:
        """Put our sheets into the workbook: everything has been computed and checked by now."""
        self.step(sentence("Making the sheets…"))
        return render(self.book, models, self.former)

    def tell(self, lines: Sequence[Sentence], language: Language | None = None) -> None:
        """Say what was done."""
        text = "\n".join(line.say(language or self.language) for line in lines)
        self.book.app.alert(text, TITLE, mode="info")


@contextmanager
def working(book: xw.Book, *, recalibrate: bool = False) -> Iterator[Work]:
    """Read the workbook and work on it; what a user can mend becomes one `XlwingsError`, in the workbook's language."""
    language: Language | None = None
    try:
        wish = wish_of(recalibrate=recalibrate)
        given = given_book(book)
        reading, former = read_given(given), former_given(given)
        language = guess_language(reading.tables)
        sources = open_sources(wish, reading.tables, reading.problems, former)
        language = sources.language or language
        yield Work(book=book, given=given, wish=wish, former=former, sources=sources, language=language)
    except HabitueError as error:
        raise xw.XlwingsError(_said(error, language)) from error
    finally:
        with suppress(NotImplementedError):
            book.app.status_bar = False  # Excel's own again


def wish_of(*, recalibrate: bool = False) -> Wish:
    """What an action asks for: nothing but what the workbook itself says, as of today."""
    return Wish(paths=(), recalibrate=recalibrate)


def _said(error: HabitueError, language: Language | None) -> str:
    """In both languages where the workbook's is not known."""
    if language is not None:
        return error.say(language)
    return f"{error.say('fr')}\n\n{error.say('en')}"
