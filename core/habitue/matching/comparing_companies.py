"""Company names compared by letters and by words, rare words counting more."""

from functools import lru_cache, partial

import numpy as np

from habitue.matching.comparing_names import Naming
from habitue.matching.distances import alike, near
from habitue.matching.distinct_pairs import Codes, Compare, Compared, column_of, percent
from habitue.matching.notes import Note
from habitue.matching.prepared import Column

_PART_FROM = 0.75  # of the weight of the words of the lighter name
_OF_WHOLE_FROM = 0.25  # of the weight of the words of the heavier
_WORD_FROM = 0.88
_LEAST_WORD = 3
_ALIKE_FROM = 0.75
_HOPE = 0.25  # equal words of less weight than this are not worth a closer look


def companies(column: Column, naming: Naming) -> Compare:
    """0 different, 1 somewhat alike, 2 alike or one a part of the other, 3 nearly the same, 4 the same."""
    words = [frozenset(text.split()) for text in column.texts]
    weights = partial(_weight_of, naming)
    heavy = [sum(map(weights, found)) for found in words]
    joined = column_of([text.replace(" ", "") for text in column.texts])

    def compare(one: Codes, other: Codes) -> Compared:
        share = np.maximum(
            alike("common_share", column.texts[one], column.texts[other], _ALIKE_FROM),
            alike("jaro_winkler", joined[one], joined[other], _ALIKE_FROM),
        )
        level = np.select([share >= 0.93, share >= 0.87, share >= _ALIKE_FROM], [3, 2, 1], 0).astype(np.int8)
        note = np.zeros(len(one), dtype=np.int16)
        for place, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
            if level[place] or sum(map(weights, words[a] & words[b])) >= _HOPE * min(heavy[a], heavy[b]):
                level[place], note[place] = _by_words(words[a], words[b], int(level[place]), naming)
        return Compared(level, percent(share), note)

    return compare


def _by_words(x: frozenset[str], y: frozenset[str], level: int, naming: Naming) -> tuple[int, int]:
    """The level once words are told apart: "Ritz café" is not "Ritz restaurant", "Ritz" may be either."""
    if not level and not _inside(x, y) and not _inside(y, x):
        return 0, 0
    rest_x = [word for word in x - y if not any(_same_word(word, other) for other in y)]
    rest_y = [word for word in y - x if not any(_same_word(word, other) for other in x)]
    one, other = _weight(x, naming), _weight(y, naming)
    common = max(one - _weight(rest_x, naming), 0.0)
    if rest_x and rest_y:
        return (min(level, 1) if common >= _PART_FROM * min(one, other) else 0), 0
    if common < _OF_WHOLE_FROM * max(one, other):
        return 1, Note.PART
    return max(level, 2), Note.PART if rest_x or rest_y else 0


def _inside(x: frozenset[str], y: frozenset[str]) -> bool:
    return all(word in y or any(_same_word(word, other) for other in y) for word in x)


@lru_cache(maxsize=1 << 16)
def _same_word(a: str, b: str) -> bool:
    """Equal, one the beginning of the other, or a typing error apart."""
    if a == b:
        return True
    if a[0] != b[0] or min(len(a), len(b)) < _LEAST_WORD:
        return False
    return a.startswith(b) or b.startswith(a) or near(a, b) >= _WORD_FROM


def _weight(words: frozenset[str] | list[str], naming: Naming) -> float:
    return sum(_weight_of(naming, word) for word in sorted(words))


def _weight_of(naming: Naming, word: str) -> float:
    return naming.weights.get(word, 1.0)
