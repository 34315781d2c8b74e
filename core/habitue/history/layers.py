"""The SQL expressions that read keys, dates and amounts, in layers: each uses the names of the one below.

They run unchanged on DuckDB and on Spark. An expression that is used twice has a name of its own: Spark compiles each
use, and takes many seconds over long ones.
"""

from typing import NamedTuple

from habitue.history.columns import DateOrder, DecimalMark
from habitue.history.formats import (
    AROUND_AMOUNTS,
    BLANKS,
    COMPACT,
    LARGEST,
    PIVOT,
    PLAIN,
    SPELT,
    YEAR_FIRST,
    YEAR_LAST,
    amount_pattern,
)
from habitue.history.parts import Kind


class Layers(NamedTuple):
    """What is selected from the raw columns, what is selected from that, and the expression that uses both."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    result: str


def matches(text: str, pattern: str) -> str:
    """Whether all of `text` is as `pattern` says."""
    return f"(regexp_extract({text}, '^({pattern})$', 0) <> '')"


def trimmed(column: str) -> str:
    """The column as text, without blanks around it; what is seen at a glance to have none is not trimmed (slow)."""
    text = f"cast({column} as string)"
    return f"case when {matches(text, '[!-~]([ -~]*[!-~])?')} then {text} else trim(both {_BLANKS} from {text}) end"


def bare_amount(column: str) -> str:
    """The column as the text of an amount with nothing around it, and its signs written one way."""
    bare = f"trim(both {_quoted(AROUND_AMOUNTS)} from cast({column} as string))"
    return f"translate({bare}, {_quoted(SPELT)}, {_quoted(PLAIN)})"


def key(column: str, kind: Kind) -> str:
    """A customer's or order's key as text; null when blank."""
    if kind == "absent":
        return "cast(null as string)"
    if kind == "real":
        # Whole numbers beside blanks are often stored as reals: 12.0 is the key 12.
        whole = f"{column} = floor({column}) and abs({column}) < 1e15"
        return f"case when {whole} then cast(cast({column} as bigint) as string) else cast({column} as string) end"
    return f"nullif({trimmed(column)}, '')"


def date_layers(kind: Kind, order: DateOrder) -> Layers:
    """A date; null where there is none."""
    if kind == "date":
        return Layers(("cast(date as date) as only_date",), (), "only_date")
    first = (f"{trimmed('date')} as date_text",)
    dashed = "replace(replace(substr(date_text, 1, 10), '/', '-'), '.', '-')"
    year_first = f"""
        when {matches("date_text", "[0-9]{4}-[0-9]{2}-[0-9]{2}")} then try_cast(date_text as date)
        when {matches("date_text", YEAR_FIRST)} then try_cast({dashed} as date)
        when {matches("date_text", COMPACT)} then try_cast(concat(
            substr(date_text, 1, 4), '-', substr(date_text, 5, 2), '-', substr(date_text, 7, 2)) as date)"""
    if order == "ymd":
        return Layers(first, (), f"case {year_first} end")
    second = tuple(f"regexp_extract(date_text, '^{YEAR_LAST}$', {group}) as date_part_{group}" for group in (1, 2, 3))
    day, month = (1, 2) if order == "dmy" else (2, 1)
    century = f"case when length(date_part_3) = 4 then '' when date_part_3 < '{PIVOT}' then '20' else '19' end"
    year_last = f"""
        when date_part_3 <> '' then try_cast(concat({century}, date_part_3,
            '-', lpad(date_part_{month}, 2, '0'), '-', lpad(date_part_{day}, 2, '0')) as date)"""
    return Layers(first, second, f"case {year_last} {year_first} end")


def amount_layers(kind: Kind, mark: DecimalMark) -> Layers:
    """An amount in whole cents, halves to the even one; null where there is none, or it is too large."""
    match kind:
        case "absent":
            return Layers((), (), "cast(null as bigint)")
        case "real":
            return _real_layers()
        case "whole" | "decimal":
            return _exact_layers((), "cast(null as bigint)", "amount")
    point, group = (".", ",") if mark == "." else (",", ".")
    # Nearly all amounts are plain, and read far faster than the others, for which there is a bare_amount.
    plain = matches("amount", f"-?[0-9]+([{point}][0-9]{{1,2}})?")
    bare = f"case when not {plain} then {bare_amount('amount')} end as bare_amount"
    in_hundredths = f"try_cast(replace(amount, ',', '.') as {_HUNDREDTHS})"
    quick = f"case when bare_amount is null then {_cents_of(in_hundredths)} end"
    ungrouped = f"replace(replace(replace(bare_amount, ' ', ''), '{group}', ''), ',', '.')"
    slow = f"case when {matches('bare_amount', amount_pattern(mark))} then {ungrouped} end"
    return _exact_layers(("amount", bare), quick, slow)


def _exact_layers(first: tuple[str, ...], quick: str, slow: str) -> Layers:
    """Both engines round halves away from zero, which is taken back where the cent that they come to is odd."""
    second = (
        f"{quick} as quick_cents",
        f"try_cast({slow} as {_EXACT}) as exact",
        f"try_cast(round(try_cast({slow} as {_EXACT}), 2) as {_HUNDREDTHS}) as rounded",
    )
    odd_half = f"abs(rounded - exact) = 0.005 and {_cents_of('rounded')} % 2 <> 0"
    even = f"{_cents_of('rounded')} - cast(sign(rounded) as bigint)"
    slow_cents = f"case when {odd_half} then {even} else {_cents_of('rounded')} end"
    return Layers(first or ("amount",), second, f"coalesce(quick_cents, {slow_cents})")


def _real_layers() -> Layers:
    """What multiplying by 100 may be off by still counts as half.

    Floors and comparisons are the same in every engine; NaN and the infinities are outside the bounds.
    """
    real = "cast(amount as double)"
    inside = f"{real} > -{LARGEST}.0e0 and {real} < {LARGEST}.0e0"
    first = (f"case when {inside} then {real} * 100.0e0 end as hundredths",)
    down = "cast(floor(hundredths) as bigint)"
    halfway = "abs(hundredths - floor(hundredths) - 0.5e0) <= abs(hundredths) * 2.3e-16"
    near = "cast(floor(hundredths + 0.5e0) as bigint)"
    return Layers(first, (), f"case when {halfway} then {down} + abs({down} % 2) else {near} end")


def _cents_of(decimal: str) -> str:
    return f"cast({decimal} * 100 as bigint)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_BLANKS = _quoted(BLANKS)
_DIGITS = len(str(LARGEST)) - 1
_HUNDREDTHS = f"decimal({_DIGITS + 2}, 2)"
_EXACT = f"decimal({_DIGITS + 18}, 18)"
