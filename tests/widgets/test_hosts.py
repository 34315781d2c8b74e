"""Hosts that we cannot run here, imitated: VS Code's webview with its white box, Colab's frame with its theme."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

pytestmark = pytest.mark.browser

VSCODE = {
    "vscode-dark": {"editor-background": "#1f1f1f", "editor-foreground": "#cccccc", "foreground": "#cccccc"},
    "vscode-light": {"editor-background": "#ffffff", "editor-foreground": "#3b3b3b", "foreground": "#3b3b3b"},
    "vscode-high-contrast": {"editor-background": "#000000", "editor-foreground": "#ffffff", "foreground": "#ffffff"},
}
COLAB = {
    "colab-light": ("", {"primary-surface-color": "#ffffff", "primary-text-color": "#212121"}),
    "colab-dark": ('theme="dark"', {"primary-surface-color": "#383838", "primary-text-color": "#ffffff"}),
    "colab-dark-without-names": ('theme="dark"', {}),  # as its frame was before it named its colours
}
STANDS_ON = {
    "vscode-dark": ("rgb(31, 31, 31)", "dark"),
    "vscode-light": ("rgb(255, 255, 255)", "light"),
    "vscode-high-contrast": ("rgb(0, 0, 0)", "dark"),
    "colab-light": ("rgb(255, 255, 255)", "light"),
    "colab-dark": ("rgb(56, 56, 56)", "dark"),
    "colab-dark-without-names": ("rgb(56, 56, 56)", "dark"),
}


def told(kind: str, values: dict[str, str]) -> str:
    return "".join(f"--{kind}-{name}:{value};" for name, value in values.items())


def vscode(theme: str) -> str:
    """The webview of a notebook: variables on `html`, the theme on `body`, widgets in a box that is always white."""
    fonts = {"font-family": "'Segoe UI', sans-serif", "font-size": "13px", "editor-font-size": "14px"}
    return f"""<!doctype html><html lang="en" style="{told("vscode", {**VSCODE[theme], **fonts})}">
        <head><title>Webview</title><style>
        body {{ color: var(--vscode-foreground); font-family: var(--vscode-font-family); }}
        input, select, button {{ color: inherit; }}
        table {{ border-collapse: collapse; }} th, td {{ padding: 5px 6px; }}
        .cell-output-ipywidget-background {{ background-color: white !important; }}
        </style></head>
        <body class="{theme}" data-vscode-theme-kind="{theme}" style="background: var(--vscode-editor-background)">
        <main class="cell-output-ipywidget-background" id="here"></main></body></html>"""


def colab(theme: str) -> str:
    """The frame of an output: nothing of JupyterLab's in it, and a background that lets the page below be seen."""
    attribute, colors = COLAB[theme]
    return f"""<!doctype html><html lang="en" {attribute} style="{told("colab", colors)}"><head><title>Output</title>
        <style>html[theme=dark] {{ color: #fff; }} body {{ margin: 0; font-family: Roboto, sans-serif; }}</style></head>
        <body><main id="output-body"><div id="here"></div></main></body></html>"""


@pytest.fixture
def page_of(page: Page) -> Callable[..., Page | Frame]:
    """Load the page that imitates a host; for Colab, the frame inside it."""

    def load(host: str, width: int = 1000) -> Page | Frame:
        framed = host.startswith("colab")
        inside = colab(host) if framed else vscode(host)
        back = "#383838" if "dark" in host else "#fff"
        outside = f"""<!doctype html><html lang="en"><head><title>Colab</title></head><body style="background:{back}">
            <iframe title="Output" src="http://127.0.0.1/frame" style="width:100%;height:2800px;border:0"></iframe>
            </body></html>"""
        page.unroute_all()
        page.route(
            "http://localhost/**",
            lambda route: route.fulfill(body=outside if framed else inside, content_type="text/html"),
        )
        page.route("http://127.0.0.1/**", lambda route: route.fulfill(body=inside, content_type="text/html"))
        page.set_viewport_size(
            {"width": width, "height": 2800 if framed else 900}
        )  # a frame is painted where it is in sight
        page.goto("http://localhost/")
        drawn_in = page.frames[1] if framed else page
        drawn_in.wait_for_selector("#here", state="attached")
        drawn_in.evaluate("() => { window.models = []; window.errors = []; }")
        return drawn_in

    return load


@pytest.mark.parametrize(("host", "language"), [(host, "fr" if "dark" in host else "en") for host in STANDS_ON])
def test_every_widget_is_readable_in_the_colours_of_its_host(shown, examples, page, tmp_path: Path, host, language):
    widgets = shown(*examples(language).values(), host=host)
    drawn_in = widgets[0].page
    background, theme = STANDS_ON[host]
    for one in widgets:
        one.until(f"document.querySelectorAll('.hb')[{one.at}].dataset.theme === '{theme}'")
    widgets[7].until("document.querySelectorAll('.hb-changes tbody tr').length > 0")
    colors = "() => [...document.querySelectorAll('.hb')].map(root => getComputedStyle(root).backgroundColor)"
    assert set(drawn_in.evaluate(colors)) == {background}
    page.screenshot(path=tmp_path / f"{host}.png", full_page=True)
    found = Axe().run(drawn_in, context="#here").response["violations"]
    assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []
