"""Customer keys: when two are the same, how they are shown, and their natural order."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import pandas as pd

from habitue.tables import text_dtype

_NOBODY = (
    "- -- . ? ?? n/a na nc null none nan neant aucun inconnu unknown anonyme anonymous divers comptoir passage guest"
)
NOBODY = frozenset(_NOBODY.split())
"""What stands for "no customer" where a key or a name is expected."""

_MOST = 0.8
_NUMBER_AS_FLOAT = r"^-?[0-9]+\.0+$"
_ODD = r"[^\x21-\x7e]"


def same_keys(texts: pd.Series) -> pd.Series:
    """Distinct keys in a form in which equal ones are equal: no case, no spaces around or doubled, "123.0" as "123".

    What stands for nobody is missing.
    """
    same = texts.str.strip().str.lower()
    odd = np.asarray(same.str.contains(_ODD), dtype=bool)
    if odd.any():
        same = _set(same, odd, [_tidy(text) for text in same[odd].tolist()])
    floats = np.asarray(same.str.match(_NUMBER_AS_FLOAT), dtype=bool)
    if floats.any():
        same = _set(same, floats, [text.split(".")[0] for text in same[floats].tolist()])
    return same.mask(np.asarray(same.isin(list(NOBODY)) | (same == ""), dtype=bool))


def shown_keys(texts: pd.Series) -> pd.Series:
    """Keys as people read them: as they stand, but without spaces around and without the ".0" of spreadsheets."""
    shown = texts.str.strip()
    floats = np.asarray(shown.str.match(_NUMBER_AS_FLOAT), dtype=bool)
    return _set(shown, floats, [text.split(".")[0] for text in shown[floats].tolist()]) if floats.any() else shown


def without_zeros(columns: Sequence[pd.Series]) -> list[pd.Series]:
    """The keys of several tables without leading zeros, which spreadsheets lose.

    They stay as they are where that would make two customers of one table the same.
    """
    shorter = [_strip_zeros(column) for column in columns]
    if all(new is old for new, old in zip(shorter, columns, strict=True)):
        return shorter
    if all(new.nunique() == old.nunique() for new, old in zip(shorter, columns, strict=True)):
        return shorter
    return list(columns)


def without_marks(lists: Sequence[pd.Series], others: Sequence[pd.Series]) -> tuple[list[pd.Series], list[pd.Series]]:
    """The keys of lists of customers, and of tables that share none with them, where spelling is all that differs.

    "C-012" is then "C012", and "C 012" too. Keys stay as they are where some table shares keys with the lists, where
    two customers of one table would become the same, or where most keys would still find nobody.
    """
    if not lists or not others or any(_found(column, lists) for column in others):
        return list(lists), list(others)
    plain = [_only_letters_and_digits(column) for column in (*lists, *others)]
    alone = all(new.nunique() == old.nunique() for new, old in zip(plain, (*lists, *others), strict=True))
    new_lists, new_others = plain[: len(lists)], plain[len(lists) :]
    if not alone or not all(_found(column, new_lists) >= _MOST for column in new_others):
        return list(lists), list(others)
    return new_lists, new_others


def _found(keys: pd.Series, lists: Sequence[pd.Series]) -> float:
    """The share of keys that the lists have."""
    # As objects: with Arrow's text, `isin` makes a scalar of each of a hundred thousand keys.
    known = pd.concat(list(lists)).dropna().to_numpy(dtype=object)
    named = keys.dropna().astype(object)
    return float(named.isin(known).mean()) if len(named) else 0.0


def _only_letters_and_digits(keys: pd.Series) -> pd.Series:
    bare = keys.str.replace(r"[ ._/#-]+", "", regex=True)
    return bare.where(np.asarray((bare != "").fillna(value=True), dtype=bool), keys)


def _strip_zeros(keys: pd.Series) -> pd.Series:
    padded = np.asarray(keys.str.match(r"^0+[0-9]+$").fillna(value=False), dtype=bool)
    return _set(keys, padded, [text.lstrip("0") or "0" for text in keys[padded].tolist()]) if padded.any() else keys


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _set(texts: pd.Series, where: np.ndarray, values: list[str]) -> pd.Series:
    changed = texts.copy()
    changed[where] = values
    return changed


def natural_order(keys: pd.Series) -> np.ndarray:
    """The positions that put distinct keys in natural order: "C2" before "C10", case aside; a number first."""
    prefix, number, rest = _parts(keys)
    ranks = [_rank(rest), number, _rank(prefix)]
    order = np.lexsort(ranks)
    alike = np.all([rank[order[1:]] == rank[order[:-1]] for rank in ranks], axis=0)
    if alike.any():
        order = np.lexsort([_rank(keys), *ranks])
    return order


def _parts(keys: pd.Series) -> tuple[pd.Series, np.ndarray, pd.Series]:
    """What stands before the first number, the number, and what follows."""
    pattern = r"^(?P<prefix>[^0-9]*)(?P<number>[0-9]{0,18})(?P<rest>(?s:.*))$"
    if getattr(keys.dtype, "storage", "") == "pyarrow":
        import pyarrow as pa
        import pyarrow.compute as pc

        found = pc.extract_regex(pa.chunked_array(pa.array(keys.str.lower())).combine_chunks(), pattern)
        parts = [pd.Series(pc.struct_field(found, name), dtype=text_dtype()) for name in ("prefix", "number", "rest")]
    else:
        matches = [re.match(pattern, text.lower()) for text in keys.tolist()]
        parts = [
            pd.Series([match[name] for match in matches if match], dtype=text_dtype())
            for name in ("prefix", "number", "rest")
        ]
    prefix, digits, rest = parts
    digits = digits.mask(np.asarray(digits == "", dtype=bool), "-1")
    return prefix, digits.to_numpy(dtype=object).astype(np.int64), rest


def _rank(texts: pd.Series) -> np.ndarray:
    """The place of each text among the distinct ones, sorted."""
    codes, values = pd.factorize(texts)
    rank = np.empty(len(values), dtype=np.int64)
    rank[np.argsort(np.asarray(values, dtype=object))] = np.arange(len(values))
    return rank[codes]
