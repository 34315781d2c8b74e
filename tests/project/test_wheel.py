"""The built wheel, not only the checkout: it holds all that it needs and speaks French."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of what a release holds, so that nothing of the checkout leaks in."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source / name)
    for name in ("core", "addin", "notebook_ext", "tools"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    (found,) = folder.glob("habitue-*.whl")
    return found


def test_one_wheel_for_every_machine_holds_code_catalogue_data_and_licences(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as package:
        names = package.namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {
        "habitue",
        "habitue_addin",
        "habitue_notebook",
        "habitue-0.1.0.data",
    }
    for needed in ("habitue/py.typed", "habitue/language/fr/LC_MESSAGES/habitue.mo", "habitue/history/history.sql"):
        assert needed in names
    assert any(name.endswith("french_postcodes.txt.gz") for name in names)
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_the_wheel_puts_the_built_extension_where_jupyterlab_looks(wheel):
    place = "habitue-0.1.0.data/data/share/jupyter/labextensions/habitue-notebook"
    with zipfile.ZipFile(wheel) as package:
        description = json.loads(package.read(f"{place}/package.json"))
        assert f"{place}/{description['jupyterlab']['_build']['load']}" in package.namelist()
        assert f"{place}/schemas/habitue-notebook/plugin.json" in package.namelist()
        assert json.loads(package.read(f"{place}/install.json"))["packageName"] == "habitue"


def test_the_wheel_alone_refreshes_a_workbook_in_french(wheel, made, tmp_path):
    alone = tmp_path / "site"
    with zipfile.ZipFile(wheel) as package:
        package.extractall(alone)
    book = Path(shutil.copy(made / "no_flaw.xlsx", tmp_path / "clients.xlsx"))
    call = (
        "import habitue, pathlib, sys; "
        f"assert pathlib.Path(habitue.__file__).is_relative_to({str(alone)!r}), habitue.__file__; "
        f"from habitue.cli import main; main(['refresh', {str(book)!r}, '--as-of', '2026-11-01'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(alone), "LANG": "fr_FR.UTF-8"}
    environment.pop("LC_ALL", None)
    done = subprocess.run(
        [sys.executable, "-c", call], capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Écrit dans clients.xlsx" in done.stdout
