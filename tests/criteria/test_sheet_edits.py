"""What people do to the Criteria sheet: their edits are read, or refused with the cell and what is allowed."""

import re

import pytest

from habitue.criteria import Comparison, Condition, Criteria, CutPoints, Measure, RfmCriteria, preset_stages
from habitue.errors import BadCriteria
from habitue.roles.role import Role
from habitue.sheetmodel import FormerSheet
from habitue.sheets.criteria import DetectedColumn, criteria_sheet, read_criteria
from habitue.sheets.criteria.values import number_of
from habitue.sheets.criteria.vocabulary import WORDS, choices, code_of, plain
from habitue.tables import column_letter

CUTS = CutPoints(recency_days=((400, 200, 100, 30),), order_days=((2, 3, 5, 9),), cents=((1000, 5050, 10_000, 99_999),))


class Sheet:
    """The sheet in a person's hands."""

    def __init__(self, criteria=None, language="en", detected=()):
        model = criteria_sheet(criteria or Criteria(), language, detected=detected)
        self.title = model.title
        self.grid = {(cell.row, cell.column): str(cell.value) for cell in model.cells if cell.value is not None}
        for table in model.tables:
            for number, column in enumerate(table.columns, start=table.column):
                cells = [column.title, *column.values]
                self.grid |= {
                    (row, number): str(value) for row, value in enumerate(cells, start=table.row) if value is not None
                }

    def row(self, text, column=11):
        return next(row for (row, c), value in sorted(self.grid.items()) if c == column and value == text)

    def type(self, row, column, value):
        if value == "":
            self.grid.pop((row, column), None)
        else:
            self.grid[row, column] = value
        return f"{self.title}!{column_letter(column)}{row}"

    def insert_row(self, before):
        self.grid = {(r + (r >= before), c): value for (r, c), value in self.grid.items()}

    def insert_column(self):
        self.grid = {(r, c + 1): value for (r, c), value in self.grid.items()}

    def delete_row(self, row):
        self.grid = {(r - (r > row), c): value for (r, c), value in self.grid.items() if r != row}

    def read(self):
        return read_criteria(FormerSheet(mark="criteria", title=self.title, tables=(), grid=self.grid))

    def refusal(self):
        with pytest.raises(BadCriteria) as caught:
            self.read()
        return str(caught.value)


def test_a_word_where_days_are_wanted_is_refused_with_its_cell():
    sheet = Sheet()
    cell = sheet.type(sheet.row("inactive.floor_days"), 2, "abc")
    assert sheet.refusal() == f"{cell}: 'abc' is not a number of days; allowed: 1 to 3,650"


