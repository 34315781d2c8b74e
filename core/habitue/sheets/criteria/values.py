"""One cell to one value: numbers as French and English people type them, words of drop-downs, texts."""

import re

from habitue.criteria.allowed import Allowed, quote
from habitue.errors import BadCriteria
from habitue.language import Language, sentence
from habitue.sheets.criteria.locating import Line
from habitue.sheets.criteria.vocabulary import choices, code_of

_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?(e[-+]?\d+)?%?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?%?")
_LONGEST_NUMBER = 40


def read_number(line: Line, key: str, allowed: Allowed) -> float | None:
    """The number of a cell; raises BadCriteria that names the cell and what is allowed."""
    text = line[key]
    value = number_of(text, line.language) if text else None
    if text and value is None:
        raise line.refuse(key, allowed.why_not(text))
    try:
        return allowed.check(key, value)
    except BadCriteria as error:
        needed = sentence("a value is needed; allowed: {range}", range=allowed.range())
        why = allowed.why_not(text, value) if text else needed
        raise line.refuse(key, why) from error


def number_of(text: str, language: Language) -> float | None:
    """A number as people type it: "1,5", "1.5", "1 500", "90 %"; in English "1,500" is one thousand five hundred."""
    plain = re.sub(r"\s", "", text)
    if len(plain) > _LONGEST_NUMBER:
        return None
    if language == "en" and _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.rstrip("%"))
    if plain.endswith("%"):
        value = round(value / 100, 6)
    return int(value) if abs(value) < 2**53 and value == int(value) else value


def read_word(line: Line, key: str, group: str, default: str) -> str:
    """The code of a word of a drop-down; `default` where the cell is blank."""
    text = line[key]
    if not text:
        return default
    code = code_of(group, text)
    if code is None:
        words = list(choices(group, line.language))
        raise line.refuse(key, sentence("{value} is not one of: {words}", value=quote(text), words=words))
    return code


def read_yes(line: Line, key: str) -> bool:
    """Whether a cell says yes; a blank one says no."""
    return read_word(line, key, "yes_no", "no") == "yes"
