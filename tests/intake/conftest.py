"""A table from a dict of columns, as a reader would make it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from habitue.tables import Column, Origin, Table, column_letter, text_dtype


def make_table(columns, sheet="Feuil1", *, file="clients.xlsx", holder="sheet"):
    frame = pd.DataFrame({name: pd.Series(list(cells), dtype=text_dtype()) for name, cells in columns.items()})
    return Table(
        origin=Origin(file=file, sheet=sheet, holder=holder),
        columns=tuple(
            Column(label=name, header=name, letter=column_letter(place)) for place, name in enumerate(columns, start=1)
        ),
        frame=frame,
        rows=np.arange(2, len(frame) + 2),
    )


@pytest.fixture(scope="session")
def table() -> Callable[..., Table]:
    return make_table
