"""Each customer's lifecycle status with its reason, from their history, what the file says of them and the criteria."""

from habitue.lifecycle.limits import Source
from habitue.lifecycle.reasons import reason, reasons
from habitue.lifecycle.signs import UNKNOWN, Signs
from habitue.lifecycle.statuses import Statuses, statuses

__all__ = ["UNKNOWN", "Signs", "Source", "Statuses", "reason", "reasons", "statuses"]
