"""The words that say an order was not one: cancelled, returned, or only a quote."""

import re
import unicodedata
from typing import Literal

import pandas as pd

State = Literal["return", "cancelled", "quote"]

_PATTERNS: tuple[tuple[State, str], ...] = (
    ("quote", r"devis|quotes?|quotation|estimates?|estimate|proforma|pro forma|brouillon|draft|panier|cart|offre"),
    ("cancelled", r"annul\w*|cancel\w*|void\w*|abandon\w*|refus\w*|reject\w*|declined|failed|echou\w*|supprim\w*"),
    (
        "return",
        r"retours?|retourn\w*|returns?|returned|avoirs?|refund\w*|rembours\w*|credit notes?|credit memo|chargeback|rma",
    ),
)
_COMPILED = tuple((state, re.compile(rf"\b(?:{pattern})\b")) for state, pattern in _PATTERNS)
_NOT = re.compile(r"\b(?:non|not|pas|no|sans|jamais|un|partial\w*|partiel\w*)\b[ -]")


def order_state(text: str) -> State | None:
    """What a state says against an order; "not returned", « non annulée » and a partial refund say nothing."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("_", " ")
    if _NOT.search(plain):
        return None
    return next((state for state, pattern in _COMPILED if pattern.search(plain)), None)


def order_states(texts: pd.Series) -> list[State | None]:
    """The state of each distinct text."""
    return [order_state(text) for text in texts.tolist()]
