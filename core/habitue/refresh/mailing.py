"""Mailing lists: who may be written to, and in a second file who may not, each with the reason."""

import csv
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from habitue.cleaning.rules import Rules
from habitue.errors import BadRequest
from habitue.language import Language, sentence
from habitue.outcome import Label, Refresh
from habitue.refresh.compute import Computed
from habitue.refresh.posting import lines_for_post
from habitue.refresh.reach import excluded_why
from habitue.refresh.target import folder_there
from habitue.sheetmodel import TableColumn
from habitue.sheets.segments import best_first, mailing_columns, segment_sheet
from habitue.sheets.words import POSTAL
from habitue.workbook.write import create

# What a spreadsheet would take for a formula. A bare "+33612345678" is read as a number and nothing is run, so that
# phone numbers stay as the mailing tool wants them.
_RUNS = re.compile(r"^[=+\-@\t\r]")
_PHONE = re.compile(r"^\+[0-9]{7,15}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The two files of an export and how many customers are in each."""

    path: Path
    ready: int
    excluded_path: Path
    left_out: int

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "file": self.path.name,
            "customers": self.ready,
            "excluded_file": self.excluded_path.name,
            "excluded": self.left_out,
        }


def members(refresh: Refresh, name: str) -> tuple[str, Label, np.ndarray]:
    """A status, segment or group, asked for by name, key or mark ("group.at_risk"): its mark, label and mask."""
    wanted = name.strip().casefold()
    known = groups(refresh)
    for mark, label, mask in known:
        if wanted in (label.name.casefold(), label.key, mark):
            return mark, label, mask
    names = list(dict.fromkeys(label.name for _, label, _ in known))
    raise BadRequest(
        sentence("No status, segment or group is called {name}; there are: {names}.", name=name, names=names)
    )


def groups(refresh: Refresh) -> list[tuple[str, Label, np.ndarray]]:
    """Every group, segment and status as mark, label and mask; first those kept as sheets, which people see."""
    status, segment = (refresh.customers[column].to_numpy() for column in ("status", "segment"))
    found = [
        *((f"group.{one.key}", one, np.isin(segment, _inside(refresh, one.key))) for one in refresh.criteria.groups),
        *((f"segment.{one.key}", one, segment == n) for n, one in enumerate(refresh.criteria.segments)),
        *((f"status.{one.key}", one, status == n) for n, one in enumerate(refresh.criteria.stages)),
    ]
    found.sort(key=lambda one: not one[1].sheet)
    return [
        (mark, Label(key=one.key, name=one.name(refresh.language), tone=one.tone), mask) for mark, one, mask in found
    ]


def _inside(refresh: Refresh, group: str) -> list[int]:
    return [position for position, one in enumerate(refresh.criteria.segments) if one.group == group]


def safe(text: str) -> str:
    """A text that no spreadsheet runs when it opens the CSV: with an apostrophe before what would be a formula."""
    return f"'{text}" if _RUNS.match(text) and not _PHONE.match(text) else text


def export(computed: Computed, name: str, channel: str, target: Path) -> Lists:
    """Write the list of a status, segment or group for a channel, and the file of those left out beside it.

    `target` ends in .csv or .xlsx, or is the workbook, and then the files get their names from it and the segment.
    """
    folder_there(target)
    refresh = for_channel(computed, channel)
    mark, label, mask = members(refresh, name)
    path = _path(target, _file_word(label.name))
    excluded_path = path.with_stem(path.stem + ("-ecartes" if refresh.language == "fr" else "-left-out"))
    reachable = refresh.customers["excluded_why"].isna().to_numpy()
    for file, some in ((path, mask & reachable), (excluded_path, mask & ~reachable)):
        if path.suffix == ".xlsx":
            create([segment_sheet(refresh, mark, label, some)], file)
        else:
            columns = mailing_columns(refresh, best_first(refresh, some), excluded=file == excluded_path)
            _write_csv(file, columns, refresh.language)
    ready = int((mask & reachable).sum())
    return Lists(path=path, ready=ready, excluded_path=excluded_path, left_out=int(mask.sum()) - ready)


def for_channel(computed: Computed, channel: str) -> Refresh:
    """The refresh with "excluded_why" for this channel."""
    refresh = computed.refresh
    why = excluded_why(computed.judged.cleaned, channel, refresh.language, computed.judged.doubts)
    customers = refresh.customers.assign(excluded_why=why.to_numpy())
    customers = customers.drop(columns=[name for name in POSTAL if name in customers])
    if channel == "post":
        rules = Rules(country=refresh.criteria.country, language=refresh.language)
        lines = lines_for_post(computed.judged.cleaned, rules)
        customers = customers.assign(**{str(name): lines[name].array for name in lines})
    return replace(refresh, channel=channel, customers=customers)


def _path(target: Path, key: str) -> Path:
    if target.suffix.lower() in {".csv", ".xlsx"} and not target.exists():
        return target
    return target.with_name(f"{target.stem}-{key}.csv")


def _file_word(name: str) -> str:
    """A name as part of a file's name: « À risque » is "a-risque"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "list"


def _write_csv(path: Path, columns: tuple[TableColumn, ...], language: Language) -> None:
    """With a byte order mark, so that Excel reads the accents; semicolons in French, where commas mark decimals."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, delimiter=";" if language == "fr" else ",")
        lines.writerow(safe(column.title) for column in columns)
        lines.writerows(zip(*(_texts(column, language) for column in columns), strict=True))


def _texts(column: TableColumn, language: Language) -> list[str]:
    values = pd.Series(column.values).reset_index(drop=True)
    match column.kind:
        case "date":
            return ["" if pd.isna(day) else date.fromordinal(int(day)).isoformat() for day in values]
        case "money":
            mark = "," if language == "fr" else "."
            return ["" if pd.isna(amount) else f"{amount:.2f}".replace(".", mark) for amount in values]
        case _:
            return ["" if pd.isna(value) else safe(str(value)) for value in values]
