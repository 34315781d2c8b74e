"""A customer file as an analyst holds it: settings are traits, results DataFrames; nothing is written unasked."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habitue.merging.answers import Answer, Answered, Survives, latest
from habitue.refresh.clean.lines import Chosen
from habitue.refresh.explain import find
from habitue.roles import ColumnRole
from habitue.roles.overrides import read_role
from habitue.sheets.words import DETAILS, RESULTS
from habitue_notebook.frames import changes_frame, customers_frame, review_frame
from habitue_notebook.held_file import HeldFile
from habitue_notebook.settings import settings_frame, with_value
from habitue_notebook.summary import summary_bundle

if TYPE_CHECKING:
    import pandas as pd

    from habitue_notebook.app import App
    from habitue_notebook.saving import Saved
    from habitue_notebook.tabs.tab import Tab


class CustomerFile(HeldFile):
    """A workbook (or CSV, Parquet) of customers and orders.

    Settings: `criteria`, `as_of`, `language`, `rejected` corrections and `answers` about duplicates; each can be
    observed, and none is written into the workbook before `save`. Results: `customers`, `changes`, `review`. The
    methods raise HabitueError.
    """

    # ---- settings -----------------------------------------------------------------------------------------------
    def set(self, code: str, value: Any) -> "CustomerFile":  # noqa: ANN401 (a number, a word, None for blank)
        """Set one criterion: "inactive.floor_days", "stages.lost.4.1", "rfm.r_bins", "preset", "country" ..."""
        self.criteria = with_value(self.criteria, code, value)
        return self

    def role(self, sheet: str, column: str, role: str | None) -> "CustomerFile":
        """Say what a column is: a role by its word or name, None where it is none of ours."""
        told = ColumnRole(sheet=sheet, header=column, role=read_role(role or "none"))
        others = [one for one in self.criteria.columns if (one.sheet, one.header) != (sheet, column)]
        self.criteria = replace(self.criteria, columns=(*others, told))
        return self

    def reject(self, *, rule: str = "", column: str = "", cell: str = "", key: str = "") -> "CustomerFile":
        """Do without a cleaning rule, or the corrections of a column, of a cell ("Clients!C12") or of a customer."""
        if rule and not (column or cell or key):
            self.criteria = replace(self.criteria, rules_off=(*self.criteria.rules_off, rule))
        else:
            self.rejected = (*self.rejected, Chosen(rule=rule, column=column, cell=cell, key=key))
        return self

    def answer(self, reference: str, mark: str, answer: Answer) -> "CustomerFile":
        """Answer whether two lines (by their marks, see `review`) are one customer."""
        told = Answered(reference=reference, mark=mark, answer=answer)
        self.answers = tuple(latest([*self.answers, told]))
        return self

    def survive(self, reference: str, mark: str, role: str) -> "CustomerFile":
        """Of lines that are one customer (by their marks), keep the value of `mark` for a detail ("email")."""
        told = Survives(reference=reference, mark=mark, role=str(read_role(role)))
        others = [one for one in self.survivors if (one.reference, one.role) != (reference, told.role)]
        self.survivors = (*others, told)
        return self

    def recalibrate(self) -> "CustomerFile":
        """Make new cut points of the scores from today's buyers."""
        self.criteria = self.criteria.with_cut_points(None)
        return self

    def reset(self) -> None:
        """Take back all that was set and not saved."""
        self.criteria, self.rejected, self.answers, self.survivors = self.saved, (), (), ()

    # ---- results -----------------------------------------------------------------------------------------------
    @property
    def customers(self) -> "pd.DataFrame":
        """One line per customer, as on the Customers sheet."""
        return customers_frame(self.computed().refresh)

    @property
    def changes(self) -> "pd.DataFrame":
        """One line per corrected cell."""
        return changes_frame(self.computed())

    @property
    def review(self) -> "pd.DataFrame":
        """The duplicates as on their sheet, a reference line at the head of each group."""
        from habitue.refresh.review_page import review_sheet

        return review_frame(review_sheet(self.searched(with_answers=True)))

    def settings(self) -> "pd.DataFrame":
        """Every number of the criteria: its code for `set`, what it is, its value, the saved one, what is allowed."""
        return settings_frame(self.criteria, self.saved, self.tongue)

    def titles(self, key: str) -> str:
        """The title, in `customers`, of a column that is always there: "status", "segment", "why", "revenue" ..."""
        return {**DETAILS, **RESULTS}[key].say(self.tongue)

    def explain(self, customer: str) -> str:
        """Why a customer (key, e-mail or name) has this status and these scores."""
        from habitue.refresh.explain import explain

        computed = self.computed()
        return "\n".join(line.say(self.tongue) for line in explain(computed, customer).lines)

    def position(self, customer: str) -> int:
        """The place of a customer (key, e-mail or name) in the lines of `customers`."""
        return find(self.computed().refresh, customer)

    def save(self, output: "str | Path | None" = None, *, merge: bool = False, backup: bool = True) -> "Saved":
        """Refresh the workbook: criteria, corrections and answers as they are set, through the one writer."""
        from habitue_notebook.saving import save

        return save(self, output=None if output is None else Path(output), merge=merge, backup=backup)

    def export(self, group: str, channel: str = "email", target: "str | Path | None" = None) -> tuple[Path, Path]:
        """Write the mailing list of a status, segment or group, and those left out beside it: the two files."""
        from habitue.refresh.mailing import export

        lists = export(self.computed(), group, channel, Path(target) if target else self.paths[0])
        return lists.path, lists.excluded_path

    # ---- views -------------------------------------------------------------------------------------------------
    def app(self) -> "App":
        """The app with all tabs."""
        from habitue_notebook.app import App

        return App(self)

    def tables(self) -> "Tab":
        """The tables found and the role of each column."""
        return self._tab("tables")

    def quality(self) -> "Tab":
        """What is filled, and what was corrected."""
        return self._tab("quality")

    def review_queue(self) -> "Tab":
        """The duplicates to decide on."""
        return self._tab("duplicates")

    def lifecycle(self) -> "Tab":
        """The statuses, and who would change."""
        return self._tab("lifecycle")

    def rfm(self) -> "Tab":
        """The scores and segments."""
        return self._tab("rfm")

    def saving(self) -> "Tab":
        """What a refresh would change, and the exports."""
        return self._tab("saving")

    def _tab(self, name: str) -> "Tab":
        from habitue_notebook.tabs import open_tab

        return open_tab(self, name)

    def __repr__(self) -> str:
        return f"CustomerFile({str(self.paths[0])!r})"

    def _repr_mimebundle_(self, **_asked: object) -> dict[str, str]:
        return summary_bundle(self)
