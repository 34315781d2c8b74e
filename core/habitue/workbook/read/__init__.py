"""Reading tables from files: workbooks of every Excel generation, OpenDocument, delimited text and Parquet."""

from habitue.workbook.read.former import read_former
from habitue.workbook.read.reading import Reading, read_tables

__all__ = ["Reading", "read_former", "read_tables"]
