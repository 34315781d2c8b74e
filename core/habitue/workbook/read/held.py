"""The tables that people have marked themselves: Excel tables, and names given to a range."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from habitue.workbook.read.blocks import Block, Field, find_blocks
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.references import Area
from habitue.workbook.read.structure import DefinedName, ExcelTable


def table_block(grid: Grid, table: ExcelTable) -> Block | None:
    """An Excel table as a block; its header and totals rows are those that Excel knows. None when off the grid."""
    top = table.area.top - grid.first_row
    bottom = min(table.area.bottom - grid.first_row, grid.height - 1)
    body = top + min(table.header_rows, 1)
    if top >= grid.height:
        return None
    last_body = min(table.area.bottom - table.totals_rows - grid.first_row, grid.height - 1)
    return Block(
        header=top if table.header_rows else None,
        top=body,
        bottom=last_body,
        columns=tuple(range(table.area.left, table.area.right + 1)),
        holder="table",
        name=table.name,
        contrast=True,
        titles=table.titles,
        left_out=tuple(range(last_body + 1, bottom + 1)),
    )


def named_blocks(grid: Grid, filled: np.ndarray, names: Sequence[DefinedName]) -> Iterator[Block]:
    """The named ranges that hold one whole table with its header, the largest first.

    A name is taken only if no filled column touches its sides (ranges made for a lookup often cut a table in two);
    rows that people added below it since belong to it, too.
    """
    taken = np.zeros_like(filled)
    for name in sorted(names, key=lambda name: name.area.height * name.area.width, reverse=True):
        field = _field(grid, filled, name.area)
        if field is None or field.mask().shape[1] < 2 or _is_cut(field) or _part(taken, field).any():
            continue
        blocks = find_blocks(field)
        if len(blocks) == 1 and blocks[0].header is not None and blocks[0].length:
            _part(taken, field)[:] = True
            yield replace(blocks[0], holder="name", name=name.name)


def _field(grid: Grid, filled: np.ndarray, area: Area) -> Field | None:
    """The cells of an area and the filled rows right below it; None when it is a lone row or lies off the grid."""
    columns = tuple(column for column in grid.columns if area.left <= column <= area.right)
    top = max(area.top - grid.first_row, 0)
    bottom = min(area.bottom - grid.first_row, grid.height - 1)
    if not columns or bottom <= top:
        return None
    below = Field(grid, filled, bottom + 1, grid.height - 1, columns).mask().any(axis=1)
    return Field(grid, filled, top, bottom + int(np.argmin(np.append(below, False))), columns)


def _is_cut(field: Field) -> bool:
    """Whether the cells just left or right of a field are filled."""
    beside = {field.columns[0] - 1, field.columns[-1] + 1} & set(field.grid.columns)
    return bool(beside) and bool(replace(field, columns=tuple(sorted(beside))).mask().any())


def _part(mask: np.ndarray, field: Field) -> np.ndarray:
    places = _places(field.grid, field.columns)
    view: np.ndarray = mask[field.top : field.bottom + 1, places[0] : places[-1] + 1]
    return view


def without(grid: Grid, filled: np.ndarray, blocks: Sequence[Block]) -> np.ndarray:
    """The mask of filled cells without those of some blocks."""
    rest = filled.copy()
    for block in blocks:
        first = block.top if block.header is None else block.header
        last = max([block.bottom, *block.left_out])
        places = _places(grid, block.columns)
        if places:
            rest[first : last + 1, places[0] : places[-1] + 1] = False
    return rest


def _places(grid: Grid, columns: Sequence[int]) -> list[int]:
    """Where neighbouring columns stand among the columns of the grid that hold anything."""
    return [place for place, column in enumerate(grid.columns) if columns[0] <= column <= columns[-1]]
