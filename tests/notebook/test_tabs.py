"""The tabs and the app: they follow the file, say what goes wrong, and store nobody."""

import asyncio
from threading import Event, get_ident

import numpy as np
import pytest

from habitue.errors import BadRequest, HabitueError
from habitue.language import sentence
from habitue_notebook import CustomerFile
from habitue_notebook.app import App
from habitue_notebook.magic import opened
from habitue_notebook.tabs import open_tab, tab_classes
from habitue_notebook.widgets import Decision, ReviewAnswer
from habitue_notebook.work import Work


class Notes:
    """What a Notice would show."""

    def __init__(self):
        self.said = []

    def working(self, text, done=None, *, stop=False):
        self.said.append(("working", str(text)))

    def error(self, error):
        self.said.append(("error", str(error)))

    def clear(self):
        self.said.append(("clear", ""))


def shown_by(tab):
    return tab.notice._shown["kind"], tab.notice._shown["text"]


class TestWork:
    def test_steps_are_told_and_the_result_comes_in_the_kernel_s_thread(self):
        async def main():
            notes, threads, results = Notes(), [], []

            def job(step):
                threads.append(get_ident())
                step(sentence("Reading…"))
                return 7

            work = Work(notes)
            work.start(job, lambda result: results.append((result, get_ident())))
            await work.finished()
            assert results == [(7, get_ident())]
            assert threads != [get_ident()]
            assert notes.said[-1] == ("clear", "")

        asyncio.run(main())

    def test_a_job_that_is_stopped_ends_at_its_next_step_with_a_sentence(self):
        async def main():
            notes, begun, stopped = Notes(), Event(), Event()

            def job(step):
                begun.set()
                stopped.wait()
                step(sentence("Reading…"))
                raise AssertionError("went on")

            work = Work(notes)
            work.start(job, lambda _: pytest.fail("a result of a job that was stopped"))
            begun.wait()
            work.stop()
            stopped.set()
            await work.finished()
            assert notes.said == [("error", "Stopped. Nothing was written.")]

        asyncio.run(main())

    def test_only_the_newest_result_counts(self):
        async def main():
            notes, hold, results = Notes(), Event(), []
            work = Work(notes)
            work.start(lambda _: hold.wait() and "old", results.append)
            first = work._task
            work.start(lambda _: "new", results.append)
            await work.finished()
            hold.set()
            await first
            assert results == ["new"]

        asyncio.run(main())

    def test_without_a_loop_a_job_runs_at_once(self):
        notes, results = Notes(), []
        Work(notes).start(lambda step: step(sentence("Reading…")) or 3, results.append)
        assert results == [3]
        assert notes.said[0] == ("working", "Reading…")

    def test_an_unexpected_failure_is_a_sentence_that_quotes_nothing(self, caplog):
        notes = Notes()

        def job(step):
            raise ValueError("Zoé Maréchal, 0612345678")

        Work(notes).start(job, lambda _: None)
        assert notes.said[-1][0] == "error"
        assert "Maréchal" not in notes.said[-1][1] + caplog.text


