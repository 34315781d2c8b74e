"""What goes wrong is one sentence in the pane, said once, and nothing is half-written."""

import pytest
from likeness import likeness
from openpyxl import Workbook

pytestmark = pytest.mark.browser


def test_a_workbook_without_customers_gets_one_sentence_and_stays_as_it_is(pane):
    book = Workbook()
    book.active.append(["Recette", "Farine", "Sucre"])
    book.active.append(["Gâteau", 200, 100])
    opened = pane(book)
    before = likeness(book)
    for key in ("refresh", "find_duplicates", "mailing_list", "undo"):
        opened.press(key)
        said = opened.shown_error
        assert said, key
        assert "Traceback" not in said
        assert "habitue" not in said.lower()
        assert opened.page.locator("#global-error-alert").count() == 1
    assert opened.alerts == []
    assert likeness(book) == before
    assert [name for name in opened.requests if name == "refresh"] == ["refresh"]
