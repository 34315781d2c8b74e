from datetime import date

import pandas as pd
import pytest

from habitue.refresh.journal import Happened, write_down
from habitue.sheets.words import JOURNAL

MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)
NO_LINES = pd.DataFrame(columns=list(JOURNAL))


def frame(**columns):
    return pd.DataFrame({name: pd.array(values, dtype="string") for name, values in columns.items()})


NO_MOVES = frame(key=[], before=[], after=[], why=[])
NO_CORRECTIONS = frame(key=[], sheet=[], cell=[], column=[], before=[], after=[], rule=[])
A_MOVE = frame(key=["C1"], before=["New"], after=["Active"], why=["bought again"])


def correction(cell="B2", before="DUPONT"):
    return frame(
        key=["C1"],
        sheet=["Clients"],
        cell=[cell],
        column=["Nom"],
        before=[before],
        after=["Dupont"],
        rule=["names.case"],
    )


def happened(moves=NO_MOVES, corrections=NO_CORRECTIONS, as_of=MONDAY):
    return Happened(as_of=as_of, version="0a1b2c3d", customers=2, orders=3, moves=moves, corrections=corrections)


def test_the_first_refresh_leaves_one_receipt():
    written = write_down(happened(), NO_LINES, MONDAY, "en")
    assert written.lines["what"].tolist() == ["Refresh"]
    assert "2 customers" in written.lines["after"].iloc[0]
    assert written.refreshed_on == MONDAY


@pytest.mark.parametrize("language", ["fr", "en"])
def test_saying_the_same_again_adds_nothing_and_keeps_the_day(language):
    first = write_down(happened(moves=A_MOVE, corrections=correction()), NO_LINES, MONDAY, language)
    again = write_down(happened(corrections=correction()), first.lines, TUESDAY, language)
    assert again.lines is first.lines
    assert again.refreshed_on == MONDAY


def test_the_moves_of_the_last_refresh_are_still_shown_when_it_is_repeated():
    first = write_down(happened(moves=A_MOVE), NO_LINES, MONDAY, "en")
    again = write_down(happened(), first.lines, TUESDAY, "en")
    assert again.moves.to_dict("records") == A_MOVE.to_dict("records")


def test_another_day_is_another_refresh():
    first = write_down(happened(), NO_LINES, MONDAY, "en")
    second = write_down(happened(as_of=TUESDAY), first.lines, TUESDAY, "en")
    assert len(second.lines) == 2
    assert second.refreshed_on == TUESDAY


def test_a_correction_is_written_down_once_even_when_its_row_has_moved():
    first = write_down(happened(corrections=correction("B2")), NO_LINES, MONDAY, "en")
    second = write_down(happened(corrections=correction("B7"), as_of=TUESDAY), first.lines, TUESDAY, "en")
    assert (second.lines["what"] == "Correction").sum() == 1


def test_a_new_correction_of_the_same_customer_is_written_down():
    first = write_down(happened(corrections=correction()), NO_LINES, MONDAY, "en")
    second = write_down(happened(corrections=correction(before="dupont")), first.lines, TUESDAY, "en")
    assert (second.lines["what"] == "Correction").sum() == 2


def test_former_lines_are_never_taken_away_or_reordered():
    first = write_down(happened(moves=A_MOVE, corrections=correction()), NO_LINES, MONDAY, "en")
    second = write_down(happened(as_of=TUESDAY), first.lines, TUESDAY, "en")
    pd.testing.assert_frame_equal(second.lines.iloc[: len(first.lines)], first.lines)


def test_a_journal_kept_in_the_other_language_is_still_understood():
    first = write_down(happened(), NO_LINES, MONDAY, "fr")
    assert len(write_down(happened(), first.lines, TUESDAY, "en").lines) == 2
    assert write_down(happened(), first.lines, TUESDAY, "fr").lines is first.lines
