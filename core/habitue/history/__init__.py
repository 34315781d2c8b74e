"""Orders to one line per customer: order days, gaps, habit, silence and what the base as a whole shows.

In memory: `summarise`. From CSV and Parquet files of any size, on DuckDB or Spark: `summarise_files`.
"""

from habitue.history.columns import KeyedHistory, Meanings, OrderColumns
from habitue.history.files import summarise_files
from habitue.history.habit import ENOUGH_GAPS, gap_counts, habit, silence
from habitue.history.limit import MIN_REPURCHASES, SHARE
from habitue.history.summary import summarise
from habitue.history.telling import Unclear
from habitue.history.timeline import Timeline, timeline
from habitue.history.totals import from_totals

__all__ = [
    "ENOUGH_GAPS",
    "MIN_REPURCHASES",
    "SHARE",
    "KeyedHistory",
    "Meanings",
    "OrderColumns",
    "Timeline",
    "Unclear",
    "from_totals",
    "gap_counts",
    "habit",
    "silence",
    "summarise",
    "summarise_files",
    "timeline",
]
