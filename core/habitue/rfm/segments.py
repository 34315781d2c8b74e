"""Each buyer's segment and group, from their R and F."""

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import Criteria
from habitue.rfm.scoring import Scores

NONE = -1
"""The code of who is in no segment (never bought), or whose segment is in no group."""


def segments(scored: Scores, criteria: Criteria) -> NDArray[np.int8]:
    """The position of each buyer's segment in `criteria.segments`; NONE for who never bought."""
    rfm = criteria.rfm
    table = np.full((rfm.r_bins + 1, rfm.f_bins + 1), NONE, dtype=np.int8)
    for code, segment in enumerate(criteria.segments):
        for r, f in segment.cells:
            table[r, f] = code
    found: NDArray[np.int8] = table[scored.r, scored.f]
    return found


def groups(codes: NDArray[np.int8], criteria: Criteria) -> NDArray[np.int8]:
    """The position in `criteria.groups` of the group that each segment code belongs to; NONE for none."""
    keys = [group.key for group in criteria.groups]
    of_segment = [keys.index(one.group) if one.group else NONE for one in criteria.segments]
    found: NDArray[np.int8] = np.array([*of_segment, NONE], dtype=np.int8)[codes]  # NONE is the last place
    return found
