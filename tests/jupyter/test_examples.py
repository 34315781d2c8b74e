"""The example notebooks run from top to bottom, and are committed without anything that they showed."""

from pathlib import Path

import nbclient
import nbformat
import pytest

from habitue_notebook import CustomerFile

EXAMPLES = Path(__file__).parents[2] / "notebook_ext" / "examples"


def executed(name: str, folder: Path) -> str:
    """All texts that the example shows."""
    notebook = nbformat.read(EXAMPLES / name, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute(cwd=str(folder))
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return "\n".join(str(output.get("text") or output.get("data", {}).get("text/plain")) for output in outputs)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ipynb")), ids=lambda path: path.stem)
def test_examples_are_valid_and_hold_no_output(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells)


def test_the_french_example_runs_on_the_demo_workbook_and_leaves_it_as_it_is(made, tmp_path, monkeypatch):
    book, copy = made / "boutique.xlsm", tmp_path / "copie.xlsm"
    before = book.read_bytes()
    monkeypatch.setenv("HABITUE_CLASSEUR", str(book))
    monkeypatch.setenv("HABITUE_COPIE", str(copy))
    shown = executed("boutique.ipynb", tmp_path)
    assert book.read_bytes() == before
    refreshed = CustomerFile(copy, as_of="2026-11-01")
    assert refreshed.criteria.inactive.habit_multiple == 2
    refreshed.set("inactive.habit_multiple", 3)  # as it was in the workbook, whose counts the example shows
    for name, count in refreshed.customers["Statut"].value_counts().items():
        assert f"{name} " in shown
        assert str(count) in shown


@pytest.mark.shared
def test_the_cdnow_example_runs_on_the_sample(shared_data, tmp_path, monkeypatch):
    monkeypatch.setenv("HABITUE_CDNOW", str(shared_data / "orders" / "cdnow_sample" / "transactions.csv"))
    assert "2,357 customers" in executed("cdnow.ipynb", tmp_path)
