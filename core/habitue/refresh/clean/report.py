"""What cleaning would change and what it doubts, put in words: by rule with examples, and every cell for programs."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from habitue.cleaning.catalogue import all_rules
from habitue.cleaning.rules import Rule, Rules
from habitue.language import Language, Sentence, colon, plural, say_number, sentence
from habitue.refresh.clean.cells import CleanedCells
from habitue.roles import Role

EXAMPLES = 3
"""Cells that are shown of each rule."""

NOTHING = sentence("(blank)")
_SHOWN = 60
_ARROW = "→"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One cell: where it is, what it holds, and what it becomes (or what we would write there)."""

    place: str
    before: str | None
    after: str | None

    def say(self, language: Language) -> str:
        """On one line, long texts cut."""
        before = _short(self.before) or NOTHING.say(language)
        if self.after is None:
            return f"{self.place}: {before}"
        return f"{self.place}: {before} {_ARROW} {_short(self.after) or NOTHING.say(language)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRule:
    """How many cells a rule changes or doubts, with the first few."""

    rule: Rule
    count: int
    examples: tuple[Example, ...]


def by_rule(lines: pd.DataFrame, *, doubts: bool = False) -> tuple[ByRule, ...]:
    """Lines with sheet, row, column, cell, rule and what they say, by rule, the most frequent first.

    A change has "before" and "after" (blank where the cell becomes so), a doubt "value" and "suggestion".
    """
    if not len(lines):
        return ()
    # Examples with a cell come first: of customers whom several tables tell of, the cell may be unknown.
    lines = lines.iloc[(lines["cell"].fillna("") == "").to_numpy().argsort(kind="stable")]
    each = lines.assign(rule=lines["rule"].str.split(" ")).explode("rule") if not doubts else lines
    found = []
    for rule, some in each.groupby("rule", sort=True):
        examples = tuple(_example(line, doubts=doubts) for line in some.head(EXAMPLES).to_dict("records"))
        known = rule_of(str(rule))
        shown = replace(known, explains=known.doubt) if doubts else known
        found.append(ByRule(rule=shown, count=len(some), examples=examples))
    return tuple(sorted(found, key=lambda one: (-one.count, one.rule.id)))


def rule_of(rule: str) -> Rule:
    """The rule of an id; one that is no more is known by its id."""
    return all_rules().get(rule) or Rule(id=rule, explains=Sentence("{rule}", {"rule": rule}))


def _example(line: Mapping[Hashable, object], *, doubts: bool) -> Example:
    # A role for a column: another table than that of the customer's own line has it, and its cell is not known.
    where = line["cell"] or ("" if line["column"] in frozenset(Role) else line["column"])
    place = f"{line['sheet']}!{where}" if where else str(line["sheet"])
    if not _text(line["cell"]) and "row" in line:
        place += f" ({line['row']})"
    if doubts:
        return Example(place=place, before=_text(line["value"]), after=_text(line["suggestion"]))
    return Example(place=place, before=_text(line["before"]), after=_text(line["after"]) or "")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _short(text: str | None) -> str:
    plain = " ".join((text or "").split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def lines_of_changes(cells: CleanedCells) -> Iterator[str]:
    """For people: changes by rule, then doubts by rule, each with its sentence and examples."""
    language = cells.language
    changes, doubts = by_rule(cells.changes), by_rule(cells.doubts, doubts=True)
    if not changes and not doubts:
        yield sentence("Nothing to correct was found, and nothing to look at.").say(language)
        return
    if changes:
        head = plural("{count} cell to correct:", "{count} cells to correct:", len(cells.changes))
        yield from _paragraphs(head, changes, language)
    if doubts:
        head = plural(
            "{count} remark on cells that are left as they are:",
            "{count} remarks on cells that are left as they are:",
            len(cells.doubts),
        )
        yield from _paragraphs(head, doubts, language)
    for table, column, why in cells.refused:
        yield sentence("{table}, column {column}: left as it is. {why}", table=table, column=column, why=why).say(
            language
        )


def _paragraphs(head: Sentence, rules: tuple[ByRule, ...], language: Language) -> Iterator[str]:
    yield head.say(language)
    for one in rules:
        count = say_number(one.count, language)
        yield f"  {one.rule.id} ({count}){colon(language)}{one.rule.explains.say(language)}"
        yield from (f"      {example.say(language)}" for example in one.examples)
    yield ""


def as_dict(cells: CleanedCells) -> dict[str, object]:
    """For programs: every change and every doubt of every cell."""
    language = cells.language
    return {
        "language": language,
        "country": cells.rules.country,
        "rules_off": sorted(cells.rules.off),
        "tables": [{"table": title, "rows": rows} for title, rows in cells.tables],
        "refused": [
            {"sheet": table, "column": column, "why": why.say(language)} for table, column, why in cells.refused
        ],
        "changes": [
            {**_place(line), "before": _text(line["before"]), "after": _text(line["after"]), "rule": line["rule"]}
            for line in cells.changes.to_dict("records")
        ],
        "doubts": [
            {
                **_place(line),
                # The cell stays as it is: both say so, in the words that the changes use.
                "before": _text(line["value"]),
                "after": _text(line["value"]),
                "value": _text(line["value"]),
                "suggestion": _text(line["suggestion"]),
                "rule": line["rule"],
                "sentence": rule_of(str(line["rule"])).doubt.say(language),
            }
            for line in cells.doubts.to_dict("records")
        ],
    }


def _place(line: Mapping[Hashable, object]) -> dict[str, object]:
    return {
        "sheet": line["sheet"],
        "row": int(str(line["row"])),
        "column": line["column"],
        "cell": _text(line["cell"]),
        "customer": _text(line["key"]),
    }


def rules_listed(rules: Rules, language: Language) -> list[dict[str, object]]:
    """Every rule with its sentence, and whether it is on."""
    return [
        {
            "rule": rule.id,
            "severity": rule.severity,
            "on": rules.on(rule.id),
            "sentence": rule.explains.say(language),
        }
        for rule in all_rules().values()
    ]
