"""The duplicate review: lines that may be one customer side by side, decided one by one or many alike at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, get_args

from habitue.language import Language, Sentence, sentence
from habitue.merging.answers import Answer
from habitue_notebook.widgets.view import Message, Text, View, call, whole

_ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A line of the file: where it stands ("Clients, row 12"), and its values, one per field."""

    title: Text
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """Lines to be compared with the first one. `keep` names, per field, the line whose value survives (-1: none).

    `score` is 0 to 1. Groups with the same `alike` (not empty) can be decided at once; `alike_said` says what they
    share. `answers` are those given before, one per line after the first (None: open).
    """

    key: str
    lines: tuple[ReviewLine, ...]
    why: Text = ""
    score: float | None = None
    keep: tuple[int, ...] = ()
    alike: str = ""
    alike_said: Text = ""
    answers: tuple[Answer | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAnswer:
    """What people decided about a group: per line after the first, and the line whose value survives, per field."""

    key: str
    answers: tuple[Answer, ...]
    keep: tuple[int, ...]


class Review(View):
    """The queue. `on_answer` is told each decision (many where alike ones are decided at once), `on_undo` the keys."""

    NAME = "review"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "letters": sentence("S D H L U X"),  # keys of: same, different, household, later, undo, take out
        "same": sentence("Same customer"),
        "different": sentence("Different"),
        "household": sentence("Same household"),
        "later": sentence("Later"),
        "undo": sentence("Undo"),
        "take_out": sentence("Leave this line out"),
        "taken_out": sentence("left out: another customer"),
        "position": sentence("Group {position} of {total}"),
        "done": sentence("{done} of {total} decided"),
        "progress": sentence("Progress of the review"),
        "why": sentence("Why"),
        "certainty": sentence("certainty {share}"),
        "field": sentence("Field"),
        "kept": sentence("Kept"),
        "blank": sentence("(blank)"),
        "keep_this": sentence("{field}, keep “{value}”"),
        "alike": sentence("{count} more groups like this one"),
        "alike_one": sentence("1 more group like this one"),
        "decide_alike": sentence("Decide them together"),
        "alike_same": sentence("All are the same customer"),
        "alike_different": sentence("All are different"),
        "cancel": sentence("Cancel"),
        "previous": sentence("Previous group"),
        "next": sentence("Next group"),
        "answered": sentence("Decided: {answer}"),
        "nothing": sentence("No duplicates to review."),
        "all_done": sentence("All groups are decided. The answers are kept in the workbook when you refresh it."),
        "keys": sentence("Arrows move among the values, Enter keeps one, {letters} decide."),
    }

    def __init__(
        self,
        groups: Sequence[ReviewGroup] = (),
        *,
        fields: Sequence[Text] = (),
        title: Text = "",
        language: Language = "en",
        on_answer: Callable[[Sequence[ReviewAnswer]], object] | None = None,
        on_undo: Callable[[Sequence[str]], object] | None = None,
    ) -> None:
        self._fields, self._title, self._on_answer, self._on_undo = tuple(fields), title, on_answer, on_undo
        super().__init__(language=language)
        self._take(groups)

    @property
    def answered(self) -> Mapping[str, ReviewAnswer]:
        """The decisions by the key of their group."""
        return dict(self._answered)

    def show(self, groups: Sequence[ReviewGroup], fields: Sequence[Text] | None = None) -> None:
        """Another queue."""
        self._fields = self._fields if fields is None else tuple(fields)
        self._take(groups)
        self.tell()

    def _take(self, groups: Sequence[ReviewGroup]) -> None:
        self._groups = tuple(groups)
        self._answered = {one.key: before for one in groups if (before := _before(one, len(self._fields))) is not None}
        self._steps: list[tuple[str, ...]] = []  # of this session, for undo
        self._index = self._next(0)

    def _next(self, start: int) -> int:
        """The first group from `start` on, round the end, that is not decided; `start` when all are."""
        count = len(self._groups)
        order = [*range(start, count), *range(start)]
        return next((at for at in order if self._groups[at].key not in self._answered), min(start, max(count - 1, 0)))

    def _state(self) -> dict[str, object]:
        group = self._groups[self._index] if self._groups else None
        return {
            "title": self.say(self._title),
            "fields": [self.say(field) for field in self._fields],
            "index": self._index,
            "total": len(self._groups),
            "done": len(self._answered),
            "undo": bool(self._steps),
            "group": None if group is None else self._group(group),
        }

    def _group(self, group: ReviewGroup) -> dict[str, object]:
        answer = self._answered.get(group.key)
        return {
            "key": group.key,
            "lines": [{"title": self.say(line.title), "values": list(line.values)} for line in group.lines],
            "why": self.say(group.why),
            "score": group.score,
            "keep": list(_keep(group, len(self._fields)) if answer is None else answer.keep),
            "answers": None if answer is None else list(answer.answers),
            "alike": len(self._alike(group)) - (answer is None) if group.alike else 0,
            "alikeSaid": self.say(group.alike_said),
        }

    def _alike(self, group: ReviewGroup) -> list[ReviewGroup]:
        """The open groups that are decided alike, this one among them when it is open."""
        return [one for one in self._groups if one.alike == group.alike and one.key not in self._answered]

    def _hear(self, kind: str, message: Message) -> None:
        match kind:
            case "answer":
                self._answer(message)
            case "alike":
                self._answer_alike(message)
            case "undo" if self._steps:
                self._undo()
            case "go":
                self._index = min(max(whole(message.get("index")), 0), max(len(self._groups) - 1, 0))
                self.tell()

    def _answer(self, message: Message) -> None:
        """One group, as its view shows it; a message about another group than is shown came too late."""
        group = self._groups[self._index] if self._groups else None
        answers, keep = message.get("answers"), message.get("keep")
        if group is None or group.key != message.get("key") or not isinstance(answers, list):
            return
        if len(answers) != len(group.lines) - 1 or not all(one in _ANSWERS for one in answers):
            return
        kept = _keep(group, len(self._fields))
        if isinstance(keep, list) and len(keep) == len(kept):
            kept = tuple(one if -1 <= (one := whole(told, -1)) < len(group.lines) else -1 for told in keep)
        self._decide([ReviewAnswer(key=group.key, answers=tuple(answers), keep=kept)])

    def _answer_alike(self, message: Message) -> None:
        group = self._groups[self._index] if self._groups else None
        answer = message.get("answer")
        if group is None or not group.alike or group.key != message.get("key") or answer not in _ANSWERS:
            return
        width = len(self._fields)
        self._decide(
            [
                ReviewAnswer(key=one.key, answers=(answer,) * (len(one.lines) - 1), keep=_keep(one, width))
                for one in self._alike(group)
            ]
        )

    def _decide(self, answers: Sequence[ReviewAnswer]) -> None:
        """Keep the answers and go on; the next group is on the screen before whoever listens has done their work."""
        self._answered.update({one.key: one for one in answers})
        self._steps.append(tuple(one.key for one in answers))
        self._index = self._next(self._index)
        self.tell()
        call(self._on_answer, tuple(answers))

    def _undo(self) -> None:
        keys = self._steps.pop()
        for key in keys:
            self._answered.pop(key, None)
        self._index = next(at for at, group in enumerate(self._groups) if group.key == keys[0])
        self.tell()
        call(self._on_undo, keys)


def _keep(group: ReviewGroup, width: int) -> tuple[int, ...]:
    """The lines whose values survive; where nobody chose, the first line that has a value."""
    if len(group.keep) == width:
        return group.keep
    filled = ([at for at, line in enumerate(group.lines) if line.values[field]] for field in range(width))
    return tuple(lines[0] if lines else -1 for lines in filled)


def _before(group: ReviewGroup, width: int) -> ReviewAnswer | None:
    """The decision that the group came with, when it is whole."""
    known = tuple(one for one in group.answers if one is not None)
    if not known or len(known) != len(group.lines) - 1:
        return None
    return ReviewAnswer(key=group.key, answers=known, keep=_keep(group, width))
