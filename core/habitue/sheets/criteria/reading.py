"""The Criteria sheet read back: people's edits as criteria, or the cell that is not allowed."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from habitue.criteria import ColumnRole, Criteria, InactiveLimit, RecentPace, RfmCriteria, SurvivorRules, preset_stages
from habitue.errors import BadCriteria
from habitue.language import sentence
from habitue.roles.role import Role
from habitue.sheetmodel import FormerSheet
from habitue.sheets.criteria import blocks
from habitue.sheets.criteria.blocks import Block
from habitue.sheets.criteria.entries import RECALIBRATE
from habitue.sheets.criteria.locating import Line, lines_of
from habitue.sheets.criteria.places import Places
from habitue.sheets.criteria.reading_named import read_groups, read_segments, read_stages
from habitue.sheets.criteria.reading_numbers import MADE_FROM, read_entries, with_cut_points
from habitue.sheets.criteria.values import read_word
from habitue.sheets.criteria.vocabulary import SET, UNUSED


def read_criteria(former: FormerSheet) -> Criteria:
    """The criteria that the sheet holds now; raises BadCriteria that names the cell and what is allowed.

    A line of the single criteria that is gone counts as shipped; the statuses, segments and groups must be there. Where
    another set of statuses was chosen, it replaces those of the sheet.
    """
    places = Places(former.title)
    try:
        return _criteria(former, places)
    except BadCriteria as error:
        raise places.named(error) from error


def _criteria(former: FormerSheet, places: Places) -> Criteria:
    values = read_entries(lines_of(former, blocks.GENERAL), places)
    rfm = RfmCriteria(**_fields("rfm", RfmCriteria, values))
    if not values.get(RECALIBRATE):
        rfm = with_cut_points(rfm, lines_of(former, blocks.CUTS), places)
    another = values.get("preset") != values.get(MADE_FROM)
    groups = read_groups(_needed(former, blocks.GROUPS), places)
    return Criteria(
        **{name: values[name] for name in ("preset", "country", "rules_off", "language") if name in values},
        stages=preset_stages(values["preset"]) if another else read_stages(_needed(former, blocks.STAGES), places),
        inactive=InactiveLimit(**_fields("inactive", InactiveLimit, values)),
        pace=RecentPace(**_fields("pace", RecentPace, values)),
        survivors=SurvivorRules(**_fields("survivors", SurvivorRules, values)),
        rfm=rfm,
        segments=read_segments(_needed(former, blocks.SEGMENTS), groups, places),
        groups=groups,
        columns=tuple(_columns(lines_of(former, blocks.COLUMNS), places)),
    )


def _needed(former: FormerSheet, block: Block) -> list[Line]:
    lines = lines_of(former, block)
    if not lines:
        why = sentence(
            "the block “{title}” is not there any more; put it back, or delete the sheet to start "
            "again from what we ship",
            title=block.title,
        )
        raise BadCriteria(sentence("{place}: {why}", place=former.title, why=why), why=why)
    return lines


def _fields(
    part: str, record: type[InactiveLimit | RecentPace | RfmCriteria | SurvivorRules], values: dict[str, Any]
) -> dict[str, Any]:
    codes = {one.name: f"{part}.{one.name}" for one in fields(record)}
    return {name: values[code] for name, code in codes.items() if code in values}


def _columns(lines: Iterable[Line], places: Places) -> Iterable[ColumnRole]:
    """The columns whose role people set: now (it is not what the column was taken for), or before."""
    for line in lines:
        role = read_word(line, "role", "role", "")
        if not role or (line["code"] != SET and role == line["code"]):
            continue
        if not line["header"]:
            raise line.refuse("header", sentence("the name of a column is needed"))
        places.add(f"columns.{line['header']}", line.address("header"))
        yield ColumnRole(sheet=line["sheet"], header=line["header"], role=None if role == UNUSED else Role(role))
