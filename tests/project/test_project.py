"""What the project promises of itself: a light start, a core that stands alone, one front door."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "numpy", "pyarrow", "openpyxl", "duckdb", "babel", "xlwings", "phonenumbers", "fastexcel")


def imported_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_habitue_imports_nothing_heavy():
    assert imported_by("import habitue").isdisjoint(HEAVY)


def test_help_is_shown_without_pandas():
    shown = (
        "import contextlib, sys\nfrom habitue.cli import main\nwith contextlib.suppress(SystemExit): main(['--help'])"
    )
    assert imported_by(shown).isdisjoint(HEAVY)


def test_the_core_names_no_host():
    for path in (ROOT / "core").rglob("*.py"):
        for host in (
            "import xlwings",
            "import ipywidgets",
            "import anywidget",
            "from IPython",
            "xlwings.pro",
            "xlwings.server",
        ):
            assert host not in path.read_text(encoding="utf-8"), path
