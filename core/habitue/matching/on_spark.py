"""Likely pairs found by Splink on Spark, for rows that are there already or are more than one machine holds.

The same as in the core: how each field is folded, and, where rows fit in memory (`find_duplicates(engine="spark")`),
the four kinds of pair, the guard against people of different given names or birth dates, the groups and the reasons.
Different: candidates share one of the keys below, without limit to a block; what is likely is told by Splink's model of
two kinds with fixed rates, since learning by many small queries takes minutes on Spark; typing errors are counted by
Spark's own Levenshtein distance, so that no jar is needed. Extra `spark`, and a Java.
"""

import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.errors import BadRequest
from habitue.language import sentence
from habitue.matching.contacts import mail_user
from habitue.matching.phonetic import phonetic
from habitue.matching.places import area, street_key
from habitue.matching.prepared import FIELDS, prepare
from habitue.roles import Role

if TYPE_CHECKING:
    from pyspark.sql import DataFrame as SparkFrame
    from pyspark.sql import SparkSession

Places = NDArray[np.int64]

LEAST = 0.01
"""Pairs below this probability are left out; the core judges those that are left anew."""

_EDITS: Mapping[str, tuple[int, ...]] = {
    "first": (1, 2), "last": (1, 2), "company": (2, 4), "number": (1,), "email": (2, 4), "phone": (1,),
    "address": (2, 6), "postcode": (1,), "town": (1, 2), "birth": (1, 2),
}  # fmt: skip
_SAME, _OTHER = 0.8, 0.12  # of one customer: the share with the very same text, and with a wholly different one
_BY_CHANCE = 1e-3  # of two strangers: the share with the same text, where the rows do not tell
_PRIOR = 1e-4
_SAMPLE = 20_000
_KEYS: Mapping[str, tuple[tuple[str, Callable[[str], str]], ...]] = {
    "key_email": (("email", str),),
    "key_user": (("email", mail_user), ("last", lambda text: text[:1])),
    "key_number": (("number", str),),
    "key_phone": (("phone", str),),
    "key_sound": (("last", phonetic), ("first", phonetic)),
    "key_place": (("postcode", str), ("last", phonetic)),
    "key_given": (("postcode", str), ("first", phonetic)),
    "key_town": (("town", str), ("last", lambda text: text[:3]), ("first", lambda text: text[:1])),
    "key_birth": (("birth", str), ("last", lambda text: text[:1])),
    "key_born": (("birth", str), ("first", lambda text: text[:1])),
    "key_street": (("address", street_key), ("postcode", area)),
    "key_firm": (("company", str), ("postcode", str)),
}
"""The keys that bring rows together: fields, and what of each."""


def likely_pairs(rows: "SparkFrame") -> "SparkFrame":
    """The likely pairs of rows whose columns are named by `Role` (text) besides "unique_id" (whole numbers).

    The columns are unique_id_l, unique_id_r and match_probability. Raises BadRequest without Splink.
    """
    try:
        from splink import Linker
        from splink.backends.spark import SparkAPI
    except ImportError as error:
        raise BadRequest(
            sentence('Splink and Spark are needed for this; install them with: pip install "habitue[spark]"')
        ) from error
    sample = folded(rows.limit(_SAMPLE).toPandas())
    fields = [field for field in FIELDS if field in sample and sample[field].notna().any()]
    keys = [key for key in _KEYS if sample[key].notna().any()]
    wanted = ["unique_id", *fields, *keys]
    schema = ", ".join(f"{name} {'bigint' if name == 'unique_id' else 'string'}" for name in wanted)

    def parts(some: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for part in some:
            yield folded(part).reindex(columns=wanted)

    ready = rows.mapInPandas(parts, schema)
    made: Any = SparkAPI  # it has no types
    api = made(spark_session=rows.sparkSession, break_lineage_method="persist", register_udfs_automatically=False)
    linker = Linker(api.register(ready), _settings(sample, fields, keys))
    found: SparkFrame = linker.inference.predict(threshold_match_probability=LEAST).as_spark_dataframe()
    return found.select("unique_id_l", "unique_id_r", "match_probability")


def pairs_of(records: pd.DataFrame) -> tuple[Places, Places]:
    """The likely pairs of rows in memory, as positions; on the active session, else on one of this machine."""
    roles = [str(role) for role in records.columns if role in set(Role)]
    rows = records[roles].astype(object).where(records[roles].notna(), None)
    rows.insert(0, "unique_id", np.arange(len(rows)))
    schema = ", ".join(["unique_id bigint", *(f"{role} string" for role in roles)])
    with _quiet(), _session() as session:
        found = likely_pairs(session.createDataFrame(rows, schema)).toPandas()
    return found["unique_id_l"].to_numpy(np.int64), found["unique_id_r"].to_numpy(np.int64)


def folded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with "unique_id" as the core compares them: one text column per field, one per key, None where blank."""
    prepared = prepare(rows.drop(columns="unique_id"))
    texts = {
        field: np.append(column.texts, np.array([None], dtype=object))[column.codes]
        for field, column in prepared.columns.items()
        if field in FIELDS
    }
    made = {key: _key(texts, parts, len(rows)) for key, parts in _KEYS.items()}
    whole = pd.DataFrame({**texts, **made}, dtype=object)
    whole.insert(0, "unique_id", rows["unique_id"].to_numpy()[prepared.order])
    return whole


def _key(texts: Mapping[str, Any], parts: tuple[tuple[str, Callable[[str], str]], ...], size: int) -> list[str | None]:
    if any(field not in texts for field, _ in parts):
        return [None] * size
    columns = [[made(text) if text is not None else "" for text in texts[field]] for field, made in parts]
    return ["|".join(found) if all(found) else None for found in zip(*columns, strict=True)]


def _settings(sample: pd.DataFrame, fields: list[str], keys: list[str]) -> Any:  # noqa: ANN401 (Splink's own)
    """Splink's settings: fixed rates of agreement, texts the same by chance as often as in the sample."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    comparisons: list[Any] = []
    for field in fields:
        edits = _EDITS[field]
        shares = sample[field].value_counts(normalize=True)
        by_chance = min(max(float((shares**2).sum()), 1e-6), _BY_CHANCE if field in _IDENTIFIERS else 0.5)
        near = (1 - _SAME - _OTHER) / len(edits)
        rare = [by_chance * 2] * len(edits)
        comparisons.append(
            cl.LevenshteinAtThresholds(field, list(edits)).configure(
                m_probabilities=[_SAME, *[near] * len(edits), _OTHER],
                u_probabilities=[by_chance, *rare, max(1 - by_chance - sum(rare), 0.01)],
            )
        )
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=_PRIOR,
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(key) for key in keys],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


_IDENTIFIERS = ("number", "email", "phone", "address", "birth")


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Spark's words on pandas 3, which it works with, and Splink's on how long each step took."""
    logger = logging.getLogger("splink")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
            warnings.filterwarnings("ignore", "The copy keyword is deprecated")
            yield
    finally:
        logger.setLevel(level)


@contextmanager
def _session() -> Iterator["SparkSession"]:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise BadRequest(
            sentence('Splink and Spark are needed for this; install them with: pip install "habitue[spark]"')
        ) from error
    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # its workers need our packages
    builder = SparkSession.builder.appName("habitue").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "4")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # Spark's log may quote rows
    try:
        yield session
    finally:
        session.stop()
