-- Orders to one line per customer, over whole days and cents: runs unchanged on DuckDB and on Spark.
-- habitue_lines has one row per order line: customer, day, cents, order_number, and set_aside, why it is not counted.
-- recent_from() is the first day of the period whose order days are counted apart: the engine puts a number there.

-- 1. Every order day of every customer, with the days since the one before: becomes habitue_gaps.
select customer, day, day - lag(day) over (partition by customer order by day) as gap
from (select distinct customer, day from habitue_lines where set_aside is null) as order_days;

-- 2. One row per customer. Lines without an order number are an order each.
select own.customer as customer, first_day, last_day, order_days, orders, cents, own_gap, recent_order_days
from (
    select
        customer, min(day) as first_day, max(day) as last_day, count(*) as order_days, median(gap) as own_gap,
        count(case when day >= recent_from() then 1 end) as recent_order_days
    from habitue_gaps
    group by customer
) as own
join (
    select
        customer,
        count(distinct order_number) + count(*) - count(order_number) as orders,
        cast(sum(cents) as bigint) as cents
    from habitue_lines
    where set_aside is null
    group by customer
) as sums on own.customer = sums.customer
order by own.customer;

-- 3. How many gaps there are of each length: all that the base limit needs.
select gap, count(*) as gaps from habitue_gaps where gap is not null group by gap;

-- 4. What was set aside. The lines that count have no reason.
select coalesce(set_aside, '') as set_aside, count(*) as line_count from habitue_lines group by coalesce(set_aside, '');
