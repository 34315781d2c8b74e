"""Screen readers, keyboards and eyes: axe-core finds nothing, in any theme or language."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


def violations(page) -> list[str]:
    return [
        f"{found['id']}: {node['html'][:160]} {[one['message'] for one in node['any'] + node['all']][:2]}"
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize(("host", "language"), [("light", "en"), ("dark", "fr"), ("vscode", "en")])
def test_no_widget_breaks_a_rule_of_axe(shown, examples, host, language):
    widgets = shown(*examples(language).values(), host=host)
    for one in widgets:
        one.carry()
    widgets[7].until("document.querySelectorAll('.hb-changes tbody tr').length > 0")
    assert violations(widgets[0].page) == []
