"""The Overview: the base by status and segment, what moved since the last refresh, alerts, the state of the data."""

from collections.abc import Mapping

from habitue.language import Sentence, plural, say_money, say_number, say_percent, sentence
from habitue.outcome import Label, Refresh
from habitue.roles import Role
from habitue.sheetmodel import Cell, Chart, DataBar, Highlight, Kind, SheetModel, TableColumn, TableModel, Values
from habitue.sheets.page import FIRST_ROW, head
from habitue.sheets.words import COUNTS, DETAILS, RESULTS, SHEETS

_CHART_COLUMN = 8
_CHART_HEIGHT = 16
_REACH = (Role.EMAIL, Role.MOBILE, Role.PHONE, Role.ADDRESS, Role.POSTCODE, Role.TOWN)
_HEADINGS = {
    "HabitueStatuses": sentence("By status"),
    "HabitueSegments": sentence("By segment"),
    "HabitueMoves": sentence("Moves since the last refresh"),
}


def overview_sheet(refresh: Refresh) -> SheetModel:
    """The first page."""
    title = SHEETS["overview"].say(refresh.language)
    statuses = _by_label(refresh, "status", FIRST_ROW + 5)
    segments = _by_label(refresh, "segment", statuses.last_row + 3)
    moves = _moves(refresh, segments.last_row + 3) if len(refresh.moves) else None
    tables = tuple(table for table in (statuses, segments, moves) if table is not None)
    return SheetModel(
        mark="overview",
        title=title,
        cells=(
            *head(refresh, title),
            *_figures(refresh),
            *_headings(refresh, tables),
            *_notes(refresh, tables[-1].last_row + 2),
        ),
        tables=tables,
        charts=_charts(refresh, statuses),
        widths=(30, 14, 12, 16, 16, 16, 4),
        freeze=(2, 0),
        tone="violet",
        language=refresh.language,
        currency=refresh.currency,
    )


def _figures(refresh: Refresh) -> tuple[Cell, ...]:
    """The few numbers that people look for first, each above its name."""
    customers, base = refresh.customers, refresh.history.base
    revenue = int(customers["cents"].sum()) if refresh.has_amounts else None
    figures: list[tuple[Sentence, str]] = [
        (sentence("Customers"), say_number(len(customers), refresh.language)),
        (sentence("Buyers"), say_number(refresh.buyers, refresh.language)),
        (sentence("Orders"), say_number(int(customers["orders"].sum()), refresh.language)),
    ]
    if base.habit_days == base.habit_days:  # not nan: somebody came back
        gap = plural("{count} day", "{count} days", round(base.habit_days)).say(refresh.language)
        figures.append((sentence("Usual gap"), gap))
    if revenue is not None:  # last: a long number runs on over the empty cell beside it
        figures.append((sentence("Revenue"), say_money(revenue, refresh.language, refresh.currency, digits=0)))
    return tuple(
        cell
        for column, (name, text) in enumerate(figures, start=1)
        for cell in (
            Cell(row=FIRST_ROW, column=column, value=text, style="title"),
            Cell(row=FIRST_ROW + 1, column=column, value=name.say(refresh.language), style="muted"),
        )
    )


def _by_label(refresh: Refresh, of: str, row: int) -> TableModel:
    labels = refresh.statuses if of == "status" else refresh.segments
    codes = refresh.customers[of]
    positions = range(len(labels))
    counts = codes[codes >= 0].value_counts().reindex(positions, fill_value=0)
    names = [label.name for label in labels]
    columns = [
        _column(refresh, of, "text", names, RESULTS),
        _column(refresh, "customers", "integer", counts, COUNTS),
        _column(refresh, "share", "percent", counts / max(int(counts.sum()), 1), COUNTS),
    ]
    if refresh.has_amounts:
        cents = refresh.customers["cents"].groupby(codes).sum().reindex(positions, fill_value=0)
        total = int(cents.sum())
        columns += [
            _column(refresh, "revenue", "money", cents / 100, RESULTS),
            _column(refresh, "revenue_share", "percent", cents / total if total else cents * 0.0, COUNTS),
        ]
    if of == "status" and len(refresh.moves):
        change = [
            int((refresh.moves["after"] == name).sum() - (refresh.moves["before"] == name).sum()) for name in names
        ]
        columns.append(_column(refresh, "change", "integer", change, COUNTS))
    return TableModel(
        name="HabitueStatuses" if of == "status" else "HabitueSegments",
        row=row,
        columns=tuple(columns),
        highlights=(*_tones(of, labels), DataBar(column="share", tone="blue")),
        filters=False,
    )


