"""A customer file as an analyst holds it: settings are traits, results DataFrames; nothing is written unasked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

import traitlets

from habitue.criteria import Criteria
from habitue.errors import BadRequest
from habitue.language import Language, sentence
from habitue.matching import MatchCriteria
from habitue.merging.answers import Answer, Answered, Survives, latest
from habitue.refresh.clean.lines import Chosen
from habitue.refresh.compute import Computed, Sources, Step, compute, compute_again, quiet, read_sources
from habitue.refresh.duplicates import Besides, Search, search
from habitue.refresh.explain import find
from habitue.refresh.inspection import Inspection
from habitue.refresh.standing import Standing, standing_of
from habitue.refresh.wish import Wish
from habitue.roles import ColumnRole
from habitue.roles.languages import guess_language
from habitue.roles.overrides import read_role
from habitue.sheets.words import DETAILS, RESULTS
from habitue_notebook.frames import changes_frame, customers_frame, review_frame
from habitue_notebook.settings import settings_frame, with_value
from habitue_notebook.summary import summary_bundle

if TYPE_CHECKING:
    import pandas as pd

    from habitue_notebook.app import App
    from habitue_notebook.saving import Saved
    from habitue_notebook.tabs.tab import Tab


class CustomerFile(traitlets.HasTraits):
    """A workbook (or CSV, Parquet) of customers and orders.

    Settings: `criteria`, `as_of`, `language`, `rejected` corrections and `answers` about duplicates; each can be
    observed, and none is written into the workbook before `save`. Results: `customers`, `changes`, `review`. The
    methods raise HabitueError.
    """

    criteria = traitlets.Instance(Criteria, help="Rules and numbers; those of the workbook until they are moved.")
    as_of = traitlets.Instance(date, allow_none=True, help="The day of all statuses and silences; None: today.")
    language = traitlets.Enum(("fr", "en"), default_value=None, allow_none=True, help="None: that of the file.")
    rejected = traitlets.Tuple(help="Corrections that are not wanted, as `Chosen`.")
    answers = traitlets.Tuple(help="Answers about duplicates that are not in the workbook yet, as `Answered`.")
    survivors = traitlets.Tuple(help="Whose values stay in merges, where that was chosen, as `Survives`.")
    revision = traitlets.Int(0, help="Rises whenever the file was read again.")

    def __init__(
        self,
        *paths: "str | Path",
        as_of: "date | str | None" = None,
        language: Language | None = None,
        settings: Mapping[str, Any] | None = None,
        **how: Any,  # noqa: ANN401 (fields of `Wish`: sheets, date_order, engine, into)
    ) -> None:
        """Nothing is read yet. `settings` are criteria by code, as `set` takes them."""
        super().__init__()
        if not paths:
            raise BadRequest(sentence("Which file? Give its path, as in open({example}).", example='"clients.xlsx"'))
        self.paths = tuple(Path(path).expanduser() for path in paths)
        self.how: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in how.items()
        }
        self._lock = RLock()
        self._sources: Sources | None = None
        self._cache: dict[str, tuple[object, Any]] = {}
        self._pending = dict(settings or {})
        self.as_of = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        self.language = language

    # ---- state -------------------------------------------------------------------------------------------------
    @traitlets.default("criteria")
    def _default_criteria(self) -> Criteria:
        """Those of the workbook, with the settings given at the start."""
        criteria = self.saved
        for code, value in self._pending.items():
            criteria = with_value(criteria, code, value)
        return criteria

    @property
    def saved(self) -> Criteria:
        """The criteria as the workbook has them (the defaults where it has none)."""
        return self.sources().criteria

    @property
    def moved(self) -> bool:
        """Whether anything was set that the workbook does not have."""
        return bool(self.criteria != self.saved or self.rejected or self.answers or self.survivors)

    @property
    def tongue(self) -> Language:
        """The language that is spoken: the one that was set, that of the criteria, or that of the file."""
        set_to = self._language() or self.criteria.language
        if set_to:
            return set_to
        tables = self.sources().tables
        found: Language = self._kept("guessed", self.revision, lambda: guess_language(tables))
        return found

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.paths[0].name

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

    # ---- what the views read -----------------------------------------------------------------------------------
    def wish(self, *, for_writing: bool = False) -> Wish:
        """What is asked of the core now; to write, with the criteria that were set."""
        return Wish(
            paths=self.paths,
            as_of=self.as_of,
            language=self._language(),
            rejected=self.rejected,
            criteria=self._now() if for_writing else None,
            **self.how,
        )

    def sources(self, step: Step = quiet) -> Sources:
        """The tables of the files and what the workbook remembers, read once."""
        with self._lock:
            if self._sources is None:
                step(sentence("Reading…"))
                self._sources = read_sources(replace(self.wish(), language=None, rejected=()))
            return self._sources

    def read_again(self) -> None:
        """Forget what was read, because the file has changed."""
        with self._lock:
            self._sources = None
            self._cache.clear()
        self.revision += 1

    def computed(self, step: Step = quiet) -> Computed:
        """The refresh as it would be now, with all that led to it."""
        with self._lock:
            sources = self._sources_now(step)
            key = (self._cleaning(), self.criteria)
            found: Computed = self._kept("computed", key, lambda: self._compute(sources, step))
            return found

    def standing(self) -> Standing:
        """Where the customers stand, whatever the criteria: what follows a slider."""
        with self._lock:
            base = self._base(self._sources_now(quiet), quiet)
            found: Standing = self._kept("standing", self._cleaning(), lambda: standing_of(base.judged))
            return found

    def basis(self, step: Step = quiet) -> Computed:
        """A refresh of the same customers under earlier criteria: for what does not depend on them."""
        with self._lock:
            return self._base(self._sources_now(step), step)

    def proposing(self) -> Computed:
        """A refresh with the workbook's cleaning rules and nothing rejected: the corrections to choose from."""
        if not self.rejected and self.criteria.rules_off == self.saved.rules_off:
            return self.basis()
        with self._lock:
            sources = self._sources_now(quiet)
            criteria = replace(sources.criteria, rules_off=self.saved.rules_off)
            key = (criteria.columns, criteria.country, criteria.language, self.as_of)
            make = lambda: compute(replace(self.wish(), rejected=()), quiet, replace(sources, criteria=criteria))  # noqa: E731
            found: Computed = self._kept("proposing", key, make)
            return found

    @property
    def ready(self) -> bool:
        """Whether customers have been gathered and cleaned as the settings say: then nothing that follows is slow."""
        known = self._cache.get("base")
        return self._sources is not None and known is not None and known[0] == self._cleaning()

    @property
    def is_searched(self) -> bool:
        """Whether duplicates have been searched in the file as it is set."""
        known = self._cache.get("searchedFalse")
        return known is not None and known[0] == (self._cleaning(), ())

    def searched(self, step: Step = quiet, *, with_answers: bool = False) -> Search:
        """The search for duplicates; with the new answers, or as the workbook has it."""
        with self._lock:
            sources = self._sources_now(step)
            answers = self.answers if with_answers else ()
            found: Search = self._kept(
                f"searched{bool(answers)}",
                (self._cleaning(), answers),
                lambda: search(self.wish(), MatchCriteria(), Besides(answers=answers), step, sources),
            )
            return found

    def inspection(self) -> Inspection:
        """The tables as they were taken, and their problems."""
        intake = self.basis().judged.together.intake_before
        return Inspection(intake=intake, problems=(*self.sources().problems, *intake.problems), language=self.tongue)

    def _now(self) -> Criteria:
        criteria: Criteria = self.criteria
        language = self._language()
        return replace(criteria, language=language) if language else criteria

    def _language(self) -> Language | None:
        return cast("Language | None", self.language)

    def _sources_now(self, step: Step) -> Sources:
        criteria = self._now()
        return replace(self.sources(step), criteria=criteria, language=criteria.language)

    def _cleaning(self) -> tuple[object, ...]:
        """Settings that customers have to be gathered and cleaned anew for."""
        now = self._now()
        return (now.columns, now.country, now.rules_off, now.language, self.rejected, self.as_of)

    def _base(self, sources: Sources, step: Step) -> Computed:
        found: Computed = self._kept("base", self._cleaning(), lambda: compute(self.wish(), step, sources))
        return found

    def _compute(self, sources: Sources, step: Step) -> Computed:
        base = self._base(sources, step)
        if base.judged.statuses.criteria == sources.criteria:
            return base
        step(sentence("Working out statuses and segments…"))
        return compute_again(base, self.wish(), sources)

    def _kept(self, name: str, key: object, make: Any) -> Any:  # noqa: ANN401 (what `make` gives)
        """What was made for the same key before, or made now."""
        known = self._cache.get(name)
        if known is None or known[0] != key:
            known = (key, make())
            self._cache[name] = known
        return known[1]

    def __repr__(self) -> str:
        return f"CustomerFile({str(self.paths[0])!r})"

    def _repr_mimebundle_(self, **_asked: object) -> dict[str, str]:
        return summary_bundle(self)
