"""Quantities, unit prices and rates: numbers that are not amounts, as floating point."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.amounts import Mark, read_distinct_amounts
from habitue.cleaning.amounts_reading import read_text
from habitue.distinct import Distinct


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberColumn:
    """A column as float64 (nan where blank or unreadable); `percent` marks the cells that were written with "%".

    `unsure` counts the cells like "1.234" whose mark nothing in the column explains: it was taken as decimal.
    """

    values: np.ndarray
    percent: np.ndarray
    unsure: int = 0


def read_distinct_numbers(found: Distinct, decimal: Mark | None = None) -> NumberColumn:
    """The numbers of a column from its distinct texts; "15 %" is 0.15."""
    texts = found.texts.str.strip()
    percent = np.asarray(texts.str.endswith("%"), dtype=bool)
    bare = texts.str.rstrip("% ") if percent.any() else texts
    mark = decimal or read_distinct_amounts(Distinct(texts=bare, codes=np.arange(len(bare)))).decimal
    numbers = _numbers(bare, mark)
    numbers[percent] /= 100
    either = np.asarray(bare.str.match(r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$"), dtype=bool)
    unsure = int(found.counts()[either].sum()) if mark is None else 0
    return NumberColumn(
        values=np.append(numbers, np.nan)[found.codes], percent=np.append(percent, False)[found.codes], unsure=unsure
    )


def _numbers(texts: pd.Series, mark: Mark | None) -> np.ndarray:
    plain = np.asarray(texts.str.match(r"^-?[0-9]{1,15}(\.[0-9]+)?$"), dtype=bool)
    if mark == ",":
        plain &= ~np.asarray(texts.str.match(r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"), dtype=bool)
    numbers = np.full(len(texts), np.nan)
    numbers[plain] = texts[plain].to_numpy(dtype=object).astype(np.float64)
    numbers[~plain] = [_number(text, mark) for text in texts[~plain].tolist()]
    return numbers


def _number(text: str, mark: Mark | None) -> float:
    reading = read_text(text)
    if reading.shape not in ("number", "either"):
        return float("nan")
    thousands = reading.shape == "either" and mark is not None and reading.mark != mark
    digits = reading.whole + reading.fraction if thousands else f"{reading.whole}.{reading.fraction or 0}"
    return -float(digits) if reading.negative else float(digits)
