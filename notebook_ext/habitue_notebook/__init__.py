"""Jupyter: widgets that show and steer what the core computes. `open("clients.xlsx")` shows the app."""

from typing import TYPE_CHECKING, Any

from habitue_notebook.customer_file import CustomerFile
from habitue_notebook.magic import load_ipython_extension

if TYPE_CHECKING:
    from pathlib import Path

    from habitue_notebook.app import App

__all__ = ["CustomerFile", "load_ipython_extension", "open"]


def open(*paths: "str | Path", **settings: Any) -> "App":  # noqa: A001, ANN401 (the word people expect; of CustomerFile)
    """Show the app on a workbook (or CSV, Parquet); its `file` is the CustomerFile. Opening changes nothing on disk."""
    return CustomerFile(*paths, **settings).app()
