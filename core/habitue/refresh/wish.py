"""What somebody asks of a refresh, and what came of it."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from habitue.language import Language, Sentence, plural, sentence
from habitue.outcome import Refresh

if TYPE_CHECKING:
    from habitue.criteria import Criteria
    from habitue.refresh.clean.lines import Chosen
    from habitue.workbook.write import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The files, and how to read and judge them; what is not said is found in the workbook or guessed, and shown."""

    paths: tuple[Path, ...]
    sheets: tuple[str, ...] = ()  # read these, even when hidden
    maps: tuple[str, ...] = ()  # "role=Column" or "Sheet:Column=role"
    as_of: date | None = None  # today when not said
    language: Language | None = None
    criteria_file: Path | None = None
    criteria: "Criteria | None" = None  # these, whatever the workbook or a file says
    preset: str | None = None
    into: Path | None = None
    output: Path | None = None
    recalibrate: bool = False
    date_order: Literal["dmy", "mdy"] | None = None  # of dates that could be two days; else told by the file
    engine: Literal["memory", "duckdb", "spark"] | None = None  # memory, or duckdb for orders larger than that
    rules_off: tuple[str, ...] = ()  # cleaning rules ("names.case") or fields ("names") that are switched off
    country: str | None = None  # ISO 3166 code, whose habits hold in cleaning
    rejected: "tuple[Chosen, ...]" = ()  # corrections that are not wanted: undone before they are made
    today: date = field(default_factory=date.today)  # the day that the journal is dated with

    @property
    def day(self) -> date:
        """The day for which everything is computed."""
        return self.as_of or self.today


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A refresh and what it wrote, or would write."""

    refresh: Refresh
    target: Path
    changes: bool
    sheet_lines: tuple[Sentence, ...]
    notes: tuple[Sentence, ...] = ()
    backup: Path | None = None

    def as_dict(self) -> dict[str, object]:
        """For programs: counts by status and segment, moves, and where the result is."""
        found, language = self.refresh, self.refresh.language
        return {
            "as_of": found.as_of.isoformat(),
            "criteria": found.criteria.version,
            "language": language,
            "customers": len(found.customers),
            "buyers": found.buyers,
            "orders": int(found.customers["orders"].sum()),
            "statuses": _counts(found, "status"),
            "segments": _counts(found, "segment"),
            "moves": len(found.moves),
            "set_aside": {aside.why: aside.count for aside in found.set_aside},
            "alerts": [alert.say(language) for alert in found.alerts],
            "notes": [note.say(language) for note in self.notes],
            "changes": self.changes,
            "file": self.target.name,
            "backup": self.backup.name if self.backup else None,
        }


def lines_of(plan: "Plan") -> tuple[Sentence, ...]:
    """What would happen to each sheet of ours, for a dry run."""
    return tuple(
        {
            "new": sentence("  new sheet {title}", title=sheet.title),
            "changed": plural("  {title}: {count} line", "  {title}: {count} lines", sheet.lines, title=sheet.title),
            "unchanged": sentence("  {title}: unchanged", title=sheet.title),
        }[sheet.state]
        for sheet in plan.sheets
    )


def _counts(found: Refresh, column: str) -> dict[str, int]:
    labels = found.statuses if column == "status" else found.segments
    counts = found.customers[column].value_counts()
    return {label.key: int(counts.get(position, 0)) for position, label in enumerate(labels)}
