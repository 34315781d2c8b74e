"""Build what the browser loads in JupyterLab and Notebook, from `notebook_ext/labextension_src`.

    python tools/build_labextension.py           # replaces notebook_ext/habitue_notebook/labextension
    python tools/build_labextension.py --check   # says whether that is what the sources give; changes nothing

Only developers who change the sources need this, node and npm: the built files are committed, so that `pip install`
needs neither. Node packages go to `build/labextension`, and are those that were published by the day below.
"""

import argparse
import filecmp
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "notebook_ext" / "labextension_src"
BUILT = ROOT / "notebook_ext" / "habitue_notebook" / "labextension"
WORK = ROOT / "build" / "labextension"
PACKAGES_AS_OF = "2026-09-25"  # takes the place of a lock file, which would hold addresses


class NoNodePackages(RuntimeError):
    """Node, npm or the packages cannot be had here; the message says which."""


def lay_out(work: Path) -> None:
    """Copy the sources to the folder in which they are built, beside the node packages that are there."""
    for old in ("src", "lib", "schema", "labextension"):
        shutil.rmtree(work / old, ignore_errors=True)
    shutil.copytree(SOURCE, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "lib"))


def install_packages(work: Path) -> None:
    """Fetch the node packages, unless they are there for this very `package.json`."""
    wanted = (SOURCE / "package.json").read_text(encoding="utf-8") + PACKAGES_AS_OF
    stamp = work / "node_modules" / "installed_for.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise NoNodePackages("npm is not installed (Debian: nodejs npm)")
    command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    done = subprocess.run(
        [*command, f"--before={PACKAGES_AS_OF}"], cwd=work, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoNodePackages(f"npm could not fetch the packages: {done.stderr.strip()[-600:]}")
    stamp.write_text(wanted, encoding="utf-8")


def build(work: Path = WORK) -> Path:
    """Build in the folder `work` and give the folder of built files; the same bytes on every machine."""
    work.mkdir(parents=True, exist_ok=True)
    lay_out(work)
    install_packages(work)
    typescript = [shutil.which("node") or "node", str(work / "node_modules" / "typescript" / "bin" / "tsc")]
    for command in (typescript, [sys.executable, "-m", "jupyter_builder.main", "build", "."]):
        subprocess.run(command, cwd=work, check=True, stdout=subprocess.DEVNULL)
    for copy in (work / "labextension").rglob("*.orig"):
        copy.unlink()
    return work / "labextension"


def differences(one: Path, other: Path) -> list[str]:
    """The files, relative to both folders, that are in one only or are not the same bytes."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    _, unlike, missing = filecmp.cmpfiles(one, other, sorted(map(str, names)), shallow=False)
    return sorted(unlike + missing)


def main() -> None:
    """Build, then compare or replace."""
    parser = argparse.ArgumentParser(description="Build the extension of JupyterLab and Notebook.")
    parser.add_argument("--check", action="store_true", help="compare with what is committed; change nothing")
    options = parser.parse_args()
    try:
        made = build()
    except NoNodePackages as reason:
        sys.exit(str(reason))
    changed = differences(made, BUILT)
    if options.check:
        sys.exit(f"Not what the sources give: {', '.join(changed)}" if changed else 0)
    shutil.rmtree(BUILT, ignore_errors=True)
    shutil.copytree(made, BUILT)
    print(f"{BUILT.relative_to(ROOT)}: {len(changed)} files changed")


if __name__ == "__main__":
    main()
