"""The gallery, made once per session in a temporary folder."""

import sys
from pathlib import Path

import pytest

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
sys.path.insert(0, str(WORKBOOKS))  # its modules are scripts, not part of the package


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from make import make

    folder = tmp_path_factory.mktemp("gallery")
    make(folder)
    return folder
