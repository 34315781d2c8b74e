"""What a write would do, and what it did: records for the dry run, the journal and the tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from habitue.language import Sentence
from habitue.workbook.write.archive import Deflated


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChange:
    """What becomes of one sheet of ours."""

    mark: str
    title: str  # as it is called in the workbook, which people may have chosen
    state: Literal["new", "changed", "unchanged"]
    lines: int  # rows in its tables
    tables: tuple[str, ...] = ()  # the names of its tables in the workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a write would change, made ready in memory; nothing on the disk is touched yet."""

    path: Path | None  # the workbook that it was made for; None for a new one
    digest: str  # SHA-256 of that workbook
    sheets: tuple[SheetChange, ...]
    changed: tuple[str, ...]  # parts whose content changes
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: int  # parts that stay as they are, byte for byte
    warnings: tuple[Sentence, ...] = ()
    parts: Mapping[str, Deflated] = field(repr=False)
    base: bytes | None = field(default=None, repr=False)  # the empty workbook that a new one starts from

    @property
    def changes(self) -> bool:
        """Whether there is anything to write at all."""
        return bool(self.changed or self.added or self.dropped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a write did."""

    path: Path
    written: bool  # False when nothing had to change
    plan: Plan
    backup: Path | None = None
    digest: str = ""  # SHA-256 of the file as it is now
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo did: which backup came back, and where the version that it replaced is kept."""

    path: Path
    backup: Path
    kept: Path | None
    sentence: Sentence
