"""The app for people who do not code: served by Voila, behind a token, without a cell to see."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def app(server, made, tmp_path) -> Iterator[str]:
    """The address, token and all, at which `python -m habitue_notebook boutique.xlsm` answers."""
    port, serve = server
    process = serve(
        ["-m", "habitue_notebook", str(made / "boutique.xlsm"), f"--port={port}", "--no-browser"],
        tmp_path,
        "is running at",
    )
    told = re.search(rf"http://\S+:{port}/\S*", "".join(process.log))
    assert told
    yield told[0]
    process.stop()


def test_the_app_is_served_with_its_token_only(app, visits):
    page = visits.context.new_page()
    page.goto(app.partition("?")[0])
    assert page.locator(".habitue-app").count() == 0
    page.goto(app, wait_until="commit")  # Voila sends the page while its cells run; what is waited for comes last
    expect(page.locator(".habitue-tab-tables .hb-grid [role=gridcell]").first).not_to_have_text("")
    assert page.locator(".jp-InputArea").count() == 0
    page.close()
    assert not visits.left_the_machine
