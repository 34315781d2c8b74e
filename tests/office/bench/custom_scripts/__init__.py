"""The actions, where xlwings' server looks for them; and the table of actions, for the pane's buttons."""

from xlwings_server.templates import templates

from habitue_addin.actions import *  # noqa: F403
from habitue_addin.ribbon import ACTIONS, GROUPS

templates.env.globals.update(actions=ACTIONS, groups=GROUPS)
