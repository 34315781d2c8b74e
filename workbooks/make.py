"""Make the gallery: `python workbooks/make.py [--out DIR] [--only NAME ...]`; the same bytes at each run."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from gallery import flaws_formats, flaws_layout, flaws_package, flaws_shape, flaws_values
from gallery.boutique import make_boutique
from gallery.english import make_english

MADE = Path(__file__).parent / "made"
MAKERS: Mapping[str, Callable[[], bytes]] = {
    "boutique.xlsm": make_boutique,
    "shop.xlsx": make_english,
    **flaws_layout.MAKERS,
    **flaws_values.MAKERS,
    **flaws_shape.MAKERS,
    **flaws_formats.MAKERS,
    **flaws_package.MAKERS,
}


def make(out: Path, only: tuple[str, ...] = ()) -> list[Path]:
    """Write the files whose name, or name without suffix, is in `only` (all when empty) into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, maker in MAKERS.items():
        if not only or {name, name.partition(".")[0]} & set(only):
            path = out / name
            path.write_bytes(maker())
            paths.append(path)
    return paths


def main() -> None:
    """Read the options and say what was made."""
    parser = argparse.ArgumentParser(description="Make the gallery of workbooks.")
    parser.add_argument("--out", type=Path, default=MADE, help="folder to write to (default: workbooks/made)")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="only these, as boutique or boutique.xlsm"
    )
    options = parser.parse_args()
    paths = make(options.out, tuple(options.only))
    if not paths:
        parser.error(f"no workbook is named {', '.join(options.only)}; there are: {', '.join(MAKERS)}")
    for path in paths:
        print(path)


if __name__ == "__main__":
    main()
