"""A small refresh made by hand: eight customers, every number known."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from habitue.criteria import Criteria
from habitue.language import sentence
from habitue.outcome import Label, Refresh
from habitue.records import Base, History
from habitue.sheets.words import JOURNAL
from habitue.tables import Problem

AS_OF = date(2026, 11, 1)


def days(*texts: str) -> np.ndarray:
    return np.array([date.fromisoformat(text).toordinal() if text else 0 for text in texts], dtype=np.int32)


@pytest.fixture
def make_refresh():
    """A function that makes the refresh in a language, with fields replaced."""

    def make(language="fr", **changes):
        criteria = Criteria()
        first = days("2024-01-10", "2026-10-20", "2023-05-01", "", "2025-02-03", "2024-06-06", "", "2022-01-01")
        last = days("2026-10-30", "2026-10-20", "2025-11-01", "", "2026-10-01", "2026-02-02", "", "2023-01-01")
        order_days = np.array([12, 1, 5, 0, 7, 3, 0, 2], dtype=np.int32)
        cents = np.array([123450, 4990, 60000, 0, 250000, 9900, 0, 1999], dtype=np.int64)
        status = np.array([3, 2, 4, 1, 3, 4, 0, 5])
        keys = [stage.key for stage in criteria.stages]
        wanted = ["active", "new", "inactive", "prospect", "active", "inactive", "suspect", "lost"]
        status = np.array([keys.index(key) for key in wanted])
        customers = pd.DataFrame(
            {
                "key": pd.array([f"C{n:03}" for n in range(1, 9)], dtype="string"),
                "name": pd.array(
                    ["Léa Martin", "Paul Durand", "SARL Dupont", "Nguyễn Anh", "=1+1", "O'Neill", "Zoé", "Max"],
                    dtype="string",
                ),
                "email": pd.array(
                    [
                        "lea@exemple.fr",
                        "paul@exemple.fr",
                        None,
                        "anh@exemple.fr",
                        "x@exemple.fr",
                        None,
                        None,
                        "max@exemple.fr",
                    ],
                    dtype="string",
                ),
                "postcode": pd.array(
                    ["06000", "75008", "69001", None, "20000", "13001", None, "97400"], dtype="string"
                ),
                "first_day": first,
                "last_day": last,
                "order_days": order_days,
                "orders": order_days,
                "cents": cents,
                "habit": [62.0, 80.0, 120.5, np.nan, 40.0, 80.0, np.nan, 365.0],
                "silence": np.where(last > 0, AS_OF.toordinal() - last, -1),
                "status": status,
                "why": [f"raison {n}" for n in range(8)],
                "r": np.array([5, 5, 2, 0, 4, 3, 0, 1], dtype=np.int8),
                "f": np.array([5, 1, 4, 0, 5, 3, 0, 2], dtype=np.int8),
                "m": np.array([4, 2, 3, 0, 5, 2, 0, 1], dtype=np.int8),
                "score_why": ["" for _ in range(8)],
                "segment": np.array([0, 3, 8, -1, 1, 5, -1, 9]),
                "since": first,
                "previous_status": pd.array([None] * 8, dtype="string"),
                "excluded_why": pd.array(
                    [None, None, "pas d'e-mail", None, None, "pas d'e-mail", "pas d'e-mail", "désabonné"],
                    dtype="string",
                ),
            }
        )
        history = History(
            first_day=first,
            last_day=last,
            order_days=order_days,
            orders=order_days,
            cents=cents,
            own_gap=np.full(8, np.nan),
            as_of=AS_OF.toordinal(),
            base=Base(habit_days=71.0, limit_days=180, repurchases=22),
        )
        journal = pd.DataFrame({name: pd.array(["x"], dtype="string") for name in JOURNAL})
        journal["when"], journal["undone"] = AS_OF.toordinal(), pd.array([pd.NA], dtype="Int64")
        fields = {
            "as_of": AS_OF,
            "refreshed_on": AS_OF,
            "language": language,
            "currency": "€",
            "criteria": criteria,
            "statuses": tuple(Label(key=one.key, name=one.name(language), tone=one.tone) for one in criteria.stages),
            "segments": tuple(Label(key=one.key, name=one.name(language), tone=one.tone) for one in criteria.segments),
            "customers": customers,
            "history": history,
            "has_amounts": True,
            "channel": "email",
            "moves": pd.DataFrame({"key": ["C003"], "before": ["Actif"], "after": ["Inactif"], "why": ["silence"]}),
            "journal": journal,
            "set_aside": (),
            "problems": (Problem(sentence=sentence("Orders"), sheet="Commandes", cell="C12"),),
            "alerts": (sentence("Alerts"),),
        }
        return Refresh(**{**fields, **changes})

    return make
