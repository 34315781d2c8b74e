"""A mailing list as a sheet of its own: who is to be written to, and apart who is not, each with the reason."""

from collections.abc import Iterable
from dataclasses import replace

from habitue.errors import BadRequest
from habitue.language import sentence
from habitue.outcome import Refresh
from habitue.refresh.compute import Computed
from habitue.refresh.mailing import for_channel, groups, members
from habitue.sheetmodel import SheetModel
from habitue.sheets.segments import segment_sheet

MARK = "mailing."


def mailing_sheet(computed: Computed, name: str, channel: str | None = None) -> SheetModel:
    """The list of a status, segment or group (by name, key or mark) for a channel, by default that of our sheets.

    Later refreshes leave it as it is: it says who was written to. Raises BadRequest for a name that there is not.
    """
    refresh = for_channel(computed, channel or computed.refresh.channel)
    mark, label, mask = members(refresh, name)
    title = sentence("Mailing {name}", name=label.name).say(refresh.language)
    return segment_sheet(refresh, f"{MARK}{mark}", replace(label, name=title), mask)


def first_named(refresh: Refresh, texts: Iterable[str]) -> str:
    """The first of some texts that names a status, segment or group. Raises BadRequest where none does."""
    known = groups(refresh)
    names = {word for mark, label, _ in known for word in (label.name.casefold(), label.key, mark)}
    for text in texts:
        if text.strip().casefold() in names:
            return text
    raise BadRequest(
        sentence(
            "Select a cell that names a status, a segment or a group, then try again; there are: {names}.",
            names=list(dict.fromkeys(label.name for _, label, _ in known)),
        )
    )
