"""The Criteria sheet through a real xlsx file: written, read back from its cells, and the same."""

import pytest

from habitue.criteria import (
    ColumnRole,
    Comparison,
    Condition,
    Criteria,
    CutPoints,
    InactiveLimit,
    Measure,
    RfmCriteria,
    Stage,
    preset_stages,
)
from habitue.roles.role import Role
from habitue.sheets.criteria import DetectedColumn, criteria_sheet, read_criteria
from habitue.workbook.read.former import read_former
from habitue.workbook.write import create

NOTED = Condition(measure=Measure.COLUMN, comparison=Comparison.CONTAINS, value="12", column="Note, interne")
TEAM = Criteria(
    stages=(Stage(key="own", own_name="=1+1", owner="Zoé", rule=((NOTED,),)), *preset_stages("six_statuses")),
    inactive=InactiveLimit(habit_multiple=2.75, base_share=0.855, fixed_base_limit_days=200),
    rfm=RfmCriteria(
        cut_points=CutPoints(
            recency_days=((400, 200, 100, -1),), order_days=((2, 3, 5, 9),), cents=((-10, 5050, 10_000, 99_999),)
        )
    ),
    columns=(ColumnRole(sheet="Ventes", header="Dt", role=Role.ORDER_DATE),),
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_criteria_come_back_the_same_from_a_file(tmp_path, language):
    detected = [DetectedColumn(sheet="Clients", header="Mail", role=Role.EMAIL, confidence=0.93)]
    path = tmp_path / "criteria.xlsx"
    create([criteria_sheet(TEAM, language, stamp="…", detected=detected)], path)
    (sheet,) = read_former(path)
    assert read_criteria(sheet) == TEAM
