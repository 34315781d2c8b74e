"""Lets a list of words stand in the code as a block of text, which reads better than a hundred quoted strings."""


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """A dictionary from lines such as "boulevard = BD"; several keys may share a line: "av, ave = AV"."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        keys, _, value = line.partition("=")
        for key in keys.split(","):
            found[key.strip()] = value.strip()
    return found
