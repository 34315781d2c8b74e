"""Splink on Spark finds what the core finds: the same duplicates on a small set, judged and grouped alike."""

import random
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

from habitue.matching import find_duplicates

pytestmark = pytest.mark.spark

SOUNDS = ["mar", "ten", "lou", "bis", "cor", "dav", "fen", "gal", "hur", "jol"]


@pytest.fixture(scope="module")
def session():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "1").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        warnings.simplefilter("ignore", ResourceWarning)  # sockets that Spark closes late
        made = builder.getOrCreate()
        made.sparkContext.setLogLevel("OFF")
        yield made
        made.stop()


def people():
    """160 customers, 40 of them twice: in capitals, with a typing error in the surname and without a phone."""
    r = random.Random(4)
    rows = []
    for n in range(160):
        given, family = (r.choice(SOUNDS) + r.choice(SOUNDS) for _ in range(2))
        row = {
            "first_name": given.title(),
            "last_name": family.title(),
            "email": f"{given}.{family}{n}@exemple.fr",
            "phone": f"06{r.randint(10_000_000, 99_999_999)}",
            "postcode": f"{r.randint(10, 95)}{r.randint(100, 999)}",
        }
        rows.append(row)
        if n < 40:
            rows.append(row | {"last_name": family[:-1].upper() + "x", "phone": None})
    return pd.DataFrame(rows, dtype=object)


def groups(matching):
    found = {}
    for row in np.flatnonzero(matching.likely >= 0).tolist():
        found.setdefault(int(matching.likely[row]), set()).add(row)
    return {frozenset(group) for group in found.values()}


def test_the_same_groups_as_in_the_core_and_the_same_ones_certain(session):
    rows = people()
    here, there = find_duplicates(rows), find_duplicates(rows, engine="spark")
    assert groups(there) == groups(here) == {frozenset((2 * n, 2 * n + 1)) for n in range(40)}
    assert (there.groups == here.groups).all()
    assert there.estimate.compared < here.estimate.compared
    assert sorted(there.reasons(0, "fr")) == sorted(here.reasons(0, "fr"))
