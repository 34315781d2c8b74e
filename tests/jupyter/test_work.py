"""What an analyst does, in a real Lab: look, move a number, answer duplicates, refresh; in two languages and themes."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from python_calamine import load_workbook

from habitue.language import Language
from habitue_notebook import CustomerFile

pytestmark = pytest.mark.browser

AS_OF = "2026-11-01"
TABS = ("tables", "quality", "duplicates", "lifecycle", "rfm", "saving")
REVISION = """([selector, after]) => {
    const classes = [...(document.querySelector(selector)?.classList ?? [])];
    return Number(classes.find(name => name.startsWith('habitue-rev-'))?.slice(12) ?? -1) > after;
}"""
COUNTS = """expected => {
    const rows = [...document.querySelectorAll('.habitue-tab-lifecycle .hb-bars tbody tr')];
    const shown = rows.map(row => [
        row.querySelector('th').textContent,
        Number(row.querySelector('td.hb-number').textContent.replace(/\\D/g, '')),
    ]);
    return shown.length && shown.every(([name, count]) => (expected[name] ?? 0) === count);
}"""
WORDS: dict[str, dict[str, Any]] = {
    "fr": {
        "key": "Client",
        "status": "Statut",
        "sheet": "Doublons",
        "answer": "Votre réponse",
        "answers": ["même client", "différents", "même foyer"],
    },
    "en": {
        "key": "Customer",
        "status": "Status",
        "sheet": "Duplicates",
        "answer": "Your answer",
        "answers": ["same", "different", "same household"],
    },
}


class Work:
    """The app in the page."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.pictures = pictures
        self.objections: dict[str, str] = {}

    def followed(self, selector: str, after: int = 0) -> None:
        """Wait until what matches the selector has followed more than `after` times."""
        self.page.wait_for_function(REVISION, arg=[selector, after])

    def tab(self, name: str) -> Locator:
        """Bring a tab into sight and wait for its first content."""
        self.page.locator(".habitue-app").get_by_role("tab").nth(TABS.index(name)).click()
        self.followed(f".habitue-tab-{name}")
        return self.page.locator(f".habitue-tab-{name}")

    def look(self, name: str) -> None:
        """Keep what axe-core objects to, and a picture for people to look at."""
        axe = Axe().run(self.page, context=".habitue-app")
        if axe.violations_count:
            self.objections[name] = axe.generate_report()
        self.page.locator(".habitue-app").screenshot(path=self.pictures / f"{name}.png")

    def counts(self, expected: "pd.Series[int]") -> None:
        """Wait until the bars show these numbers of customers by status."""
        self.page.wait_for_function(COUNTS, arg={str(name): int(count) for name, count in expected.items()})


def statuses(file: CustomerFile) -> "pd.Series[str]":
    """The status of every customer by number, from the results in Python."""
    customers = file.customers
    return customers.set_index(WORDS[file.tongue]["key"])[WORDS[file.tongue]["status"]]


def answers_on_disk(book: Path, words: dict[str, str]) -> list[str]:
    """The answers that the Duplicates sheet holds, in the sheet's order."""
    rows = load_workbook(str(book)).get_sheet_by_name(words["sheet"]).to_python()
    head = next(row for row in rows if words["answer"] in row)
    at = head.index(words["answer"])
    return [row[at] for row in rows[rows.index(head) + 1 :] if row[at]]


def opened(run_in_lab, jupyter, made, language: str, theme: str) -> tuple[Page, Path, Path]:
    """The demo workbook, open in the app in Lab, all of it in sight; the copy that is open, and the notebook."""
    book = jupyter.put(made / "boutique.xlsm", f"work_{language}/boutique.xlsm")
    call = f'habitue_notebook.open("boutique.xlsm", as_of="{AS_OF}", language="{language}")'
    notebook = jupyter.write(f"work_{language}/work.ipynb", "%load_ext habitue_notebook", call)
    page = run_in_lab(notebook, language=language, theme=theme, keep_widgets=True)
    page.set_viewport_size({"width": 1400, "height": 3600})  # for axe-core and for pictures
    return page, book, jupyter.folder / notebook


def move_a_slider(work: Work, book: Path, language: Language) -> "pd.Series[str]":
    """A number of the criteria, moved by keys: counts and the list of those who would change follow."""
    file = CustomerFile(book, as_of=AS_OF, language=language)
    before = statuses(file)
    after = statuses(file.set("inactive.habit_multiple", 2.0))
    work.tab("lifecycle")
    work.counts(before.value_counts())
    work.page.locator(".hb-sliders [data-key='inactive.habit_multiple'] input[type=range]").focus()
    for _ in range(20):
        work.page.keyboard.press("ArrowLeft")
    work.counts(after.value_counts())
    changed = int((before != after).sum())
    listed = work.page.locator(".habitue-tab-lifecycle .hb-grid [role=grid]")
    expect(listed).to_have_attribute("aria-rowcount", str(changed + 1))
    first = listed.locator("[role=row][aria-rowindex='2'] [role=gridcell]").first
    assert first.inner_text() in set(before.index[before != after])
    work.look("moved")
    return after


def answer_three_duplicates(work: Work) -> None:
    """Same, different, same household: each by its key."""
    work.tab("duplicates")
    work.page.locator(".hb-review td[tabindex='0']").focus()
    for kind in ("same", "different", "household"):
        shown = work.page.locator(".hb-review table").get_attribute("aria-label")
        key = work.page.locator(f".hb-review [data-answer={kind}]").get_attribute("aria-keyshortcuts")
        work.page.keyboard.press(key)
        expect(work.page.locator(".hb-review table")).not_to_have_attribute("aria-label", shown)
    work.look("answered")


def test_the_demo_workbook_is_looked_at_steered_answered_and_refreshed_in_french(
    jupyter, run_in_lab, made, tmp_path, people_in
):
    page, book, notebook = opened(run_in_lab, jupyter, made, "fr", "light")
    work = Work(page, tmp_path)
    work.followed(".habitue-app")
    for name in TABS:
        work.tab(name)
        work.look(name)
    after = move_a_slider(work, book, "fr")
    answer_three_duplicates(work)

    work.tab("saving")
    page.locator("button.habitue-save").click()
    expect(page.locator(".habitue-tab-saving")).to_contain_text("boutique.habitue-")  # where the backup is
    work.look("saved")
    assert sorted(answers_on_disk(book, WORDS["fr"])) == sorted(WORDS["fr"]["answers"])
    (backup,) = book.parent.glob("boutique.habitue-*.xlsm")
    assert backup.read_bytes() == (made / "boutique.xlsm").read_bytes()
    refreshed = CustomerFile(book, as_of=AS_OF, language="fr")
    assert refreshed.criteria.inactive.habit_multiple == 2.0
    pd.testing.assert_series_equal(statuses(refreshed), after)

    # What Lab saves, widgets and all, and what the server says, is about nobody.
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    saved = notebook.read_text(encoding="utf-8")
    assert "application/vnd.jupyter.widget-state+json" in saved
    assert people_in(refreshed, saved + "".join(jupyter.server.log)) == []
    assert not work.objections, "\n".join(work.objections.values())


def test_the_same_tabs_and_slider_work_in_english_in_the_dark(jupyter, run_in_lab, made, tmp_path):
    page, book, _ = opened(run_in_lab, jupyter, made, "en", "dark")
    work = Work(page, tmp_path)
    work.followed(".habitue-app")
    for name in TABS:
        work.tab(name)
        work.look(name)
    move_a_slider(work, book, "en")
    assert not work.objections, "\n".join(work.objections.values())
