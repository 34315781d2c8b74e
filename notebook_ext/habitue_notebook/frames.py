"""Results as DataFrames with the titles that people read in the workbook's sheets."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from habitue.language import Language
from habitue.outcome import Refresh
from habitue.refresh.clean.report import rule_of
from habitue.refresh.compute import Computed
from habitue.refresh.corrections import corrections_of, told_once
from habitue.sheetmodel import SheetModel, TableColumn
from habitue.sheets.customers import detail_columns, merged_columns, result_columns
from habitue.sheets.words import JOURNAL
from habitue.tables import text_dtype

_EPOCH = 719163
"""The proleptic ordinal of 1 January 1970."""


def titled(columns: Iterable[TableColumn]) -> pd.DataFrame:
    """The columns of a sheet as a DataFrame: days as dates, money in units, whole numbers that may be missing."""
    return pd.DataFrame({column.title: _values(column) for column in columns})


def customers_frame(refresh: Refresh) -> pd.DataFrame:
    """One line per customer, as on the Customers sheet."""
    customers = refresh.customers
    columns = (
        *detail_columns(refresh, customers),
        *result_columns(refresh, customers),
        *merged_columns(refresh, customers),
    )
    return titled(columns)


def changes_frame(computed: Computed) -> pd.DataFrame:
    """One line per corrected cell: customer, sheet, cell, column, before, after, and the rules by id and in words."""
    language = computed.refresh.language
    together = computed.judged.together
    found = told_once(corrections_of(together.intake_before, together.cleaned_before))
    words = {name: JOURNAL[name].say(language) for name in ("key", "sheet", "cell", "column", "before", "after")}
    said = {rules: rules_in_words(rules, language) for rules in found["rule"].unique()}
    titles = {"en": ("Rule", "In words"), "fr": ("Règle", "En clair")}[language]
    frame = found[list(words)].rename(columns=words)
    return frame.assign(**{titles[0]: found["rule"], titles[1]: found["rule"].map(said).astype(text_dtype())})


def rules_in_words(rules: str, language: Language) -> str:
    """The sentences of the rules that changed a cell."""
    return " ".join(rule_of(rule).explains.say(language) for rule in rules.split(" "))


def review_frame(sheet: SheetModel) -> pd.DataFrame:
    """The lines of the Duplicates sheet, a reference line at the head of each group; empty when there are none."""
    return titled(sheet.tables[0].columns) if sheet.tables else pd.DataFrame()


def days(ordinals: "pd.Series | np.ndarray") -> pd.Series:
    """Proleptic ordinals as dates; missing and 0 as NaT."""
    numbers = pd.to_numeric(pd.Series(ordinals).reset_index(drop=True)).astype("Int64")
    known = numbers.notna() & (numbers > 0)
    since = numbers.where(known, _EPOCH).to_numpy(dtype=np.int64) - _EPOCH
    return pd.Series(since.astype("datetime64[D]").astype("datetime64[s]")).where(known.to_numpy(bool))


def _values(column: TableColumn) -> pd.Series:
    values = pd.Series(column.values).reset_index(drop=True)
    match column.kind:
        case "date":
            return days(values)
        case "text":
            return values.astype(text_dtype())
        case "integer":
            return pd.to_numeric(values).astype("Int64")
        case _:
            return pd.to_numeric(values).astype("Float64")