def _moves(refresh: Refresh, row: int) -> TableModel:
    moves = refresh.moves.groupby(["before", "after"], observed=True).size().reset_index(name="customers")
    moves = moves.sort_values(["customers", "before", "after"], ascending=[False, True, True])
    return TableModel(
        name="HabitueMoves",
        row=row,
        columns=(
            _column(refresh, "from", "text", moves["before"], COUNTS),
            _column(refresh, "to", "text", moves["after"], COUNTS),
            _column(refresh, "customers", "integer", moves["customers"], COUNTS),
        ),
        highlights=tuple(
            Highlight(column=column, value=label.name, tone=label.tone)
            for column in ("from", "to")
            for label in refresh.statuses
        ),
        filters=False,
    )


def _reach(refresh: Refresh) -> list[str]:
    """How many customers have each contact detail, in one line: what a mailing can count on."""
    customers, language = refresh.customers, refresh.language
    present = [role for role in _REACH if role in customers]
    if not present or not len(customers):
        return []
    shares = [
        f"{DETAILS[role].say(language)} {say_percent(customers[role].notna().mean(), language)}" for role in present
    ]
    said = sentence(
        "Filled: {details}. The {sheet} sheet says more.",
        details=" · ".join(shares),
        sheet=SHEETS["quality"].say(language),
    )
    return [said.say(language)]


def _headings(refresh: Refresh, tables: tuple[TableModel, ...]) -> tuple[Cell, ...]:
    return tuple(
        Cell(row=table.row - 1, column=1, value=_HEADINGS[table.name].say(refresh.language), style="subtitle")
        for table in tables
    )


def _notes(refresh: Refresh, row: int) -> tuple[Cell, ...]:
    """Alerts and problems of the data, a line each; long lines run on over the empty cells beside them."""
    groups = (
        (sentence("What a mailing can count on"), _reach(refresh)),
        (sentence("Alerts"), [alert.say(refresh.language) for alert in refresh.alerts]),
        (sentence("Found in the file"), [problem.placed().say(refresh.language) for problem in refresh.problems]),
    )
    cells: list[Cell] = []
    for heading, lines in groups:
        if not lines:
            continue
        row += 1
        cells.append(Cell(row=row, column=1, value=heading.say(refresh.language), style="subtitle"))
        cells.extend(Cell(row=row + n, column=1, value=line) for n, line in enumerate(lines, start=1))
        row += len(lines) + 1
    return tuple(cells)


def _charts(refresh: Refresh, statuses: TableModel) -> tuple[Chart, ...]:
    """The base by status, as customers and (where there are amounts) as revenue."""
    shown = [("customers", sentence("Customers by status"))]
    if refresh.has_amounts:
        shown.append(("revenue", sentence("Revenue by status")))
    return tuple(
        Chart(
            kind="bar" if values == "customers" else "column",
            title=said.say(refresh.language),
            table=statuses.name,
            categories="status",
            values=values,
            row=FIRST_ROW + 4,
            column=_CHART_COLUMN + n * 6,
            height=_CHART_HEIGHT,
            width=6,
            tones=tuple(label.tone for label in refresh.statuses),
        )
        for n, (values, said) in enumerate(shown)
    )


def _tones(column: str, labels: tuple[Label, ...]) -> tuple[Highlight, ...]:
    return tuple(Highlight(column=column, value=label.name, tone=label.tone) for label in labels)


def _column(refresh: Refresh, key: str, kind: Kind, values: Values, words: Mapping[str, Sentence]) -> TableColumn:
    return TableColumn(key=key, title=words[key].say(refresh.language), kind=kind, values=values)
