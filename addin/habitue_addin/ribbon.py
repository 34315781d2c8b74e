"""The actions of the ribbon, in one table: what each is called, what it says of itself, and what its picture is.

The tab of the classic add-in, the buttons of the pane, the manifest and the manual are all made from it. `key` is the
name of the function in `actions`.
"""

from dataclasses import dataclass
from typing import Literal

from habitue.language import Sentence, sentence

Group = Literal["customers", "duplicates", "mailing", "workbook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One button; `icon` is the name of one of Office's own pictures, `writes` whether it changes the workbook."""

    key: str
    label: Sentence
    tip: Sentence
    icon: str
    group: Group
    writes: bool = True
    large: bool = False


GROUPS: dict[Group, Sentence] = {
    "customers": sentence("Customers"),
    "duplicates": sentence("Duplicates"),
    "mailing": sentence("Mailing"),
    "workbook": sentence("Workbook"),
}

ACTIONS = (
    Action(
        key="refresh",
        label=sentence("Refresh customers"),
        tip=sentence("Give every customer a status, scores and a segment, in sheets beside yours."),
        icon="RefreshAll",
        group="customers",
        large=True,
    ),
    Action(
        key="inspect",
        label=sentence("Inspect"),
        tip=sentence("Say which tables and columns were found, and what is wrong with them. Changes nothing."),
        icon="ZoomToSelection",
        group="customers",
        writes=False,
    ),
    Action(
        key="clean",
        label=sentence("Clean"),
        tip=sentence("Put names, e-mails, phones and addresses right in our Customers sheet; your own cells stay."),
        icon="ClearFormats",
        group="customers",
    ),
    Action(
        key="recalibrate",
        label=sentence("Recalibrate"),
        tip=sentence("Work the cut points of the scores out anew, then refresh."),
        icon="CalculateNow",
        group="customers",
    ),
    Action(
        key="find_duplicates",
        label=sentence("Find duplicates"),
        tip=sentence("List the customers who are there twice, with the reason and a column for your answer."),
        icon="RemoveDuplicates",
        group="duplicates",
        large=True,
    ),
    Action(
        key="apply_answers",
        label=sentence("Apply answers"),
        tip=sentence("Put together the customers whom you answered “same” in the Duplicates sheet."),
        icon="ReviewAcceptChange",
        group="duplicates",
    ),
    Action(
        key="mailing_list",
        label=sentence("Mailing list"),
        tip=sentence(
            "Make a sheet with the customers of the segment or status that is selected, ready to be written to."
        ),
        icon="MailMergeRecipientsEditList",
        group="mailing",
        large=True,
    ),
    Action(
        key="freeze",
        label=sentence("Freeze"),
        tip=sentence("Turn our formulas into values with their date, for colleagues who do not have the add-in."),
        icon="PasteValues",
        group="workbook",
    ),
    Action(
        key="undo",
        label=sentence("Undo"),
        tip=sentence("Take back what the last action did in this workbook."),
        icon="Undo",
        group="workbook",
    ),
    Action(
        key="show_help",
        label=sentence("Help"),
        tip=sentence("What each button and formula does, on one page."),
        icon="Help",
        group="workbook",
        writes=False,
    ),
)
