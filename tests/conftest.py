"""What every test may use: the shared data when it is there, and the tools that are not Python."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "workbooks"))  # the gallery's modules are scripts, not part of the package
sys.path.insert(0, str(ROOT / "tests" / "doubles"))  # `import replaying`: Excel without Excel
os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")  # tests only: xlwings' engine behind its web hosts
os.environ.setdefault("XLWINGS_ON_SERVER", "true")  # read at import of xlwings: its decorators keep what they are told
SHARED = Path(os.environ.get("HABITUE_SHARED", ROOT.parent / "shared"))
SPARK = find_spec("pyspark") is not None and shutil.which("java") is not None
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what this machine cannot run."""
    no_data = pytest.mark.skip(reason=f"no shared data at {SHARED.name}/ beside the checkout")
    no_spark = pytest.mark.skip(reason="Spark is not installed (extra spark; Debian: default-jre-headless)")
    no_browser = pytest.mark.skip(reason="Chromium is not installed (Debian: chromium)")
    no_office = pytest.mark.skip(reason="LibreOffice is not installed (Debian: libreoffice-calc)")
    for item in items:
        if item.get_closest_marker("shared") and not (SHARED / "data").is_dir():
            item.add_marker(no_data)
        if item.get_closest_marker("spark") and not SPARK:
            item.add_marker(no_spark)
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(no_browser)
        if item.get_closest_marker("libreoffice") and SOFFICE is None:
            item.add_marker(no_office)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of shared data; use it with the marker `shared`."""
    return SHARED / "data"


@pytest.fixture(scope="session")
def soffice() -> str:
    """The LibreOffice program; use it with the marker `libreoffice`."""
    assert SOFFICE is not None
    return SOFFICE


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium program; use it with the marker `browser`."""
    assert CHROMIUM is not None
    return CHROMIUM


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all workbooks of the gallery, made once per session; copy one before writing into it."""
    from make import make

    folder = tmp_path_factory.mktemp("gallery")
    make(folder)
    return folder
