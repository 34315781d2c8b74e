"""Cells through fastexcel: straight from Rust into Arrow columns of text, no Python object per cell."""

import re
from collections.abc import Iterator
from pathlib import Path

import fastexcel

from habitue.workbook.read.arrow_text import as_text, tidy
from habitue.workbook.read.opened import Cells, Dates, Opened

_CODES = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
_CODE = re.compile(r"Error\((\w+)\)")


def open_arrow(source: Path | bytes) -> Opened:
    """Open a workbook of any kind."""
    reader = fastexcel.read_excel(source)

    def load(name: str, dates: Dates) -> Cells:
        # Skipping no row makes calamine count rows from the first; `absolute_index` tells the true columns.
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        if not sheet.total_height or not sheet.width:
            return Cells(columns={}, height=0, errors=())
        positions = [info.absolute_index + 1 for info in sheet.available_columns()]
        batch, faults = sheet.to_arrow_with_errors()
        columns = {
            position: as_text(tidy(column, dates))
            for position, column in zip(positions, batch.columns, strict=True)
            if column.null_count < len(column)
        }
        errors = [(row + 1, positions[column], code) for row, column, code in _errors(faults)]
        return Cells(columns=columns, height=batch.num_rows, errors=errors)

    return Opened(load=load, names=[(name.name, name.formula) for name in reader.defined_names()])


def _errors(faults: fastexcel.CellErrors | None) -> Iterator[tuple[int, int, str]]:
    for fault in faults.errors if faults else ():
        match = _CODE.search(fault.detail)
        row, column = fault.position
        yield row, column, _CODES.get(match[1], f"#{match[1]}") if match else "#"
