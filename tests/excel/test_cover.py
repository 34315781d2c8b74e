"""The rectangles that paint a picture paint exactly that picture, and are few."""

from hypothesis import given
from hypothesis import strategies as st

from habitue_addin.book.cover import FREE, TABOO, Stroke, cover

CELLS = st.sampled_from(["usual", "a", "b", "c", FREE, TABOO])


@st.composite
def grids(draw: st.DrawFn) -> list[list[object]]:
    width = draw(st.integers(1, 7))
    return draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=7))


def painted(grid: list[list[object]], strokes: list[Stroke]) -> list[list[object]]:
    """What each cell is after all strokes; how it was before, "usual", too."""
    found: list[list[object]] = [["usual"] * len(line) for line in grid]
    for stroke in strokes:
        for row in range(stroke.top, stroke.bottom + 1):
            for column in range(stroke.left, stroke.right + 1):
                assert grid[row][column] is not TABOO
                found[row][column] = stroke.value
    return found


@given(grids())
def test_every_cell_gets_its_value_and_none_that_is_taboo_is_touched(grid):
    found = painted(grid, cover(grid, "usual"))
    wrong = [
        (row, column)
        for row, line in enumerate(grid)
        for column, value in enumerate(line)
        if value not in (FREE, TABOO) and found[row][column] != value
    ]
    assert not wrong


@given(grids())
def test_there_are_never_more_requests_than_cells_that_are_not_usual(grid):
    wanted = sum(value not in (FREE, TABOO, "usual") for line in grid for value in line)
    assert len(cover(grid, "usual")) <= wanted


def test_a_wide_rectangle_is_painted_and_corrected_inside():
    grid = [list("aaaaa"), list("aabaa"), list("aaaaa")]
    assert cover(grid) == [Stroke("a", 0, 0, 2, 4), Stroke("b", 1, 2, 1, 2)]


def test_blanks_are_grown_over_but_not_for_their_own_sake():
    grid = [["a", FREE, "a", FREE], [FREE, FREE, FREE, FREE], ["a", FREE, "a", FREE]]
    assert cover(grid) == [Stroke("a", 0, 0, 2, 2)]


def test_what_is_usual_is_painted_only_where_that_saves_something():
    holes = [list("aaaaaaa"), list("a.a.a.a"), list("aaaaaaa")]
    assert len(cover(holes, ".")) == 4
    assert cover([list("..a..")], ".") == [Stroke("a", 0, 2, 0, 2)]
    assert cover([list(".....")], ".") == []
