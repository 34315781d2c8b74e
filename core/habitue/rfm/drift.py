"""How far the kept cut points have drifted from what today's buyers would give."""

from dataclasses import dataclass

import numpy as np

from habitue.language import Sentence, sentence
from habitue.rfm.edges import Scores8
from habitue.rfm.scoring import Scores, recalibrated
from habitue.whole import bincount

TOLERATED = 0.1
"""The share of buyers with another score up to which the cut points still fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Shares of the buyers (0 to 1) whose score would differ if recalibrated now: on some axis, and on each.

    `distance` is the largest difference, over scores and axes, between the shares of buyers at or below a score now
    and after recalibration (as Kolmogorov and Smirnov measure it).
    """

    share: float
    axes: tuple[float, ...]
    distance: float

    @property
    def drifted(self) -> bool:
        """Whether it is time to recalibrate."""
        return self.share > TOLERATED

    def say(self) -> Sentence:
        """One sentence for the Criteria sheet."""
        if not self.share:
            return sentence("The cut points fit today's buyers: recalibrating would change no score.")
        percent = max(round(self.share * 100), 1)
        if self.drifted:
            return sentence(
                "The cut points have drifted: {percent}% of the buyers would have another score today. "
                "To make new ones, answer yes to “Recalibrate” and refresh.",
                percent=percent,
            )
        return sentence(
            "The cut points still fit: {percent}% of the buyers would have another score today.", percent=percent
        )


def drift(scored: Scores) -> Drift:
    """What recalibrating now would change."""
    buyers, anew = scored.basis.buyers, recalibrated(scored)
    if not buyers.any():
        return Drift(share=0.0, axes=(0.0,) * len(scored.axes), distance=0.0)
    pairs = [(old.score[buyers], new.score[buyers]) for old, new in zip(scored.axes, anew.axes, strict=True)]
    differs = np.array([old != new for old, new in pairs])
    return Drift(
        share=float(differs.any(axis=0).mean()),
        axes=tuple(float(one.mean()) for one in differs),
        distance=max(_distance(old, new) for old, new in pairs),
    )


def _distance(old: Scores8, new: Scores8) -> float:
    counts = [np.cumsum(bincount(one, minlength=12)) for one in (old, new)]
    return float(np.abs(counts[0] - counts[1]).max() / len(old))
