"""The File tab: tables, the role of each column from a drop-down, sample values, problems."""

from collections.abc import Sequence
from typing import Any, ClassVar

import ipywidgets
import numpy as np
import pandas as pd

from habitue.errors import BadRequest, HabitueError, MissingRole
from habitue.language import Language, Sentence, sentence
from habitue.refresh.compute import Step
from habitue.roles.titles import role_title
from habitue_notebook.summary import PRIVATE
from habitue_notebook.tabs.tab import Tab, heading, paragraphs
from habitue_notebook.views.tables import ColumnShown, TableShown, TablesView
from habitue_notebook.widgets import FrameRows, Grid, GridColumn


class TablesTab(Tab):
    """What was found in the files."""

    NAME = "tables"
    TITLE: ClassVar[Sentence] = sentence("File")

    refused: HabitueError | None = None

    def prepare(self, step: Step) -> object:
        """The file; one whose roles do not suffice is shown all the same, so that they can be told."""
        self.file.sources(step)
        self.refused = None
        try:
            return self.file.basis(step)
        except (MissingRole, BadRequest) as error:
            self.refused = error
        return None

    def build(self, language: Language) -> Sequence[ipywidgets.Widget]:
        """Said, the table to look at, its columns, and the role of the one that is selected."""
        self.view = TablesView(self.file)
        self._tables: tuple[TableShown, ...] = ()
        self._chosen: ColumnShown | None = None
        self._silent = False
        self._said = ipywidgets.HTML()
        self._problems = ipywidgets.HTML()
        self._table = ipywidgets.Dropdown(description=self.say(sentence("Table")))
        self._table.observe(lambda _: self.guarded(self._show_table), names="value")
        self._grid = Grid(
            title=sentence("Columns"), language=language, height=360, on_select=self._select, on_open=self._open_column
        )
        self._role = ipywidgets.Dropdown(
            description=self.say(sentence("Role of the selected column")),
            options=[(title, "" if role is None else str(role)) for title, role in self.view.roles()],
            disabled=True,
            style={"description_width": "initial"},
            layout={"width": "min(100%, 34em)"},
        )
        self._role.observe(self._role_chosen, names="value")
        hint = ipywidgets.HTML(
            paragraphs([self.say(sentence("Select a column below; if its role is wrong, choose another one."))])
        )
        private = (ipywidgets.HTML(paragraphs([self.say(PRIVATE)])),) if self.alone else ()  # the app says it above
        return (*private, self._said, self._table, hint, self._role, self._grid, self._problems)

    def follow(self) -> None:
        """The tables as their columns are taken now."""
        self._tables = self.view.tables()
        before = self._table.value
        titles = [table.title for table in self._tables]
        self._silent = True
        self._table.options = titles
        self._table.value = before if before in titles else _largest(self._tables)
        self._silent = False
        self._show_table()
        if self.refused is not None and not self.file.ready:
            self.work.failed = True
            self.notice.error(self.refused)
            self._said.value = self._problems.value = ""
            return
        self._said.value = paragraphs([self.say(self.view.said())])
        self._problems.value = self._said_problems()

    def as_code(self) -> str:
        """The lines that read the file so."""
        return self.view.as_code()

    def choose(self, position: int) -> None:
        """Take the column at a position of the table in sight for the one whose role is to be set."""
        table = self._shown()
        self._chosen = table.columns[position] if table and 0 <= position < len(table.columns) else None
        self._silent = True
        named = sentence("Role of the selected column")
        if self._chosen:
            named = sentence("Role of the column {column}", column=self._chosen.label)
        self._role.description = self.say(named)
        self._role.disabled = self._chosen is None
        self._role.value = str(self._chosen.role) if self._chosen and self._chosen.role else ""
        self._silent = False

    def _said_problems(self) -> str:
        problems = [self.say(problem) for problem in self.view.problems()]
        return heading(self.say(sentence("To look at"))) + paragraphs(problems) if problems else ""

    def _shown(self) -> TableShown | None:
        return next((table for table in self._tables if table.title == self._table.value), None)

    def _show_table(self) -> None:
        if self._silent:
            return
        table = self._shown()
        if table is None:
            return
        self._grid.show(FrameRows(self._frame(table), columns=self._columns()))
        self.choose(-1)

    def _frame(self, table: TableShown) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "letter": [column.letter for column in table.columns],
                "label": [column.label for column in table.columns],
                "role": [self.say(role_title(column.role)) if column.role else None for column in table.columns],
                "confidence": np.array([column.confidence for column in table.columns], dtype=float),
                "samples": [" · ".join(column.samples) for column in table.columns],
                "why": [self.say(column.why) for column in table.columns],
            }
        )

    def _columns(self) -> list[GridColumn]:
        return [
            GridColumn(key="letter", title=sentence("Letter"), width=60),
            GridColumn(key="label", title=sentence("Column"), width=150),
            GridColumn(key="role", title=sentence("Role"), width=170),
            GridColumn(key="confidence", title=sentence("Confidence"), kind="share", width=95),
            GridColumn(key="samples", title=sentence("Sample values"), width=260),
            GridColumn(key="why", title=sentence("Why"), width=360),
        ]

    def _select(self, positions: Any) -> None:  # noqa: ANN401 (an array of positions)
        if len(positions) == 1:
            self.choose(int(positions[0]))

    def _open_column(self, position: int) -> None:
        self.choose(position)

    def _role_chosen(self, change: Any) -> None:  # noqa: ANN401 (traitlets')
        if not self._silent and self._chosen is not None:
            self.guarded(self.set_role, change["new"])

    def set_role(self, role: str) -> None:
        """Give the chosen column a role by its word, "" for none."""
        assert self._chosen is not None
        self.file.role(self._chosen.table, self._chosen.label, role or None)


def _largest(tables: Sequence[TableShown]) -> str | None:
    used = [table for table in tables if any(column.role for column in table.columns)] or list(tables)
    return max(used, key=lambda table: sum(column.role is not None for column in table.columns)).title if used else None
