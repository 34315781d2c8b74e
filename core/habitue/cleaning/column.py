"""The machine under every field: judge each distinct value of a column once, and map the verdicts back to its cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.distinct import Distinct, distinct
from habitue.language import Sentence
from habitue.records import Cleaned
from habitue.tables import text_dtype

RULE_SEPARATOR = " "
"""Where several rules changed one cell, its line in the journal names them all, in order, separated by this."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look at a cell, and what we would write there if we dared; None when we have no idea."""

    rule: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one value becomes: the new value (None is blank), the ids of the rules that changed it, and the doubts.

    `parts` are what the value says beside itself (the civility in a name, the legal form of a company): by the name
    of the output, its text and the id of the rule that took it.
    """

    value: str | None
    rules: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    parts: Mapping[str, tuple[str, str]] | None = None


Judge = Callable[[str], Verdict]


def as_text(column: pd.Series) -> pd.Series:
    """The column as text, blank where it is missing or empty; half surrogates, which no file can hold, become "?"."""
    if column.dtype == object:
        column = column.map(_whole, na_action="ignore")
    if column.dtype != text_dtype():
        column = column.astype(text_dtype())
    empty = (column == "").fillna(value=False)
    return column.mask(empty) if empty.any() else column


def _whole(value: object) -> str:
    return str(value).encode("utf-8", "replace").decode("utf-8")


def matches(texts: pd.Series, pattern: str) -> np.ndarray:
    r"""Which texts hold the pattern: one pass of the string kernels, to find the few that need a closer look.

    The pattern must mean the same to Python and to RE2: no look-around, no back references, and none of \b, \w, \d,
    \s, which know ASCII only in one of them (`whole_words` is for words).
    """
    if getattr(texts.dtype, "storage", "") != "pyarrow":
        return np.array(texts.str.contains(pattern, regex=True, na=False), dtype=bool)
    from pyarrow.compute import match_substring_regex  # at hand where text is kept by it

    # pandas would ask the same, after parsing the pattern anew to see whether RE2 can read it.
    found = match_substring_regex(texts.array.__arrow_array__(), pattern)
    return np.array(found.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)


def whole_words(words: Iterable[str]) -> str:
    """A pattern for `matches` that finds any of some words, in any case, where no letter touches them."""
    border = "[^A-Za-zÀ-ÖØ-öø-\u024fḀ-ỿ]"  # the same letters in either case, so that capitals change no verdict
    return f"(?i)(?:^|{border})(?:{'|'.join(sorted(words))})(?:$|{border})"


def clean_column(column: pd.Series, judge: Judge, *, needs: Callable[[pd.Series], np.ndarray] | None = None) -> Cleaned:
    """A column with each distinct value judged once.

    `needs`, where given, tells from all distinct values which ones `judge` must see; the others stay as they are.
    """
    text = as_text(column)
    found = distinct(text)
    return gather(text, found, judge_all(found, judge, needs=needs))


def judge_all(
    found: Distinct, judge: Judge, *, needs: Callable[[pd.Series], np.ndarray] | None = None
) -> dict[int, Verdict]:
    """The verdict on each distinct value that needs one, by its number in `found.texts`."""
    if needs is None or found.texts.empty:
        return {number: judge(value) for number, value in enumerate(found.texts.tolist())}
    wanted = np.flatnonzero(needs(found.texts))
    return dict(zip(wanted.tolist(), map(judge, found.texts.take(wanted).tolist()), strict=True))


def gather(text: pd.Series, found: Distinct, verdicts: Mapping[int, Verdict]) -> Cleaned:
    """The column and its journal from the verdicts on its distinct values."""
    changed = {n: v for n, v in verdicts.items() if v.rules}
    values, changes = _apply(text, found, {n: (v.value, RULE_SEPARATOR.join(v.rules)) for n, v in changed.items()})
    return Cleaned(values=values, changes=changes, doubts=_doubts(found, verdicts))


def gather_part(text: pd.Series, found: Distinct, verdicts: Mapping[int, Verdict], part: str) -> Cleaned:
    """One output beside the column itself: a column of its own, blank where the value says nothing of it."""
    taken = {n: v.parts[part] for n, v in verdicts.items() if v.parts and part in v.parts}
    blank = pd.Series(pd.NA, index=text.index, dtype=text.dtype, name=part)
    values, changes = _apply(blank, found, taken)
    changes["before"] = blank.iloc[: len(changes)].array
    return Cleaned(values=values, changes=changes, doubts=no_doubts())


def refuse(column: pd.Series, why: Sentence) -> Cleaned:
    """The column as it is, with the reason why it was not cleaned."""
    return Cleaned(values=column, changes=no_changes(), doubts=no_doubts(), refused=why)


def no_changes() -> pd.DataFrame:
    """An empty journal."""
    return _lines(["position", "before", "after", "rule"])


def no_doubts() -> pd.DataFrame:
    """An empty list of doubts."""
    return _lines(["position", "value", "rule", "suggestion"])


def _lines(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="int64" if name == "position" else text_dtype()) for name in columns})


def _texts(values: Iterable[str | None]) -> pd.Series:
    return pd.Series(list(values), dtype=text_dtype())


def _apply(
    text: pd.Series, found: Distinct, new: Mapping[int, tuple[str | None, str]]
) -> tuple[pd.Series, pd.DataFrame]:
    """Write the new values by number; only the cells that change are touched."""
    if not new:
        return text, no_changes()
    line = np.full(len(found.texts) + 1, -1)  # one more, for the code -1 of blank cells
    line[list(new)] = np.arange(len(new))
    lines = line[found.codes]
    positions = np.flatnonzero(lines >= 0)
    lines = lines[positions]
    after = _texts(value for value, _ in new.values()).array.take(lines)
    values = text.copy()
    values.iloc[positions] = after
    changes = pd.DataFrame(
        {
            "position": positions,
            "before": found.texts.array.take(found.codes[positions]),
            "after": after,
            "rule": _texts(rule for _, rule in new.values()).array.take(lines),
        }
    )
    return values, changes


def _doubts(found: Distinct, verdicts: Mapping[int, Verdict]) -> pd.DataFrame:
    lines = [(number, doubt) for number, verdict in sorted(verdicts.items()) for doubt in verdict.doubts]
    if not lines:
        return no_doubts()
    table = pd.DataFrame(
        {
            "number": [number for number, _ in lines],
            "rule": _texts(doubt.rule for _, doubt in lines),
            "suggestion": _texts(doubt.suggestion for _, doubt in lines),
        }
    )
    wanted = np.zeros(len(found.texts) + 1, dtype=bool)
    wanted[table["number"]] = True
    positions = np.flatnonzero(wanted[found.codes])
    cells = pd.DataFrame({"position": positions, "number": found.codes[positions]})
    cells["value"] = found.texts.array.take(cells["number"])
    table["order"] = np.arange(len(table))
    joined = cells.merge(table, on="number").sort_values(["position", "order"], ignore_index=True)
    return joined[["position", "value", "rule", "suggestion"]]
