"""What is filled and who can be reached, and every correction to accept or to reject: by rule, column or cell."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.cleaning.catalogue import switched_off
from habitue.cleaning.rules import Rules
from habitue.language import Sentence, plural, say_percent, sentence
from habitue.quality import Quality
from habitue.refresh.clean.lines import Chosen, new_lines, open_corrections
from habitue.refresh.clean.report import rule_of
from habitue.refresh.corrections import corrections_of, told_once
from habitue.refresh.quality import quality_of
from habitue.roles import Role
from habitue.roles.titles import role_title
from habitue_notebook.code import code_of

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile

Mask = NDArray[np.bool_]


class QualityView:
    """The quality of a file's customers, and the corrections that cleaning proposes."""

    def __init__(self, file: "CustomerFile") -> None:
        self.file = file
        self._kept: tuple[object, pd.DataFrame] | None = None

    def quality(self) -> Quality:
        """Fill rates, reach and counts as a refresh would write them now."""
        return quality_of(self.file.computed())

    def changes(self) -> pd.DataFrame:
        """Every correction proposed: key, sheet, cell, column, before, after, rule (ids), "where" and "accepted"."""
        lines = self._proposed()
        return lines.assign(accepted=self.accepted())

    def accepted(self) -> Mask:
        """Which of the corrections are wanted, as the file's settings say."""
        lines = self._proposed()
        rules = Rules(off=switched_off(self.file.criteria.rules_off))
        codes, rule_sets = pd.factorize(lines["rule"])
        wanted = np.array([any(rules.on(rule) for rule in some.split(" ")) for some in rule_sets], dtype=bool)
        mask: Mask = wanted[codes] if len(lines) else np.zeros(0, dtype=bool)
        for chosen in self.file.rejected:
            mask &= ~self._meant(chosen)
        return mask

    def rules(self) -> dict[str, Sentence]:
        """The rules that propose corrections, each in words."""
        ids = {rule for some in self._proposed()["rule"].unique() for rule in some.split(" ")}
        return {rule: rule_of(rule).explains for rule in sorted(ids)}

    def columns(self) -> dict[str, Sentence]:
        """Columns whose heading is not known (another table told that detail), by what they hold."""
        roles = {str(role): role for role in Role}
        return {name: role_title(roles[name]) for name in self._proposed()["column"].unique() if name in roles}

    def decide_rule(self, rule: str, *, accepted: bool) -> None:
        """Accept or reject all that a rule does."""
        off = set(self.file.criteria.rules_off)
        off = off - {rule, rule.split(".", 1)[0]} if accepted else off | {rule}
        self.file.set("rules_off", tuple(sorted(off)))

    def decide(self, lines: NDArray[np.intp], *, accepted: bool) -> None:
        """Accept or reject corrections by their positions in `changes`."""
        rejected = self._rejected()
        rejected[lines] = not accepted
        proposed = self._proposed()
        chosen: list[Chosen] = []
        columns = proposed["column"].to_numpy()
        for column in proposed["column"].unique():
            places = np.flatnonzero(columns == column)
            if rejected[places].all():
                chosen.append(Chosen(column=str(column)))
            else:
                chosen += [_only(line) for line in proposed.iloc[places[rejected[places]]].to_dict("records")]
        self.file.rejected = tuple(chosen)

    def decide_column(self, column: str, *, accepted: bool) -> None:
        """Accept or reject all corrections of a column."""
        self.decide(np.flatnonzero(self._proposed()["column"].to_numpy() == column), accepted=accepted)

    def said(self) -> Sentence:
        """How many corrections there are, and how many of them are rejected."""
        accepted = self.accepted()
        proposed = plural("{count} correction is proposed", "{count} corrections are proposed", len(accepted))
        rejected = int((~accepted).sum())
        if not rejected:
            return sentence("{proposed}, all accepted.", proposed=proposed)
        return sentence("{proposed}, {rejected} rejected.", proposed=proposed, rejected=rejected)

    def refused(self) -> list[Sentence]:
        """Columns that were left whole, and why."""
        cleaned = self.file.basis().judged.together.cleaned_before
        return [sentence("{column}: {why}", column=role, why=why) for role, why in cleaned.refused.items()]

    def share(self, count: int, customers: int) -> str:
        """A number of customers as a share in words."""
        return say_percent(count / customers if customers else 0, self.file.tongue)

    def as_code(self) -> str:
        """The lines that give these corrections without the widget."""
        return code_of(self.file, "file.changes")

    def _rejected(self) -> Mask:
        """What is rejected but by a rule that is off."""
        mask = np.zeros(len(self._proposed()), dtype=bool)
        for chosen in self.file.rejected:
            mask |= self._meant(chosen)
        return mask

    def _meant(self, chosen: Chosen) -> Mask:
        lines = self._proposed()
        journal = new_lines(lines, self.file.wish().today, self.file.tongue)
        found: Mask = open_corrections(journal, chosen)
        return found

    def _proposed(self) -> pd.DataFrame:
        """The corrections with the rules that the workbook has, and nothing rejected."""
        file = self.file
        key = (file.revision, file.criteria.columns, file.criteria.country, file.as_of, file.language)
        if self._kept is None or self._kept[0] != key:
            together = file.proposing().judged.together
            lines = told_once(corrections_of(together.intake_before, together.cleaned_before))
            where = [
                f"{sheet}!{cell}" if cell else sheet for sheet, cell in zip(lines["sheet"], lines["cell"], strict=True)
            ]
            self._kept = (key, lines.assign(where=pd.Series(where, dtype=lines["sheet"].dtype)))
        return self._kept[1]


def _only(line: Mapping[Hashable, object]) -> Chosen:
    """One correction: by its cell, or where that is not known by its customer and column."""
    if line["cell"]:
        return Chosen(cell=str(line["where"]))
    return Chosen(key=str(line["key"]), column=str(line["column"]))
