"""Blank details of customers filled from other files where the same customer is certain, each cell with its source."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from habitue.language import Language, Sentence, plural, say_percent, sentence
from habitue.matching import Matching
from habitue.merging.filling import Contradiction, Filled, filling
from habitue.refresh.answered import journal_lines
from habitue.refresh.build import sheet_models
from habitue.refresh.compute import Computed, Sources, Step, compute, gathered, quiet, read_sources
from habitue.refresh.customer_rows import CustomerRows, customer_rows
from habitue.refresh.filled import fills_in, taken_back
from habitue.refresh.grafting import Grafted, put
from habitue.refresh.rules import rules_of
from habitue.refresh.target import target_of
from habitue.refresh.wish import Wish
from habitue.roles.role import Role
from habitue.sheets.words import DETAILS
from habitue.tables import text_dtype

_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Enriched:
    """What was filled in, or would be: journal lines, what contradicts, and how many rows of the others are whose.

    `contradictions` has the columns key, column, here, there, sheet and cell (text).
    """

    language: Language
    filled: pd.DataFrame
    contradictions: pd.DataFrame
    compared: int
    found: int  # rows of the other files that are certainly a customer of this one
    doubtful: int  # rows that are certainly several customers, or perhaps one
    done: Grafted

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        columns = ["key", "column", "after", "sheet", "cell", "rule"]
        return {
            "language": self.language,
            "rows": self.compared,
            "certain": self.found,
            "doubtful": self.doubtful,
            "filled": self.filled[columns].to_dict("records"),
            "contradictions": self.contradictions.to_dict("records"),
            "changes": self.done.changes,
            "file": self.done.target.name,
            "backup": self.done.backup.name if self.done.backup else None,
        }

    def lines(self) -> list[Sentence]:
        """For people."""
        said = [
            plural(
                "{count} line of the other file compared.", "{count} lines of the other file compared.", self.compared
            ),
            plural(
                "{count} is certainly a customer of this file.",
                "{count} are certainly customers of this file.",
                self.found,
            ),
            plural(
                "{count} is doubtful and was left alone.", "{count} are doubtful and were left alone.", self.doubtful
            ),
            plural("{count} blank detail filled in.", "{count} blank details filled in.", len(self.filled)),
        ]
        by_column = self.filled["column"].value_counts()
        said += [sentence("  {column}: {number}", column=str(name), number=int(n)) for name, n in by_column.items()]
        if len(self.contradictions):
            said.append(
                plural(
                    "{count} detail is another in the two files; nothing was overwritten:",
                    "{count} details are others in the two files; nothing was overwritten:",
                    len(self.contradictions),
                )
            )
        shown = self.contradictions.head(_MOST_SHOWN)
        said += [
            sentence(
                "  {key}, {column}: {here} | {there} ({sheet}, {cell})",
                **{name: getattr(one, name) or "–" for name in ("key", "column", "here", "there", "sheet", "cell")},
            )
            for one in shown.itertuples()
        ]
        if (rest := len(self.contradictions) - len(shown)) > 0:
            said.append(plural("  and {count} more (--json has all)", "  and {count} more (--json has all)", rest))
        return [*said, *self.done.notes]


def enrich(
    wish: Wish, others: Sequence[Path], *, write: bool = True, backup: bool = True, step: Step = quiet
) -> Enriched:
    """Fill blanks of the customers of `wish` from other files, note it in the journal, and refresh.

    Nothing is overwritten, what was taken back is not filled in again. Raises HabitueError; then nothing is written.
    """
    sources = read_sources(wish)
    found: list[_Found] = []
    for other in others:
        computed = compute(wish, step, sources)
        one = _from(other, wish, computed, sources, step)
        found.append(one)
        sources = _with_lines(sources, one.lines)
    computed = compute(wish, quiet, sources)
    step(sentence("Making the sheets…"))
    done = put(target_of(wish), sheet_models(computed), write=write, backup=backup)
    return Enriched(
        language=computed.refresh.language,
        filled=pd.concat([one.lines for one in found], ignore_index=True),
        contradictions=pd.concat([one.contradictions for one in found], ignore_index=True),
        compared=sum(one.compared for one in found),
        found=sum(one.certain for one in found),
        doubtful=sum(one.doubtful for one in found),
        done=done,
    )


def take_back(wish: Wish, key: str, *, write: bool = True, backup: bool = True) -> tuple[int, Language, Grafted]:
    """Take back all that was filled in for a customer, and refresh; how many details that was."""
    sources = read_sources(wish)
    journal, count = taken_back(sources.memory.journal, key, wish.today.toordinal())
    computed = compute(wish, quiet, replace(sources, memory=replace(sources.memory, journal=journal)))
    done = put(target_of(wish), sheet_models(computed), write=write, backup=backup)
    return count, computed.refresh.language, done


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Found:
    lines: pd.DataFrame
    contradictions: pd.DataFrame
    compared: int
    certain: int
    doubtful: int


def _from(other: Path, wish: Wish, computed: Computed, sources: Sources, step: Step) -> _Found:
    """What one other file can tell."""
    language = computed.refresh.language
    theirs = Wish(paths=(other,), language=language, date_order=wish.date_order, today=wish.today, as_of=wish.as_of)
    step(sentence("Reading {file}…", file=other.name))
    read = read_sources(theirs)
    intake = gathered(theirs, read)
    rows = customer_rows(read.tables, intake, rules_of(theirs, read.criteria, language))
    customers = computed.judged.cleaned.customers
    matched = _matched(customers, rows, step)
    certain, doubtful = _whose(matched, len(customers))
    told = filling(customers, rows.cleaned, certain)
    source = _Source(other, rows, customers["key"].tolist(), language)
    undone = fills_in(sources.memory.journal)
    gone = set(zip(undone["key"], undone["role"], undone["after"], strict=True))
    new = [one for one in told.filled if (source.key(one), one.role, one.value) not in gone]
    return _Found(
        lines=journal_lines("fill", wish.today, language, source.lines(new, matched)),
        contradictions=source.contradictions(told.contradictions),
        compared=len(rows),
        certain=sum(map(len, certain.values())),
        doubtful=doubtful,
    )


def _with_lines(sources: Sources, lines: pd.DataFrame) -> Sources:
    if not len(lines):
        return sources
    journal = sources.memory.journal
    whole = pd.concat([journal, lines], ignore_index=True) if len(journal) else lines
    return replace(sources, memory=replace(sources.memory, journal=whole))


def _matched(customers: pd.DataFrame, rows: CustomerRows, step: Step) -> Matching:
    """Our customers first, then the rows of the other file, compared with one another only."""
    from habitue.matching import link

    details = [column for column in customers if column in set(Role)]
    both = pd.concat([customers[details], rows.records], ignore_index=True)
    source = np.repeat([0, 1], [len(customers), len(rows)])
    return link(both, source, across_only=True, step=step)


def _whose(matched: Matching, customers: int) -> tuple[dict[int, list[int]], int]:
    """The rows of the other file that are certainly one customer and no second, and how many are in doubt."""
    groups = matched.groups
    of_group: dict[int, list[int]] = defaultdict(list)
    for customer in np.flatnonzero(groups[:customers] >= 0).tolist():
        of_group[int(groups[customer])].append(customer)
    found: dict[int, list[int]] = defaultdict(list)
    several = 0
    for row in np.flatnonzero(groups[customers:] >= 0).tolist():
        ours = of_group[int(groups[customers + row])]
        if len(ours) == 1:
            found[ours[0]].append(row)
        else:
            several += 1
    asked = np.unique(matched.pairs.right[matched.pairs.zone == 1])
    perhaps = int((groups[asked] < 0).sum())
    return dict(found), several + perhaps


class _Source:
    """Says where in the other file a value stands."""

    def __init__(self, path: Path, rows: CustomerRows, keys: Sequence[str], language: Language) -> None:
        self._path, self._rows, self._keys, self._language = path, rows, keys, language

    def key(self, one: Filled | Contradiction) -> str:
        """The number of the customer."""
        return self._keys[one.customer]

    def lines(self, filled: Sequence[Filled], matched: Matching) -> pd.DataFrame:
        """What was filled in, as the journal's columns."""
        best = self._best(matched)
        told = [
            {**self._place(one), "key": self.key(one), "after": one.value, "rule": self._why(one, matched, best)}
            for one in filled
        ]
        columns = ("key", "sheet", "cell", "column", "after", "rule")
        return pd.DataFrame({name: pd.Series([one[name] for one in told], dtype=text_dtype()) for name in columns})

    def contradictions(self, found: Sequence[Contradiction]) -> pd.DataFrame:
        """What differs, with its place in the other file."""
        told = [{**self._place(one), "key": self.key(one), "here": one.here, "there": one.there} for one in found]
        columns = ("key", "column", "here", "there", "sheet", "cell")
        return pd.DataFrame({name: pd.Series([one[name] for one in told], dtype=text_dtype()) for name in columns})

    def _best(self, matched: Matching) -> dict[tuple[int, int], int]:
        pairs, first = matched.pairs, len(self._keys)
        both = zip(pairs.left.tolist(), (pairs.right - first).tolist(), strict=True)
        return {pair: place for place, pair in enumerate(both)}

    def _why(self, one: Filled, matched: Matching, best: dict[tuple[int, int], int]) -> str:
        pair = best.get((one.customer, one.row))
        if pair is None:
            return sentence("was blank; the same customer, through another line").say(self._language)
        share = say_percent(min(float(matched.pairs.probability[pair]), 0.999), self._language, 1)
        why = matched.why(pair, self._language)
        return sentence("was blank; the same customer ({share}): {why}", share=share, why=why).say(self._language)

    def _place(self, one: Filled | Contradiction) -> dict[str, str]:
        rows = self._rows
        use = rows.tables[int(rows.table[one.row])]
        label = use.roles.labels.get(Role(one.role))
        letter = next((guess.letter for guess in use.roles.columns if guess.label == label), "")
        title = "" if use.title in (self._path.name, self._path.stem) else use.title
        return {
            "sheet": " · ".join(filter(None, (self._path.name, title))),
            "cell": f"{letter}{rows.row[one.row]}",
            "column": DETAILS[Role(one.role)].say(self._language),
        }
