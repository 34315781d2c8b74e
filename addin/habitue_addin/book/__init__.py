"""The open workbook as the core sees it: read into tables, and our sheets rendered into it."""
