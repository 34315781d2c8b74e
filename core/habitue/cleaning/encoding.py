"""Puts back the accents that a wrong encoding broke, and says where a character was lost for good."""

import re

# What may come out of a repair: letters, and the signs that typists use between them. Anything else means that the
# text was broken in another way than the one we undid.
_TYPIST_SIGNS = frozenset("’‘“”«»–—…€°& '-\xa0")
_BROKEN = re.compile(
    r"\ufffd|[\x80-\x9f]"
    r"|[^\W\d_][?¤¦§¨©¬®¯±²³¶¸¹¼½¾¿×÷†‡‚„ƒˆ‰‹›˜™≈√∂∏∫](?=[^\W\d_])"
    r"|[^\W\d_]\? (?=[a-zà-öø-ÿ])|[^\W\d_][‚ƒ„‡]|[ÃÂ][^\w\s.,;:'’&()/-]|Ã[ŠŒŽšœžŸªºµ]|\bÃ[a-z]|á[º»]."
)
_SIGN_INSIDE_A_WORD = re.compile(r"[^\W\d_][^\w\s'’.&/-]+[^\W\d_]|[ÃÂâ][^\w\s]")


def put_back(text: str) -> str:
    """The text as it was before it was read in the wrong encoding ("DuprÃ©" is "Dupré"); itself when in doubt."""
    if text.isascii():
        return text
    from ftfy import fix_encoding  # 85 ms to import, and most files never need it

    fixed = fix_encoding(text)
    if fixed == text:
        fixed = _read_again(text)
    return fixed if fixed != text and _plausible(text, fixed) else text


def lost_characters(text: str) -> bool:
    """Whether the text shows that characters were lost or broken beyond what `put_back` can undo."""
    return _BROKEN.search(text) is not None


def _read_again(text: str) -> str:
    """What ftfy leaves alone because it is rare, such as Vietnamese: only where whole UTF-8 appears."""
    if not _SIGN_INSIDE_A_WORD.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _plausible(text: str, fixed: str) -> bool:
    before = set(text)
    new = {c for c in fixed if c not in before}
    return all(c.isalpha() or c in _TYPIST_SIGNS for c in new)
