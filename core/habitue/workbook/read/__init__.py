"""Reading tables from files: workbooks of every Excel generation, OpenDocument, delimited text and Parquet.

A workbook that is open in Excel is read from its values, by the same rules.
"""

from habitue.workbook.read.former import read_former
from habitue.workbook.read.given import GivenBook, GivenName, GivenSheet, former_given, read_given
from habitue.workbook.read.reading import Reading, read_tables

__all__ = [
    "GivenBook",
    "GivenName",
    "GivenSheet",
    "Reading",
    "former_given",
    "read_former",
    "read_given",
    "read_tables",
]
