"""Grounds of cells: every cell gets its own, those between keep theirs, and no request is too large for a host."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue_addin.book import grounds

PLACES = st.tuples(st.integers(1, 40), st.integers(1, 12))


class Sheet:
    """What was asked of a sheet on a web host."""

    def __init__(self) -> None:
        self.book = SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(type="remote")))
        self.found: dict[tuple[int, int], object] = {}
        self.largest = 0

    def range(self, first: tuple[int, int], last: tuple[int, int]) -> SimpleNamespace:
        def set_colors(colors: list[list[object]]) -> None:
            assert len(colors) == last[0] - first[0] + 1
            assert {len(line) for line in colors} == {last[1] - first[1] + 1}
            self.largest = max(self.largest, len(colors) * len(colors[0]))
            for row, line in enumerate(colors, first[0]):
                told = {(row, column): color for column, color in enumerate(line, first[1]) if color is not ...}
                self.found |= told

        return SimpleNamespace(set_colors=set_colors)


@given(st.dictionaries(PLACES, st.sampled_from(["", "DDF0DC", "F9DBDB"])))
def test_every_cell_gets_its_ground_in_requests_that_hosts_take(wanted):
    sheet = Sheet()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grounds, "_MOST_CELLS", 60)
        grounds.shade(sheet, wanted)
    assert sheet.found == {place: f"#{color}" if color else None for place, color in wanted.items()}
    assert sheet.largest <= 60
