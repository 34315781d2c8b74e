"""The manual says what there is: every formula and every button, in both languages."""

import runpy
from pathlib import Path

import pytest

from habitue_addin.names import FORMULAS
from habitue_addin.ribbon import ACTIONS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("language", "name"), [("en", "formulas.md"), ("fr", "formules.md")])
def test_the_page_of_formulas_is_what_the_table_of_formulas_says(language, name):
    made = runpy.run_path(str(ROOT / "tools" / "formula_pages.py"))["page"](language)
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made, "run: make formulas"
    assert made.count("\n## ") == len(FORMULAS)


@pytest.mark.parametrize(("language", "name"), [("en", "excel.md"), ("fr", "excel-fr.md")])
def test_the_manual_has_a_line_for_every_button(language, name):
    said = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for action in ACTIONS:
        assert f"\n| {action.label.say(language)} |" in said
