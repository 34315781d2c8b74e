"""Which cell holds which criterion, so that what is not allowed can be named by its cell."""

from habitue.errors import BadCriteria
from habitue.language import sentence


class Places:
    """Addresses by the keys that criteria name in their errors."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._of: dict[str, str] = {}

    def add(self, key: str, address: str) -> None:
        """The first place of a key counts."""
        self._of.setdefault(key, address)

    def named(self, error: BadCriteria) -> BadCriteria:
        """The error with the cell in place of the key; the sheet where there is no such cell."""
        if not error.key:
            return error
        key = error.key
        while key not in self._of and "." in key:
            key = key.rpartition(".")[0]
        place = self._of.get(key, self._sheet)
        return BadCriteria(sentence("{place}: {why}", place=place, why=error.why), why=error.why)
