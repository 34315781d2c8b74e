"""Duplicates found by Habitué and by what a user would pick instead, on labelled sets, side by side in one run.

    python benchmarks/matching.py                     # the shared labelled sets
    python benchmarks/matching.py --rows 10000 100000 # made files (benchmarks/people.py), Habitué and the baselines
    python benchmarks/matching.py --only habitue weights

For each set and tool, at the tool's default threshold: precision, recall and F1 of pairs and of clusters, CPU seconds
(user + system, the tool's import included), peak memory. Each runs in a process of its own. Columns get their roles by
`guess_roles` where it finds them; what it cannot know is stated in STATED. What is not installed is skipped, and said:
`--python` names other interpreters in which the peers (splink, recordlinkage, goldenmatch) are looked for, since they
need not get on with ours: recordlinkage wants pandas below 3.

    python -m venv /elsewhere && /elsewhere/bin/pip install "pandas<3" pyarrow rapidfuzz recordlinkage
    python benchmarks/matching.py --python /elsewhere/bin/python
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("HABITUE_SHARED", HERE.parents[1] / "shared")) / "data" / "dedupe"
TRUTH = ("entity_id", "rec_id", "dup_kind", "trap", "source", "customer_id", "created_at")

STATED = {
    "address_2": "address_more",
    "addr": "address",
    "suburb": "town",
    "dob": "birth_date",
    "surname": "last_name",
    "given_name": "first_name",
}
"""Roles of headers that a reader who knows the sets would confirm; used only where guessing finds nothing."""

TOOLS = ("habitue", "exact key", "weights", "splink", "splink + guard", "recordlinkage", "goldenmatch")
PEERS = {"splink": "splink", "splink + guard": "splink", "recordlinkage": "recordlinkage", "goldenmatch": "goldenmatch"}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, nargs="*", default=[], help="sizes of made files, in place of the sets")
    options.add_argument("--only", nargs="*", default=list(TOOLS), choices=TOOLS)
    options.add_argument("--python", nargs="*", default=[], help="interpreters that have peers which ours lacks")
    options.add_argument("--run", nargs=3, metavar=("TOOL", "FILE", "OUT"), help=argparse.SUPPRESS)
    wish = options.parse_args()
    if wish.run:
        run(*wish.run)
        return
    wish.pythons = {tool: interpreter(tool, wish.python) for tool in wish.only}
    with tempfile.TemporaryDirectory() as folder:
        for name, frame in sets(wish.rows):
            table(name, frame, wish, Path(folder))


def interpreter(tool: str, pythons: list[str]) -> str | None:
    """The first interpreter that has what a tool needs, ours first; None where none has."""
    for python in (sys.executable, *pythons):
        asked = [
            python,
            "-c",
            f"import importlib.util, sys; sys.exit(importlib.util.find_spec({PEERS.get(tool, 'pandas')!r}) is None)",
        ]
        if subprocess.run(asked, check=False).returncode == 0:
            return python
    return None


def sets(rows: list[int]):
    """Each set: its name and its rows, columns named by role, with `entity`."""
    if rows:
        from people import people

        for size in rows:
            yield f"made, {size:,} rows", people(size)
    elif not SHARED.is_dir():
        print("The shared labelled sets are not beside the checkout: use --rows.")
    else:
        for folder in sorted(SHARED.iterdir()):
            yield (
                folder.name,
                with_roles(pd.read_csv(folder / "data.csv", dtype=str, keep_default_na=False), folder.name),
            )


def with_roles(raw: pd.DataFrame, name: str) -> pd.DataFrame:
    """The columns by their roles: guessed from header and values, else stated; without what tells the truth."""
    from habitue.roles.guess import guess_roles
    from habitue.tables import Column, Origin, Table

    cells = raw.drop(columns=[column for column in TRUTH if column in raw])
    table = Table(
        origin=Origin(file=f"{name}.csv", sheet="", holder="csv"),
        columns=tuple(Column(label=c, header=c, letter="") for c in cells.columns),
        frame=cells.astype(object).where(cells != "", None).astype("string"),
        rows=np.arange(2, len(cells) + 2),
    )
    roles = {guess.label: str(guess.role) for guess in guess_roles(table).columns if guess.role is not None}
    for header, role in STATED.items():
        if header in cells and header not in roles and role not in roles.values():
            roles[header] = role
    print(f"\n{name}: " + ", ".join(f"{c} → {roles.get(c, '-')}" for c in cells.columns))
    named = cells[[c for c in cells.columns if c in roles]].rename(columns=roles)
    return named.loc[:, ~named.columns.duplicated()].assign(entity=raw["entity_id"])


def table(name: str, frame: pd.DataFrame, wish: argparse.Namespace, folder: Path) -> None:
    """One line per tool."""
    truth = pd.factorize(frame["entity"])[0]
    file = folder / "rows.csv"
    frame.drop(columns="entity").to_csv(file, index=False)
    print(f"{name}: {len(frame):,} rows, {pairs_in(truth):,} true pairs")
    print(f"  {'':16}{'pairs P / R / F1':>24}{'clusters P / R / F1':>24}{'CPU s':>9}{'MB':>7}")
    for tool in wish.only:
        out = folder / "out.json"
        out.unlink(missing_ok=True)
        python = wish.pythons[tool]
        if python is None:
            print(f"  {tool:16}not measured: {PEERS[tool]} is not installed")
            continue
        done = subprocess.run(
            [python, __file__, "--run", tool, str(file), str(out)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(HERE.parent / "core")},  # the guard of a peer is ours
        )
        if not out.exists():
            said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"  {tool:16}skipped: {said[:100]}")
            continue
        print(line(tool, json.loads(out.read_text()), truth))


def line(tool: str, found: dict, truth: np.ndarray) -> str:
    left, right = (np.array(side, dtype=np.int64) for side in found["pairs"])
    hit = int((truth[left] == truth[right]).sum())
    clusters = np.array(found["clusters"])
    both = pd.factorize(pd.Series(clusters).astype(str) + "|" + pd.Series(truth).astype(str))[0]
    text = f"  {tool:16}{scores(hit, len(left), pairs_in(truth)):>24}"
    text += f"{scores(pairs_in(both), pairs_in(clusters), pairs_in(truth)):>24}{found['cpu']:9.2f}{found['mb']:7.0f}"
    if "automatic" in found:
        left, right = (np.array(side, dtype=np.int64) for side in found["automatic"])
        good = int((truth[left] == truth[right]).sum())
        text += f"   automatic merges {scores(good, len(left), pairs_in(truth))}, {found['review']:,} pairs to review"
    return text


def scores(hit: int, found: int, true: int) -> str:
    precision, recall = hit / max(found, 1), hit / max(true, 1)
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def pairs_in(groups: np.ndarray) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups.tolist()).values())


def run(tool: str, file: str, out: str) -> None:
    """One tool on one file, in this process."""
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    before = cpu()
    runners = {
        "habitue": by_habitue,
        "exact key": by_exact_key,
        "weights": by_weights,
        "splink": lambda rows: by_splink(rows, guarded=False),
        "splink + guard": lambda rows: by_splink(rows, guarded=True),
        "recordlinkage": by_recordlinkage,
        "goldenmatch": by_goldenmatch,
    }
    found = runners[tool](frame)
    found["cpu"] = cpu() - before
    found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Path(out).write_text(json.dumps(found))


def cpu() -> float:
    times = os.times()
    return times.user + times.system


def told(left, right, size: int, **more) -> dict:
    """Pairs, with clusters by connection, as most tools make them."""
    first = list(range(size))

    def root(row: int) -> int:
        while first[row] != row:
            first[row] = first[first[row]]
            row = first[row]
        return row

    for one, other in zip(left, right, strict=True):
        first[root(int(one))] = root(int(other))
    clusters = [root(row) for row in range(size)]
    return {"pairs": [[int(x) for x in left], [int(x) for x in right]], "clusters": clusters, **more}


def by_habitue(frame: pd.DataFrame) -> dict:
    from habitue.matching import find_duplicates

    found = find_duplicates(frame)
    likely = found.pairs.probability >= 0.5
    sure = found.pairs.zone == 2
    clusters = np.where(found.likely >= 0, found.likely, np.arange(len(frame)) + len(frame))
    pairs = found.pairs
    return {
        "pairs": [pairs.left[likely].tolist(), pairs.right[likely].tolist()],
        "clusters": clusters.tolist(),
        "automatic": [pairs.left[sure].tolist(), pairs.right[sure].tolist()],
        "review": found.estimate.to_review,
    }


def folded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.apply(
        lambda cells: cells.str.lower().str.normalize("NFKD").str.replace(r"[^a-z0-9@.]+", " ", regex=True).str.strip()
    )


def name_of(frame: pd.DataFrame) -> pd.Series:
    named = [c for c in ("first_name", "last_name", "name") if c in frame]
    return frame[named].agg(" ".join, axis=1).str.split().map(lambda words: " ".join(sorted(words)))


def by_exact_key(frame: pd.DataFrame) -> dict:
    """The same name and one identifier the same."""
    plain = folded(frame)
    plain["_name"], plain["_row"] = name_of(plain), np.arange(len(plain))
    made = []
    for field in ("email", "phone", "birth_date", "address", "postcode"):
        if field in plain:
            some = plain[(plain[field] != "") & (plain["_name"] != "")][["_row", "_name", field]]
            both = some.merge(some, on=["_name", field])
            made.append(both.loc[both["_row_x"] < both["_row_y"], ["_row_x", "_row_y"]])
    pairs = pd.concat(made).drop_duplicates()
    return told(pairs["_row_x"], pairs["_row_y"], len(frame))


WEIGHTS = {
    "first_name": 2, "last_name": 3, "name": 5, "company": 1, "email": 4, "phone": 3, "address": 2.5, "postcode": 1,
    "town": 0.5, "birth_date": 3,
}  # fmt: skip


def candidate_rows(plain: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Rows that share one of a few keys, in blocks of at most 60."""
    size, seen = len(plain), []
    last = plain.get("last_name", plain.get("name", pd.Series("", index=plain.index)))
    keys = [
        last.str[:4] + "|" + plain[f].str[:3] for f in ("first_name", "postcode", "town", "birth_date") if f in plain
    ]
    keys += [plain[f] for f in ("email", "phone", "address", "birth_date") if f in plain]
    for key in keys:
        rows = pd.DataFrame({"key": key, "row": np.arange(size)})[key.str.len().to_numpy() > 3]
        rows = rows[rows.groupby("key")["row"].transform("size") <= 60]
        both = rows.merge(rows, on="key")
        both = both[both["row_x"] < both["row_y"]]
        seen.append(both["row_x"].to_numpy() * size + both["row_y"].to_numpy())
    pairs = np.unique(np.concatenate(seen))
    return pairs // size, pairs % size


