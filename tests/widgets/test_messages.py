"""What widgets say to the browser and hear from it, without one; a saved notebook says nothing of anyone."""

import json
import logging

import numpy as np
import pandas as pd
import pytest

from habitue.errors import BadRequest
from habitue.language import sentence
from habitue_notebook.widgets import (
    Band,
    Bars,
    Changes,
    CopyCode,
    Filter,
    FrameRows,
    Grid,
    GridColumn,
    Heatmap,
    Measure,
    Notice,
    Query,
    Review,
    SliderNumber,
    Sliders,
    ThresholdRuler,
    Timeline,
)
from habitue_notebook.widgets.assets import script, style

NAMES = ("grid", "ruler", "sliders", "bars", "heatmap", "timeline", "review", "changes", "notice", "copy_code")
SAVED = {"language", "words", "height"}


# Privacy


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_what_a_notebook_saves_holds_words_of_ours_and_nothing_that_was_shown(examples, heard, name, language):
    widget = examples(language)[name]
    state = heard(widget).state()
    saved = {key: value for key, value in widget.get_state().items() if not key.startswith("_")}
    assert set(saved) <= SAVED | {"layout", "tabbable", "tooltip"}
    assert {type(value) for value in saved["words"].values()} == {str}
    text = json.dumps({**saved, "layout": ""}, ensure_ascii=False)
    for told in ("Lefèvre", "@exemple", "06 12", "Lyon", "C1", "Zoé"):
        assert told not in text
    assert state["type"] == "state"


@pytest.mark.parametrize("name", NAMES)
def test_a_shown_widget_sends_only_what_json_can_carry(examples, heard, name):
    heard(examples()[name]).state()  # Heard writes it as JSON, and refuses what is no number


@pytest.mark.parametrize("name", NAMES)
def test_french_words_are_french(examples, name):
    views = examples("fr")[name], examples("en")[name]
    same = {key for key in views[0].words if views[0].words[key] == views[1].words[key]}
    assert same <= {"cell", "segments"}


@pytest.mark.parametrize("name", NAMES)
def test_a_module_stands_alone_and_never_puts_data_in_as_markup(name):
    text = "\n".join(line for line in script(name).splitlines() if not line.lstrip().startswith(("//", "/**")))
    assert "import " not in text
    assert text.count("export ") == 1
    assert "export default" in text
    for never in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "http:", "https:", "fetch("):
        assert never not in text.replace("http://www.w3.org/2000/svg", ""), never
    assert "@import" not in style(name)
    assert "url(" not in style(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "message", [None, 5, {}, {"type": 3}, {"type": "no such thing"}, {"type": "value", "value": {}}]
)
def test_a_message_that_nobody_understands_changes_nothing(examples, heard, name, message):
    ear = heard(examples()[name])
    before = ear.state()
    ear.widget._handle_custom_msg(message, [])
    assert ear.state() == before


# Errors


def test_an_error_of_ours_is_said_as_its_sentence_in_the_language(make, heard):
    def refuse(key):
        raise BadRequest(sentence("Copied."))

    ear = heard(make["bars"]("fr", on_open=refuse))
    assert {"type": "failed", "text": "Copié."} in ear.tell("open", key="lost")


def test_any_other_error_is_a_sentence_that_quotes_nothing(make, heard, caplog):
    def fail(key):
        raise KeyError("zoe.lefevre@exemple.fr")

    with caplog.at_level(logging.DEBUG):
        sent = heard(make["bars"](on_open=fail)).tell("open", key="lost")
    (failed,) = [one for one in sent if one["type"] == "failed"]
    assert "KeyError" in failed["text"]
    assert "zoe" not in json.dumps(sent) + caplog.text


def test_every_question_is_settled_even_one_that_failed(make, heard):
    ear = heard(make["bars"](on_open=lambda key: 1 / 0))
    assert ear.tell("open", key="lost", ask="a.7")[-1] == {"type": "settled", "ask": "a.7"}


# Grid


def window(state):
    return dict(zip([one["key"] for one in state["columns"]], state["window"]["columns"], strict=True))


