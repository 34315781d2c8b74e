"""The duplicates to decide on: lines side by side with the reason, alike groups together, answers kept and undone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from habitue.language import Sentence, plural, sentence
from habitue.merging.answers import Answer, Answered, Survives, latest
from habitue.merging.review import Group, State, review
from habitue.merging.survivors import Chooser, texts_of
from habitue.refresh.duplicates import Search
from habitue.roles import Role
from habitue.roles.titles import role_title
from habitue_notebook.code import code_of

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile

Order = Literal["uncertain", "file"]
MOST_SETTLED = 200
"""Certain groups that are shown behind the open ones; the workbook's sheet has them all."""
_SHOWN = (
    Role.CIVILITY, Role.FIRST_NAME, Role.LAST_NAME, Role.NAME, Role.COMPANY, Role.EMAIL, Role.MOBILE, Role.PHONE,
    Role.ADDRESS, Role.ADDRESS_MORE, Role.POSTCODE, Role.TOWN, Role.BIRTH_DATE, Role.SIREN, Role.SIRET, Role.VAT,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the file: its mark, its place, its customer number (None: none), and its values, one per role shown."""

    mark: str
    place: Sentence
    key: str | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Lines to be compared with the first. `keep` tells, per role shown, whose value survives (-1: nobody has one).

    `alike` is the same for open groups that agree and differ in the same details; `answers` and `states` have one
    element per line after the first.
    """

    key: str
    lines: tuple[Line, ...]
    why: str
    score: float | None
    keep: tuple[int, ...]
    alike: str
    answers: tuple[Answer | None, ...]
    states: tuple[State, ...]

    @property
    def open(self) -> bool:
        """Whether an answer is wanted."""
        return any(state in ("open", "later") for state in self.states)


class DuplicatesView:
    """The queue of a file: what the search found, with the answers given here on top."""

    def __init__(self, file: "CustomerFile") -> None:
        self.file = file
        self._kept: tuple[Search, list[Case]] | None = None
        self._steps: list[tuple[tuple[Answered, ...], tuple[Survives, ...]]] = []

    @property
    def roles(self) -> tuple[Role, ...]:
        """The details that are shown, those that the file has."""
        texts = texts_of(self._found.rows.records)
        return tuple(role for role in _SHOWN if str(role) in texts)

    @property
    def fields(self) -> tuple[Sentence, ...]:
        """The same in words."""
        return tuple(role_title(role) for role in self.roles)

    def cases(self, order: Order = "uncertain") -> list[Case]:
        """The groups: the most uncertain first, or in the order of the file; those that need no answer behind."""
        cases = self._cases()
        if order == "file":
            places = {mark: place for place, mark in enumerate(self._found.marks)}
            cases = sorted(cases, key=lambda case: (not case.open, places[case.lines[0].mark]))
        return cases

    def similar(self, case: Case) -> list[Case]:
        """The other open groups that agree and differ in the same details."""
        if not case.alike:
            return []
        told = {one.pair for one in self.file.answers}
        return [
            one
            for one in self._cases()
            if one.alike == case.alike and one.key != case.key and not told & set(_pairs(one))
        ]

    def answer(self, case: Case, answers: Sequence[Answer], keep: Sequence[int] | None = None) -> None:
        """Answer a group, one answer per line after the first, and which line's value survives where it was chosen."""
        self.answer_all([(case, answers, keep)])

    def answer_all(self, told: Sequence[tuple[Case, Sequence[Answer], Sequence[int] | None]]) -> None:
        """Answer several groups as one step, which `undo` takes back as one."""
        self._steps.append((self.file.answers, self.file.survivors))
        new = [
            Answered(reference=case.lines[0].mark, mark=line.mark, answer=answer)
            for case, answers, _ in told
            for line, answer in zip(case.lines[1:], answers, strict=True)
        ]
        self.file.answers = tuple(latest([*self.file.answers, *new]))
        for case, answers, keep in told:
            if keep is not None and "same" in answers:
                self._survive(case, keep)

    def undo(self) -> bool:
        """Take back the last step of this session; whether there was one."""
        if not self._steps:
            return False
        self.file.answers, self.file.survivors = self._steps.pop()
        return True

    def left(self) -> int:
        """How many groups still want an answer."""
        told = {one.pair for one in self.file.answers if one.answer != "later"}
        return sum(case.open and not set(_pairs(case)) <= told for case in self._cases())

    def said(self) -> Sentence:
        """What is left to do, in one sentence."""
        states = Counter("certain" if "certain" in case.states else "open" for case in self._cases())
        left = self.left()
        if not states:
            compared = plural(
                "{count} line of customers compared", "{count} lines of customers compared", len(self._found.rows)
            )
            return sentence("{compared}: no duplicates were found.", compared=compared)
        return sentence(
            "{left}, {certain}.",
            left=plural("{count} group to decide", "{count} groups to decide", left),
            certain=plural("{count} certain", "{count} certain", states["certain"]),
        )

    def warnings(self) -> tuple[Sentence, ...]:
        """How good the search is likely to be, where that has to be said."""
        return self._found.matching.estimate.warnings

    def as_code(self) -> str:
        """The lines that give these answers without the widget."""
        return code_of(self.file, "file.review")

    @property
    def _found(self) -> Search:
        return self.file.searched()

    def _survive(self, case: Case, keep: Sequence[int]) -> None:
        """Keep the choices that differ from what the rules would choose."""
        for role, chosen, usual in zip(self.roles, keep, case.keep, strict=True):
            if chosen != usual and chosen >= 0:
                self.file.survive(case.lines[0].mark, case.lines[chosen].mark, role)

    def _cases(self) -> list[Case]:
        found = self._found
        if self._kept is None or self._kept[0] is not found:
            self._kept = (found, _cases_of(found, self.roles))
        return self._kept[1]


def _pairs(case: Case) -> list[tuple[str, str]]:
    first = case.lines[0].mark
    return [(min(first, line.mark), max(first, line.mark)) for line in case.lines[1:]]


def _cases_of(found: Search, roles: Sequence[Role]) -> list[Case]:
    """The groups in the order of their worth."""
    groups = review(found.matching, found.answers, found.customer, found.age)
    chooser = Chooser(found.rows.cleaned, found.age, found.sources.criteria.survivors)
    texts = texts_of(found.rows.records)
    settled, cases = 0, []
    for group in groups:
        settled += group.state in ("certain", "answered")
        if settled <= MOST_SETTLED:
            cases.append(_case(found, group, [(role, texts[role]) for role in roles], chooser))
    return cases


def _case(found: Search, group: Group, columns: Sequence[tuple[Role, Sequence[str]]], chooser: Chooser) -> Case:
    rows = group.rows
    source = chooser.survivor(rows).source
    pairs = [line.pair for line in group.lines if line.pair >= 0]
    scores = [float(found.matching.pairs.probability[pair]) for pair in pairs]
    whys = dict.fromkeys(found.matching.why(pair, found.language) for pair in pairs)
    return Case(
        key="|".join(found.marks[row] for row in rows),
        lines=tuple(_line(found, row, columns) for row in rows),
        why=" / ".join(whys),
        score=min(scores, key=lambda share: abs(share - 0.5)) if scores else None,
        keep=tuple(
            rows.index(kept) if (kept := source.get(str(role), -1)) in rows and texts[kept] else -1
            for role, texts in columns
        ),
        alike=_alike(found, group),
        answers=tuple(line.answer for line in group.lines),
        states=tuple(line.state for line in group.lines),
    )


def _line(found: Search, row: int, columns: Sequence[tuple[Role, Sequence[str]]]) -> Line:
    sheet, number = found.rows.place(row)
    customer = int(found.rows.customer[row])
    return Line(
        mark=found.marks[row],
        place=sentence("{sheet}, row {row}", sheet=sheet, row=str(number)),
        key=str(found.intake.customers["key"].iloc[customer]) if customer >= 0 else None,
        values=tuple(texts[row] for _, texts in columns),
    )


def _alike(found: Search, group: Group) -> str:
    """Which details agree, and how well; nothing for groups that are settled or have more than two lines."""
    if group.state != "open" or len(group.lines) != 1 or group.lines[0].pair < 0:
        return ""
    pair = group.lines[0].pair
    levels = found.matching.pairs.level[pair].tolist()
    return f"{int(found.matching.pairs.barred[pair])}:{','.join(str(level) for level in levels)}"
