"""From the tables of all files to one list of customers and their orders."""

from habitue.intake.gather import gather
from habitue.intake.records import ContactLog, Intake, TableUse

__all__ = ["ContactLog", "Intake", "TableUse", "gather"]