def test_a_grid_sends_its_first_window_with_its_state(grid, heard, customers):
    state = heard(grid(2000)).state()
    assert (state["total"], state["found"], state["only"]) == (2000, 2000, None)
    assert window(state)["email"] == customers(2000)["email"].head(80).tolist()


def test_rows_are_sent_as_they_are_asked_for_and_never_more_than_a_screen_needs(grid, heard):
    ear = heard(grid(2000))
    (sent,) = ear.tell("rows", start=100, stop=1900)
    assert (sent["start"], len(sent["columns"][0]), sent["columns"][0][0]) == (100, 400, "C101")
    (sent,) = ear.tell("rows", start=1990, stop=2100)
    assert sent["columns"][0] == [f"C{n}" for n in range(1991, 2001)]
    (sent,) = ear.tell("rows", start=-5, stop=2)
    assert sent["columns"][0] == ["C1", "C2"]
    (sent,) = ear.tell("rows", start="x", stop=None)
    assert sent["columns"][0] == []


def test_a_question_changes_what_is_found_and_is_told(grid, heard):
    views = []
    ear = heard(grid(500, on_view=lambda: views.append(1)))
    before = ear.state()["revision"]
    (state,) = ear.tell("query", search="lyon", sort="cents", descending=True, filters=[])
    assert state["revision"] > before
    assert state["found"] == len(ear.widget.positions) < 500
    assert set(window(state)["town"]) == {"Lyon"}
    assert window(state)["cents"] == sorted(window(state)["cents"], reverse=True)
    assert ear.widget.query == Query(search="lyon", sort="cents", descending=True)
    assert views == [1]


def test_a_limit_from_outside_is_said_and_can_be_taken_off_by_people(grid, heard, customers):
    widget = grid(500)
    ear = heard(widget)
    widget.only((customers(500)["status"] == 3).to_numpy(), "Segment: Active")
    assert ear.state()["only"] == "Segment: Active"
    assert (customers(500)["status"].iloc[widget.positions] == 3).all()
    assert widget.limited
    (state,) = ear.tell("unlimit")
    assert (state["only"], state["found"], widget.limited) == (None, 500, False)


def test_other_rows_keep_the_order_and_the_limits_that_fit(grid, heard, customers):
    widget = grid(500)
    heard(widget)
    widget.ask(Query(sort="cents", filters=(Filter(column="town", contains="lyon"), Filter(column="ok", low=1))))
    widget.show(FrameRows(customers(40, 9), [GridColumn(key="town", title="Town"), GridColumn(key="key", title="No.")]))
    assert widget.query == Query(filters=(Filter(column="town", contains="lyon"),))
    assert (customers(40, 9)["town"].iloc[widget.positions] == "Lyon").all()
    widget.show(None)
    assert widget.positions.tolist() == []


def test_rows_that_people_mark_and_open_are_told_by_their_place_in_the_frame(grid, heard):
    marked, opened = [], []
    ear = heard(grid(500, on_select=marked.append, on_open=opened.append))
    ear.tell("query", sort="key", descending=True)
    ear.tell("select", start=0, stop=3)
    ear.tell("open", row=1)
    assert marked[-1].tolist() == ear.widget.selected.tolist() == [499, 498, 497]
    assert opened == [498]
    ear.tell("open", row=500)
    ear.tell("open", row=-1)
    assert opened == [498]


def test_a_copy_has_headings_numbers_of_the_language_and_no_formulas(heard):
    frame = pd.DataFrame(
        {
            "name": ["=1+1", "+33612345678", "@cmd", "-2", "a\tb\nc", None],
            "cents": [123456, -50, 0, 5, 1, 2],
            "day": [738_957, 0, 1, 1, 1, 1],
            "share": [0.5, np.nan, 1, 1, 1, 1],
        }
    )
    columns = [
        GridColumn(key="name", title="=Name"),
        GridColumn(key="cents", title="CA", kind="cents"),
        GridColumn(key="day", title="Jour", kind="day"),
        GridColumn(key="share", title="Part", kind="share"),
    ]
    ear = heard(Grid(FrameRows(frame, columns), language="fr"))
    (sent,) = ear.tell("copy", start=0, stop=6, columns=["name", "cents", "day", "share"])
    name, cents, day, share = sent["table"]
    assert name["title"] == "'=Name"
    assert name["cells"] == ["'=1+1", "+33612345678", "'@cmd", "'-2", "a b c", ""]
    assert name["text"]
    assert not cents["text"]
    assert cents["cells"][:2] == ["1234,56", "-0,5"]
    assert day["cells"][:2] == ["12/03/2024", ""]
    assert share["cells"][:2] == ["0,5", ""]
    (sent,) = ear.tell("copy", start=2, stop=3, columns=["name"])
    assert [one["cells"] for one in sent["table"]] == [["'@cmd"]]


