"""What a workbook of xlwings Lite imports by its one line, `from habitue_addin.lite import *`: all formulas."""

from habitue_addin.formulas import FUNCTIONS

globals().update(FUNCTIONS)
__all__ = [*FUNCTIONS]  # noqa: PLE0604 (the names of functions)
