"""Cutting a block out of its grid: labels made unique, rows that are not data left out, problems told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.language import plural
from habitue.tables import Column, Origin, Problem, Table, column_letter, text_dtype
from habitue.workbook.read.blocks import Block, segments
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.references import first_addresses
from habitue.workbook.read.totals import repeated_headers, total_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a table's origin says of its file and sheet."""

    file: str
    hidden: bool = False
    without_value: Sequence[tuple[int, int]] = ()  # cells whose formula has never been calculated


def cut(grid: Grid, block: Block, filled: np.ndarray, source: Source) -> Table:
    """The block as a table, its body rows copied only if some are left out."""
    columns = [_column(grid, block, column) for column in block.columns]
    titles = _titles(grid, block)
    labels = unique_labels(titles, block.columns)
    body = _body_mask(grid, block, filled)
    out = _left_out(columns, body, titles)
    kept = np.flatnonzero(body.any(axis=1) & ~out)
    origin = Origin(
        file=source.file,
        sheet=grid.sheet,
        holder=block.holder,
        name=block.name,
        header_row=0 if block.header is None else block.header + grid.first_row,
        hidden=source.hidden,
    )
    rows = kept.astype(np.int64) + block.top + grid.first_row
    left_out = [int(row) + block.top + grid.first_row for row in np.flatnonzero(out)]
    return Table(
        origin=origin,
        columns=tuple(
            Column(label=label, header=title, letter=column_letter(column))
            for label, title, column in zip(labels, titles, block.columns, strict=True)
        ),
        frame=_frame(columns, labels, kept),
        rows=rows,
        left_out=(*left_out, *(row + grid.first_row for row in block.left_out)),
        problems=tuple(_problems(grid, block, source)),
    )


def _column(grid: Grid, block: Block, column: int) -> pd.Series:
    if column not in grid.columns:
        return pd.Series([None] * block.length, dtype=text_dtype())
    return grid.columns[column].iloc[block.top : block.bottom + 1]


def _body_mask(grid: Grid, block: Block, filled: np.ndarray) -> np.ndarray:
    """Which cells of the body are filled; columns that the grid lacks are blank."""
    mask = np.zeros((block.length, len(block.columns)), dtype=bool, order="F")
    places = {column: place for place, column in enumerate(grid.columns)}
    for number, column in enumerate(block.columns):
        if column in places:
            mask[:, number] = filled[block.top : block.bottom + 1, places[column]]
    return mask


def _titles(grid: Grid, block: Block) -> list[str]:
    if block.header is None:
        return list(block.titles) if len(block.titles) == len(block.columns) else [""] * len(block.columns)
    return [grid.cell(block.header + grid.first_row, column) for column in block.columns]


def unique_labels(titles: Sequence[str], columns: Sequence[int]) -> list[str]:
    """A label for each title: on one line, "Column C" where blank, "Date (2)" where it comes again in any case."""
    taken: set[str] = set()
    times: Counter[str] = Counter()
    labels: list[str] = []
    for title, column in zip(titles, columns, strict=True):
        base = " ".join(title.split()) or f"Column {column_letter(column)}"
        label = base
        while label.casefold() in taken:
            times[base.casefold()] += 1
            label = f"{base} ({times[base.casefold()] + 1})"
        taken.add(label.casefold())
        labels.append(label)
    return labels


def _left_out(columns: Sequence[pd.Series], body: np.ndarray, titles: Sequence[str]) -> np.ndarray:
    if not len(body):
        return np.zeros(0, dtype=bool)
    out: np.ndarray = total_rows(columns, body) | repeated_headers(columns, titles) | _footnotes(body)
    return out


def _footnotes(body: np.ndarray) -> np.ndarray:
    """Rows of one cell after the last blank row of a table of three columns or more ("Printed on ...")."""
    found = np.zeros(len(body), dtype=bool)
    pieces = segments(body)
    if body.shape[1] >= 3 and len(pieces) > 1:
        first, last = pieces[-1]
        if body[first : last + 1].sum(axis=1).max() == 1:
            found[first : last + 1] = True
    return found


def _frame(columns: Sequence[pd.Series], labels: Sequence[str], kept: np.ndarray) -> pd.DataFrame:
    length = len(columns[0]) if columns else 0
    if len(kept) == length:
        taken = [column.reset_index(drop=True) for column in columns]
    elif len(kept) and len(kept) == kept[-1] - kept[0] + 1:
        taken = [column.iloc[kept[0] : kept[-1] + 1].reset_index(drop=True) for column in columns]
    else:
        taken = [column.take(kept).reset_index(drop=True) for column in columns]
    return pd.DataFrame(dict(zip(labels, taken, strict=True)), copy=False)


def _problems(grid: Grid, block: Block, source: Source) -> Iterator[Problem]:
    errors = sorted((row, column, code) for row, column, code in grid.errors if _within(grid, block, row, column))
    if errors:
        cells = [(row, column) for row, column, _ in errors]
        yield Problem(
            sentence=plural(
                "{count} cell holds an error ({codes}) and counts as blank: {cells}.",
                "{count} cells hold an error ({codes}) and count as blank: {cells}.",
                len(errors),
                codes=", ".join(sorted({code for *_, code in errors})),
                cells=first_addresses(cells),
            ),
            sheet=grid.sheet,
            cell=first_addresses(cells, most=1).removesuffix(" ..."),
            count=len(errors),
        )
    without = [cell for cell in source.without_value if _within(grid, block, *cell)]
    if without:
        yield Problem(
            sentence=plural(
                "{count} formula has never been calculated and counts as blank: {cells}. "
                "Open the workbook in Excel, save it, then retry.",
                "{count} formulas have never been calculated and count as blank: {cells}. "
                "Open the workbook in Excel, save it, then retry.",
                len(without),
                cells=first_addresses(without),
            ),
            sheet=grid.sheet,
            cell=first_addresses(without, most=1).removesuffix(" ..."),
            count=len(without),
        )


def _within(grid: Grid, block: Block, row: int, column: int) -> bool:
    first = block.top if block.header is None else block.header
    return first <= row - grid.first_row <= block.bottom and block.columns[0] <= column <= block.columns[-1]
