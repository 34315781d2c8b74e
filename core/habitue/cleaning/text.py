"""What any text needs before its field is looked at: whole encodings, plain spaces, and no words that mean "blank"."""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from habitue.cleaning.column import Doubt, Judge, Verdict, matches
from habitue.cleaning.encoding import lost_characters, put_back
from habitue.cleaning.placeholders import SURE, UNSURE, is_filler
from habitue.cleaning.rules import Rule, Rules
from habitue.language import sentence

RULES = (
    Rule(
        id="text.encoding",
        explains=sentence("Accents broken by a file read in the wrong encoding are put back (“DuprÃ©” is “Dupré”)."),
    ),
    Rule(id="text.entities", explains=sentence("Codes of web pages become their characters (“&amp;” is “&”).")),
    Rule(
        id="text.control_characters",
        asks=sentence("There are characters in this text that nobody sees."),
        explains=sentence("Characters that nobody sees, such as zero-width spaces, are taken out."),
    ),
    Rule(
        id="text.composition",
        explains=sentence("A letter and its accent stored as two characters become one."),
    ),
    Rule(
        id="text.spaces",
        explains=sentence("Spaces before, after and repeated are taken out; special spaces become ordinary ones."),
    ),
    Rule(
        id="text.placeholder",
        asks=sentence("This may stand for “nothing”, or be a name."),
        explains=sentence("What stands for “nothing”, such as “N/A”, “-”, “xxx” and “0000”, counts as a blank cell."),
    ),
    Rule(
        id="text.lost_character",
        explains=sentence("A character was lost before the file reached us (“Fran?ois”): we cannot tell which one."),
        severity="doubt",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKind:
    """What may be expected of a field's text.

    `placeholders`: "all" words for nothing, only the "sure" ones (some people are called Null or Test), or "none".
    `words`: whether it is made of words, so that "?" between two letters is a lost character.
    """

    placeholders: Literal["all", "sure", "none"] = "all"
    words: bool = True
    keep_lines: bool = False


NAME = TextKind(placeholders="sure")
WORDS = TextKind()
LINES = TextKind(keep_lines=True)
CODE = TextKind(words=False)
ANSWER = TextKind(placeholders="none", words=False)

_SPACE = " \t\n\r\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACES = re.compile(f"[{_SPACE}]+")
_SPACES_IN_LINE = re.compile(f"[{_SPACE.replace(chr(10), '').replace(chr(13), '')}]+")
_SPACES_BUT_IDEOGRAPHIC = re.compile(f"[{_SPACE.replace(chr(0x3000), '')}]+")
_LINE_BREAKS = re.compile(r" ?(?:\r\n?|\n)[\r\n ]*")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});")
_EXCEL_ESCAPE = re.compile(r"_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff])_")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_MAY_STAND_FOR_A_BREAK = re.compile("[\x00-\x1b\x7f\xad\u200b]")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_NEEDED_ELSEWHERE = frozenset("\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_PLAIN = r"[^ -~À-ÁÄ-ÖØ-öø-ÿ]|^ | $|  |&[#a-zA-Z]|_x00|[^ ]\?[^ ]|[^ ]\? [a-zà-öø-ÿ]"
"""A broken encoding always shows a sign outside of these: the second byte of a letter is never a letter of Latin-1."""

_ODD = re.compile(_NOT_PLAIN)
_MOST_STEPS = 12
_LONGEST_PLACEHOLDER = 30


def tidy(value: str, rules: Rules, kind: TextKind = WORDS) -> Verdict:
    """One text in plain characters and spaces; blank where it stands for nothing."""
    if not _ODD.search(value):
        return _without_placeholder(value, (), rules, kind)
    text, done = value, list[str]()
    for _ in range(_MOST_STEPS):  # one step may uncover work for another: “&Atilde;&copy;” is “Ã©”, which is “é”
        before = text
        for rule, step in _steps(kind):
            if rules.on(rule) and (after := step(text)) != text:
                text = after
                done += [rule] if rule not in done else []
        if text == before:
            break
    else:
        return Verdict(value)
    if not text:
        return Verdict(None, tuple(done))
    return _without_placeholder(text, tuple(done), rules, kind)


def tidied(judge: Judge, rules: Rules, kind: TextKind = WORDS) -> Judge:
    """A field's judge that is given tidy text, and whose verdict tells of both."""
    return lambda value: after_tidying(tidy(value, rules, kind), judge)


def tidy_all(texts: pd.Series, rules: Rules, kind: TextKind = WORDS) -> tuple[pd.Series, dict[int, Verdict]]:
    """Many texts in plain characters, missing where they stand for nothing; and by number what `tidy` said of them."""
    wanted = np.flatnonzero(untidy(texts, kind))
    said = [tidy(text, rules, kind) for text in texts.take(wanted).tolist()]
    plain = texts.copy()
    plain.iloc[wanted] = pd.Series([verdict.value for verdict in said], dtype=texts.dtype).array
    return plain, dict(zip(wanted.tolist(), said, strict=True))


def after_tidying(first: Verdict, judge: Judge) -> Verdict:
    """The verdict of a field's judge on what `tidy` has left of a text, which tells of both."""
    if first.value is None:
        return first
    second = judge(first.value)
    return Verdict(second.value, first.rules + second.rules, first.doubts + second.doubts, second.parts)


def untidy(texts: pd.Series, kind: TextKind = WORDS) -> np.ndarray:
    """Which of many texts `tidy` must see: those that are not plain ASCII, oddly spaced, or may stand for nothing."""
    found = matches(texts, _NOT_PLAIN)
    if kind.placeholders != "none":
        found |= matches(texts, r"^[^a-zA-Z1-9]*$|^[xX]+$")
        bare = texts.str.lower().str.strip("()[]<>{}-_.*/ ")
        found |= np.asarray(bare.isin(SURE | UNSURE), dtype=bool)
    return found


def is_latin(text: str) -> bool:
    """Whether every letter of the text is of the Latin script."""
    return all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" or not c.isalpha() for c in text)


def _without_placeholder(text: str, done: tuple[str, ...], rules: Rules, kind: TextKind) -> Verdict:
    doubts: tuple[Doubt, ...] = ()
    if kind.placeholders != "none" and rules.on("text.placeholder"):
        bare = text.lower().strip("()[]<>{}-_.*/ ")
        unsure = bare in UNSURE and text[0] not in "([<{"
        if (
            bare in SURE
            or (bare in UNSURE and not unsure)
            or is_filler(text)
            or (unsure and kind.placeholders == "all")
        ):
            return Verdict(None, (*done, "text.placeholder"))
        doubts += (Doubt("text.placeholder"),) if unsure else ()
    if kind.words and rules.on("text.lost_character") and lost_characters(text):
        doubts += (Doubt("text.lost_character"),)
    if (
        rules.on("text.control_characters")
        and _INVISIBLE.search(text)
        and not _is_foreign(text)
        and not _C1.search(text)
    ):
        doubts += (Doubt("text.control_characters", _INVISIBLE.sub("", text)),)
    return Verdict(text, done, doubts)


@cache
def _steps(kind: TextKind) -> tuple[tuple[str, Callable[[str], str]], ...]:
    return (
        ("text.encoding", put_back),
        ("text.entities", _without_entities),
        ("text.control_characters", _without_invisible),
        ("text.composition", _composed),
        ("text.spaces", _plain_lines if kind.keep_lines else _plain_spaces),
    )


def _without_entities(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _without_invisible(text: str) -> str:
    text = _EXCEL_ESCAPE.sub(lambda found: chr(int(found[0][2:6], 16)), text) if "_x00" in text else text
    if text.isascii() and text.isprintable():
        return text
    foreign = _is_foreign(text)

    def judge(found: re.Match[str]) -> str:
        sign, before, after = found[0], text[: found.start()][-1:], text[found.end() :][:1]
        if foreign and sign in _NEEDED_ELSEWHERE:
            return sign
        joins = before.isalnum() and after.isalnum()
        if joins and (_C1.match(sign) or (_MAY_STAND_FOR_A_BREAK.match(sign) and not after.islower())):
            return sign
        return ""

    return _INVISIBLE.sub(judge, text)


def _is_foreign(text: str) -> bool:
    """Whether the text has letters or pictures that are held together by invisible characters."""
    return not is_latin(text) or any(c > "\u2e7f" and not "\ufe00" <= c <= "\ufeff" for c in text)


def _composed(text: str) -> str:
    return text if text.isascii() or not is_latin(text) else unicodedata.normalize("NFC", text)


def _plain_spaces(text: str) -> str:
    ideographic = "\u3000" in text and not is_latin(text)
    pattern = _SPACES_BUT_IDEOGRAPHIC if ideographic else _SPACES
    return pattern.sub(" ", text).strip(" \u3000")


def _plain_lines(text: str) -> str:
    return _LINE_BREAKS.sub("\n", _SPACES_IN_LINE.sub(" ", text)).strip(" \n")
