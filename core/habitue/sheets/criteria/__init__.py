"""The Criteria sheet, both ways: criteria to a sheet that people edit, and their edits back to criteria."""

from habitue.sheets.criteria.model import MARK, DetectedColumn, criteria_sheet
from habitue.sheets.criteria.reading import read_criteria

__all__ = ["MARK", "DetectedColumn", "criteria_sheet", "read_criteria"]