class TestTabs:
    @pytest.mark.parametrize("name", list(tab_classes()))
    def test_each_tab_works_alone_and_follows(self, file, name):
        tab = open_tab(file, name)
        assert shown_by(tab) == ("none", "")
        assert "habitue-rev-1" in tab._dom_classes
        file.set("inactive.fixed_limit_days", 100)
        assert "habitue-rev-2" in tab._dom_classes
        assert shown_by(tab) == ("none", "")
        assert tab.as_code().startswith("from habitue_notebook import CustomerFile")

    def test_the_lifecycle_tab_shows_counts_and_list_of_what_was_moved(self, file):
        tab = open_tab(file, "lifecycle")
        tab._moved("inactive.fixed_limit_days", 60.0)
        assert file.criteria.inactive.fixed_limit_days == 60
        assert len(tab._frame) == len(tab.view.changed()) > 0
        assert len(tab._grid.positions) == len(tab._frame)
        tab._ruler_moved([90])
        assert file.criteria.inactive.fixed_limit_days == 90
        tab._open_status("inactive")
        assert 0 < len(tab._grid.positions) <= len(tab._frame)
        tab._open_customer(0)

    def test_a_preset_from_the_drop_down(self, file):
        tab = open_tab(file, "lifecycle")
        tab._preset.value = "five_phases"
        assert file.criteria.preset == "five_phases"
        tab._back.click()
        assert file.criteria == file.saved
        assert tab._preset.value == "six_statuses"

    def test_a_cell_of_the_map_limits_the_list(self, file):
        tab = open_tab(file, "rfm")
        tab.pick(frozenset({(0, 4)}), "R5 F5")
        assert len(tab._grid.positions) == tab.view.cells().customers[4, 4]
        tab._open_segment("champions")
        assert len(tab._grid.positions) == tab.view.members("champions").sum()
        tab.pick(frozenset())
        assert len(tab._grid.positions) == len(file.customers)

    def test_a_role_from_the_drop_down(self, file):
        tab = open_tab(file, "tables")
        tab._table.value = "Clients"
        labels = [column.label for column in tab._shown().columns]
        tab._select(np.array([labels.index("Remarques")]))
        assert tab._role.value == "notes"
        tab._role.value = ""
        assert file.criteria.columns[0].header == "Remarques"
        assert file.criteria.columns[0].role is None

    def test_a_role_that_makes_the_file_unusable_is_a_sentence_and_can_be_given_back(self, twice):
        file = CustomerFile(twice, as_of="2026-11-01")
        tab = open_tab(file, "tables")
        file.role("Commandes", "Date", None)
        kind, said = shown_by(tab)
        assert kind == "error"
        assert "date de commande" in said
        tab._table.value = "Commandes"
        tab.choose([column.label for column in tab._shown().columns].index("Date"))
        tab._role.value = "order_date"
        assert shown_by(tab) == ("none", "")
        assert "24 commandes" in tab._said.value

    def test_corrections_are_decided(self, file):
        tab = open_tab(file, "quality")
        lines = np.flatnonzero(tab.view.changes()["column"] == "NOM")
        tab.decide(Decision(rule="names.case", column="NOM", lines=lines[:2], accepted=False))
        assert (~tab.view.accepted()).sum() == 2
        tab.decide(Decision(rule="names.case", column=None, lines=lines, accepted=False))
        assert "names.case" in file.criteria.rules_off

    def test_one_cell_of_all_columns_is_one_cell(self, file):
        tab = open_tab(file, "quality")
        line = int(np.flatnonzero(tab.view.changes()["column"] == "NOM")[2])
        tab._changes._hear("decide", {"rule": "names.case", "column": None, "line": line, "accepted": False})
        assert file.criteria.rules_off == ()
        assert np.flatnonzero(~tab.view.accepted()).tolist() == [line]

    def test_answers_and_undo(self, file):
        tab = open_tab(file, "duplicates")
        case = next(case for case in tab._cases.values() if case.open)
        answer = ReviewAnswer(key=case.key, answers=("same",) * (len(case.lines) - 1), keep=case.keep)
        tab.answer([answer])
        assert [one.answer for one in file.answers] == ["same"] * (len(case.lines) - 1)
        assert file.survivors == ()
        tab.undo([case.key])
        assert file.answers == ()

    def test_saving_from_the_tab_several_times(self, twice):
        file = CustomerFile(twice, as_of="2026-11-01")
        tab = open_tab(file, "saving")
        tab._look.click()
        assert "C’était un essai" in tab._said.value
        file.set("inactive.floor_days", 90)
        tab._save.click()
        assert "Écrit dans clients.xlsx" in tab._said.value
        assert file.saved.inactive.floor_days == 90
        assert not file.moved
        tab._save.click()
        assert "Rien n’a changé" in tab._said.value or "inchangé" in tab._said.value
        tab._export.click()
        assert "clients-" in tab._exported.value

    def test_what_is_asked_while_the_file_is_read_again_does_not_keep_the_tab_from_following(self, twice):
        async def main():
            file = CustomerFile(twice, as_of="2026-11-01")
            tab = open_tab(file, "saving")
            await tab.work.finished()
            file.set("inactive.floor_days", 90)
            await tab.work.finished()
            assert "1 critère" in tab._set.value
            tab.save()
            await tab.work.finished()  # and the file is being read again
            tab.export()
            await tab.work.finished()
            while tab._stale:
                await tab.work.finished()
            assert "clients-" in tab._exported.value
            assert "Aucun réglage" in tab._set.value

        asyncio.run(main())

    def test_a_file_that_is_gone_is_said_so(self, twice):
        tab = open_tab(CustomerFile(twice, as_of="2026-11-01"), "saving")
        twice.unlink()
        tab.look()
        kind, said = shown_by(tab)
        assert kind == "error"
        assert "clients.xlsx" in said
        assert not twice.exists()

    def test_a_segment_that_is_chosen_limits_the_list_until_it_is_taken_off(self, file):
        tab = open_tab(file, "rfm")
        tab._bars._hear("open", {"key": "champions"})
        file.set("rfm.r_bins", 4)
        assert len(tab._grid.positions) == tab.view.members("champions").sum()
        tab._grid._hear("unlimit", {})
        assert tab._bars.selected is None
        assert len(tab._grid.positions) == len(file.customers)

    def test_the_ruler_s_shortest_limit_is_a_limit_too(self, file):
        tab = open_tab(file, "lifecycle")
        tab._ruler._hear("value", {"value": [0]})
        assert file.criteria.inactive.fixed_base_limit_days == 1
        bought = tab.view.statuses.facts.silence > tab.view.statuses.inactive_limit_days
        assert sum(tab._ruler._counts[1:]) == bought.sum()


