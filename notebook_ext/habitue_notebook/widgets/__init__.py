"""Our own small widgets for the notebook, each also usable alone; all that they show travels by messages, never saved.

Every text is a `Sentence` or a `str` and is said in the `language` that the widget is made with. `show` replaces what a
widget shows, in every view that is open. Callbacks are called in the kernel's thread; an error that they raise is shown
in the widget as a sentence.
"""

from habitue_notebook.widgets.bars import Bar, Bars
from habitue_notebook.widgets.changes import Changes, Decision
from habitue_notebook.widgets.copy_code import CopyCode
from habitue_notebook.widgets.frame_columns import GridColumn
from habitue_notebook.widgets.frame_query import Filter, Query
from habitue_notebook.widgets.frame_rows import FrameRows
from habitue_notebook.widgets.grid import Grid
from habitue_notebook.widgets.heatmap import Heatmap, Measure, Region
from habitue_notebook.widgets.notice import Notice
from habitue_notebook.widgets.review import Review, ReviewAnswer, ReviewGroup, ReviewLine
from habitue_notebook.widgets.ruler import Band, ThresholdRuler
from habitue_notebook.widgets.sliders import SliderNumber, Sliders
from habitue_notebook.widgets.timeline import Timeline, TimelineShown
from habitue_notebook.widgets.view import Text, View

__all__ = [
    "Band",
    "Bar",
    "Bars",
    "Changes",
    "CopyCode",
    "Decision",
    "Filter",
    "FrameRows",
    "Grid",
    "GridColumn",
    "Heatmap",
    "Measure",
    "Notice",
    "Query",
    "Region",
    "Review",
    "ReviewAnswer",
    "ReviewGroup",
    "ReviewLine",
    "SliderNumber",
    "Sliders",
    "Text",
    "ThresholdRuler",
    "Timeline",
    "TimelineShown",
    "View",
]
