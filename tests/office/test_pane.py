"""The pane as people see it: in both languages, and open to screen readers.

With HABITUE_PICTURES=docs its pictures are kept for the manual.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook

from habitue_addin.ribbon import ACTIONS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pane_has_every_button_in_its_language_and_axe_finds_nothing(pane, language, tmp_path):
    page = pane(Workbook(), language).page
    shown = [button.inner_text().strip() for button in page.locator("main button").all()]
    assert sorted(shown) == sorted(action.label.say(language) for action in ACTIONS)
    found = Axe().run(page, context="main")
    assert found.violations_count == 0, found.generate_report()
    kept = Path(os.environ.get("HABITUE_PICTURES", tmp_path)) / f"pane-{language}.png"
    page.locator("main").screenshot(path=kept)
    assert kept.stat().st_size > 5_000
