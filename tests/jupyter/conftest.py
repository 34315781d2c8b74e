"""A real JupyterLab (with Notebook 7 on the same server) and a real Chromium, each away from the developer's own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect, sync_playwright

SECONDS = 120  # how long a state may take on a loaded machine; states are waited on, never a time
LOCALES = {"fr": "fr_FR", "en": "en"}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
RUN_ALL = """async path => {
    const app = window.jupyterapp;
    await app.restored;
    const panel = [...app.shell.widgets('main')].find(one => one.context?.path === path);
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
    await app.commands.execute('notebook:run-all-cells');
}"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a Jupyter that reads and writes nothing of the developer's."""
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    own |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    return {**os.environ, "JUPYTER_PLATFORM_DIRS": "1", **{name: str(home / below) for name, below in own.items()}}


class Server:
    """A server process, started when it says so itself; its log is read all along."""

    def __init__(self, command: list[str], home: Path, said: str) -> None:
        self.log: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, *command], cwd=home, env=surroundings(home), stderr=subprocess.PIPE, text=True
        )
        self._ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(said,), daemon=True)
        self._reader.start()
        if not (self._ready.wait(SECONDS) and self.process.poll() is None):
            self.stop()
            pytest.fail("The server did not start:\n" + "".join(self.log[-30:]))

    def _read(self, said: str) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log.append(line)
            if said in line:
                self._ready.set()
        self._ready.set()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        assert self.process.stderr is not None
        self.process.stderr.close()


@dataclass(frozen=True)
class Jupyter:
    """Where the server answers, and the folder that it serves."""

    address: str
    folder: Path
    settings: Path
    server: Server

    def speak(self, language: str = "en", theme: str = "light", *, keep_widgets: bool = False) -> None:
        """Set Lab's language and theme, and whether widgets are saved with the notebook, for pages opened from now."""
        for plugin, told in {
            "@jupyterlab/translation-extension/plugin": {"locale": LOCALES[language]},
            "@jupyterlab/apputils-extension/themes": {"theme": THEMES[theme]},
            "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
            "@jupyter-widgets/jupyterlab-manager/plugin": {"saveState": keep_widgets},
        }.items():
            path = self.settings / f"{plugin}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(told), encoding="utf-8")

    def stop_kernels(self) -> None:
        """End all sessions, so that one test's kernels take nothing from the next."""
        with urlopen(f"{self.address}/api/sessions") as answer:
            sessions = json.load(answer)
        for session in sessions:
            urlopen(Request(f"{self.address}/api/sessions/{session['id']}", method="DELETE")).close()

    def put(self, source: Path, name: str) -> Path:
        """A copy of a file in a folder of its own that the server serves; the name may hold a folder."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(source, target))

    def write(self, name: str, *cells: str) -> str:
        """A notebook of code cells; its name is its path on the server."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return name


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two workbooks of the gallery that are opened here; making them all takes longer than most tests."""
    from make import make

    folder = tmp_path_factory.mktemp("gallery")
    make(folder, ("boutique", "no_flaw"))
    return folder


@pytest.fixture(scope="session")
def server() -> tuple[int, Callable[..., Server]]:
    """A free port, and how to start a server: a command of Python, its home, and what it says when it is ready."""
    return free_port(), Server


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    """JupyterLab, without a token, on a free port of this machine."""
    home = tmp_path_factory.mktemp("jupyter")
    folder = home / "served"
    folder.mkdir()
    port = free_port()
    options = {
        "ServerApp.root_dir": folder,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "ServerApp.disable_check_xsrf": True,
        "IdentityProvider.token": "",
        "LabApp.expose_app_in_browser": True,
        "JupyterNotebookApp.expose_app_in_browser": True,
    }
    command = ["-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]
    server = Server(command, home, "is running at")
    yield Jupyter(f"http://127.0.0.1:{port}", folder, home / "settings", server)
    server.stop()


@dataclass
class Visits:
    """Chromium without a window, and the addresses outside this machine that its pages asked for."""

    context: BrowserContext
    left_the_machine: list[str] = field(default_factory=list)

    def guard(self, route: Route) -> None:
        """Let through what stays on this machine; stop and keep the rest."""
        if route.request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:")):
            route.continue_()
        else:
            self.left_the_machine.append(route.request.url)
            route.abort()


@pytest.fixture(scope="package")  # while it is open, no test elsewhere could have a browser or an event loop
def visits(chromium: str) -> Iterator[Visits]:
    """One browser for all tests, so that Lab's own files are fetched once."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        context.set_default_timeout(SECONDS * 1000)
        expect.set_options(timeout=SECONDS * 1000)
        visits = Visits(context)
        context.route("**/*", visits.guard)
        yield visits
        browser.close()


@pytest.fixture
def page(visits: Visits, jupyter: Jupyter) -> Iterator[Page]:
    """A new page. The test fails when anything in it asks for an address outside this machine."""
    yield visits.context.new_page()
    for page in visits.context.pages:
        page.close()
    jupyter.stop_kernels()
    assert not visits.left_the_machine


@pytest.fixture
def run_in_lab(jupyter: Jupyter, page: Page) -> Callable[..., Page]:
    """Open a notebook in Lab and run all its cells: `run_in_lab("clients.ipynb", language="fr", theme="dark")`."""

    def run(notebook: str, **spoken: str | bool) -> Page:
        jupyter.speak(**spoken)  # type: ignore[arg-type]
        page.goto(f"{jupyter.address}/lab/tree/{notebook}?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        page.evaluate(RUN_ALL, notebook)
        return page

    return run


def outputs(path: Path) -> list[Mapping[str, object]]:
    """All outputs of a saved notebook."""
    return [output for cell in nbformat.read(path, as_version=4).cells for output in cell.get("outputs", ())]
