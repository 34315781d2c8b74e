"""Everything that a user reads exists in both languages: the catalogue is held against the source."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FRENCH = ROOT / "core" / "habitue" / "language" / "fr"
SOURCES = [
    path
    for folder in ("core/habitue", "addin/habitue_addin", "notebook_ext/habitue_notebook")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"sentence", "plural"}:
            yield node.func.id, node


def messages() -> dict[str | tuple[str, str], str]:
    found: dict[str | tuple[str, str], str] = {}
    for path in SOURCES:
        if path.parent.name == "language":
            continue
        for name, call in calls(path):
            texts = [
                argument.value
                for argument in call.args[: 1 if name == "sentence" else 2]
                if isinstance(argument, ast.Constant)
            ]
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            assert len(texts) == (1 if name == "sentence" else 2), (
                f"{where}: a template must be written out, so that it can be translated"
            )
            found[texts[0] if name == "sentence" else (texts[0], texts[1])] = where
    return found


def translations() -> dict[str | tuple[str, str], tuple[str, ...]]:
    known: dict[str | tuple[str, str], tuple[str, ...]] = {}
    for path in sorted(FRENCH.glob("*.po")):
        if path.name == "click.po":  # the words of the library that reads the command line
            continue
        with path.open("rb") as file:
            for message in read_po(file, locale="fr"):
                if message.id:
                    key = tuple(message.id) if isinstance(message.id, list | tuple) else message.id
                    known[key] = message.string if isinstance(message.string, tuple) else (message.string,)
    return known


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_every_message_has_its_french():
    known = translations()
    missing = [f"{where}: {message!r}" for message, where in messages().items() if not all(known.get(message, ("",)))]
    assert not missing, "\n".join(missing)


def test_no_translation_has_outlived_its_message():
    used = set(messages())
    assert sorted(map(str, set(translations()) - used)) == []


def test_french_quotes_the_same_values_as_english():
    for message, french in translations().items():
        english = set().union(*(placeholders(text) for text in ([message] if isinstance(message, str) else message)))
        for text in french:
            assert placeholders(text) | {"count"} >= english | {"count"} >= placeholders(text), message


@pytest.mark.parametrize("mark", [":", ";", "!", "?", "%", "»"])
def test_french_marks_follow_a_no_break_space(mark):
    wrong = [
        text
        for french in translations().values()
        for text in french
        if re.search(rf"(?<=\w) ?{re.escape(mark)}(?=\s|$)", text.replace("://", ""))
        and not re.search(rf"[\u00a0\u202f]{re.escape(mark)}", text)
    ]
    assert wrong == []
