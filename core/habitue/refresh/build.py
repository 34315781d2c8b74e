"""All sheets of ours for one refresh, in the order in which a new workbook shows them."""

from habitue.criteria import kept_sheets
from habitue.refresh.compute import Computed
from habitue.refresh.mailing import groups
from habitue.refresh.quality import quality_of
from habitue.rfm import drift
from habitue.sheetmodel import SheetModel
from habitue.sheets.criteria import DetectedColumn, criteria_sheet
from habitue.sheets.customers import customers_sheet
from habitue.sheets.journal import journal_sheet
from habitue.sheets.overview import overview_sheet
from habitue.sheets.page import stamp
from habitue.sheets.quality import quality_sheet
from habitue.sheets.segments import retired_sheet, segment_sheet

_KEPT = ("group.", "segment.", "status.")


def sheet_models(computed: Computed) -> tuple[SheetModel, ...]:
    """Our sheets: Overview, Customers, those that the criteria keep, Criteria, Quality, Journal, and retired ones."""
    refresh, memory = computed.refresh, computed.memory
    kept = {mark for mark, _ in kept_sheets(refresh.criteria)}
    retired = [sheet for mark, sheet in memory.sheets.items() if mark.startswith(_KEPT) and mark not in kept]
    return (
        overview_sheet(refresh),
        customers_sheet(refresh),
        *(segment_sheet(refresh, mark, label, mask) for mark, label, mask in groups(refresh) if mark in kept),
        criteria_sheet(
            refresh.criteria,
            refresh.language,
            stamp=stamp(refresh).say(refresh.language),
            drift=drift(computed.judged.scores).say(),
            detected=_detected(computed),
        ),
        quality_sheet(refresh, quality_of(computed)),
        journal_sheet(refresh),
        *(retired_sheet(refresh, sheet.mark, sheet.title) for sheet in retired),
    )


def _detected(computed: Computed) -> list[DetectedColumn]:
    """Every column of the file with the role that it was taken for."""
    return [
        DetectedColumn(sheet=use.title, header=guess.label, role=guess.role, confidence=guess.confidence)
        for use in computed.judged.intake.tables
        for guess in use.roles.columns
    ]