def test_a_grid_without_rows_says_so(heard):
    state = heard(Grid()).state()
    assert (state["total"], state["found"], state["columns"]) == (0, 0, [])


# Ruler and sliders


def test_a_ruler_hears_thresholds_sorts_them_and_keeps_them_inside_its_scale(make, heard):
    told = []
    ear = heard(make["ruler"](on_change=told.append))
    ear.tell("value", value=[400, 200])
    ear.tell("value", value=[-5, 9000])
    assert told == [[200, 400], [0, 730]]
    assert ear.widget.value == [0, 730]


@pytest.mark.parametrize("value", [[1], [1, 2, 3], ["a", 2], [True, 2], [1.5, 2], None, 7])
def test_a_ruler_takes_nothing_that_is_no_list_of_its_thresholds(make, heard, value):
    ear = heard(make["ruler"](on_change=lambda value: pytest.fail("told")))
    ear.tell("value", value=value)
    assert ear.widget.value == [180, 360]


def test_a_ruler_sends_counts_and_keeps_the_saved_value_while_another_is_tried(make, heard):
    ear = heard(make["ruler"]())
    ear.tell("value", value=[100, 200])
    state = ear.state()
    assert (state["value"], state["saved"]) == ([100, 200], [180, 360])
    assert sum(state["counts"]) == 9000


def test_a_ruler_refuses_bands_that_do_not_fit_its_thresholds():
    with pytest.raises(ValueError, match="2 bands"):
        ThresholdRuler([1, 2], [Band(name="x", tone="red")], [1])


def test_the_value_of_a_ruler_can_be_watched(make, heard):
    ear, seen = heard(make["ruler"]()), []
    ear.widget.observe(lambda change: seen.append(change["new"]), "value")
    ear.tell("value", value=[90, 91])
    assert seen == [[90, 91]]


def test_sliders_tell_each_number_inside_its_limits(make, heard):
    told = []
    ear = heard(make["sliders"](on_change=lambda key, value: told.append((key, value))))
    ear.tell("value", key="floor", value=90)
    ear.tell("value", key="factor", value=99)
    ear.tell("value", key="no such", value=1)
    ear.tell("value", key="floor", value="many")
    ear.tell("value", key="floor", value=float("nan"))
    assert told == [("floor", 90), ("factor", 6)]
    assert ear.widget.values == {"floor": 90, "factor": 6, "contacts": 3}
    assert {one["key"]: one["saved"] for one in ear.state()["numbers"]} == {"floor": 60, "factor": 3, "contacts": 3}


def test_other_numbers_replace_those_that_are_shown(heard):
    widget = Sliders([SliderNumber(key="a", label="A", minimum=0, maximum=1, step=1, value=0)])
    ear = heard(widget)
    widget.show([SliderNumber(key="b", label=sentence("Copied."), minimum=0, maximum=9, step=1, value=5)])
    assert [(one["key"], one["label"], one["value"]) for one in ear.state()["numbers"]] == [("b", "Copied.", 5)]


# Bars, heatmap, timeline


def test_a_bar_that_is_opened_is_told_and_stays_marked(make, heard):
    opened = []
    ear = heard(make["bars"](on_open=opened.append))
    ear.tell("open", key="lost")
    ear.tell("open", key="nobody")
    assert opened == ["lost"]
    assert ear.state()["selected"] == "lost"
    ear.widget.show([])
    assert ear.state()["selected"] is None


@pytest.mark.parametrize(("share", "length"), [(2.0, 1.0), (-1.0, 0.0), (float("nan"), 0.0), (0.25, 0.25)])
def test_a_bar_is_never_longer_than_its_track(heard, share, length):
    from habitue_notebook.widgets import Bar

    (bar,) = heard(Bars([Bar(key="a", name="A", share=share)])).state()["bars"]
    assert bar["share"] == length


