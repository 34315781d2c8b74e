"""The manual's page of formulas in both languages, written from the table of formulas (`make formulas`)."""

import sys
from pathlib import Path

from habitue.language import Language
from habitue_addin.names import FORMULAS, Formula

DOCS = Path(__file__).parents[1] / "docs"
PAGES: dict[Language, str] = {"en": "formulas.md", "fr": "formules.md"}
HEADS: dict[Language, tuple[str, ...]] = {
    "en": (
        "# Formulas",
        "*Le même texte en français : [formules.md](formules.md). How to install them: [excel.md](excel.md).*",
        (
            "Each takes whole columns, with or without their headers, and answers for all rows at once: one formula\n"
            "fills the column below it. Arguments in square brackets may be left out. The French name stands behind\n"
            "the English one; both work in every Excel."
        ),
    ),
    "fr": (
        "# Formules",
        "*The same text in English: [formulas.md](formulas.md). Pour les installer : [excel-fr.md](excel-fr.md).*",
        (
            "Chacune prend des colonnes entières, avec ou sans leur titre, et répond pour toutes les lignes à la\n"
            "fois : une seule formule remplit la colonne en dessous. Les arguments entre crochets sont facultatifs.\n"
            "Le nom anglais suit le nom français ; les deux fonctionnent dans tout Excel."
        ),
    ),
}


def page(language: Language) -> str:
    """The whole page as Markdown."""
    return "\n\n".join([*HEADS[language], *(_section(formula, language) for formula in FORMULAS)]) + "\n"


def _section(formula: Formula, language: Language) -> str:
    name, other = formula.name(language), formula.name("en" if language == "fr" else "fr")
    between = "; " if language == "fr" else ", "
    taken = between.join(f"[{one.name(language)}]" if one.optional else one.name(language) for one in formula.arguments)
    also = f" · `{other}`" if other != name else ""
    lines = [f"- **{one.name(language)}**{_colon(language)} {one.help.say(language)}" for one in formula.arguments]
    return "\n".join(
        [f"## {name}{also}", "", formula.help.say(language), "", f"`=HABITUE.{name}({taken})`", "", *lines]
    )


def _colon(language: Language) -> str:
    return "\u00a0:" if language == "fr" else ":"


def main() -> None:
    """Write both pages, or with --check fail when one is not what it should be."""
    stale = [name for language, name in PAGES.items() if not _is_current(DOCS / name, page(language))]
    if "--check" in sys.argv:
        sys.exit(f"not current: {', '.join(stale)} (make formulas)" if stale else 0)
    for language, name in PAGES.items():
        (DOCS / name).write_text(page(language), encoding="utf-8")


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    main()
