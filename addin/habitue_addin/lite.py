"""What a workbook of xlwings Lite imports by its one line, `from habitue_addin.lite import *`: formulas and actions."""

from habitue_addin import actions
from habitue_addin.formulas import FUNCTIONS
from habitue_addin.ribbon import ACTIONS

globals().update(FUNCTIONS)
globals().update({action.key: getattr(actions, action.key) for action in ACTIONS})

__all__ = [*FUNCTIONS, *(action.key for action in ACTIONS)]  # noqa: PLE0604 (names of functions)
