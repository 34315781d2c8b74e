"""What was found in the files: tables, the role of each column with a confidence, and problems; nothing is judged."""

from collections.abc import Iterator
from dataclasses import dataclass

from habitue.intake import Intake
from habitue.intake.records import TableUse
from habitue.language import Language, say_percent, sentence
from habitue.refresh.alerts import set_aside
from habitue.refresh.compute import Sources, gathered, read_sources
from habitue.refresh.wish import Wish
from habitue.roles.languages import guess_language
from habitue.roles.titles import role_title
from habitue.tables import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What `habitue inspect` shows."""

    intake: Intake
    problems: tuple[Problem, ...]
    language: Language

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "language": self.language,
            "customers": len(self.intake.customers),
            "orders": _lines(self.intake),
            "currency": self.intake.currency,
            "tables": [self._table(use) for use in self.intake.tables],
            "set_aside": {aside.why: aside.count for aside in self.intake.set_aside},
            "problems": [
                {"sheet": one.sheet, "cell": one.cell, "count": one.count, "problem": one.sentence.say(self.language)}
                for one in self.problems
            ],
        }

    def lines(self) -> Iterator[str]:
        """For people: a paragraph per table, then what was set aside and the problems."""
        for use in self.intake.tables:
            yield from self._paragraph(use)
            yield ""
        found = [set_aside(aside).say(self.language) for aside in self.intake.set_aside]
        found += [problem.placed().say(self.language) for problem in self.problems]
        if found:
            yield sentence("Problems:").say(self.language)
            yield from (f"  {line}" for line in found)
        else:
            yield sentence("No problems were found.").say(self.language)

    def _table(self, use: TableUse) -> dict[str, object]:
        return {
            "table": use.title,
            "file": use.origin.file,
            "sheet": use.origin.sheet,
            "header_row": use.origin.header_row,
            "rows": use.rows,
            "kind": use.kind.kind,
            "confidence": round(use.kind.confidence, 2),
            "use": use.use.say(self.language),
            "columns": [
                {
                    "header": guess.label,
                    "letter": guess.letter,
                    "role": guess.role,
                    "confidence": round(guess.confidence, 2),
                    "why": guess.why.say(self.language),
                }
                for guess in use.roles.columns
            ],
        }

    def _paragraph(self, use: TableUse) -> Iterator[str]:
        head = sentence(
            "{title}: {rows} rows, header in row {header}. {why} {use}",
            title=use.title,
            rows=use.rows,
            header=use.origin.header_row,
            why=use.kind.why,
            use=use.use,
        )
        yield head.say(self.language)
        width = max((len(guess.label) for guess in use.roles.columns), default=0)
        for guess in use.roles.columns:
            role = role_title(guess.role).say(self.language) if guess.role else "-"
            sure = say_percent(guess.confidence, self.language)
            said = sentence("{role} ({sure}): {why}", role=role, sure=sure, why=guess.why).say(self.language)
            yield f"  {guess.letter:>3}  {guess.label:<{width}}  {said}"


def inspect(wish: Wish, sources: Sources | None = None) -> Inspection:
    """Read (unless `sources` are given) and gather; nothing is written and nobody is judged. Raises HabitueError."""
    sources = sources or read_sources(wish)
    intake = gathered(wish, sources)
    return Inspection(
        intake=intake,
        problems=(*sources.problems, *intake.problems),
        language=sources.language or guess_language(sources.tables),
    )


def _lines(intake: Intake) -> int:
    if intake.summarised is not None:
        return intake.summarised.lines
    return 0 if intake.orders is None else len(intake.orders)
