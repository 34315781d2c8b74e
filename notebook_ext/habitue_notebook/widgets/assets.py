"""The browser's side of a widget: its module and style sheet, with the parts that all widgets share, as one text each.

A widget's module cannot import another one by address: hosts load it from a blob. So the shared modules that it names
(`import { element } from "./shared.js";`) are put before it, without their `export`; each file stays a whole module.
"""

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)


@cache
def script(name: str) -> str:
    """The module of a widget, complete."""
    return "\n".join([*(_shared(part) for part in _parts(name)), _IMPORT.sub("", _read(f"{name}.js"))])


@cache
def style(name: str) -> str:
    """The style sheet of a widget, after that of all widgets."""
    return "\n".join((_read("theme.css"), _read(f"{name}.css")))


def _parts(name: str) -> list[str]:
    """The shared modules that a module needs, those that others need first, each once."""
    found: list[str] = []
    for part in _IMPORT.findall(_read(f"{name}.js")):
        found += [one for one in (*_parts(part), part) if one not in found]
    return found


def _shared(name: str) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", _read(f"{name}.js")))


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
