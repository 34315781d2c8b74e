"""Two copies of a workbook, answered by two people, brought together: what agrees is taken, what does not is shown."""

from dataclasses import dataclass
from pathlib import Path

from habitue.language import Language, Sentence, plural, sentence
from habitue.merging.answers import WORDS, Answered, Conflict, together
from habitue.refresh.answered import on_sheet
from habitue.refresh.compute import Step, quiet
from habitue.refresh.duplicates import Besides, contradictions, search
from habitue.refresh.former import remember
from habitue.refresh.grafting import Grafted, put
from habitue.refresh.review_page import review_sheet
from habitue.refresh.target import target_of
from habitue.refresh.wish import Wish
from habitue.workbook.read import read_former


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What came together."""

    language: Language
    agreed: tuple[Answered, ...]
    conflicts: tuple[Conflict, ...]
    against: tuple[Sentence, ...]  # answers that contradict one another through others
    done: Grafted

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "answers": len(self.agreed),
            "conflicts": [{"pair": [one.reference, one.mark], "answers": dict(one.answers)} for one in self.conflicts],
            "contradictions": [line.say(self.language) for line in self.against],
            "changes": self.done.changes,
            "file": self.done.target.name,
        }

    def lines(self) -> list[Sentence]:
        """For people."""
        said = [plural("{count} answer was read.", "{count} answers were read.", len(self.agreed))]
        if self.conflicts:
            said.append(
                plural(
                    "{count} pair has two different answers and stays undecided:",
                    "{count} pairs have two different answers and stay undecided:",
                    len(self.conflicts),
                )
            )
        said += [
            sentence(
                "  {one} and {other}: {answers}", one=one.reference, other=one.mark, answers=_said(one, self.language)
            )
            for one in self.conflicts
        ]
        return [*said, *self.against, *self.done.notes]


def merge_answers(wish: Wish, other: Path, *, write: bool = True, backup: bool = True, step: Step = quiet) -> Answers:
    """The answers of the workbook of `wish` and of another copy, on the sheet of the first (or where the wish says).

    Raises HabitueError; then nothing is written.
    """
    first = wish.paths[0]
    copies = {
        path.name if path.name != first.name or path == first else str(path): on_sheet(remember(read_former(path)))
        for path in (first, other)
    }
    agreed, conflicts = together(copies)
    found = search(wish, besides=Besides(answers=agreed, forgotten=[one.pair for one in conflicts]), step=step)
    remarks = {one.pair: _said(one, found.language) for one in conflicts}
    done = put(target_of(wish), [review_sheet(found, remarks)], write=write, backup=backup)
    return Answers(
        language=found.language,
        agreed=tuple(agreed),
        conflicts=tuple(conflicts),
        against=tuple(contradictions(found)),
        done=done,
    )


def _said(conflict: Conflict, language: Language) -> str:
    """Who answered what."""
    return " · ".join(
        sentence("{name}: {answer}", name=name, answer=WORDS[answer]).say(language) for name, answer in conflict.answers
    )
