"""How the bytes of a text file become text: which encoding, told from its mark, its validity and its letters."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = ("cp1252", "mac_roman", "cp850")
_LETTERS = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿß")
_SIGNS = frozenset("’‘“”«»€°–—…·•\u00a0\u202fº²ª")
_SAMPLE = 1 << 20
_ENOUGH = 0.7  # share of the letters beyond ASCII that must look right
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def encoding_of(content: bytes) -> str:
    """The encoding of a text: by its byte order mark, else UTF-16 or UTF-8 if it can be, else the likeliest of others.

    Between the Western ones (Windows, Mac, DOS) the letters decide: an accented capital inside a small word, or a
    currency sign, speaks against. charset-normalizer, which mistakes these on short texts, tells the rest.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    unmarked = _utf16_without_mark(content[:2000])
    if unmarked:
        return unmarked
    if _is_utf8(content):
        return "utf-8"
    sample = _lines_beyond_ascii(content)
    scores = {name: _score(sample, name) for name in _WESTERN}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _ENOUGH:
        return best
    from charset_normalizer import from_bytes  # slow to import, and nearly never needed

    guess = from_bytes(sample).best()
    return guess.encoding if guess is not None else best if scores[best] > 0 else "latin-1"


def _utf16_without_mark(start: bytes) -> str | None:
    """UTF-16 shows in zero bytes that all stand at odd places, or all at even ones."""
    even, odd = start[::2].count(b"\0"), start[1::2].count(b"\0")
    if max(even, odd) * 20 < len(start) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines_beyond_ascii(content: bytes) -> bytes:
    """The first lines that hold a byte beyond ASCII: a long file may begin with many that do not."""
    first = _BEYOND_ASCII.search(content)
    start = content.rfind(b"\n", 0, first.start()) + 1 if first else 0
    return content[start : start + _SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """The share of the letters beyond ASCII that stand where such letters stand; -1 when the bytes are not valid."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    places = [place for place, letter in enumerate(text) if ord(letter) > 127][:5000]
    return sum(_fits(text, place) for place in places) / max(len(places), 1)


def _fits(text: str, place: int) -> bool:
    letter, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if before > "\x7f" and after > "\x7f":
        return False
    if letter in _LETTERS:
        return not (before.isupper() and after.isupper())
    if letter.lower() in _LETTERS:
        return not before.islower() and not (before.isdigit() or after.isdigit())
    return letter in _SIGNS and not (before.isalpha() and after.isalpha() and letter not in "’‘·\u00a0\u202f")
