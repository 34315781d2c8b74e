"""What JupyterLab loads: the built files are those of the sources, and an empty environment needs nothing more."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "notebook_ext" / "labextension_src"
BUILT = ROOT / "notebook_ext" / "habitue_notebook" / "labextension"


def described(folder: Path) -> dict:
    return json.loads((folder / "package.json").read_text(encoding="utf-8"))


def test_the_extension_has_the_version_of_the_project_and_runs_in_every_jupyterlab_from_4_4():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for folder in (SOURCE, BUILT):
        description = described(folder)
        assert description["version"] == project["version"]
        lab = {name: told for name, told in description["dependencies"].items() if name.startswith("@jupyterlab/")}
        # `apputils`, `coreutils` and `services` count their versions apart: these are those of JupyterLab 4.4.
        apart = {"@jupyterlab/apputils": "^4.5.0", "@jupyterlab/coreutils": "^6.4.0", "@jupyterlab/services": "^7.4.0"}
        assert lab == {name: apart.get(name, "^4.4.0") for name in lab}


def test_nothing_that_is_built_comes_from_elsewhere_or_holds_a_path_of_this_machine():
    for path in BUILT.rglob("*.js*"):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, path
        assert set(re.findall(r"https?://[^\s\"'`<>)]+", text)) <= {"http://www.w3.org/2000/svg"}, path


@pytest.mark.slow
def test_the_committed_files_are_what_the_sources_give():
    sys.path.insert(0, str(ROOT / "tools"))
    from build_labextension import NoNodePackages, build, differences

    try:
        made = build()
    except NoNodePackages as reason:
        pytest.skip(str(reason))
    assert differences(made, BUILT) == []


@pytest.mark.slow
def test_the_wheel_with_its_notebook_extra_is_enough_in_an_empty_environment(made, tmp_path):
    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        own = {name: str(tmp_path / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        environment = {**os.environ, "PYTHONWARNINGS": "default", "JUPYTER_PLATFORM_DIRS": "1", **own}
        return subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
        )

    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    for name in ("core", "addin", "notebook_ext", "tools"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    assert run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, source).returncode == 0
    (wheel,) = tmp_path.glob("*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "empty")
    python = next((tmp_path / "empty").glob("[bS]*/python*"))
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "-c", ROOT / "constraints.txt"]
    if run(*pip, "anywidget").returncode:
        pytest.skip("pip cannot fetch packages here")
    installed = run(*pip, f"{wheel}[notebook]")
    assert installed.returncode == 0, installed.stderr

    listed = run(python, "-m", "jupyter", "labextension", "list")
    assert "habitue-notebook v0.1.0" in listed.stdout + listed.stderr
    shutil.copy(made / "no_flaw.xlsx", tmp_path / "clients.xlsx")
    cells = ["%load_ext habitue_notebook", 'habitue_notebook.open("clients.xlsx")']
    code = [
        {"cell_type": "code", "source": cell, "metadata": {}, "outputs": [], "execution_count": None} for cell in cells
    ]
    (tmp_path / "clients.ipynb").write_text(
        json.dumps({"cells": code, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8"
    )
    executed = run(python, "-m", "jupyter", "execute", "--inplace", "clients.ipynb")
    assert executed.returncode == 0, executed.stderr
    (output,) = json.loads((tmp_path / "clients.ipynb").read_text(encoding="utf-8"))["cells"][1]["outputs"]
    assert "application/vnd.jupyter.widget-view+json" in output["data"]
