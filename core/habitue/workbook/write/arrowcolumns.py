"""Columns of cells by Arrow's string kernels: the fast way, twenty times a loop over cells."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from habitue.sheetmodel import Kind, Values
from habitue.workbook.write import values as spelling
from habitue.workbook.write.values import day_body, number_text, text_body

if TYPE_CHECKING:
    from habitue.workbook.write.columns import Bodies, Cells, Pieces

_SMALLEST_PLAIN, _LARGEST_PLAIN = 1e-4, 1e10
"""Between these Arrow writes floats as Python does."""

_SUSPECT = bytes([*range(0x20), *b"&<>", 0xEF])
"""Bytes of a text that cannot stand between tags as it is; 0xEF begins U+FFFE and many that can."""

_SAME_TYPES: tuple[frozenset[type], ...] = (
    frozenset({str, type(None)}),
    frozenset({int, type(None)}),
    frozenset({float, type(None)}),
)


def prepare(values: Values, kind: Kind, mark: str, *, since_1904: bool) -> "Bodies | None":
    """The column made ready, or None where its values are of several types or of one that Arrow writes otherwise."""
    array = _as_array(values)
    if array is None:
        return None
    if pa.types.is_string(array.type):
        return _texts(array, mark)
    if pa.types.is_integer(array.type):
        if array.type == pa.uint64():
            return None
        whole = pc.cast(array, pa.int64())
        return _days(whole, mark, since_1904=since_1904) if kind == "date" else _whole_numbers(whole, mark)
    if pa.types.is_float64(array.type) and kind != "date":
        return _numbers(array, mark)
    return None


def _as_array(values: Values) -> Any:  # noqa: ANN401 (pyarrow has no types)
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if not isinstance(values, pa.Array):
        dtype = getattr(values, "dtype", None)
        if dtype is None or (isinstance(dtype, np.dtype) and dtype.kind not in "iuf"):
            values = values.tolist() if isinstance(values, np.ndarray | pd.Series) else values
            types = set(map(type, values))
            if not any(types <= same for same in _SAME_TYPES):
                return None
        try:
            values = pa.array(values, from_pandas=True)
        except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError, OverflowError, ValueError):
            return None
        if isinstance(values, pa.ChunkedArray):
            values = values.combine_chunks()
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_large_string(values.type) or pa.types.is_string_view(values.type):
        values = pc.cast(values, pa.string())
    return pa.nulls(len(values), pa.string()) if pa.types.is_null(values.type) else values


def _texts(array: Any, mark: str) -> "Bodies":  # noqa: ANN401
    from habitue.workbook.write.columns import Bodies

    odd, known, shortened = {}, {}, 0
    places = _odd_places(array)
    for place, text in zip(places.tolist(), array.take(places).to_pylist(), strict=True):
        if text not in known:
            known[text] = text_body(text, mark)
        odd[place] = known[text]
        shortened += len(text) * 2 > spelling.TEXT_LIMIT and spelling.cut(text) != text
    texts = pc.if_else(pc.equal(array, ""), None, array) if pc.any(pc.equal(array, "")).as_py() else array
    before, after = f' t="inlineStr"><{mark}is><{mark}t>', f"</{mark}t></{mark}is></{mark}c>"
    return Bodies(before, texts, after, odd, shortened, _is_code_like(array))


def _odd_places(array: Any) -> NDArray[np.intp]:  # noqa: ANN401
    """Where a text is too long, or cannot stand between tags as it is: the regex is asked only if a byte is suspect."""
    odd = pc.greater(pc.binary_length(array), spelling.TEXT_LIMIT)
    data = _data(array)
    suspect = b"_x" in data or len(data.translate(None, _SUSPECT)) < len(data)
    if suspect or any(pc.any(edge(array, " ")).as_py() for edge in (pc.starts_with, pc.ends_with)):
        odd = pc.or_(odd, pc.match_substring_regex(array, spelling.SPECIAL))
    return np.flatnonzero(pc.fill_null(odd, fill_value=False))


def _is_code_like(array: Any) -> bool:  # noqa: ANN401
    """Whether a text begins as a number or a formula does."""
    filled = array.drop_null()
    if not len(filled):
        return False
    starts = pc.utf8_slice_codeunits(filled, 0, 1)
    return bool(pc.any(pc.match_substring_regex(pc.unique(starts), spelling.CODE_LIKE)).as_py())


def _data(array: Any) -> bytes:  # noqa: ANN401
    """The bytes of all texts, one after the other, and perhaps of neighbours."""
    held = array.buffers()[2]
    return held.to_pybytes() if held is not None else b""


def _whole_numbers(array: Any, mark: str) -> "Bodies":  # noqa: ANN401
    from habitue.workbook.write.columns import Bodies

    limit = spelling.EXACT_LIMIT
    wide = pc.fill_null(pc.or_(pc.greater_equal(array, limit), pc.less_equal(array, -limit)), fill_value=False)
    places = np.flatnonzero(wide)
    odd = {place: text_body(str(array[place].as_py()), mark) for place in places.tolist()}
    return Bodies(f"><{mark}v>", pc.cast(array, pa.string()), f"</{mark}v></{mark}c>", odd)


def _numbers(array: Any, mark: str) -> "Bodies":  # noqa: ANN401
    from habitue.workbook.write.columns import Bodies

    array = pc.if_else(pc.is_finite(array), pc.add(array, 0.0), None)
    size = pc.abs(array)
    outside = pc.or_(
        pc.greater_equal(size, _LARGEST_PLAIN), pc.and_(pc.less(size, _SMALLEST_PLAIN), pc.greater(size, 0.0))
    )
    places = np.flatnonzero(pc.fill_null(outside, fill_value=False))
    odd = {place: f"><{mark}v>{number_text(array[place].as_py())}</{mark}v></{mark}c>" for place in places.tolist()}
    return Bodies(f"><{mark}v>", pc.cast(array, pa.string()), f"</{mark}v></{mark}c>", odd)


def _days(array: Any, mark: str, *, since_1904: bool) -> "Bodies":  # noqa: ANN401
    from datetime import date

    from habitue.workbook.write.columns import Bodies

    never = pc.or_(pc.less_equal(array, 0), pc.greater(array, date.max.toordinal()))
    array = pc.if_else(never, None, array)
    first = spelling.FIRST_DAY + (spelling.DAYS_TO_1904 if since_1904 else spelling.MARCH_1900)
    places = np.flatnonzero(pc.fill_null(pc.less(array, first), fill_value=False))
    odd = {
        place: day_body(date.fromordinal(array[place].as_py()), mark, since_1904=since_1904)
        for place in places.tolist()
    }
    zero = spelling.FIRST_DAY + (spelling.DAYS_TO_1904 if since_1904 else 0)
    texts = pc.cast(pc.subtract(array, zero), pa.string())
    return Bodies(f"><{mark}v>", texts, f"</{mark}v></{mark}c>", odd)


def cells(bodies: "Bodies", start: tuple[str, str], rows: range, offset: int) -> "Pieces":
    """The cells of some rows, in pieces that are joined once, with their row; `start` is around the row number."""
    head, look = start
    count = len(rows)
    numbers = _numbers_of(rows.start, rows.stop)
    texts: Any = bodies.texts[offset : offset + count]
    places = sorted(place for place in bodies.odd if offset <= place < offset + count)
    if not places and not texts.null_count:
        return head, numbers, look + bodies.before, texts, bodies.after
    tails = pc.binary_join_element_wise(bodies.before, texts, bodies.after, "")
    if " s=" in look:
        tails = pc.coalesce(tails, "/>")
    if places:
        mask = np.zeros(count, dtype=bool)
        mask[np.array(places) - offset] = True
        spelt = pa.array([bodies.odd[place] for place in places], pa.string())
        tails = pc.replace_with_mask(tails, pa.array(mask), spelt)
    if not tails.null_count:
        return head, numbers, look, tails
    return (pc.coalesce(pc.binary_join_element_wise(head, numbers, look, tails, ""), ""),)


@lru_cache(maxsize=1)
def _numbers_of(start: int, stop: int) -> Any:  # noqa: ANN401
    """The row numbers as texts: made once for all columns of a strip of rows."""
    return pc.cast(pa.array(np.arange(start, stop)), pa.string())


def listed(pieces: "Pieces") -> list[str]:
    """Each cell as one text."""
    cells: list[str] = pc.binary_join_element_wise(*pieces, "").to_pylist()
    return cells


def joined(columns: "Sequence[Cells]", rows: range, attributes: Sequence[str] | None, mark: str) -> bytes:
    """Whole rows of XML, every one of which has cells."""
    opened: Pieces = ('">',) if attributes is None else ('"', pa.array(attributes, pa.string()), ">")
    pieces: list[Any] = [f'<{mark}row r="', _numbers_of(rows.start, rows.stop), *opened]
    for column in columns:
        pieces += [pa.array(column, pa.string())] if isinstance(column, list) else column
    pieces.append(f"</{mark}row>")
    # Neighbours that are the same in every row become one: the kernel's cost is by piece.
    runs = groupby(pieces, key=lambda piece: isinstance(piece, str))
    merged = [one for same, run in runs for one in (["".join(run)] if same else run)]
    lines = pc.binary_join_element_wise(*merged, "")
    offsets = np.frombuffer(lines.buffers()[1], np.int32, count=len(lines) + 1 + lines.offset)
    whole: bytes = lines.buffers()[2][int(offsets[lines.offset]) : int(offsets[-1])].to_pybytes()
    return whole
