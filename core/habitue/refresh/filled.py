"""Details filled from other files, as the journal remembers them: put into the blanks at each refresh."""

from dataclasses import replace

import numpy as np
import pandas as pd

from habitue.errors import BadRequest
from habitue.intake import Intake
from habitue.language import sentence
from habitue.roles import Role
from habitue.sheets.words import EVENTS, key_of
from habitue.tables import text_dtype


def fills_in(journal: pd.DataFrame) -> pd.DataFrame:
    """The lines that tell of filled details, with "role" (as text); those of columns that are ours no more left out."""
    lines = journal[_is_fill(journal) & journal["key"].notna() & journal["after"].notna()]
    roles = [key_of("customers", str(title)) for title in lines["column"].tolist()]
    lines = lines.assign(role=pd.Series(roles, index=lines.index, dtype="object"))
    return lines[lines["role"].isin({str(role) for role in Role})]


def with_filled(intake: Intake, journal: pd.DataFrame) -> Intake:
    """The customers with what the journal filled and nobody took back; a cell that has a value by now keeps it."""
    lines = fills_in(journal)
    lines = lines[lines["undone"].isna()]
    if not len(lines):
        return intake
    customers = intake.customers
    places = {key: place for place, key in enumerate(customers["key"].tolist())}
    for role, some in lines.groupby("role", sort=True):
        known = some[some["key"].isin(places)]
        texts = _column(customers, str(role))
        for key, value in zip(known["key"].tolist(), known["after"].tolist(), strict=True):
            if texts[places[key]] is None:
                texts[places[key]] = value
        customers = customers.assign(**{str(role): pd.Series(texts, index=customers.index, dtype=text_dtype())})
    return replace(intake, customers=customers)


def _is_fill(journal: pd.DataFrame) -> np.ndarray:
    mask: np.ndarray = journal["what"].isin({EVENTS["fill"].say("fr"), EVENTS["fill"].say("en")}).to_numpy(bool)
    return mask


def _column(customers: pd.DataFrame, role: str) -> list[str | None]:
    if role not in customers:
        return [None] * len(customers)
    return [None if pd.isna(text) else str(text) for text in customers[role].tolist()]


def taken_back(journal: pd.DataFrame, key: str, today: int) -> tuple[pd.DataFrame, int]:
    """The journal with all fills of a customer taken back, and how many. Raises BadRequest where it has none."""
    wanted = " ".join(key.split()).casefold()
    current = _is_fill(journal) & journal["undone"].isna().to_numpy(bool)
    mask = current & (journal["key"].fillna("").str.casefold() == wanted).to_numpy(bool)
    if not mask.any():
        there = journal.loc[current, "key"].dropna().drop_duplicates().tolist()
        raise BadRequest(
            sentence(
                "Nothing was filled in for {key} that could be taken back; there are: {keys}.", key=key, keys=there[:10]
            )
        )
    undone = journal["undone"].astype("Int64").mask(mask, today)
    return journal.assign(undone=undone), int(np.count_nonzero(mask))
