"""The grid: a window of rows of a frame of any length, sorted, limited and searched in Python, drawn in the browser."""

from collections.abc import Callable, Mapping
from typing import ClassVar

import numpy as np
import traitlets

from habitue.language import Language, Sentence, sentence
from habitue_notebook.widgets.frame_columns import GridColumn, Mask, Positions
from habitue_notebook.widgets.frame_query import Query, read_query, told
from habitue_notebook.widgets.frame_rows import FrameRows
from habitue_notebook.widgets.grid_copy import copied
from habitue_notebook.widgets.view import Message, Text, View, call, whole

_WINDOW = 80
_MOST_ASKED = 400


class Grid(View):
    """A table of customers; `on_open` is told the position of the row that people open, `on_select` those they mark.

    `on_view` is told that the rows or their order have changed; they are `positions`.
    """

    NAME = "grid"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "table": sentence("Table"),
        "search": sentence("Search"),
        "rows": sentence("Rows {first}–{last} of {total}"),
        "rows_of": sentence("Rows {first}–{last} of {found} found; {total} in all"),
        "none": sentence("No rows"),
        "nothing": sentence("Nothing found; {total} rows in all"),
        "clear": sentence("Show all rows"),
        "selected": sentence("{count} selected"),
        "copy": sentence("Copy"),
        "copied": sentence("Copied with its headings: {count} × {columns}"),
        "not_copied": sentence("The browser refused to copy. Select fewer rows, or allow the clipboard for this page."),
        "limit": sentence("Limit {column}"),
        "contains": sentence("Contains"),
        "from": sentence("At least"),
        "to": sentence("At most"),
        "all": sentence("All"),
        "blank": sentence("(blank)"),
        "yes": sentence("yes"),
        "apply": sentence("Apply"),
        "remove": sentence("Remove"),
        "remove_limit": sentence("Remove the limit {name}"),
        "keys": sentence(
            "Arrows move, with Shift they select; Ctrl+C copies, Enter opens; above the first row Enter sorts and "
            "Alt+down limits."
        ),
    }

    height = traitlets.Int(420).tag(sync=True)

    def __init__(
        self,
        rows: FrameRows | None = None,
        *,
        title: Text = "",
        language: Language = "en",
        height: int = 420,
        on_open: Callable[[int], object] | None = None,
        on_select: Callable[[Positions], object] | None = None,
        on_view: Callable[[], object] | None = None,
    ) -> None:
        self._rows, self._title = rows, title
        self._on_open, self._on_select, self._on_view = on_open, on_select, on_view
        self._query, self._revision = Query(), 0
        self._only: Mask | None = None
        self._only_said: Text = ""
        self._selected: Positions = np.zeros(0, dtype=np.int64)
        self._positions = self._found()
        super().__init__(language=language)
        self.height = height

    @property
    def positions(self) -> Positions:
        """The positions in the frame of the rows that the grid has, in its order."""
        return self._positions

    @property
    def selected(self) -> Positions:
        """The positions in the frame of the marked rows."""
        return self._selected

    @property
    def query(self) -> Query:
        """What people ask of the grid."""
        return self._query

    @property
    def limited(self) -> bool:
        """Whether a limit from outside is in force."""
        return self._only is not None

    def show(self, rows: FrameRows | None) -> None:
        """Other rows; the order and the limits that still fit are kept, a limit from outside is not."""
        self._rows, self._only = rows, None
        self._query = rows.fitting(self._query) if rows is not None else Query()
        self._look_again()

    def only(self, mask: Mask | None, said: Text = "") -> None:
        """Limit the rows from outside (a segment, a status); people see `said` and can take it off."""
        self._only, self._only_said = mask, said
        self._look_again()

    def ask(self, query: Query) -> None:
        """Sort, limit and search from code."""
        self._query = self._rows.fitting(query) if self._rows is not None else query
        self._look_again()

    def _found(self) -> Positions:
        if self._rows is None:
            return np.zeros(0, dtype=np.int64)
        return self._rows.find(self._query, self._only)

    def _look_again(self) -> None:
        self._positions = self._found()
        self._selected = self._selected[:0]
        self._revision += 1
        self.tell()
        call(self._on_view)

    def _state(self) -> dict[str, object]:
        rows = self._rows
        return {
            "title": self.say(self._title),
            "columns": [] if rows is None else [self._column(column) for column in rows.columns],
            "currency": "" if rows is None else rows.currency,
            "total": 0 if rows is None else len(rows),
            "found": len(self._positions),
            "query": told(self._query),
            "only": self.say(self._only_said) if self.limited else None,
            "revision": self._revision,
            "window": self._window(0, _WINDOW),
        }

    def _column(self, column: GridColumn) -> dict[str, object]:
        labels = [{"name": label.name, "tone": label.tone} for label in column.labels]
        title = self.say(column.title)
        return {"key": column.key, "title": title, "kind": column.kind, "width": column.width, "labels": labels}

    def _window(self, start: int, stop: int) -> dict[str, object]:
        cells = [] if self._rows is None else self._rows.cells(self._positions[start:stop])
        return {"start": start, "columns": cells}

    def _hear(self, kind: str, message: Message) -> None:
        match kind:
            case "rows":
                self._send_rows(whole(message.get("start")), whole(message.get("stop")))
            case "query":
                self.ask(read_query(message))
            case "prepare" if self._rows is not None:
                self._rows.prepare()
            case "unlimit":
                self.only(None)
            case "choices":
                self._send_choices(str(message.get("column")))
            case "select":
                self._selected = self._positions[self._range(message)]
                call(self._on_select, self._selected)
            case "open" if 0 <= whole(message.get("row"), -1) < len(self._positions):
                call(self._on_open, int(self._positions[whole(message.get("row"))]))
            case "copy":
                self._send_copy(message)

    def _range(self, message: Message) -> slice:
        return slice(max(0, whole(message.get("start"))), max(0, whole(message.get("stop"))))

    def _send_rows(self, start: int, stop: int) -> None:
        start = max(0, start)
        window = self._window(start, min(stop, start + _MOST_ASKED))
        self.send({"type": "rows", "revision": self._revision, **window})

    def _send_choices(self, key: str) -> None:
        found = [] if self._rows is None else self._rows.choices(key)
        self.send({"type": "choices", "column": key, "choices": found})

    def _send_copy(self, message: Message) -> None:
        if self._rows is None:
            return
        chosen = message.get("columns")
        keys = [key for key in chosen if isinstance(key, str)] if isinstance(chosen, list) else []
        titles = {column.key: self.say(column.title) for column in self._rows.columns if column.key in keys}
        table = copied(self._rows, self._positions[self._range(message)], titles, self._language)
        self.send({"type": "copy", "table": table})