def test_the_refusal_is_french_in_french():
    sheet = Sheet(language="fr")
    cell = sheet.type(sheet.row("inactive.floor_days"), 2, "abc")
    with pytest.raises(BadCriteria) as caught:
        sheet.read()
    said = caught.value.say("fr")
    assert said == f"{cell}\xa0: 'abc' n’est pas un nombre de jours\u202f; autorisé\xa0: de 1 à 3\u202f650"


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,5", "fr", 1.5), ("1.5", "fr", 1.5), ("1,5", "en", 1.5), ("1 500", "fr", 1500),
        ("1\u202f500,25", "fr", 1500.25),
        ("1,500", "en", 1500), ("1,500.5", "en", 1500.5), ("1,500", "fr", 1.5), ("90 %", "fr", 0.9), ("90%", "en", 0.9),
        ("92,5\xa0%", "fr", 0.925), ("0.9", "fr", 0.9), ("3.0", "en", 3), ("-2", "en", -2), ("1e2", "en", 100),
        ("abc", "fr", None), ("1_000", "en", None), ("nan", "en", None), ("inf", "en", None), ("1.2.3", "fr", None),
        ("2024-03-12", "fr", None), ("", "fr", None), ("9" * 400, "en", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(text, language, value):
    assert number_of(text, language) == value


def test_a_percentage_may_be_typed_in_either_way():
    for text in ("85 %", "0,85", "0.85"):
        sheet = Sheet(language="fr")
        sheet.type(sheet.row("inactive.base_share"), 2, text)
        assert sheet.read().inactive.base_share == 0.85
    cell = sheet.type(sheet.row("inactive.base_share"), 2, "85")
    assert sheet.refusal() == f"{cell}: '85' is not a percentage; allowed: 50% to 99%"


def test_a_limit_for_everybody_can_be_filled_in():
    sheet = Sheet(language="fr")
    sheet.type(sheet.row("inactive.fixed_limit_days"), 2, "180")
    assert sheet.read().inactive.fixed_limit_days == 180


def test_a_blank_where_a_number_is_needed_says_so():
    sheet = Sheet()
    cell = sheet.type(sheet.row("inactive.floor_days"), 2, "")
    assert sheet.refusal() == f"{cell}: a value is needed; allowed: 1 to 3,650"


def test_a_floor_above_the_ceiling_is_refused_at_the_floor():
    sheet = Sheet()
    cell = sheet.type(sheet.row("inactive.floor_days"), 2, "900")
    assert sheet.refusal().startswith(f"{cell}: '900' days is more than the ceiling")


def test_another_preset_replaces_the_statuses():
    sheet = Sheet(language="fr")
    sheet.type(sheet.row("preset.six_statuses"), 2, "Cinq phases")
    criteria = sheet.read()
    assert criteria.preset == "five_phases"
    assert criteria.stages == preset_stages("five_phases")


def test_statuses_that_people_changed_stay_while_the_preset_stays():
    sheet = Sheet()
    sheet.type(sheet.row("new"), 1, "Newcomer")
    assert sheet.read().stages[2].name("fr") == "Newcomer"
    assert sheet.read().stages[2].key == "new"


def test_a_renamed_group_is_still_the_group_of_its_segments():
    sheet = Sheet(language="fr")
    sheet.type(sheet.row("best", 11), 1, "VIP")
    criteria = sheet.read()
    assert criteria.groups[0].name("fr") == "VIP"
    assert {one.group for one in criteria.segments if one.key in ("champions", "loyal")} == {"best"}


def test_a_prospect_can_be_split_on_a_column_of_the_team():
    sheet = Sheet(language="fr")
    row = sheet.row("prospect")
    sheet.insert_row(row)
    for column, text in {1: "Prospect chaud", 2: "si", 3: "contact établi", 4: "est", 5: "oui"}.items():
        sheet.type(row, column, text)
    sheet.insert_row(row + 1)
    for column, text in {2: "et", 3: "Colonne à vous", 4: "est", 5: "chaud", 6: "Température"}.items():
        sheet.type(row + 1, column, text)
    stages = sheet.read().stages
    hot = next(stage for stage in stages if stage.own_name == "Prospect chaud")
    assert hot.key == "prospect_chaud"
    assert hot.rule[0][1] == Condition(
        measure=Measure.COLUMN, comparison=Comparison.IS, value="chaud", column="Température"
    )
    assert [stage.key for stage in stages].index("prospect_chaud") + 1 == [stage.key for stage in stages].index(
        "prospect"
    )


def test_a_copied_row_gets_a_key_of_its_own():
    sheet = Sheet()
    row = sheet.row("prospect")
    sheet.insert_row(row)
    for column in range(1, 12):
        sheet.type(row, column, sheet.grid.get((row + 1, column), ""))
    sheet.type(row + 1, 1, "Cold prospect")
    keys = [stage.key for stage in sheet.read().stages]
    assert keys[-3:] == ["prospect", "cold_prospect", "suspect"]


def test_a_status_can_be_removed():
    sheet = Sheet()
    sheet.delete_row(sheet.row("prospect"))
    assert [stage.key for stage in sheet.read().stages] == ["lost", "inactive", "new", "active", "suspect"]


def test_rows_and_columns_may_be_moved():
    criteria = Criteria(rfm=RfmCriteria(cut_points=CUTS))
    sheet = Sheet(criteria)
    sheet.insert_row(1)
    sheet.insert_row(sheet.row("new"))
    sheet.insert_column()
    assert sheet.read() == criteria


def test_a_cleared_row_does_not_hide_the_rows_below():
    sheet = Sheet()
    row = sheet.row("prospect")
    for column in range(1, 12):
        sheet.type(row, column, "")
    assert [stage.key for stage in sheet.read().stages][-1] == "suspect"


def test_an_unknown_word_lists_what_there_is_in_the_sheets_language():
    sheet = Sheet(language="fr")
    cell = sheet.type(sheet.row("inactive"), 4, "environ")
    assert re.fullmatch(rf"{cell}: 'environ' is not one of: plus de, au moins, .*", sheet.refusal())


def test_a_bad_value_in_a_rule_is_refused_with_its_cell():
    sheet = Sheet()
    cell = sheet.type(sheet.row("new"), 5, "many")
    assert sheet.refusal() == f"{cell}: 'many' is not a whole number; allowed: 0 to 1,000,000"
    sheet = Sheet()
    cell = sheet.type(sheet.row("new"), 3, "")
    assert sheet.refusal() == f"{cell}: a measure is needed: choose one from the list"


def test_two_statuses_of_one_name_are_refused_with_a_cell():
    sheet = Sheet()
    sheet.type(sheet.row("new"), 1, "Active")
    assert re.match(r"Criteria!A\d+: 'active' is used twice", sheet.refusal())


def test_a_map_with_a_hole_is_refused_with_a_cell():
    sheet = Sheet()
    sheet.type(sheet.row("champions"), 2, "R5 F5")
    assert re.match(r"Criteria!B\d+: in no segment: R5 F4", sheet.refusal())
    sheet = Sheet()
    cell = sheet.type(sheet.row("champions"), 2, "the best")
    assert sheet.refusal() == f"{cell}: 'the best' is not a set of cells such as R1-2 F3-4"


def test_other_bins_move_the_shipped_map_and_drop_the_cut_points():
    sheet = Sheet(Criteria(rfm=RfmCriteria(cut_points=CUTS)))
    sheet.type(sheet.row("rfm.f_bins"), 2, "4")
    criteria = sheet.read()
    assert criteria.rfm.cut_points is None
    assert criteria.segments == Criteria(rfm=RfmCriteria(f_bins=4)).segments


def test_recalibrate_drops_the_cut_points_once():
    criteria = Criteria(rfm=RfmCriteria(cut_points=CUTS))
    sheet = Sheet(criteria, "fr")
    sheet.type(sheet.row("rfm.recalibrate"), 2, "oui")
    assert sheet.read() == Criteria()
    assert Sheet(criteria, "fr").read() == criteria


def test_cut_points_can_be_fixed_by_hand():
    sheet = Sheet(Criteria(rfm=RfmCriteria(cut_points=CUTS)), "fr")
    sheet.type(sheet.row("cut.recency_days.1"), 5, "31")
    sheet.type(sheet.row("cut.cents.total.1"), 3, "60,25")
    cuts = sheet.read().rfm.cut_points
    assert cuts is not None
    assert cuts.recency_days == ((400, 200, 100, 31),)
    assert cuts.cents == ((1000, 6025, 10_000, 99_999),)
    cell = sheet.type(sheet.row("cut.recency_days.1"), 3, "500")
    assert "must not rise" in sheet.refusal()
    cell = sheet.type(sheet.row("cut.recency_days.1"), 3, "soon")
    assert sheet.refusal().startswith(f"{cell}: 'soon' is not a whole number")


def test_only_roles_that_people_changed_are_remembered():
    detected = [
        DetectedColumn(sheet="Clients", header="Mail", role=Role.EMAIL, confidence=0.93),
        DetectedColumn(sheet="Clients", header="Divers", role=Role.NOTES, confidence=0.4),
    ]
    sheet = Sheet(language="fr", detected=detected)
    assert sheet.read().columns == ()
    sheet.type(sheet.row("notes", 5), 3, "non utilisée")
    (only,) = sheet.read().columns
    assert (only.sheet, only.header, only.role) == ("Clients", "Divers", None)
    again = Sheet(sheet.read(), "fr", detected)
    assert again.read() == sheet.read()
    again.type(again.row("set", 5), 3, "")
    assert again.read().columns == ()


def test_a_single_criterion_whose_line_is_gone_is_as_shipped():
    sheet = Sheet()
    sheet.type(sheet.row("inactive.floor_days"), 2, "30")
    sheet.delete_row(sheet.row("inactive.ceiling_days"))
    inactive = sheet.read().inactive
    assert (inactive.floor_days, inactive.ceiling_days) == (30, 730)


def test_a_criterion_whose_code_was_deleted_is_known_by_its_label():
    sheet = Sheet(language="fr")
    row = sheet.row("inactive.floor_days")
    sheet.type(row, 2, "45")
    sheet.type(row, 11, "")
    assert sheet.read().inactive.floor_days == 45


def test_the_recent_pace_and_the_rule_that_uses_it_can_be_edited():
    sheet = Sheet(Criteria(preset="primary"), "fr")
    sheet.type(sheet.row("pace.period_days"), 2, "180")
    sheet.type(sheet.row("pace.most_share"), 2, "40 %")
    sheet.delete_row(sheet.row("achète nettement moins qu’avant", 3))
    criteria = sheet.read()
    assert (criteria.pace.period_days, criteria.pace.most_share) == (180, 0.4)
    assert criteria.stages[1].rule == preset_stages("primary")[1].rule[:1]
    cell = sheet.type(sheet.row("pace.period_days"), 2, "10")
    assert sheet.refusal() == f"{cell}: '10' is out of range; allowed: 30 to 3,650"


def test_a_sheet_from_before_the_recent_pace_reads_as_shipped():
    sheet = Sheet()
    for code in ("pace.period_days", "pace.most_share"):
        sheet.delete_row(sheet.row(code))
    assert sheet.read() == Criteria()


def test_a_block_that_is_gone_or_lacks_a_title_is_refused():
    sheet = Sheet()
    row = sheet.row("Measure", 3)
    sheet.type(row, 3, "Mesurement")
    assert sheet.refusal() == f"Criteria!{row}:{row}: this row of titles lacks: Measure; put them back"
    sheet = Sheet()
    sheet.type(sheet.row("Status", 1), 1, "")
    assert "“Statuses” is not there any more" in sheet.refusal()


def test_a_sheet_written_in_one_language_is_read_whatever_the_words_typed_into_it():
    sheet = Sheet(language="fr")
    sheet.type(sheet.row("champions"), 9, "yes")
    sheet.type(sheet.row("loyal"), 9, "VRAI")
    assert [one.sheet for one in sheet.read().segments[:3]] == [True, True, False]


@pytest.mark.parametrize("group", sorted(WORDS))
def test_no_word_of_a_drop_down_means_two_things(group):
    for language in ("en", "fr"):
        words = [plain(word) for word in choices(group, language)]
        assert len(set(words)) == len(words)
        assert [code_of(group, word) for word in choices(group, language)] == list(WORDS[group])


def test_the_sheet_has_no_overlapping_cells_and_a_yellow_cell_for_each_answer():
    for language in ("en", "fr"):
        model = criteria_sheet(Criteria(rfm=RfmCriteria(cut_points=CUTS)), language)
        places = [(cell.row, cell.column) for cell in model.cells]
        assert len(set(places)) == len(places)
        assert all(cell.style == "input" for cell in model.cells if cell.choices)
