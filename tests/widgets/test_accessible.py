"""Screen readers, keyboards and eyes: axe-core finds nothing, in any theme or language."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from habitue_notebook.widgets import Bars, Changes, Heatmap, Measure, Notice, Review, Timeline

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
    assert "\n".join(violations(widgets[0].page)) == ""


@pytest.mark.parametrize("host", ["light", "dark"])
def test_nor_while_they_are_used_or_have_nothing_to_show(shown, grid, make, host):
    refused = Notice()
    refused.error("The file is open in Excel.")
    shades = Measure(key="n", name="Customers", kind="integer", values=np.arange(49).reshape(7, 7) ** 2)
    numbers = [str(n) for n in range(7)]
    panel, found, ruler, sliders, review, changes, *_ = shown(
        grid(300, height=200),
        grid(300, height=200),
        make["ruler"](),
        make["sliders"](),
        make["review"](),
        make["changes"](),
        Heatmap([shades], rows=numbers, columns=numbers, title="Shades"),
        make["bars"](on_open=None),
        refused,
        Bars(),
        Changes(),
        Review(),
        Timeline(),
        host=host,
    )
    page = panel.page
    page.get_by_role("button", name="Limit Status").first.click()
    panel.until("document.querySelectorAll('.hb-choices [data-at]').length > 3")
    found.root.locator(".hb-search").fill("nobody")
    found.until("[...document.querySelectorAll('.hb-empty')].some((node) => !node.hidden)")
    ruler.root.get_by_role("spinbutton").first.fill("90")
    sliders.root.get_by_role("spinbutton").first.fill("90")
    review.root.get_by_role("button", name="Decide them together").click()
    review.root.get_by_role("checkbox").first.check()
    changes.until("document.querySelectorAll('.hb-changes tbody tr').length > 0")
    changes.root.get_by_role("checkbox").first.uncheck()
    changes.until("document.querySelectorAll('.hb-rejected').length > 0")
    assert "\n".join(violations(page)) == ""
