"""Many sentences of few shapes, fast: each shape is translated once, each distinct number written once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.language import Language, Sentence

_MARK = "\x00"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sentence that each customer fills with a text of their own."""

    name: str

    def __str__(self) -> str:
        return f"{_MARK}{self.name}{_MARK}"


def fill(shape: Sentence, columns: dict[str, NDArray[np.object_]], size: int, language: Language) -> list[str]:
    """`size` texts of one shape; `columns` gives the texts of each Slot among its values."""
    literal, names = _split(shape.say(language))
    if not names:
        return literal * size
    template = "{}".join(text.replace("{", "{{").replace("}", "}}") for text in literal)
    return list(map(template.format, *(columns[name] for name in names)))


def _split(text: str) -> tuple[list[str], list[str]]:
    parts = text.split(_MARK)
    return parts[::2], parts[1::2]


def said(values: NDArray[np.generic] | Sequence[float], say: Callable[[float], str]) -> NDArray[np.object_]:
    """Each value in words, each distinct one said once."""
    codes, distinct = pd.factorize(np.asarray(values))
    texts = np.array([say(value) for value in distinct.tolist()], dtype=object)
    filled: NDArray[np.object_] = texts[codes]
    return filled