def test_a_cell_or_a_segment_is_chosen_and_taken_back(make, heard):
    told = []
    ear = heard(make["heatmap"](on_select=lambda cells, name: told.append((sorted(cells), name))))
    ear.tell("cell", row=0, column=4)
    assert ear.state()["selected"] == [[0, 4]]
    ear.tell("region", key="champions")
    ear.tell("none")
    ear.tell("cell", row=7, column=0)
    assert told == [([(0, 4)], "R5 F5"), ([(0, 3), (0, 4)], "Champions"), ([], ""), ([], "")]


def test_a_measure_that_is_not_known_in_a_cell_is_left_blank(heard):
    measure = Measure(key="basket", name="Basket", kind="cents", values=[[1.0, np.nan]])
    assert heard(Heatmap([measure])).state()["measures"][0]["values"] == [[1.0, None]]


def test_a_timeline_of_nobody_is_asked_for(heard, make):
    assert heard(Timeline()).state()["shown"] is None
    shown = heard(make["timeline"]()).state()["shown"]
    assert (shown["habit"], shown["days"][0], shown["status"]) == (62.0, 739_000, {"name": "Inactive", "tone": "red"})


# Review


def test_a_decision_is_kept_told_and_the_next_open_group_shown(make, heard):
    told = []
    ear = heard(make["review"](on_answer=told.extend))
    first = ear.state()["group"]
    ear.tell("answer", key=first["key"], answers=["same", "different"], keep=[1, 1, 0, 0])
    assert [(one.key, one.answers, one.keep) for one in told] == [("g0", ("same", "different"), (1, 1, 0, 0))]
    state = ear.state()
    assert (state["index"], state["done"], state["total"], state["undo"]) == (1, 1, 5, True)


@pytest.mark.parametrize(
    "more",
    [
        {"answers": ["same"]},
        {"answers": ["same", "merge"]},
        {"answers": "same"},
        {"answers": ["same", "same"], "key": "g3"},
        {},
    ],
)
def test_an_answer_that_does_not_fit_the_group_on_the_screen_is_not_taken(make, heard, more):
    ear = heard(make["review"](on_answer=lambda answers: pytest.fail("told")))
    ear.tell("answer", **{"key": "g0", "keep": [0, 0, 0, 0], **more})
    assert ear.widget.answered == {}


def test_a_value_is_kept_only_from_a_line_of_the_group(make, heard):
    ear = heard(make["review"]())
    ear.tell("answer", key="g0", answers=["same", "same"], keep=[9, -4, "x", 2])
    assert ear.widget.answered["g0"].keep == (-1, -1, -1, 2)
    ear.tell("answer", key="g1", answers=["same"], keep=[1])
    assert ear.widget.answered["g1"].keep == (0, 1, 0, 0)


def test_groups_alike_are_decided_at_once_and_undone_at_once(make, heard):
    told, undone = [], []
    ear = heard(make["review"](on_answer=told.append, on_undo=undone.append))
    assert ear.state()["group"]["alike"] == 3
    ear.tell("alike", key="g0", answer="same")
    assert [[one.key for one in answers] for answers in told] == [["g0", "g1", "g2", "g3"]]
    assert ear.state()["group"]["key"] == "g4"
    ear.tell("undo")
    assert undone == [("g0", "g1", "g2", "g3")]
    assert ear.widget.answered == {}
    assert ear.state()["group"]["key"] == "g0"
    assert ear.tell("undo") == []


def test_answers_given_before_are_shown_and_not_asked_again(review_groups, heard):
    from dataclasses import replace

    one, *rest = review_groups(count=3)
    before = replace(one, answers=("same", "household"))
    ear = heard(Review([before, *rest], fields=("Name", "E-mail", "Phone", "Town")))
    state = ear.state()
    assert (state["index"], state["done"], state["undo"]) == (1, 1, False)
    ear.tell("go", index=0)
    assert ear.state()["group"]["answers"] == ["same", "household"]