class TestApp:
    def test_a_tab_is_made_when_it_is_looked_at(self, file):
        app = App(file)
        assert [tab._built for tab in app.tabs.values()] == [True, *[False] * 5]
        assert app.show("lifecycle")._built
        assert [*app._bar.titles] == ["Fichier", "Qualité", "Doublons", "Cycle de vie", "RFM", "Enregistrer"]

    def test_what_is_set_elsewhere_is_followed_when_the_tab_comes_into_sight(self, file):
        app = App(file)
        lifecycle, rfm = app.show("lifecycle"), app.show("rfm")
        before = lifecycle.rev
        file.set("inactive.fixed_limit_days", 70)
        assert (lifecycle.rev, rfm.rev) == (before, 2)
        app.show("lifecycle")
        assert lifecycle.rev == before + 1
        assert len(lifecycle._frame)

    def test_a_file_that_cannot_be_read_is_a_sentence_in_the_app(self):
        app = App(CustomerFile("nobody.xlsx", language="fr"))
        kind, said = shown_by(app.selected)
        assert kind == "error"
        assert "nobody.xlsx" in said

    def test_what_is_saved_with_the_notebook_is_counts_in_words(self, file):
        bundle = App(file)._bundle()
        assert "627 clients" in bundle["text/html"]
        assert "C0001" not in bundle["text/html"] + bundle["text/plain"]

    def test_english_when_asked(self, twice):
        app = App(CustomerFile(twice, as_of="2026-11-01", language="en"))
        assert app._bar.titles[3] == "Lifecycle"


def test_the_magic_reads_paths_and_options(twice):
    app = opened(f'"{twice}" --as-of 2026-11-01 --language=en')
    assert app.file.paths == (twice,)
    assert app.file.tongue == "en"
    with pytest.raises(BadRequest, match="no option"):
        opened("--nonsense x.xlsx")
    with pytest.raises(HabitueError):
        opened("")
