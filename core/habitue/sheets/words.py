"""The titles of our sheets and columns; their French is in `sheets.po`, and both are known when read back."""

from collections.abc import Mapping
from functools import cache

from habitue.language import Language, Sentence, sentence
from habitue.roles import Role

SHEETS: Mapping[str, Sentence] = {
    "overview": sentence("Overview"),
    "customers": sentence("Customers"),
    "criteria": sentence("Criteria"),
    "journal": sentence("Journal"),
    "quality": sentence("Quality"),
    "duplicates": sentence("Duplicates"),
}

DETAILS: Mapping[str, Sentence] = {
    "key": sentence("Customer"),
    Role.CIVILITY: sentence("Title"),
    Role.FIRST_NAME: sentence("First name"),
    Role.LAST_NAME: sentence("Last name"),
    Role.NAME: sentence("Name"),
    Role.COMPANY: sentence("Company"),
    Role.EMAIL: sentence("E-mail"),
    Role.MOBILE: sentence("Mobile"),
    Role.PHONE: sentence("Phone"),
    Role.ADDRESS: sentence("Address"),
    Role.ADDRESS_MORE: sentence("Address (more)"),
    Role.POSTCODE: sentence("Postcode"),
    Role.TOWN: sentence("Town"),
    Role.REGION: sentence("Region"),
    Role.COUNTRY: sentence("Country"),
}

RESULTS: Mapping[str, Sentence] = {
    "first_day": sentence("First order"),
    "last_day": sentence("Last order"),
    "order_days": sentence("Order days"),
    "orders": sentence("Orders"),
    "revenue": sentence("Revenue"),
    "basket": sentence("Average basket"),
    "habit": sentence("Habit (days)"),
    "silence": sentence("Silence (days)"),
    "status": sentence("Status"),
    "why": sentence("Why"),
    "r": sentence("R"),
    "f": sentence("F"),
    "m": sentence("M"),
    "segment": sentence("Segment"),
    "previous_status": sentence("Previous status"),
    "since": sentence("Since"),
}

COUNTS: Mapping[str, Sentence] = {
    "customers": sentence("Customers"),
    "share": sentence("Share"),
    "revenue_share": sentence("Share of revenue"),
    "change": sentence("Change since last refresh"),
    "from": sentence("From"),
    "to": sentence("To"),
}

MAILING: Mapping[str, Sentence] = {
    "excluded_why": sentence("Not to be contacted because"),
}

POSTAL: Mapping[str, Sentence] = {
    **{f"post{line}": sentence("Address line {line}", line=line) for line in range(1, 7)},
    "post_country": sentence("Country of the envelope"),
}
"""The lines of an envelope, where the mailing goes by post."""

JOURNAL: Mapping[str, Sentence] = {
    "when": sentence("Date"),
    "what": sentence("What"),
    "key": sentence("Customer"),
    "sheet": sentence("Sheet"),
    "cell": sentence("Cell"),
    "column": sentence("Column"),
    "before": sentence("Before"),
    "after": sentence("After"),
    "rule": sentence("Rule or reason"),
    "undone": sentence("Undone on"),
    "stored": sentence("Stored as (for undo)"),
}

MERGED: Mapping[str, Sentence] = {
    "merged_keys": sentence("Merged with"),
    "other_name": sentence("Other names"),
    "other_email": sentence("Other e-mails"),
    "other_phone": sentence("Other phones"),
    "other_address": sentence("Other addresses"),
}

REVIEW: Mapping[str, Sentence] = {
    "group": sentence("Group"),
    "state": sentence("State"),
    "answer": sentence("Your answer"),
    "why": sentence("Why they may be one"),
    "note": sentence("Remark"),
    "key": sentence("Customer"),
    "sheet": sentence("Sheet"),
    "row": sentence("Row"),
    "reference": sentence("Compared with"),
    "mark": sentence("Line mark"),
}

QUALITY: Mapping[str, Sentence] = {
    "way": sentence("Channel"),
    "reachable": sentence("Reachable"),
    "reachable_share": sentence("Share of customers"),
    "allowed": sentence("May be contacted"),
    "allowed_share": sentence("Share who may be"),
    "silent": sentence("No consent"),
    "field": sentence("Field"),
    "filled": sentence("Filled"),
    "filled_share": sentence("Fill rate"),
    "corrected": sentence("Cells corrected"),
    "doubtful": sentence("Cells to look at"),
    "status": sentence("Status"),
    "segment": sentence("Segment"),
    "customers": sentence("Customers"),
    "email": sentence("E-mail"),
    "mobile": sentence("Mobile phone"),
    "post": sentence("Post"),
    "phone": sentence("Phone"),
    "rule": sentence("What"),
    "cells": sentence("Cells"),
    "example": sentence("For example"),
    "before": sentence("Before"),
    "after": sentence("After"),
    "value": sentence("It holds"),
    "suggestion": sentence("We would write"),
    "id": sentence("Rule"),
}

EVENTS: Mapping[str, Sentence] = {
    "refresh": sentence("Refresh"),
    "status": sentence("Status change"),
    "correction": sentence("Correction"),
    "in_place": sentence("Correction in the cell"),
    "merge": sentence("Merge"),
    "answer": sentence("Answer about duplicates"),
    "fill": sentence("Filled from another file"),
}


def title(words: Mapping[str, Sentence], key: str, language: Language) -> str:
    """The title of a column or sheet in a language."""
    return words[key].say(language)


@cache
def _keys(group: str) -> dict[str, str]:
    words = {"customers": {**DETAILS, **RESULTS}, "journal": JOURNAL, "events": EVENTS, "review": REVIEW}[group]
    languages: tuple[Language, Language] = ("en", "fr")
    return {words[key].say(language): key for language in languages for key in words}


def key_of(group: str, text: str) -> str | None:
    """The key behind a title as it stands in a sheet, in French or English; None for a title of somebody else's."""
    return _keys(group).get(text)