def test_the_last_decision_leaves_the_queue_done(review_groups, heard):
    ear = heard(Review(review_groups(count=2)[1:], fields=("Name", "E-mail", "Phone", "Town")))
    ear.tell("answer", key="g1", answers=["later"], keep=[0, 1, 0, 0])
    state = ear.state()
    assert (state["done"], state["total"], state["group"]["answers"]) == (1, 1, ["later"])
    assert heard(Review()).state()["group"] is None


# Changes


def test_corrections_are_counted_by_rule_and_column_largest_first(make, heard):
    rules = heard(make["changes"]()).state()["rules"]
    assert [(rule["key"], rule["count"]) for rule in rules] == [
        ("text.spaces", 3),
        ("phone.format", 2),
        ("text.control", 1),
    ]
    assert [(one["name"], one["count"]) for one in rules[0]["columns"]] == [("Name", 2), ("Town", 1)]


def test_a_rule_a_column_or_a_cell_is_rejected_and_accepted_again(make, heard):
    told = []
    ear = heard(make["changes"](on_decide=told.append))
    ear.tell("decide", rule="text.spaces", accepted=False)
    assert ear.widget.accepted.tolist() == [False, False, False, True, True, True]
    ear.tell("decide", rule="text.spaces", column="name", accepted=True)
    assert ear.widget.accepted.tolist() == [True, False, True, True, True, True]
    ear.tell("decide", rule="phone.format", column=None, line=4, accepted=False)
    assert ear.widget.accepted.tolist() == [True, False, True, True, False, True]
    assert [(one.rule, one.column, one.lines.tolist(), one.accepted) for one in told] == [
        ("text.spaces", None, [0, 1, 2], False),
        ("text.spaces", "name", [0, 2], True),
        ("phone.format", "phone", [4], False),  # the one cell, also where all columns are shown
    ]


def test_a_decision_about_what_is_not_there_is_none(make, heard):
    ear = heard(make["changes"](on_decide=lambda decision: pytest.fail("told")))
    ear.tell("decide", rule="no such", accepted=False)
    ear.tell("decide", rule="text.spaces", column="no such", accepted=False)
    ear.tell("decide", rule="text.spaces", line=4, accepted=False)
    assert ear.widget.accepted.all()


def test_lines_come_in_windows(make, heard):
    ear = heard(make["changes"]())
    (sent,) = ear.tell("lines", rule="text.spaces", start=1, count=1)
    assert (sent["total"], sent["lines"], sent["before"]) == (3, [1], ["Saint\u00a0-Denis"])
    (sent,) = ear.tell("lines", rule="text.spaces", column="town", start=0)
    assert sent["where"] == ["Clients!D88"]


def test_decisions_taken_earlier_are_shown(heard):
    frame = pd.DataFrame(
        {"rule": ["a", "a"], "column": ["x", "y"], "where": ["A1", "A2"], "before": ["", None], "after": ["b", "c"]}
    ).assign(accepted=[True, False])
    ear = heard(Changes(frame))
    (rule,) = ear.state()["rules"]
    assert (rule["count"], rule["accepted"]) == (2, 1)
    assert frame["accepted"].tolist() == [True, False]


# Notice and code


def test_a_notice_says_one_thing_at_a_time(heard):
    widget = Notice(language="fr")
    ear = heard(widget)
    widget.working("Recherche", 0.5, stop=True)
    assert ear.state()["shown"] == {"kind": "working", "text": "Recherche", "done": 0.5, "stop": False}
    widget.error(BadRequest(sentence("Copied.")))
    assert ear.state()["shown"] == {"kind": "error", "text": "Copié."}
    widget.warn("w")
    widget.done("d")
    assert ear.state()["shown"]["kind"] == "done"
    ear.tell("close")
    assert ear.state()["shown"]["kind"] == "none"


def test_stop_is_told(heard):
    stopped = []
    widget = Notice(on_stop=lambda: stopped.append(1))
    ear = heard(widget)
    widget.working("x", stop=True)
    assert ear.state()["shown"]["stop"]
    ear.tell("stop")
    assert stopped == [1]


def test_code_is_made_when_it_is_asked_for_and_never_before(heard):
    made = []
    ear = heard(CopyCode(lambda: made.append(1) or "import habitue"))
    ear.state()
    assert made == []
    assert ear.tell("copy") == [{"type": "code", "text": "import habitue"}]
