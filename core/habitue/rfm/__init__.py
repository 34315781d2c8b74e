"""R, F and M scores with their reasons, and the segment that each buyer is in."""

from habitue.rfm.drift import Drift, drift
from habitue.rfm.reasons import score_reason, score_reasons
from habitue.rfm.scoring import Scores, recalibrated, scores
from habitue.rfm.segments import NONE, groups, segments
from habitue.rfm.values import Values, values_of

__all__ = [
    "NONE",
    "Drift",
    "Scores",
    "Values",
    "drift",
    "groups",
    "recalibrated",
    "score_reason",
    "score_reasons",
    "scores",
    "segments",
    "values_of",
]
