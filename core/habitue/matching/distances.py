"""How alike many pairs of texts are: rapidfuzz where it is installed, the same values in plain Python elsewhere."""

from collections.abc import Callable
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from habitue.matching import plain_distances

Measure = Literal["jaro_winkler", "edits", "common_share"]
Texts = NDArray[np.object_]
Alike = NDArray[np.float32]  # from 0 to 1

_CHUNK = 250_000


def alike(measure: Measure, one: Texts, other: Texts, least: float = 0.0) -> Alike:
    """The similarity of each text of `one` with the text of `other` at the same place; 0 where it is under `least`."""
    scorer = _scorers().get(measure)
    if scorer is None:
        plain: Callable[[str, str], float] = getattr(plain_distances, measure)
        shares = (share if share >= least else 0.0 for share in map(plain, one, other))
        return np.fromiter(shares, dtype=np.float32, count=len(one))
    from rapidfuzz.process import cpdist

    found = np.empty(len(one), dtype=np.float32)
    for start in range(0, len(one), _CHUNK):
        some = slice(start, start + _CHUNK)
        pair = one[some].tolist(), other[some].tolist()
        found[some] = cpdist(*pair, scorer=scorer, score_cutoff=least, dtype=np.float32)
    return found


def near(one: str, other: str) -> float:
    """The Jaro-Winkler similarity of two texts."""
    scorer = _scorers().get("jaro_winkler", plain_distances.jaro_winkler)
    return float(scorer(one, other))


@cache
def _scorers() -> dict[str, Callable[..., float]]:
    try:
        from rapidfuzz.distance import OSA, Indel, JaroWinkler
    except ImportError:  # Pyodide
        return {}
    return {
        "jaro_winkler": JaroWinkler.normalized_similarity,
        "edits": OSA.normalized_similarity,
        "common_share": Indel.normalized_similarity,
    }
