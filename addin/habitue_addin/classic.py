"""What the buttons of the classic add-in call: an action on the workbook in front, its errors as one sentence."""

import asyncio
import inspect
from collections.abc import Awaitable

import xlwings as xw

from habitue.errors import HabitueError
from habitue.language import sentence
from habitue_addin import actions
from habitue_addin.ribbon import ACTIONS


def run(key: str) -> None:
    """Do the action of that key in `ribbon.ACTIONS` on the workbook from which it was called."""
    if key not in {action.key for action in ACTIONS}:
        raise KeyError(key)
    book = xw.Book.caller()
    try:
        done = getattr(actions, key)(book)
        if inspect.isawaitable(done):  # written for hosts that answer later; here they answer at once
            asyncio.run(_finished(done))
    except xw.XlwingsError as error:
        book.app.alert(str(error), "Habitué")
    except HabitueError as error:
        book.app.alert(error.say("en"), "Habitué")
    except Exception as error:  # noqa: BLE001 (the last stop before Excel, which would show a traceback)
        said = sentence(
            "Something went wrong that should not have ({kind}). Your own sheets were not changed; please tell us.",
            kind=type(error).__name__,
        )
        book.app.alert(f"{said.say('fr')}\n\n{said.say('en')}", "Habitué")


async def _finished(done: Awaitable[None]) -> None:
    await done
