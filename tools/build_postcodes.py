"""Build the list of French postcodes and towns that the wheel carries, from two packages of public data.

Fetch and unpack the packages with npm's ordinary client, then name the two folders:

    npm pack @etalab/decoupage-administratif@6.0.0 codes-postaux@4.1.2
    python tools/build_postcodes.py decoupage-administratif/package codes-postaux/package

What each package holds, its date and its licence: `core/habitue/cleaning/data/SOURCES.md`. The output is the same,
byte for byte, for the same input. Each line is a postcode, a space and the names of its towns, "|" between them: first
the official names, then, after "~", the names under which the post also knows them (older communes that are now part
of a larger one, and postal labels).
"""

import gzip
import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

TARGET = Path(__file__).parents[1] / "core" / "habitue" / "cleaning" / "data" / "french_postcodes.txt.gz"
HEADER = """\
# French postcodes and the towns they serve.
# Sources: La Poste, base officielle des codes postaux (March 2026), and Insee, code officiel geographique 2026,
#   both through the npm package @etalab/decoupage-administratif {communes};
#   DGFiP, FIMOCT (2023), and Insee, code officiel geographique 2024, through the npm package codes-postaux {codes}.
# Licence of the data: Licence Ouverte 2.0 (Etalab). Licence of both packages: MIT.
# Merged by tools/build_postcodes.py; CEDEX codes are not part of these sources.
"""
MONACO = ("98000", "Monaco")


def town_key(name: str) -> str:
    """A name without accents, case and hyphens, so that one name written two ways is kept once."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    letters = (mark if mark.isalnum() else " " for mark in plain.upper() if not unicodedata.combining(mark))
    words = {"SAINT": "ST", "SAINTE": "STE", "SAINTS": "STS", "SAINTES": "STES"}
    return " ".join(words.get(word, word) for word in "".join(letters).split())


def official(commune: dict[str, object]) -> str:
    """The name people write: the city for a district of Paris, Lyon or Marseille."""
    name = str(commune["nom"])
    return name.split(" ")[0] if commune["type"] == "arrondissement-municipal" else name


def read(communes_folder: Path, codes_folder: Path) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Official names and other names by postcode."""
    communes = json.loads((communes_folder / "data" / "communes.json").read_text("utf-8"))
    rows = json.loads((codes_folder / "codes-postaux.json").read_text("utf-8"))
    codes: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for commune in communes:
        if "codesPostaux" in commune:
            codes[commune["code"]].update(commune["codesPostaux"])
            names[commune["code"]] = official(commune)
    others: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["codeCommune"] in names:
            codes[row["codeCommune"]].add(row["codePostal"])
        else:
            others[row["codePostal"]].add(row["nomCommune"])
        others[row["codePostal"]].add(row["libelleAcheminement"])
    for commune in communes:
        for code in codes.get(commune.get("chefLieu", ""), ()):
            others[code].add(commune["nom"])
    towns: dict[str, set[str]] = defaultdict(set)
    for code, postcodes in codes.items():
        for postcode in postcodes:
            towns[postcode].add(names[code])
    towns[MONACO[0]].add(MONACO[1])
    return towns, others


def lines(towns: dict[str, set[str]], others: dict[str, set[str]]) -> Iterable[str]:
    """One line a postcode, in order."""
    for postcode in sorted(towns.keys() | others.keys()):
        known = {town_key(name) for name in towns[postcode]}
        extra: dict[str, str] = {}
        for name in sorted(others[postcode], key=lambda name: (name.isupper(), name)):
            if town_key(name) not in known:
                extra.setdefault(town_key(name), name)
        names = "|".join(sorted(towns[postcode]))
        yield f"{postcode} {names}" + (f"~{'|'.join(sorted(extra.values()))}" if extra else "")


def build(communes_folder: Path, codes_folder: Path, target: Path = TARGET) -> Path:
    """Write the compressed list."""
    version = {
        key: json.loads((folder / "package.json").read_text("utf-8"))["version"]
        for key, folder in (("communes", communes_folder), ("codes", codes_folder))
    }
    text = HEADER.format(**version) + "\n".join(lines(*read(communes_folder, codes_folder))) + "\n"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    return target


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2])))
