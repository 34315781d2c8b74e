"""A customer file as it is set now, and what was read and worked out of it, each kept until a setting changes it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any, cast

import traitlets

from habitue.criteria import Criteria
from habitue.errors import BadRequest
from habitue.language import Language, sentence
from habitue.matching import MatchCriteria
from habitue.refresh.compute import Computed, Sources, Step, compute, compute_again, quiet, read_sources
from habitue.refresh.duplicates import Besides, Search, search
from habitue.refresh.inspection import Inspection
from habitue.refresh.standing import Standing, standing_of
from habitue.refresh.wish import Wish
from habitue.roles.languages import guess_language
from habitue_notebook.settings import with_value


class HeldFile(traitlets.HasTraits):
    """The settings of a file as traits, and the core's results under them: `basis`, `computed`, `standing`, `searched`.

    Results are shared between threads, kept under the settings that they depend on, and worked out when asked for.
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
