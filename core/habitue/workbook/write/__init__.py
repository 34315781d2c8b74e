"""Our sheets into a workbook, with every other part of it kept byte for byte."""

from habitue.workbook.write.outcome import Plan, Receipt, SheetChange, Undone
from habitue.workbook.write.safety import check_free
from habitue.workbook.write.writing import apply, create, plan, undo

__all__ = ["Plan", "Receipt", "SheetChange", "Undone", "apply", "check_free", "create", "plan", "undo"]
