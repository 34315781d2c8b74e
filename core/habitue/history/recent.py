"""On how many days customers bought of late: beside their history, whose pace before it is held against."""

from dataclasses import replace

import numpy as np

from habitue.history.days import order_days
from habitue.records import NEVER, History, Orders


def with_recent(history: History, orders: Orders, period_days: int) -> History:
    """The history of these orders with each customer's order days in the last `period_days` days, `as_of` included."""
    late = (orders.day > max(history.as_of - period_days, NEVER)) & (orders.day <= history.as_of)
    days = order_days(orders.customer[late], orders.day[late])
    recent = np.zeros(len(history), dtype=np.int32)
    recent[days.customer] = np.diff(days.starts)
    return replace(history, recent_order_days=recent, recent_days=period_days)
