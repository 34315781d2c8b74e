"""What one table says of who its rows are about, before the tables are put together."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.intake.source import Source


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """Identities in a comparable form (`same`), as shown, and for each row which one (`codes`, -1 for none).

    `numbering` tells which of the files' numberings of customers the identities belong to; `unsure` marks rows whose
    customer has namesakes.
    """

    source: Source
    same: pd.Series
    shown: pd.Series
    codes: np.ndarray
    unsure: np.ndarray
    numbering: int = 0

    def by_row(self) -> pd.Series:
        """The identity of each row, missing where there is none."""
        return pd.Series(self.same.array.take(self.codes, allow_fill=True), dtype=self.same.dtype)
