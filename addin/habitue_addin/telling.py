"""What an action says when it is done: a few lines in the words of the core's own results."""

from collections.abc import Iterator, Sequence

from habitue.intake import TableUse
from habitue.language import Sentence, join, plural, sentence
from habitue.outcome import Refresh
from habitue.refresh.alerts import set_aside
from habitue.refresh.compute import Computed
from habitue.refresh.inspection import Inspection
from habitue.refresh.last_action import TakenBack
from habitue.refresh.merge_into import Merging
from habitue.roles.titles import role_title
from habitue_addin.book.rendering import Rendered
from habitue_addin.ribbon import ACTIONS

MOST_LINES = 12
"""Of problems or columns in a message box, which nobody scrolls."""


def refreshed(refresh: Refresh, rendered: Rendered) -> list[Sentence]:
    """How many customers have which status, who moved, and what people should know."""
    return [*refresh.in_numbers(), *refresh.alerts, *written(rendered)]


def written(rendered: Rendered) -> list[Sentence]:
    """Which sheets are new or were brought up to date, and what could not be kept."""
    new = [sheet.title for sheet in rendered.sheets if sheet.state == "new"]
    others = [sheet.title for sheet in rendered.sheets if sheet.state != "new"]
    lines = []
    if new:
        lines.append(plural("New sheet: {sheets}.", "New sheets: {sheets}.", len(new), sheets=new))
    if others:
        lines.append(plural("Up to date: {sheets}.", "Up to date: {sheets}.", len(others), sheets=others))
    return [*lines, *rendered.warnings]


def cleaned(computed: Computed, rendered: Rendered) -> list[Sentence]:
    """How many values are corrected in our sheets, how many are only pointed out, and where to see them."""
    found = computed.judged.cleaned
    titles = {sheet.mark: sheet.title for sheet in rendered.sheets}
    return [
        plural(
            "{count} value is corrected on our sheet {sheet}; your own cells stay as they are.",
            "{count} values are corrected on our sheet {sheet}; your own cells stay as they are.",
            len(found.changes),
            sheet=titles["customers"],
        ),
        plural(
            "{count} more is only pointed out: nobody but you can tell what is right.",
            "{count} more are only pointed out: nobody but you can tell what is right.",
            len(found.doubts),
        ),
        sentence(
            "{journal} lists each correction, {quality} what is left to do.",
            journal=titles["journal"],
            quality=titles["quality"],
        ),
        *written(rendered),
    ]


def inspected(found: Inspection) -> list[Sentence]:
    """Each table with the columns that were recognised, then the problems; nothing was changed."""
    lines = [line for use in found.intake.tables for line in _table(use)]
    problems = [set_aside(aside) for aside in found.intake.set_aside]
    problems += [problem.placed() for problem in found.problems]
    if not problems:
        return [*lines, sentence("No problems were found.")]
    return [*lines, sentence("Problems:"), *_some(problems)]


def _table(use: TableUse) -> Iterator[Sentence]:
    yield sentence(
        "{title}: {rows} rows, header in row {header}. {use}",
        title=use.title,
        rows=use.rows,
        header=use.origin.header_row,
        use=use.use,
    )
    known = [
        sentence("{column} ({letter}) = {role}", column=guess.label, letter=guess.letter, role=role_title(guess.role))
        for guess in use.roles.columns
        if guess.role is not None
    ]
    if known:
        yield join(known, " · ")
    left = [guess.label for guess in use.roles.columns if guess.role is None]
    if left:
        yield sentence("Not used: {columns}", columns=left)


def _some(lines: Sequence[Sentence]) -> list[Sentence]:
    """The first few, and how many more there are."""
    more = len(lines) - MOST_LINES
    if more <= 0:
        return list(lines)
    return [*lines[:MOST_LINES], plural("… and {count} more.", "… and {count} more.", more)]


def merged(made: Merging, rendered: Rendered) -> list[Sentence]:
    """How many customers were taken in by others, and what is left to answer."""
    return [
        plural("{count} line was merged into another.", "{count} lines were merged into others.", made.customers),
        plural("{count} pair is still to be answered.", "{count} pairs are still to be answered.", made.left),
        *written(rendered),
    ]


def taken_back(done: TakenBack, rendered: Rendered) -> list[Sentence]:
    """What was taken back; the Journal keeps its lines, with the day."""
    if done.kind == "merges":
        said = plural("{count} merge taken back.", "{count} merges taken back.", done.count)
    else:
        said = plural("{count} correction taken back.", "{count} corrections taken back.", done.count)
    return [said, *written(rendered)]


def helped() -> list[Sentence]:
    """What each button does."""
    lines = [sentence("{label}: {tip}", label=action.label, tip=action.tip) for action in ACTIONS]
    lines.append(
        sentence(
            "Type =HABITUE. in a cell for the formulas. Change the yellow cells of the Criteria sheet, then refresh. "
            "To take back single corrections or merges, select their lines in the Journal and press Undo."
        )
    )
    return lines
