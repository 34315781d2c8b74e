"""The SQL that turns the raw columns of files into order lines of whole days and cents.

It runs unchanged on DuckDB and on Spark: `day_of` is the only difference. The raw columns carry names of ours
(customer, date, amount, order_number, state, damaged), so that nothing from a file becomes part of a query's text.
"""

# ruff: noqa: S608 (queries are put together from names of ours)

from habitue.history.columns import DateOrder, DecimalMark
from habitue.history.formats import COMPACT, YEAR_FIRST, YEAR_LAST, amount_pattern
from habitue.history.layers import amount_layers, bare_amount, date_layers, key, matches, trimmed
from habitue.history.parts import Part, RawColumn

_KEYS: tuple[RawColumn, ...] = ("customer", "order_number", "state")


def lines_query(part: Part, order: DateOrder, mark: DecimalMark, as_of: int, day_of: str) -> str:
    """One row per order line of `part`: customer, day, cents, order_number, state, set_aside.

    `day_of` is the engine's expression for the proleptic ordinal of {date}.
    """
    date, amount = date_layers(part.kinds["date"], order), amount_layers(part.kinds["amount"], mark)
    keys = [f"{key(name, part.kinds[name])} as {name}" for name in _KEYS]
    no_amount = "false" if part.kinds["amount"] == "absent" else "cents is null"
    return f"""
        select customer, day, cents, order_number, state,
            case
                when damaged then 'unreadable'
                when customer is null then 'no_customer'
                when day is null or day < 1 then 'no_date'
                when day > {int(as_of)} then 'future'
                when {no_amount} then 'no_amount'
                when cents < 0 then 'return'
            end as set_aside
        from (select *, cast({day_of.format(date="order_date")} as int) as day
        from (select *, {date.result} as order_date, {amount.result} as cents
        from (select {", ".join(("*", *date.second, *amount.second))}
        from (select {", ".join(("damaged", *keys, *date.first, *amount.first))}
        from {part.relation}) as texts) as pieces) as written) as dated"""


def dates_seen_query(part: Part) -> str:
    """One row: what the dates of `part` show, in the order of the fields of `DatesSeen`."""
    year_first, year_last = matches("text", f"{YEAR_FIRST}|{COMPACT}"), matches("text", YEAR_LAST)
    first, second = (f"try_cast(regexp_extract(text, '^{YEAR_LAST}$', {group}) as int)" for group in (1, 2))
    return f"""
        select count(text) as texts, count(case when {year_first} then 1 end) as year_first,
            count(case when {year_last} then 1 end) as year_last,
            count(case when {first} > 12 then 1 end) as first_above_12,
            count(case when {second} > 12 then 1 end) as second_above_12
        from (select nullif({trimmed("date")}, '') as text from {part.relation}) as texts"""


def amounts_seen_query(part: Part) -> str:
    """One row: what the amounts of `part` show, in the order of the fields of `AmountsSeen`."""
    return f"""
        select count(text) as texts, count(case when point and not comma then 1 end) as point_only,
            count(case when comma and not point then 1 end) as comma_only,
            count(case when point and comma and marked then 1 end) as either,
            count(case when point and comma and not marked then 1 end) as without_mark
        from (
            select text, {matches("text", amount_pattern("."))} as point,
                {matches("text", amount_pattern(","))} as comma, {matches("text", ".*[.,].*")} as marked
            from (select nullif({bare_amount("amount")}, '') as text from {part.relation}) as texts
        ) as looked_at"""
