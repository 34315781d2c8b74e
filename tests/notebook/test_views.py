"""What each tab shows, without a widget: it follows the settings, agrees with a refresh, and comes back as code."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from habitue.errors import BadCriteria
from habitue.roles import Role
from habitue_notebook import CustomerFile
from habitue_notebook.views.duplicates import DuplicatesView
from habitue_notebook.views.lifecycle import LifecycleView
from habitue_notebook.views.quality import QualityView
from habitue_notebook.views.rfm import RfmView
from habitue_notebook.views.saving import SavingView
from habitue_notebook.views.tables import TablesView


def counts_of(file):
    return file.customers["Statut"].value_counts().to_dict()


def shown(view):
    return {count.label.name: count.customers for count in view.counts() if count.customers}


class TestTables:
    def test_columns_have_role_confidence_reason_and_samples(self, file):
        clients = next(table for table in TablesView(file).tables() if table.title == "Clients")
        name = next(column for column in clients.columns if column.label == "NOM")
        assert (name.role, name.letter) == (Role.LAST_NAME, "C")
        assert 0 < name.confidence <= 1
        assert len(name.samples) == 3
        assert "client" in clients.said.say("fr")

    def test_a_role_that_is_set_is_certain_and_comes_back_as_code(self, file, run):
        view = TablesView(file)
        view.set_role("Clients", "Remarques", None)
        columns = {column.label: column for table in view.tables() for column in table.columns}
        assert columns["Remarques"].role is None
        assert columns["Remarques"].confidence == 1
        assert run(view.as_code()) == file.inspection().as_dict()

    def test_problems_are_said_without_people(self, file):
        said = [problem.say("fr") for problem in TablesView(file).problems()]
        assert any("devis" in line for line in said)
        emails = file.basis().judged.intake.customers["email"].dropna()
        assert not [email for email in emails if email.strip("?- ") and any(email in line for line in said)]


class TestQuality:
    def test_every_correction_is_proposed_and_accepted_at_first(self, file):
        view = QualityView(file)
        assert len(view.changes()) == len(file.changes)
        assert view.accepted().all()
        assert set(view.changes()["rule"].str.split(" ").explode()) == set(view.rules())

    def test_a_column_is_rejected_and_accepted_again(self, file):
        view = QualityView(file)
        view.decide_column("NOM", accepted=False)
        assert "NOM" not in set(file.changes["Colonne"])
        assert (~view.accepted()).sum() == (view.changes()["column"] == "NOM").sum()
        view.decide_column("NOM", accepted=True)
        assert file.rejected == ()

    def test_one_cell_is_rejected_and_comes_back_as_code(self, file, run):
        view = QualityView(file)
        line = np.flatnonzero(view.changes()["column"] == "NOM")[3]
        before = len(file.changes)
        view.decide(np.array([line]), accepted=False)
        assert (~view.accepted()).sum() == 1
        assert len(file.changes) == before - 1
        pd.testing.assert_frame_equal(run(view.as_code()), file.changes)

    def test_a_correction_whose_cell_is_unknown_can_be_rejected_too(self, named_in_orders):
        view = QualityView(CustomerFile(named_in_orders, as_of="2026-11-01"))
        assert {name.say("fr") for name in view.columns().values()} == {"nom"}
        line = np.flatnonzero(view.changes()["cell"] == "")[0]
        view.decide(np.array([line]), accepted=False)
        assert not view.accepted()[line]
        assert (~view.accepted()).sum() == 1

    def test_a_rule_is_switched_off_and_on(self, file):
        view = QualityView(file)
        view.decide_rule("names.case", accepted=False)
        assert not file.changes["Règle"].str.split(" ").explode().eq("names.case").any()
        assert (~view.accepted()).any()
        view.decide_rule("names.case", accepted=True)
        assert view.accepted().all()
        assert not file.moved


class TestDuplicates:
    def test_the_most_uncertain_come_first_and_the_settled_last(self, file):
        cases = DuplicatesView(file).cases()
        states = [case.open for case in cases]
        assert states == sorted(states, reverse=True)
        scores = [abs(case.score - 0.5) for case in cases if case.open and case.score is not None]
        assert scores == sorted(scores)

    def test_lines_stand_side_by_side_with_a_value_for_every_field(self, file):
        view = DuplicatesView(file)
        for case in view.cases():
            assert len(case.lines) >= 2
            assert all(len(line.values) == len(view.fields) == len(case.keep) for line in case.lines)
            assert len(case.answers) == len(case.states) == len(case.lines) - 1

    def test_in_the_order_of_the_file(self, file):
        view = DuplicatesView(file)
        rows = [int(case.lines[0].place.values["row"]) for case in view.cases("file") if case.open]
        assert sorted(rows) == sorted(
            int(case.lines[0].place.values["row"]) for case in view.cases() if case.open
        )  # the same groups

    def test_answers_count_and_are_undone_step_by_step(self, file):
        view = DuplicatesView(file)
        first, second, *_ = (case for case in view.cases() if case.open)
        left = view.left()
        view.answer(first, ["different"] * (len(first.lines) - 1))
        view.answer(second, ["same"] * (len(second.lines) - 1))
        assert view.left() == left - 2
        assert view.undo()
        assert view.left() == left - 1
        assert view.undo()
        assert not view.undo()
        assert file.answers == ()

    def test_similar_groups_are_answered_as_one_step(self, file):
        view = DuplicatesView(file)
        case = max((case for case in view.cases() if case.open), key=lambda case: len(view.similar(case)))
        alike = view.similar(case)
        assert len(alike) >= 2
        assert all(one.alike == case.alike for one in alike)
        view.answer_all([(one, ["different"], None) for one in (case, *alike)])
        assert len(file.answers) == len(alike) + 1
        assert view.similar(case) == []
        view.undo()
        assert file.answers == ()

    def test_later_leaves_the_group_open(self, file):
        view = DuplicatesView(file)
        case = next(case for case in view.cases() if case.open)
        left = view.left()
        view.answer(case, ["later"] * (len(case.lines) - 1))
        assert view.left() == left

    def test_answers_come_back_as_code(self, file, run):
        view = DuplicatesView(file)
        case = next(case for case in view.cases() if case.open)
        other = [1 if kept == 0 else kept for kept in case.keep]
        view.answer(case, ["same"] * (len(case.lines) - 1), other)
        assert file.survivors
        pd.testing.assert_frame_equal(run(view.as_code()), file.review)


class TestLifecycle:
    def test_counts_are_those_of_a_refresh(self, file):
        view = LifecycleView(file)
        assert shown(view) == counts_of(file)
        assert sum(count.share for count in view.counts()) == pytest.approx(1)
        assert {count.change for count in view.counts()} == {0}

    @pytest.mark.parametrize(
        ("code", "value"),
        [
            ("inactive.fixed_limit_days", 120),
            ("inactive.base_share", 0.6),
            ("inactive.fixed_base_limit_days", 45),
            ("inactive.habit_multiple", 1.5),
            ("stages.lost.4.1", 1.2),
        ],
    )
    def test_a_number_that_moves_gives_what_a_refresh_would(self, file, code, value):
        view = LifecycleView(file)
        view.move(code, value)
        assert shown(view) == counts_of(file)
        changed = view.changes()
        assert len(changed) == len(view.changed())
        assert (changed["before"] != changed["after"]).all()
        assert sum(count.change for count in view.counts()) == 0

    @pytest.mark.parametrize("preset", ["primary", "five_phases"])
    def test_presets_with_their_recent_pace(self, file, preset):
        view = LifecycleView(file)
        view.choose(preset)
        view.move("pace.period_days", 200)
        assert shown(view) == counts_of(file)

    def test_zero_leaves_out_what_may_be_left_out(self, file):
        view = LifecycleView(file)
        view.move("inactive.fixed_limit_days", 90)
        view.move("inactive.fixed_limit_days", 0)
        assert file.criteria == file.saved

    def test_who_would_change_was_something_else_before(self, file):
        view = LifecycleView(file)
        before = file.customers["Statut"].to_numpy()
        view.move("inactive.fixed_limit_days", 60)
        after = file.customers["Statut"].to_numpy()
        assert np.flatnonzero(before != after).tolist() == view.changed().tolist()

    def test_the_ruler_tells_who_is_past_its_limit(self, file):
        view = LifecycleView(file)
        for code, value in (("inactive.fixed_base_limit_days", 60), ("inactive.fixed_limit_days", 100)):
            view.move(code, value)
            ruler = view.ruler()
            past = view.statuses.facts.silence > view.statuses.inactive_limit_days
            assert (ruler.code, ruler.value) == (code, value)
            assert ruler.counts[value + 1 :].sum() == past.sum()
            assert ruler.counts.sum() + ruler.within == (view.statuses.facts.history.order_days > 0).sum()

    def test_a_limit_that_cannot_be_is_refused(self, file):
        with pytest.raises(BadCriteria, match="ceiling"):
            LifecycleView(file).move("inactive.floor_days", 800)

    def test_a_timeline_has_days_gaps_habit_and_limits(self, file):
        view = LifecycleView(file)
        customers = file.customers
        position = int(customers["Jours d’achat"].to_numpy(dtype=int).argmax())
        days = view.days(position)
        assert len(days.days) == customers["Jours d’achat"].iloc[position]
        assert days.cents.sum() == round(customers["Chiffre d’affaires"].iloc[position] * 100)
        assert days.why == customers["Pourquoi"].iloc[position]
        assert (days.limit and days.lost == 2 * days.limit) or days.lost

    def test_rules_that_were_written_anew_come_back_as_code(self, file, run):
        view = LifecycleView(file)
        lost, *others = file.criteria.stages
        file.criteria = replace(file.criteria, stages=(replace(lost, rule=lost.rule[:1]), *others))
        assert run(view.as_code()).to_dict() == counts_of(file)
        assert "Des règles" in " ".join(line.say("fr") for line in SavingView(file).pending())

    def test_settings_come_back_as_code(self, file, run):
        view = LifecycleView(file)
        view.choose("primary")
        view.move("inactive.habit_multiple", 2.5)
        view.move("inactive.base_share", 0.8)
        assert run(view.as_code()).to_dict() == counts_of(file)


class TestRfm:
    def test_cells_and_segments_hold_all_buyers(self, file):
        view = RfmView(file)
        cells = view.cells()
        history = file.basis().judged.history
        assert cells.customers.sum() == (history.order_days > 0).sum()
        assert cells.cents.sum() == history.cents[history.order_days > 0].sum()
        counts = {one.label.name: one.customers for one in view.counts()}
        assert counts == file.customers["Segment"].value_counts().reindex(list(counts), fill_value=0).to_dict()

    def test_a_cell_holds_those_of_its_scores(self, file):
        view = RfmView(file)
        for r in range(1, 6):
            for f in range(1, 6):
                assert view.within([(r, f)]).sum() == view.cells().customers[r - 1, f - 1]

    def test_other_bins_are_those_of_a_refresh(self, file, run):
        view = RfmView(file)
        view.move("rfm.r_bins", 4.0)
        view.move("rfm.monetary", "basket")
        assert view.cells().customers.shape == (4, 5)
        counts = {one.label.name: one.customers for one in view.counts() if one.customers}
        assert counts == file.customers["Segment"].value_counts().to_dict()
        assert run(view.as_code()).to_dict() == counts

    def test_cut_points_are_kept_or_made_anew(self, twice):
        CustomerFile(twice, as_of="2026-06-01").save()
        view = RfmView(CustomerFile(twice, as_of="2026-11-01"))
        assert view.frozen
        kept = view.scores.cut_points
        view.freeze(keep=False)
        assert not view.frozen
        assert view.scores.cut_points != kept
        assert "recalibrate()" in view.as_code()
        view.freeze(keep=True)
        assert view.scores.cut_points == kept


class TestSaving:
    def test_what_is_set_is_said(self, file):
        view = SavingView(file)
        assert "Aucun réglage" in view.pending()[1].say("fr")
        file.set("inactive.floor_days", 90).reject(column="NOM").answer("C0001", "C0002", "different")
        said = " ".join(line.say("fr") for line in view.pending())
        assert all(word in said for word in ("1 critère", "1 réponse", "refusée"))

    def test_a_preview_writes_nothing_and_names_the_sheets(self, twice):
        before = twice.read_bytes()
        saved = SavingView(CustomerFile(twice, as_of="2026-11-01")).preview()
        assert "Synthèse" in str(saved)
        assert twice.read_bytes() == before

    def test_refreshing_comes_back_as_code(self, twice, run, tmp_path):
        file = CustomerFile(twice, as_of="2026-11-01").set("inactive.floor_days", 90)
        code = SavingView(file).as_code()
        expected = file.customers
        run(code)
        again = CustomerFile(twice, as_of="2026-11-01")
        assert again.saved.inactive.floor_days == 90
        columns = ["Client", "Statut", "Pourquoi"]
        pd.testing.assert_frame_equal(again.customers[columns], expected[columns])

    def test_all_groups_segments_and_statuses_can_be_exported(self, file):
        names = SavingView(file).groups()
        assert {"group.best", "segment.champions", "status.active"} <= set(names)
