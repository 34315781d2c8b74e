"""The tab in Excel's ribbon, as the XML that Office reads; its words are asked of the add-in's own VBA."""

from habitue_addin.hosts.vba import CALLBACKS
from habitue_addin.ribbon import ACTIONS, GROUPS, Action

_SPACE = "http://schemas.microsoft.com/office/2006/01/customui"


def ribbon_xml() -> str:
    """The tab with a group for each kind of action; labels and tips follow the language of Excel."""
    groups = "".join(_group(key) for key in GROUPS)
    return (
        f'<customUI xmlns="{_SPACE}"><ribbon><tabs><tab id="habitue" label="Habitué">{groups}</tab></tabs></ribbon>'
        "</customUI>"
    )


def _group(key: str) -> str:
    buttons = "".join(_button(action) for action in ACTIONS if action.group == key)
    return f'<group id="group.{key}" getLabel="{CALLBACKS}.GetLabel">{buttons}</group>'


def _button(action: Action) -> str:
    size = "large" if action.large else "normal"
    return (
        f'<button id="{action.key}" imageMso="{action.icon}" size="{size}" getLabel="{CALLBACKS}.GetLabel" '
        f'getScreentip="{CALLBACKS}.GetLabel" getSupertip="{CALLBACKS}.GetTip" onAction="{CALLBACKS}.Press"/>'
    )
