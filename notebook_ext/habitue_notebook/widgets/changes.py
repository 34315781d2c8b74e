"""The corrections, grouped by rule, before and after; a rule, a column or a cell is accepted or rejected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.language import Language, Sentence, sentence
from habitue_notebook.widgets.view import Message, Text, View, call, whole

_PAGE = 50
_MOST_ASKED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What people accepted or rejected: `lines` of the frame; a whole rule or column names it, a cell names both."""

    rule: str
    column: str | None
    lines: NDArray[np.int64]
    accepted: bool


class Changes(View):
    """The frame has a line per corrected cell: "rule", "column", "where" ("Clients!C12"), "before", "after" (text).

    "accepted" (bool) may say what was decided earlier. `rules` and `columns` are their names for people.
    """

    NAME = "changes"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "none": sentence("Nothing was corrected."),
        "cell_one": sentence("1 cell"),
        "cell_many": sentence("{count} cells"),
        "rejected": sentence("{count} rejected"),
        "accept": sentence("Accept"),
        "accept_rule": sentence("Accept the rule {name}"),
        "accept_column": sentence("Accept {name} by this rule"),
        "accept_cell": sentence("Accept the correction of {name}"),
        "where": sentence("Cell"),
        "before": sentence("Before"),
        "after": sentence("After"),
        "all_columns": sentence("All columns"),
        "blank": sentence("(blank)"),
        "more": sentence("Show more"),
        "shown": sentence("Lines 1–{shown} of {total}"),
        "legend": sentence("· is a space, ⍽ a no-break space, ⇥ a tab, ⏎ a line break."),
    }

    def __init__(
        self,
        frame: pd.DataFrame | None = None,
        *,
        rules: Mapping[str, Text] | None = None,
        columns: Mapping[str, Text] | None = None,
        title: Text = "",
        language: Language = "en",
        on_decide: Callable[[Decision], object] | None = None,
    ) -> None:
        self._rule_names, self._column_names = dict(rules or {}), dict(columns or {})
        self._title, self._on_decide = title, on_decide
        super().__init__(language=language)
        self._take(frame)

    @property
    def accepted(self) -> NDArray[np.bool_]:
        """For each line of the frame, whether it is accepted."""
        return self._accepted.copy()

    def show(self, frame: pd.DataFrame | None) -> None:
        """Other corrections."""
        self._take(frame)
        self.tell()

    def _take(self, frame: pd.DataFrame | None) -> None:
        wanted = ("rule", "column", "where", "before", "after")
        self._frame = pd.DataFrame(columns=list(wanted)) if frame is None else frame
        known = "accepted" in self._frame.columns
        self._accepted = (
            self._frame["accepted"].to_numpy(dtype=bool, copy=True) if known else np.ones(len(self._frame), dtype=bool)
        )
        self._rules, rules = pd.factorize(self._frame["rule"].astype(object))
        self._columns, columns = pd.factorize(self._frame["column"].astype(object))
        self._rule_keys, self._column_keys = [str(one) for one in rules], [str(one) for one in columns]

    def _state(self) -> dict[str, object]:
        width = max(len(self._column_keys), 1)
        pair = self._rules * width + self._columns
        counts, kept = (
            np.bincount(pair, weights, minlength=len(self._rule_keys) * width).astype(np.int64).reshape(-1, width)
            for weights in (None, self._accepted)
        )
        rules = []
        for at, key in enumerate(self._rule_keys):
            columns = [
                self._counted(self._column_keys[column], self._column_names, counts[at, column], kept[at, column])
                for column in np.flatnonzero(counts[at])
            ]
            rule = self._counted(key, self._rule_names, counts[at].sum(), kept[at].sum())
            rules.append({**rule, "columns": sorted(columns, key=_largest)})
        return {"title": self.say(self._title), "rules": sorted(rules, key=_largest)}

    def _counted(self, key: str, names: Mapping[str, Text], size: np.int64, kept: np.int64) -> dict[str, Any]:
        return {"key": key, "name": self.say(names.get(key, key)), "count": int(size), "accepted": int(kept)}

    def _hear(self, kind: str, message: Message) -> None:
        rule, column = str(message.get("rule")), message.get("column")
        chosen = column if isinstance(column, str) else None
        if kind == "lines":
            start = max(0, whole(message.get("start")))
            self._send_lines(rule, chosen, slice(start, start + min(whole(message.get("count"), _PAGE), _MOST_ASKED)))
        elif kind == "decide":
            line = message.get("line")
            found = self._lines(rule, chosen)
            if isinstance(line, int):
                found = found[found == line]
                chosen = self._column_keys[self._columns[line]] if len(found) else chosen
            self._decide(rule, chosen, found, accepted=message.get("accepted") is True)

    def _lines(self, rule: str, column: str | None) -> NDArray[np.int64]:
        """The positions in the frame of a rule's corrections, of one column or all."""
        if rule not in self._rule_keys or (column is not None and column not in self._column_keys):
            return np.zeros(0, dtype=np.int64)
        found = self._rules == self._rule_keys.index(rule)
        if column is not None:
            found &= self._columns == self._column_keys.index(column)
        return np.flatnonzero(found)

    def _send_lines(self, rule: str, column: str | None, window: slice) -> None:
        found = self._lines(rule, column)
        part = self._frame.iloc[found[window]]
        texts = {
            name: [str(one) if known else "" for one, known in zip(part[name], part[name].notna(), strict=True)]
            for name in ("where", "before", "after")
        }
        self.send(
            {
                "type": "lines",
                "rule": rule,
                "column": column,
                "start": window.start,
                "total": len(found),
                "lines": found[window].tolist(),
                "accepted": self._accepted[found[window]].tolist(),
                **texts,
            }
        )

    def _decide(self, rule: str, column: str | None, lines: NDArray[np.int64], *, accepted: bool) -> None:
        if len(lines):
            self._accepted[lines] = accepted
            self.tell()
            call(self._on_decide, Decision(rule=rule, column=column, lines=lines, accepted=accepted))


def _largest(counted: Mapping[str, Any]) -> tuple[int, str]:
    return -counted["count"], counted["key"]
