"""The only place that knows the order of the steps: files and criteria in, a `Refresh` out, and into the workbook."""

from habitue.refresh.compute import Computed, compute, criteria_in
from habitue.refresh.into import refresh
from habitue.refresh.wish import Done, Wish

__all__ = ["Computed", "Done", "Wish", "compute", "criteria_in", "refresh"]
