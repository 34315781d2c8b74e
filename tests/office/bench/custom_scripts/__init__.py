"""The actions, where xlwings' server looks for them; and the table of actions, for the pane's buttons."""

import os
from datetime import date

from xlwings_server.templates import templates

import habitue_addin.working
from habitue.refresh.wish import Wish
from habitue_addin.actions import *  # noqa: F403
from habitue_addin.ribbon import ACTIONS, GROUPS

DAY = date.fromisoformat(os.environ["HABITUE_TEST_DAY"])


def wish_of(*, recalibrate: bool = False) -> Wish:
    """On a day that stays, so that what is done here is the same whenever it is done."""
    return Wish(paths=(), as_of=DAY, today=DAY, recalibrate=recalibrate)


habitue_addin.working.wish_of = wish_of
templates.env.globals.update(actions=ACTIONS, groups=GROUPS)
