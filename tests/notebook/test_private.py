"""A notebook saved with all of its widgets' state holds none of the demo's customers."""

import json
from pathlib import Path

import nbclient
import nbformat
import pytest

from habitue.roles import Role

_CELLS = (
    "%load_ext habitue_notebook",
    "app = habitue_notebook.open({path!r}, as_of='2026-11-01')\napp",
    "file = app.file\nfile.computed()\nfile",
    """
for name in app.tabs:
    tab = app.show(name)
    await tab.work.finished()
    assert tab.notice._shown["kind"] == "none", tab.notice._shown
""",
    """
lifecycle = app.show("lifecycle")
lifecycle._moved("inactive.fixed_limit_days", 60.0)
lifecycle._open_customer(0)
lifecycle._open_status("inactive")
for view in (lifecycle._grid, lifecycle._timeline, app.tabs["duplicates"]._review, app.tabs["quality"]._changes):
    view._heard(view, {"type": "hello"}, [])
""",
    """
duplicates = app.show("duplicates")
await duplicates.work.finished()
from habitue_notebook.widgets import ReviewAnswer
case = next(iter(duplicates._cases.values()))
duplicates.answer([ReviewAnswer(key=case.key, answers=("same",) * (len(case.lines) - 1), keep=case.keep)])
tables = app.show("tables")
tables.choose(2)
rfm = app.show("rfm")
rfm.pick([(0, 0)], "R5 F1")
rfm
""",
)


@pytest.fixture(scope="module")
def saved(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[nbformat.NotebookNode, str]:
    """The notebook after it ran, and all of its text, accents as they are."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(code.strip().replace("{path!r}", repr(str(demo)))) for code in _CELLS]
    folder = tmp_path_factory.mktemp("notebook")
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", store_widget_state=True)
    client.execute(cwd=str(folder))
    return notebook, json.dumps(notebook, ensure_ascii=False)


def test_no_name_e_mail_phone_or_address_is_in_the_saved_notebook(saved, read_once, people_in):
    _, text = saved
    assert people_in(read_once, text) == []


def test_the_search_finds_somebody_who_is_told(read_once, people_in):
    customers = read_once.basis().judged.together.cleaned_before.customers
    mobile = customers[Role.MOBILE].dropna().iloc[0]
    assert people_in(read_once, f"The number is {mobile}.") != []
    assert people_in(read_once, f'"{customers[Role.FIRST_NAME].dropna().iloc[0]}"') != []


def test_the_widgets_state_was_stored_and_the_outputs_say_counts_in_words(saved):
    notebook, _ = saved
    state = notebook.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    names = {model["state"].get("_anywidget_id", "") for model in state.values()}
    assert {name.rsplit(".", 1)[-1] for name in names} >= {"Grid", "Review", "Changes", "Timeline", "Heatmap", "Bars"}
    html = notebook.cells[2].outputs[0]["data"]["text/html"]
    assert "627 clients" in html
    assert "rien ne quitte cet ordinateur" in html.casefold()


def test_nothing_was_printed_and_no_traceback_shown(saved):
    notebook, _ = saved
    kinds = [output.output_type for cell in notebook.cells for output in cell.outputs]
    assert set(kinds) <= {"display_data", "execute_result"}
