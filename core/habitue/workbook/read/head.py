"""The first rows of a file too large to be read whole, as the reader would give them."""

import tempfile
from importlib.util import find_spec
from pathlib import Path

from habitue.workbook.read.kinds import cannot_open, damaged, kind_of
from habitue.workbook.read.reading import Reading, read_tables

HEAD_ROWS = 10_000
_MOST_BYTES = 1 << 24


def read_head(path: Path, sheets: tuple[str, ...] = ()) -> Reading:
    """As `read_tables`, of the first rows of a text or Parquet file. Raises `UnreadableFile` as it does."""
    with tempfile.TemporaryDirectory(prefix="habitue-") as folder:
        short = Path(folder) / path.name
        if kind_of(path) == "parquet" and find_spec("pyarrow"):
            _shorten_parquet(path, short)
        else:
            short.write_bytes(_first_lines(path))
        return read_tables(short, sheets=sheets)


def _first_lines(path: Path) -> bytes:
    """Whole lines; a quoted cell that goes over several of them is not cut where that can be avoided."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
    except OSError as error:
        raise cannot_open(path, error) from error
    end, wide = 0, 2 if b"\0" in content[:100] else 1
    for _ in range(HEAD_ROWS + 1):
        found = content.find(b"\n", end)
        if found < 0:
            end = len(content)
            break
        end = found + 1
    end += end % wide
    while wide == 1 and content.count(b'"', 0, end) % 2 and end < len(content):
        found = content.find(b"\n", end)
        end = found + 1 if found >= 0 else len(content)
    return content[:end]


def _shorten_parquet(path: Path, short: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            batches = file.iter_batches(batch_size=HEAD_ROWS, use_threads=False)
            first = next(batches, None)
            rows = file.schema_arrow.empty_table() if first is None else pa.Table.from_batches([first])
    except (pa.ArrowException, OSError) as error:
        raise damaged(path) from error
    parquet.write_table(rows, short)
