"""What a file tells of customers besides their orders."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

UNKNOWN = -1
"""In `contacts_without_response`: not known of this customer."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signs:
    """One element per customer, in the order of the list of customers; None where the file has no such column.

    `contacts_without_response` counts the contacts since the last order that had no response (`UNKNOWN` where that
    is not known of a customer). `columns` holds the team's own columns that rules look at, by header.
    """

    said_lost: NDArray[np.bool_] | None = None
    unsubscribed: NDArray[np.bool_] | None = None  # from every channel
    contact_established: NDArray[np.bool_] | None = None
    contacts_without_response: NDArray[np.int32] | None = None
    columns: Mapping[str, pd.Series] = field(default_factory=dict)
