"""The actions of the ribbon, on the workbook that is open: each reads, has the core compute, shows and says.

Everything is computed and checked before the first cell is written, so that an error leaves the workbook as it was.
"""

import xlwings as xw

from habitue.errors import BadRequest
from habitue.language import sentence
from habitue.refresh.answered import on_sheet
from habitue.refresh.build import sheet_models
from habitue.refresh.compute import compute
from habitue.refresh.duplicates import search, summary
from habitue.refresh.inspection import inspect as look
from habitue.refresh.mailing_sheet import MARK as MAILING
from habitue.refresh.mailing_sheet import first_named, mailing_sheet
from habitue.refresh.merge_into import Terms, merging
from habitue.refresh.review_page import review_sheet
from habitue.sheets.duplicates import MARK as DUPLICATES
from habitue_addin import telling
from habitue_addin.book.freezing import freeze as freeze_formulas
from habitue_addin.book.selecting import selected_text
from habitue_addin.ribbon import ACTIONS
from habitue_addin.undoing import undo_last
from habitue_addin.working import Work, working

_LABELS = {action.key: f"{action.label.say('en')} / {action.label.say('fr')}" for action in ACTIONS}


@xw.script(name=_LABELS["refresh"])
def refresh(book: xw.Book) -> None:
    """Give every customer a status, scores and a segment, in sheets beside yours."""
    with working(book) as work:
        _refresh(work)


@xw.script(name=_LABELS["recalibrate"])
def recalibrate(book: xw.Book) -> None:
    """Work the cut points of the scores out anew, then refresh."""
    with working(book, recalibrate=True) as work:
        _refresh(work)


def _refresh(work: Work) -> None:
    computed = compute(work.wish, work.step, work.sources)
    rendered = work.show(sheet_models(computed))
    work.tell(telling.refreshed(computed.refresh, rendered), computed.refresh.language)


@xw.script(name=_LABELS["inspect"])
def inspect(book: xw.Book) -> None:
    """Say which tables and columns were found, and what is wrong with them; changes nothing."""
    with working(book) as work:
        work.tell(telling.inspected(look(work.wish, work.sources)))


@xw.script(name=_LABELS["clean"])
def clean(book: xw.Book) -> None:
    """Put names, e-mails, phones and addresses right in our sheets; your own cells stay as they are."""
    with working(book) as work:
        computed = compute(work.wish, work.step, work.sources)
        rendered = work.show(sheet_models(computed))
        work.tell(telling.cleaned(computed, rendered), computed.refresh.language)


@xw.script(name=_LABELS["find_duplicates"])
def find_duplicates(book: xw.Book) -> None:
    """List the customers who are there twice, with the reason and a column for your answer."""
    with working(book) as work:
        found = search(work.wish, step=work.step, sources=work.sources)
        rendered = work.show([review_sheet(found)])
        work.tell([*summary(found), *telling.written(rendered)], found.language)


@xw.script(name=_LABELS["apply_answers"])
def apply_answers(book: xw.Book) -> None:
    """Put together the customers whom you answered “same” in the Duplicates sheet."""
    with working(book) as work:
        _check_answers(work)
        made = merging(work.wish, Terms(reviewed_only=True), work.step, work.sources)
        rendered = work.show(made.models)
        work.tell(telling.merged(made, rendered), made.language)


def _check_answers(work: Work) -> None:
    """Without a sheet or an answer on it there is nothing to apply."""
    if DUPLICATES not in work.sources.memory.sheets:
        raise BadRequest(sentence("There is no Duplicates sheet yet: press Find duplicates first, then answer on it."))
    if not on_sheet(work.sources.memory):
        raise BadRequest(
            sentence(
                "No pair has an answer yet: choose one in the yellow cells of the Duplicates sheet, then try again."
            )
        )


@xw.script(name=_LABELS["mailing_list"])
def mailing_list(book: xw.Book) -> None:
    """Make a sheet with the customers of the segment or status that is selected, ready to be written to."""
    with working(book) as work:
        computed = compute(work.wish, work.step, work.sources)
        name = first_named(computed.refresh, (selected_text(book), _mark_in_front(work)))
        rendered = work.show([mailing_sheet(computed, name)])
        work.tell(telling.written(rendered), computed.refresh.language)


def _mark_in_front(work: Work) -> str:
    """The mark of the sheet that is shown, if it is ours: that of a segment's sheet names the segment."""
    title = work.book.sheets.active.name
    return next((sheet.mark.removeprefix(MAILING) for sheet in work.former if sheet.title == title), "")


@xw.script(name=_LABELS["freeze"])
async def freeze(book: xw.Book) -> None:
    """Turn our formulas into values with their date, for colleagues who do not have the add-in.

    Hosts on the web tell formulas only to who waits for them, hence a coroutine.
    """
    with working(book) as work:
        frozen = await freeze_formulas(book, work.wish.today, work.language)
        work.tell(frozen.say())


@xw.script(name=_LABELS["undo"])
def undo(book: xw.Book) -> None:
    """Take back what the last action did: see `undoing`."""
    with working(book) as work:
        undo_last(work)


@xw.script(name=_LABELS["show_help"])
def show_help(book: xw.Book) -> None:
    """Say what each button does."""
    with working(book) as work:
        work.tell(telling.helped())
