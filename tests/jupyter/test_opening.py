"""From a customer file in the file browser to a notebook that has run: Lab, Notebook 7, in French and in English."""

import ast

import nbformat
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SAID = {"fr": "Nettoyer et segmenter les clients", "en": "Clean and segment customers"}
RAN = """path => {
    const panel = [...window.jupyterapp.shell.widgets('main')].find(one => one.context?.path === path);
    return panel?.content.widgets.length && panel.content.widgets.every(cell => cell.model.executionCount > 0);
}"""


def right_click(page: Page, name: str) -> None:
    page.get_by_role("listitem").filter(has=page.get_by_text(name, exact=True)).click(button="right")


def cells_of(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def test_a_right_click_on_a_workbook_only_makes_a_notebook_beside_it_and_runs_it(jupyter, page, made):
    book = jupyter.put(made / "no_flaw.xlsx", "right/clients.xlsx")
    foreign = jupyter.folder / jupyter.write("right/clients.ipynb", "raise SystemExit('somebody else wrote this')")
    jupyter.speak("fr")
    (book.parent / "notes.txt").write_text("a, b", encoding="utf-8")
    page.goto(f"{jupyter.address}/lab/tree/right?reset")
    right_click(page, "notes.txt")  # other files have no such entry
    page.get_by_role("menuitem", name="Renommer").wait_for()
    assert page.get_by_role("menuitem", name=SAID["fr"]).count() == 0
    page.keyboard.press("Escape")
    right_click(page, book.name)
    page.get_by_role("menuitem", name=SAID["fr"]).click()
    page.wait_for_function(RAN, arg="right/clients (2).ipynb")
    page.locator(".habitue-app").wait_for()
    assert cells_of(book.with_name("clients (2).ipynb")) == [
        "%load_ext habitue_notebook",
        'habitue_notebook.open("clients.xlsx")',
    ]
    assert cells_of(foreign) == ["raise SystemExit('somebody else wrote this')"]


def test_the_launcher_card_asks_for_the_file_and_escapes_its_name(jupyter, page, made):
    name = """l'été "2026" \\ {x} %s ?.xlsx"""
    book = jupyter.put(made / "no_flaw.xlsx", f"card/{name}")
    jupyter.speak("en")
    page.goto(f"{jupyter.address}/lab/tree/card?reset")
    page.locator(".jp-LauncherCard", has_text=SAID["en"]).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(name, exact=True).click()
    dialog.get_by_role("button", name="Select").click()
    notebook = book.with_suffix(".ipynb")
    page.wait_for_function(RAN, arg=f"card/{notebook.name}")
    page.locator(".habitue-app").wait_for()
    call = cells_of(notebook)[1]
    assert ast.literal_eval(call.removeprefix("habitue_notebook.open").strip("()")) == name


def test_a_right_click_works_in_notebook_7_where_it_opens_another_page(jupyter, page, made):
    jupyter.put(made / "no_flaw.xlsx", "seven/clients.csv.xlsx")
    jupyter.speak("fr")
    page.goto(f"{jupyter.address}/tree/seven")
    right_click(page, "clients.csv.xlsx")
    with page.context.expect_page() as opened:
        page.get_by_role("menuitem", name=SAID["fr"]).click()
    opened.value.wait_for_function("() => window.jupyterapp?.shell")
    opened.value.wait_for_function(RAN, arg="seven/clients.csv.ipynb")
    opened.value.locator(".habitue-app").wait_for()
