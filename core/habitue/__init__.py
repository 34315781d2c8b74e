"""Habitué: every customer of a workbook with a lifecycle status, RFM scores and a segment, nothing else touched."""

__version__ = "0.1.0"