def by_weights(frame: pd.DataFrame) -> dict:
    """Fixed weights over rapidfuzz similarities, .75 and more is the same: what a careful script does."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import JaroWinkler

    plain = folded(frame)
    left, right = candidate_rows(plain)
    total, weight = np.zeros(len(left)), np.zeros(len(left))
    for field, share in WEIGHTS.items():
        if field in plain:
            cells = plain[field].to_numpy(object)
            one, other = cells[left], cells[right]
            scorer = JaroWinkler.normalized_similarity if field.endswith("name") else fuzz.token_sort_ratio
            alike = process.cpdist(one.tolist(), other.tolist(), scorer=scorer) / (1 if field.endswith("name") else 100)
            filled = (one != "") & (other != "")
            total += np.where(filled, share * np.clip((alike - 0.5) / 0.5, 0, 1), 0)
            weight += np.where(filled, share, 0)
    good = total / np.maximum(weight, 1e-9) * np.minimum(1, weight / 5) >= 0.75
    return told(left[good], right[good], len(frame))


def by_splink(frame: pd.DataFrame, *, guarded: bool) -> dict:
    """Splink on DuckDB, set up as its tutorial does; the guard refuses pairs of two different given names."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = folded(frame).replace("", None).assign(unique_id=np.arange(len(frame)))
    names = [c for c in ("first_name", "last_name", "name", "company") if c in rows]
    comparisons = [cl.JaroWinklerAtThresholds(c, [0.92, 0.8]) for c in names]
    comparisons += [
        cl.LevenshteinAtThresholds(c, [1, 3]) for c in ("email", "phone", "postcode", "birth_date") if c in rows
    ]
    comparisons += [cl.JaroWinklerAtThresholds(c, [0.92, 0.8]) for c in ("address", "town") if c in rows]
    single = [c for c in ("email", "phone", "address", "birth_date", "name") if c in rows]
    double = [
        (a, b)
        for a, b in (("first_name", "last_name"), ("last_name", "postcode"), ("first_name", "town"))
        if {a, b} <= set(rows)
    ]
    rules = [block_on(c) for c in single] + [block_on(*pair) for pair in double]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules
    )
    api = DuckDBAPI()
    linker = Linker(api.register(rows), settings)
    linker.training.estimate_probability_two_random_records_match(rules[:2], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in rules[-2:] + rules[:1]:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        except ValueError as error:  # a rate fell below what Splink allows: the other rules have to do
            print(error, file=sys.stderr)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    left, right = found["unique_id_l"].to_numpy(), found["unique_id_r"].to_numpy()
    if guarded:
        kept = ~other_people(frame, left, right)
        left, right = left[kept], right[kept]
    return told(left, right, len(frame))


def other_people(frame: pd.DataFrame, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Pairs whose given names are two people's, by our own comparison."""
    from habitue.matching import Answers, Bar, find_duplicates

    found = find_duplicates(frame, answers=Answers(wanted=np.stack([left, right], axis=1)))
    barred = found.pairs.barred & Bar.GIVEN_NAME > 0
    told_of = {
        (a, b) for a, b in zip(found.pairs.left[barred].tolist(), found.pairs.right[barred].tolist(), strict=True)
    }
    return np.array([(min(a, b), max(a, b)) in told_of for a, b in zip(left.tolist(), right.tolist(), strict=True)])


def by_recordlinkage(frame: pd.DataFrame) -> dict:
    import recordlinkage

    plain = folded(frame)
    left, right = candidate_rows(plain)
    pairs = pd.MultiIndex.from_arrays([left, right])
    compare = recordlinkage.Compare()
    for field in WEIGHTS:
        if field in plain:
            compare.string(field, field, method="jarowinkler", threshold=0.88, label=field)
    matrix = compare.compute(pairs, plain.reset_index(drop=True))
    links = recordlinkage.ECMClassifier().fit_predict((matrix > 0).astype(int))
    return told(links.get_level_values(0), links.get_level_values(1), len(frame))


def by_goldenmatch(frame: pd.DataFrame) -> dict:
    import goldenmatch
    import polars as pl

    result = goldenmatch.dedupe_df(pl.from_pandas(frame))
    pairs = [
        pair
        for c in result.clusters.values()
        for k, a in enumerate(c["members"])
        for pair in [(a, b) for b in c["members"][k + 1 :]]
    ]
    return told([a for a, _ in pairs], [b for _, b in pairs], len(frame))


if __name__ == "__main__":
    main()
