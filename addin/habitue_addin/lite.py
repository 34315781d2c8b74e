"""What a workbook of xlwings Lite imports by its one line, `from habitue_addin.lite import *`: formulas and actions.

The actions are called habitue_refresh, habitue_inspect ... here: in the workbook's own code stand its owner's words,
and perhaps `import inspect`. People see their labels, not these names.
"""

from habitue_addin import actions
from habitue_addin.formulas import FUNCTIONS
from habitue_addin.ribbon import ACTIONS

SCRIPTS = {f"habitue_{action.key}": getattr(actions, action.key) for action in ACTIONS}
"""The actions by the names under which Lite calls them."""

globals().update(FUNCTIONS)
globals().update(SCRIPTS)

__all__ = [*FUNCTIONS, *SCRIPTS]  # noqa: PLE0604 (names of functions)
