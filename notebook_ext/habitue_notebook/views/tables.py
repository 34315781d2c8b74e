"""The tables that were found, what each column was taken for and how sure that is, and the file's problems."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habitue.intake.source import sources_of
from habitue.language import Sentence, plural, sentence
from habitue.refresh.alerts import set_aside
from habitue.roles import Role
from habitue.roles.titles import role_title
from habitue_notebook.code import code_of

if TYPE_CHECKING:
    import pandas as pd

    from habitue_notebook.customer_file import CustomerFile

SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnShown:
    """One column: its role (None: none), how sure from 0 to 1, why, and a few of its values (people's data)."""

    table: str
    label: str
    letter: str
    role: Role | None
    confidence: float
    why: Sentence
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShown:
    """One table: what it is called, what its rows are and what was done with it, and its columns."""

    title: str
    rows: int
    header_row: int
    said: Sentence
    columns: tuple[ColumnShown, ...]


class TablesView:
    """What was found in the files; roles can be set."""

    def __init__(self, file: "CustomerFile") -> None:
        self.file = file

    def tables(self) -> tuple[TableShown, ...]:
        """All tables with their columns; also of a file of which a role has to be told first."""
        sources = sources_of(self.file.sources().tables, self.file.criteria.columns)
        uses = self.file.inspection().intake.tables if self.file.ready else (None,) * len(sources)
        return tuple(
            TableShown(
                title=source.table.title,
                rows=len(source.table),
                header_row=source.table.origin.header_row,
                said=sentence("{why} {use}", why=source.kind.why, use=use.use) if use else source.kind.why,
                columns=tuple(
                    ColumnShown(
                        table=source.table.title,
                        label=guess.label,
                        letter=guess.letter,
                        role=guess.role,
                        confidence=guess.confidence,
                        why=guess.why,
                        samples=_samples(source.table.frame[guess.label]),
                    )
                    for guess in source.roles.columns
                ),
            )
            for source, use in zip(sources, uses, strict=True)
        )

    def roles(self) -> list[tuple[str, Role | None]]:
        """What a drop-down offers: each role in words, in the order of the words, and "not used" first."""
        language = self.file.tongue
        named = sorted((role_title(role).say(language), role) for role in Role)
        return [(sentence("not used").say(language), None), *named]

    def set_role(self, table: str, column: str, role: Role | None) -> None:
        """Say what a column is; it is remembered in the workbook at the next refresh."""
        self.file.role(table, column, role)

    def problems(self) -> list[Sentence]:
        """Lines that are not counted, and what else people should know of the file."""
        found = self.file.inspection()
        return [
            *(set_aside(aside) for aside in found.intake.set_aside),
            *(problem.placed() for problem in found.problems),
        ]

    def said(self) -> Sentence:
        """What the files hold, in one sentence."""
        found = self.file.basis()
        return sentence(
            "{customers} and {orders} in {tables}.",
            customers=plural("{count} customer", "{count} customers", len(found.refresh.customers)),
            orders=plural("{count} order", "{count} orders", int(found.refresh.customers["orders"].sum())),
            tables=plural("{count} table", "{count} tables", len(found.judged.intake.tables)),
        )

    def as_code(self) -> str:
        """The lines that read the file so without the widget."""
        return code_of(self.file, "file.inspection().as_dict()")


def _samples(column: "pd.Series") -> tuple[str, ...]:
    return tuple(str(text) for text in column.dropna().drop_duplicates().head(SAMPLES).tolist())
