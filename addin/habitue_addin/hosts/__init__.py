"""Where the add-in lives: in an xlwings Lite workbook, or in Excel for Windows and macOS as `habitue.xlam`."""
