"""The SQL that turns the raw columns of a file into order lines of whole days and cents.

It runs unchanged on DuckDB and on Spark: `day_of` is the only difference. The raw columns carry names of ours
(customer, date, amount, order_number, damaged), so that nothing from a file becomes part of a query's text.
"""

# ruff: noqa: S608 (queries are put together from names of ours; what comes from outside is quoted)

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from habitue.errors import BadRequest
from habitue.history.columns import DateOrder, DecimalMark, OrderColumns
from habitue.history.formats import (
    AROUND_AMOUNTS,
    BLANKS,
    LARGEST,
    PIVOT,
    PLAIN,
    SPELT,
    YEAR_FIRST,
    YEAR_LAST,
    amount_pattern,
)
from habitue.language import sentence

Kind = Literal["text", "whole", "real", "decimal", "date", "absent", "other"]
"""What a raw column holds. Whole numbers in a date column are read as texts such as 20240312."""

RawColumn = Literal["customer", "date", "amount", "order_number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Files of one shape: the relation that holds their raw columns, and what these hold."""

    relation: str
    files: Literal["csv", "parquet"]
    kinds: Mapping[RawColumn, Kind]


def kind_of(sql_type: str) -> Kind:
    """The kind of a column by the name that DuckDB or Spark gives its type."""
    name = sql_type.lower()
    if name.endswith("[]"):
        return "other"
    for kind, pattern in _TYPES.items():
        if re.match(pattern, name):
            return kind
    return "other"


_TYPES: Mapping[Kind, str] = {
    "text": "varchar|(large_)?string|char|enum",
    "date": "date|timestamp",
    "decimal": "decimal|numeric",
    "real": "(float|double|real)$",
    "whole": "u?(tiny|small|big|huge)?int(eger)?[0-9]*$",
}


def raw_columns(columns: OrderColumns) -> dict[RawColumn, str | None]:
    """Our name of each raw column, and its header in the files; None when they have none such."""
    return {
        "customer": columns.customer,
        "date": columns.date,
        "amount": columns.amount,
        "order_number": columns.order,
    }


def check_kinds(kinds: Mapping[RawColumn, Kind], columns: OrderColumns) -> None:
    """Refuse, by name, a column of a Parquet file that cannot hold what it should."""
    named = raw_columns(columns)
    keys: tuple[RawColumn, RawColumn] = ("customer", "order_number")
    for raw in keys:
        if kinds[raw] == "other":
            column = named[raw]
            raise BadRequest(
                sentence(
                    "The column {column} should hold text or numbers; it holds something else. Name another.",
                    column=column,
                )
            )
    if kinds["date"] not in ("date", "text", "whole"):
        raise BadRequest(
            sentence("The column {column} should hold dates; it does not. Name another.", column=columns.date)
        )
    if kinds["amount"] in ("date", "other"):
        raise BadRequest(
            sentence("The column {column} should hold amounts; it does not. Name another.", column=columns.amount or "")
        )


def lines_query(part: Part, order: DateOrder, mark: DecimalMark, as_of: int, day_of: str) -> str:
    """One row per order line of `part`: customer, day, cents, order_number, set_aside.

    `day_of` is the engine's expression for the proleptic ordinal of {date}.
    """
    no_amount = "false" if part.kinds["amount"] == "absent" else "cents is null"
    return f"""
        select customer, day, cents, order_number,
            case
                when damaged then 'unreadable'
                when customer is null then 'no_customer'
                when day is null or day < 1 then 'no_date'
                when day > {int(as_of)} then 'future'
                when {no_amount} then 'no_amount'
                when cents < 0 then 'return'
            end as set_aside
        from (
            select damaged, customer, cast({day_of.format(date="order_date")} as int) as day, cents, order_number
            from (
                select
                    damaged,
                    {_key("customer", part.kinds["customer"])} as customer,
                    {_date(part.kinds["date"], order)} as order_date,
                    {_cents(part.kinds["amount"], mark)} as cents,
                    {_key("order_number", part.kinds["order_number"])} as order_number
                from (select *, {_trimmed("date")} as date_text from {part.relation}) as raw
            ) as written
        ) as dated"""


def dates_seen_query(part: Part) -> str:
    """One row: what the dates of `part` show, as `DatesSeen`."""
    return f"""
        select count(text) as counted, count(case when {_matches("text", YEAR_FIRST)} then 1 end) as year_first,
            count(case when {_matches("text", YEAR_LAST)} then 1 end) as year_last,
            count(case when {_part("text", YEAR_LAST, 1)} > 12 then 1 end) as first_above_12,
            count(case when {_part("text", YEAR_LAST, 2)} > 12 then 1 end) as second_above_12
        from (select nullif({_trimmed("date")}, '') as text from {part.relation}) as texts"""


def amounts_seen_query(part: Part) -> str:
    """One row: what the amounts of `part` show, as `AmountsSeen`."""
    point, comma = _matches("text", amount_pattern(".")), _matches("text", amount_pattern(","))
    marked = "regexp_extract(text, '[.,]', 0) <> ''"
    return f"""
        select count(text) as counted, count(case when {point} and not {comma} then 1 end) as point_only,
            count(case when {comma} and not {point} then 1 end) as comma_only,
            count(case when {point} and {comma} and {marked} then 1 end) as either,
            count(case when {point} and {comma} and not {marked} then 1 end) as without_mark
        from (select nullif({_bare("amount")}, '') as text from {part.relation}) as texts"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _matches(text: str, pattern: str) -> str:
    return f"(regexp_extract({text}, '^({pattern})$', 0) <> '')"


def _part(text: str, pattern: str, group: int) -> str:
    return f"try_cast(regexp_extract({text}, '^{pattern}$', {group}) as int)"


def _trimmed(column: str) -> str:
    return f"trim(both {_quoted(BLANKS)} from cast({column} as string))"


def _bare(column: str) -> str:
    trimmed = f"trim(both {_quoted(AROUND_AMOUNTS)} from cast({column} as string))"
    return f"translate({trimmed}, {_quoted(SPELT)}, {_quoted(PLAIN)})"


def _key(column: str, kind: Kind) -> str:
    if kind == "absent":
        return "cast(null as string)"
    if kind == "real":
        # Whole numbers beside blanks are often stored as reals: 12.0 is the key 12.
        whole = f"{column} = floor({column}) and abs({column}) < 1e15"
        return f"case when {whole} then cast(cast({column} as bigint) as string) else cast({column} as string) end"
    return f"nullif({_trimmed(column)}, '')"


def _date(kind: Kind, order: DateOrder) -> str:
    if kind == "date":
        return "cast(date as date)"
    plain = "[0-9]{4}-[0-9]{2}-[0-9]{2}"  # nearly all texts, and read in a third of the time
    cases = f"""
        when {_matches("date_text", plain)} then try_cast(date_text as date)
        when {_matches("date_text", YEAR_FIRST)} then {_assembled(YEAR_FIRST, 1, 2, 3)}"""
    if order != "ymd":
        month, day = (2, 1) if order == "dmy" else (1, 2)
        cases += f"""
        when {_matches("date_text", YEAR_LAST)} then {_assembled(YEAR_LAST, 3, month, day)}"""
    return f"case {cases} end"


def _assembled(pattern: str, *groups: int) -> str:
    year, month, day = (f"regexp_extract(date_text, '^{pattern}$', {group})" for group in groups)
    century = f"case when length({year}) = 4 then '' when {year} < '{PIVOT}' then '20' else '19' end"
    return f"try_cast(concat({century}, {year}, '-', lpad({month}, 2, '0'), '-', lpad({day}, 2, '0')) as date)"


def _cents(kind: Kind, mark: DecimalMark) -> str:
    match kind:
        case "absent":
            return "cast(null as bigint)"
        case "real":
            return _cents_of_real("cast(amount as double)")
        case "whole" | "decimal":
            return _half_even("amount")
    point = "." if mark == "." else ","
    plain = f"regexp_extract(amount, '^-?[0-9]+([{point}][0-9]{{1,2}})?$', 0) <> ''"  # nearly all, and read far faster
    bare = _bare("amount")
    ungrouped = f"replace(replace(replace({bare}, ' ', ''), '{',' if mark == '.' else '.'}', ''), ',', '.')"
    return f"""case
        when {plain} then {_exact("replace(amount, ',', '.')")}
        when {_matches(bare, amount_pattern(mark))} then {_half_even(ungrouped)}
    end"""


def _exact(number: str) -> str:
    return f"cast(try_cast({number} as decimal({_DIGITS + 2}, 2)) * 100 as bigint)"


def _half_even(number: str) -> str:
    """Whole cents, halves to the even one: both engines round halves away from zero, which is then taken back."""
    cents = _exact(number)
    beyond = f"try_cast({number} as decimal({_DIGITS + 2}, 2)) - try_cast({number} as decimal({_DIGITS + 18}, 18))"
    halfway = f"abs({beyond}) = 0.005 and {cents} % 2 <> 0"
    return f"case when {halfway} then {cents} - cast(sign({cents}) as bigint) else {cents} end"


def _cents_of_real(real: str) -> str:
    """Whole cents, halves to the even one; what multiplying by 100 may be off by still counts as half.

    Floors and comparisons are the same in every engine; NaN and the infinities are outside the bounds.
    """
    cents = f"({real} * 100.0e0)"
    down = f"cast(floor({cents}) as bigint)"
    halfway = f"abs({cents} - floor({cents}) - 0.5e0) <= abs({cents}) * 2.3e-16"
    even = f"{down} + abs({down} % 2)"
    inside = f"{real} > -{LARGEST}.0e0 and {real} < {LARGEST}.0e0"
    return (
        f"case when {inside} then case when {halfway} then {even} else cast(floor({cents} + 0.5e0) as bigint) end end"
    )


_DIGITS = len(str(LARGEST)) - 1
