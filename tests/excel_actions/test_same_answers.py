"""The action Refresh and the command line give the same sheets, cell by cell."""

from pathlib import Path

import pytest
import replaying

from habitue.refresh import Wish, refresh
from habitue.workbook.read import read_former
from habitue_addin import actions

BOOKS = [
    pytest.param("boutique.xlsm", marks=pytest.mark.slow),  # openpyxl takes long to load it and to draw on it
    *("shop.xlsx", "only_totals.xlsx", "orders_with_details.xlsx"),
]


@pytest.mark.parametrize("name", BOOKS)
def test_the_action_shows_what_the_command_line_writes(made: Path, tmp_path: Path, day, loaded, cells, name) -> None:
    path = tmp_path / name
    path.write_bytes((made / name).read_bytes())
    live, values = loaded(path), loaded(path, values=True)
    computed = {
        (sheet.title, cell.row, cell.column): _value(values, sheet.title, cell.coordinate)
        for sheet in live.worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    }
    replaying.run(actions, "refresh", live, computed=computed)
    refresh(Wish(paths=(path,), as_of=day, today=day), backup=False)
    written = loaded(path)
    for sheet in read_former(path):
        one, other = cells(live, sheet.title), cells(written, sheet.title)
        if sheet.mark == "journal":  # nobody has compared the rest of a workbook that is open
            other = {place: _without_claim(value) for place, value in other.items()}
        assert one == other, sheet.title


def _value(values, title: str, address: str) -> object:
    value = values[title][address].value
    return value.isoformat() if hasattr(value, "isoformat") else value


def _without_claim(value: object) -> object:
    if not isinstance(value, str):
        return value
    for claim in ("every other part of the workbook", "toutes les autres parties du classeur"):
        value = value.split(f" · {claim}", maxsplit=1)[0]
    return value
