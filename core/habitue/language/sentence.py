"""A sentence is a template and its values; it becomes French or English when a shell shows it."""

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from habitue.language.values import say_date, say_number

Language = Literal["fr", "en"]
CATALOGS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text for users: an English template, which is also its key in the catalogue, and the values it quotes.

    Numbers and dates among the values are written in the habits of the language; sentences among them are said first.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str | None = None
    count: int = 1

    def say(self, language: Language) -> str:
        """The text in French or English, with the right plural."""
        words = _catalog(language)
        if self.many is None:
            text = words.gettext(self.template)
        else:
            text = words.ngettext(self.template, self.many, self.count)
        if not self.values and self.many is None:
            return text
        return text.format(count=_say(self.count, language), **{k: _say(v, language) for k, v in self.values.items()})

    def __str__(self) -> str:
        return self.say("en")


def sentence(template: str, /, **values: object) -> Sentence:
    """A sentence without plural: `sentence("Sheet {sheet} is empty.", sheet=name)`."""
    return Sentence(template, values)


def plural(one: str, many: str, count: int, /, **values: object) -> Sentence:
    """A sentence that depends on a count, which it may quote as {count}: `plural("{count} row", "{count} rows", n)`."""
    return Sentence(one, values, many, count)


def join(sentences: Iterable[Sentence | str], separator: str = ", ") -> Sentence:
    """Several sentences as one, in their order."""
    parts = tuple(sentences)
    template = separator.join(f"{{p{i}}}" for i in range(len(parts)))
    return Sentence(template, {f"p{i}": part for i, part in enumerate(parts)})


def _say(value: object, language: Language) -> str:
    match value:
        case Sentence():
            return value.say(language)
        case bool() | None | str():
            return str(value)
        case int() | float():
            return say_number(value, language)
        case date():
            return say_date(value, language)
        case list() | tuple():
            return ", ".join(_say(item, language) for item in value)
        case _:
            return str(value)


@cache
def _catalog(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    path = CATALOGS / language / "LC_MESSAGES" / "habitue.mo"
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
