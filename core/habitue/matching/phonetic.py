"""A key that names spelt alike in French or English share; coarse, for finding candidates only."""

_DIGRAPHS = (
    ("eaux", "o"), ("eau", "o"), ("aux", "o"), ("au", "o"), ("ph", "f"), ("sch", "s"), ("ch", "s"), ("qu", "k"),
    ("ck", "k"), ("th", "t"), ("gn", "n"), ("ll", "l"),
)  # fmt: skip
_LETTERS = str.maketrans("cqzxvwyj", "kkssffig")
_LENGTH = 4


def phonetic(text: str) -> str:
    """First letter and the consonants that follow, doubled ones once, four signs at most; "" for a blank text."""
    if not text:
        return ""
    for written, heard in _DIGRAPHS:
        text = text.replace(written, heard)
    text = text.translate(_LETTERS)
    kept = [text[0]]
    for letter in text[1:]:
        if letter not in "aeiouh " and (len(kept) == 1 or letter != kept[-1]):
            kept.append(letter)
            if len(kept) == _LENGTH:
                break
    return "".join(kept)
