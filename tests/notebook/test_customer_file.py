"""A customer file in a notebook: same numbers as the command line, settings as traits, nothing written unasked."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from habitue.errors import BadCriteria, BadRequest, RefusedWrite, UnreadableFile
from habitue.refresh import Wish, refresh
from habitue.refresh.merge_into import merge
from habitue.workbook.read import read_former
from habitue_notebook import CustomerFile

AS_OF = "2026-11-01"


def sheet_of(book: Path, mark: str) -> pd.DataFrame:
    sheets = {sheet.mark: sheet for sheet in read_former(book)}
    return sheets[mark].tables[0].frame


def as_text(column: pd.Series) -> list[str | None]:
    """As a cell is read back from a workbook."""
    if column.dtype.kind == "M":
        return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in column]
    if pd.api.types.is_numeric_dtype(column):
        return [None if pd.isna(value) else f"{round(float(value), 2):g}" for value in column]
    return [None if pd.isna(value) else str(value) for value in column]


def test_customers_are_those_of_the_command_line_cell_by_cell(file, demo, tmp_path):
    output = tmp_path / "refreshed.xlsm"
    refresh(Wish(paths=(demo,), as_of=date(2026, 11, 1), output=output))
    written, shown = sheet_of(output, "customers"), file.customers
    assert list(shown.columns) == list(written.columns)
    for title in shown.columns:
        if pd.api.types.is_numeric_dtype(shown[title]):
            numbers = pd.to_numeric(written[title]).round(2)
            assert as_text(shown[title]) == as_text(numbers), title
        else:
            cells = [None if pd.isna(cell) else str(cell) for cell in written[title]]
            assert as_text(shown[title]) == [cell and cell.removesuffix(" 00:00:00") for cell in cells], title


def test_opening_and_looking_changes_no_byte(twice):
    before = twice.read_bytes()
    file = CustomerFile(twice, as_of=AS_OF)
    assert all(map(len, (file.customers, file.changes, file.review)))
    file.set("inactive.floor_days", 90).set("preset", "primary")
    assert len(file.customers)
    assert twice.read_bytes() == before
    assert [path.name for path in twice.parent.iterdir()] == [twice.name]


def test_a_file_that_is_not_there_is_a_sentence():
    with pytest.raises(UnreadableFile, match=r"nobody\.xlsx"):
        CustomerFile("nobody.xlsx").computed()
    with pytest.raises(BadRequest, match="Which file"):
        CustomerFile()


def test_a_setting_out_of_range_says_what_is_allowed_and_changes_nothing(file):
    before = file.criteria
    with pytest.raises(BadCriteria, match=r"inactive\.floor_days"):
        file.set("inactive.floor_days", 0)
    with pytest.raises(BadCriteria, match="no criterion"):
        file.set("inactive.nonsense", 3)
    with pytest.raises(BadCriteria, match="no criterion"):
        file.set("stages.lost.9.9", 3)
    assert file.criteria == before


def test_settings_can_be_observed(file):
    seen = []
    file.observe(lambda change: seen.append(change["name"]), names=["criteria", "answers", "rejected"])
    file.set("inactive.floor_days", 90)
    file.reject(column="NOM")
    file.answer("C0001", "C0002", "different")
    assert seen == ["criteria", "rejected", "answers"]


def test_every_number_of_the_criteria_is_listed_with_its_range(file):
    listed = file.settings().set_index("Code")
    assert {"inactive.floor_days", "rfm.r_bins", "stages.lost.4.1"} <= set(listed.index)
    assert listed["Valeur"]["inactive.floor_days"] == 60
    assert "3" in listed["Autorisé"]["inactive.floor_days"]


def test_titles_follow_the_language_that_is_set(file):
    assert "Statut" in file.customers.columns
    file.language = "en"
    assert "Status" in file.customers.columns
    assert file.customers["Status"].isin(["Lost", "Inactive", "New", "Active", "Prospect", "Suspect"]).all()
    file.language = None


def test_why_is_told_of_one_customer(file):
    key = file.customers["Client"].iloc[0]
    assert key in file.explain(key)
    assert file.customers["Client"].iloc[file.position(key)] == key


def test_what_is_moved_is_what_is_written(twice):
    file = CustomerFile(twice, as_of=AS_OF).set("inactive.fixed_limit_days", 90).role("Clients", "Ville", None)
    expected = file.customers
    saved = file.save()
    assert saved.changes
    assert saved.backup is not None
    written = sheet_of(twice, "customers")
    assert as_text(written["Statut"]) == as_text(expected["Statut"])
    assert "Ville" not in written
    assert not file.moved
    again = CustomerFile(twice, as_of=AS_OF)
    assert again.criteria.inactive.fixed_limit_days == 90
    assert any(one.header == "Ville" and one.role is None for one in again.criteria.columns)


def test_several_saves_go_on_from_the_workbook(twice):
    file = CustomerFile(twice, as_of=AS_OF)
    assert file.save().changes
    assert not file.save().changes
    assert file.set("inactive.floor_days", 300).save().changes
    assert file.saved.inactive.floor_days == 300


def test_a_saved_refresh_is_that_of_the_command_line_sheet_by_sheet(twice, tmp_path):
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    CustomerFile(twice, as_of=AS_OF).save(one)
    refresh(Wish(paths=(twice,), as_of=date(2026, 11, 1), output=other))
    for mark in ("customers", "overview", "quality", "journal", "group.promising"):
        pd.testing.assert_frame_equal(sheet_of(one, mark), sheet_of(other, mark))


def test_a_file_that_cannot_be_written_gives_the_core_s_sentence(made, tmp_path):
    signed = tmp_path / "signed.xlsx"
    signed.write_bytes((made / "signed.xlsx").read_bytes())
    before = signed.read_bytes()
    with pytest.raises(RefusedWrite):
        CustomerFile(signed, as_of=AS_OF).save()
    assert signed.read_bytes() == before


def test_an_export_has_the_list_and_those_left_out(twice):
    ready, left_out = CustomerFile(twice, as_of=AS_OF).export("status.active", "post", twice.parent / "actifs.csv")
    assert ready.exists()
    assert "Ozanne" in left_out.read_text("utf-8-sig")  # no address in this file: nobody can be written to


def test_an_answer_is_on_the_workbook_s_sheet_and_in_its_journal(twice):
    CustomerFile(twice, as_of=AS_OF).answer("C1", "C2", "different").save()
    sheets = [table.frame for sheet in read_former(twice) if sheet.mark == "duplicates" for table in sheet.tables]
    assert (pd.concat(sheets)["Votre réponse"] == "différents").sum() == 1
    assert (sheet_of(twice, "journal")["Quoi"] == "Réponse sur un doublon").sum() == 1
    again = CustomerFile(twice, as_of=AS_OF).review
    assert again.set_index("Repère")["État"]["C2"] == "tranché"


def test_a_value_that_was_chosen_survives_the_merge_and_the_next_refresh(twice):
    file = CustomerFile(twice, as_of=AS_OF)
    file.answer("C1", "C2", "same").survive("C1", "C2", "last_name").save(merge=True)
    people = file.customers.set_index("Client")
    assert people["Nom de famille"]["C1"] == "Marechal"  # the rules would keep the accent
    assert people["Prénom"]["C1"] == "Zoé"
    assert "C2" not in people.index
    assert not file.save().changes
    journal = sheet_of(twice, "journal")
    assert (journal["Règle ou raison"] == "choisie à la main").any()


def test_a_value_chosen_before_anybody_merges_counts_when_they_do(twice):
    CustomerFile(twice, as_of=AS_OF).answer("C1", "C2", "same").survive("C1", "C2", "last_name").save()
    merge(Wish(paths=(twice,), as_of=date(2026, 11, 1)))
    assert CustomerFile(twice, as_of=AS_OF).customers.set_index("Client")["Nom de famille"]["C1"] == "Marechal"


def test_a_rejected_correction_stays_rejected(twice):
    file = CustomerFile(twice, as_of=AS_OF)
    cell = file.changes.iloc[0]
    before = len(file.changes)
    where = f"{cell['Feuille']}!{cell['Cellule']}"
    file.reject(cell=where).save()
    assert len(file.changes) == before - 1
    assert where not in set(file.changes["Feuille"] + "!" + file.changes["Cellule"])
    assert not file.save().changes
