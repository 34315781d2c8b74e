"""Texts as matching sees them: without case, accents, punctuation and broken encodings; cells are never rewritten."""

import re
import unicodedata

_OTHERS = re.compile(r"[^0-9]+")
_WORDS = re.compile(r"[a-z0-9]+")
_SIGNS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "’": "'", "ı": "i"})
_SIGNS.update(str.maketrans(dict(zip("éèêëàâäáãåîïíìôöóòõûüúùçñýÿ", "eeeeaaaaaaiiiiooooouuuucnyy", strict=True))))
_APOSTROPHES = re.compile(r"(?<=[^\W\d_])['`´](?=[^\W\d_])")


def fold(text: str) -> str:
    """The words of a text in plain small letters and digits, one space between them; an apostrophe joins."""
    if not text.isascii():
        text = _mended(text).lower().translate(_SIGNS)
        if not text.isascii():
            text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.lower()
    if "'" in text or "`" in text or "´" in text:
        text = _APOSTROPHES.sub("", text)
    return " ".join(_WORDS.findall(text))


def digits(text: str) -> str:
    """The digits of a text."""
    return _OTHERS.sub("", text)


def _mended(text: str) -> str:
    """UTF-8 that was read as Windows-1252 ("DuprÃ©"), put back; the text itself where it was not."""
    if not any(sign in text for sign in "ÃÂâÅÄ"):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
