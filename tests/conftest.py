"""What every test may use: the shared data when it is there, and the tools that are not Python."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "workbooks"))  # the gallery's modules are scripts, not part of the package
sys.path.insert(0, str(ROOT / "tests" / "doubles"))  # `import replaying`: Excel without Excel
os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")  # tests only: xlwings' engine behind its web hosts
os.environ.setdefault("XLWINGS_ON_SERVER", "true")  # read at import of xlwings: its decorators keep what they are told
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # a session that one test opened may serve another
SHARED = Path(os.environ.get("HABITUE_SHARED", ROOT.parent / "shared"))
SPARK = find_spec("pyspark") is not None and shutil.which("java") is not None
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

NAMES = {"last_name", "first_name"}
PEOPLE = {*NAMES, "name", "company", "email", "phone", "mobile", "address"}


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


@pytest.fixture(scope="session")
def people_in() -> Callable[[Any, str], list[str]]:
    """The customers of a `CustomerFile` who are told in a text: `people_in(file, saved) == []`.

    Names (each, and first and last together), companies, e-mails, phones and addresses, as written and as cleaned;
    phones also as digits. A single name counts as a whole word with its capitals, for "rose" and "grand" are words too.
    """

    def people_in(file: Any, text: str) -> list[str]:
        together = file.basis().judged.together
        single, other = set(), set()
        for customers in (together.intake_before.customers, together.cleaned_before.customers):
            told = {role: customers[role].dropna().astype(str).str.strip() for role in PEOPLE if role in customers}
            single |= {name for role in NAMES if role in told for name in told[role]}
            other |= {value for role in told.keys() - NAMES for value in told[role]}
            if told.keys() >= NAMES:
                first, last = (told[role] for role in ("first_name", "last_name"))
                other |= set((first + " " + last).dropna()) | set((last + " " + first).dropna())
            phones = [told[role] for role in ("phone", "mobile") if role in told]
            other |= {re.sub(r"\D", "", phone) for values in phones for phone in values}
        folded = text.casefold()
        single, other = ({one for one in values if len(re.sub(r"\W", "", one)) > 2} for values in (single, other))
        assert len(single | other) > 2_000  # the demo workbook's, and not nobody
        found = {one for one in other if one.casefold() in folded}
        return sorted(
            found | {one for one in single if one in text and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)}
        )

    return people_in
