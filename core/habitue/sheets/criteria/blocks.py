"""The blocks of the Criteria sheet: their titles, by which they are found again wherever people moved them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from habitue.language import Sentence, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section: its title, a line that explains it, and the sheet column and title of each of its columns.

    `across`: over how many sheet columns a wide one stretches.
    """

    title: Sentence
    note: Sentence
    columns: Mapping[str, tuple[int, Sentence]]
    across: Mapping[str, int] = field(default_factory=dict)


_CODE = (11, sentence("Code"))
_WORDS = sentence("In plain words")
_COMMON: Mapping[str, tuple[int, Sentence]] = {
    "owner": (8, sentence("Owner")),
    "sheet": (9, sentence("Sheet of its own")),
    "tone": (10, sentence("Colour")),
    "code": _CODE,
}
_NUMBERS: Mapping[str, tuple[int, Sentence]] = {
    "label": (1, sentence("Criterion")),
    "value": (2, sentence("Value")),
    "allowed": (3, sentence("Allowed")),
    "meaning": (4, sentence("What it means")),
    "code": _CODE,
}

GENERAL = Block(
    title=sentence("In general"),
    note=sentence("Choosing another set of statuses replaces the statuses below at the next refresh."),
    columns=_NUMBERS,
    across={"meaning": 7},
)
STAGES = Block(
    title=sentence("Statuses"),
    note=sentence(
        "Each customer gets the first status whose rule holds; the last has no rule and takes all others. To split or "
        "add a status, insert rows. “and” adds a condition, “or” begins another way to get the status."
    ),
    columns={
        "name": (1, sentence("Status")),
        "joiner": (2, sentence("When")),
        "measure": (3, sentence("Measure")),
        "comparison": (4, sentence("Comparison")),
        "value": (5, sentence("Value")),
        "column": (6, sentence("Column of your own")),
        "words": (7, _WORDS),
        **_COMMON,
    },
)
LIMITS = Block(
    title=sentence("Inactive limit"),
    note=sentence("A customer is inactive when the silence is unusual for this customer and for the base."),
    columns=_NUMBERS,
    across={"meaning": 7},
)
PACE = Block(
    title=sentence("Recent pace"),
    note=sentence(
        "For the measure “buys clearly less than before”. It can be told of customers who bought on three days or more "
        "before the recent period, the first of them at least as long before it."
    ),
    columns=_NUMBERS,
    across={"meaning": 7},
)
SURVIVORS = Block(
    title=sentence("When lines are merged"),
    note=sentence(
        "Which value stays where the lines of one customer differ; the others are kept beside it. The parts of a name "
        "come from one line, and so do those of an address."
    ),
    columns=_NUMBERS,
    across={"meaning": 7},
)
RFM = Block(
    title=sentence("R, F and M scores"),
    note=sentence("R: how recently, F: on how many days, M: for how much. The highest score is the best."),
    columns=_NUMBERS,
    across={"meaning": 7},
)
CUTS = Block(
    title=sentence("Cut points"),
    note=sentence(
        "The values from which each score is given. They are kept, so that a customer changes segment only by buying "
        "or not, until you answer yes to “Recalibrate”."
    ),
    columns={
        "label": (1, sentence("Score")),
        **{str(score): (score, sentence("from {score}", score=score)) for score in range(2, 11)},
        "code": _CODE,
    },
)
SEGMENTS = Block(
    title=sentence("Segments"),
    note=sentence("Each cell of R and F belongs to exactly one segment."),
    columns={
        "name": (1, sentence("Segment")),
        "cells": (2, sentence("R and F")),
        "group": (3, sentence("Group")),
        "words": (4, _WORDS),
        **_COMMON,
    },
    across={"words": 4},
)
GROUPS = Block(
    title=sentence("Groups"),
    note=sentence("A few segments together, each with its own sheet, ready for the mailing."),
    columns={"name": (1, sentence("Group of segments")), "words": (2, _WORDS), **_COMMON},
    across={"words": 6},
)
MAP = Block(
    title=sentence("Map of the segments"),
    note=sentence("To look at only: change it under Segments."),
    columns={},
)
COLUMNS = Block(
    title=sentence("Columns of your tables"),
    note=sentence("What each column was taken for. Choose another role where it is wrong; your choice is remembered."),
    columns={
        "sheet": (1, sentence("Sheet")),
        "header": (2, sentence("Column")),
        "role": (3, sentence("Role")),
        "confidence": (4, sentence("Confidence")),
        "code": (5, sentence("Code")),
    },
)

BLOCKS: Mapping[str, Block] = {
    "general": GENERAL,
    "stages": STAGES,
    "limits": LIMITS,
    "pace": PACE,
    "survivors": SURVIVORS,
    "rfm": RFM,
    "cuts": CUTS,
    "segments": SEGMENTS,
    "groups": GROUPS,
    "map": MAP,
    "columns": COLUMNS,
}
LAST_COLUMN = 11
WIDTHS = (36.0, 22.0, 33.0, 16.0, 16.0, 20.0, 52.0, 16.0, 16.0, 12.0, 31.0)
