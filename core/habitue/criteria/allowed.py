"""What a criterion may be: its kind and its range, checked in one place and said in words."""

from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar, Literal, Protocol

from habitue.errors import BadCriteria
from habitue.language import Sentence, sentence

Kind = Literal["days", "count", "times", "share", "money"]

_DIGITS: dict[Kind, int] = {"days": 0, "count": 0, "times": 2, "share": 4, "money": 2}
_AS_WRITTEN = 1e-12
"""How far a binary number may be from the decimal one that people wrote."""
_LONGEST_QUOTE = 60
_LARGEST_QUOTE = 10**18


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A number of a kind, within a range; `blank` where it may also be left out (None)."""

    kind: Kind
    least: float
    most: float
    blank: bool = False

    def range(self) -> Sentence:
        """The range in words: "1 to 3,650", "50% to 99%", with "or blank" where it may be left out."""
        if self.kind == "share":
            span = sentence("{least}% to {most}%", least=_tidy(self.least * 100), most=_tidy(self.most * 100))
        else:
            span = sentence("{least} to {most}", least=_tidy(self.least), most=_tidy(self.most))
        return sentence("{span}, or blank", span=span) if self.blank else span

    def why_not(self, value: object, meant: object = None) -> Sentence:
        """The sentence that says that `value` is not one of these, and what is allowed; `meant` is it as a number."""
        quoted, span = quote(value), self.range()
        if self.kind != "share" and isinstance(meant, int | float) and (meant < self.least or meant > self.most):
            return sentence("{value} is out of range; allowed: {range}", value=quoted, range=span)
        match self.kind:
            case "days":
                return sentence("{value} is not a number of days; allowed: {range}", value=quoted, range=span)
            case "count":
                return sentence("{value} is not a whole number; allowed: {range}", value=quoted, range=span)
            case "times":
                return sentence(
                    "{value} is not a number; allowed: {range}, with two decimals at most", value=quoted, range=span
                )
            case "share":
                return sentence("{value} is not a percentage; allowed: {range}", value=quoted, range=span)
            case "money":
                return sentence(
                    "{value} is not an amount; allowed: {range}, with two decimals at most", value=quoted, range=span
                )

    def check(self, key: str, value: object) -> float | None:
        """The value in its canonical form (whole numbers as int); raises BadCriteria that names `key`."""
        if value is None and self.blank:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise refusal(key, self.why_not(value))
        digits = _DIGITS[self.kind]
        if not self.least <= value <= self.most or abs(round(value, digits) - value) > _AS_WRITTEN * max(1, abs(value)):
            raise refusal(key, self.why_not(value, value))
        return _tidy(round(value, digits))


class _Record(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def number(default: float | None, kind: Kind, least: float, most: float) -> Any:  # noqa: ANN401 (as `field` itself)
    """A field of a criteria record that holds a number; one whose default is None may be left out."""
    allowed = Allowed(kind=kind, least=least, most=most, blank=default is None)
    return field(default=default, metadata={"allowed": allowed})


def check_numbers(record: _Record, prefix: str) -> None:
    """Hold each number of a frozen record to its range, and put it in its canonical form."""
    for one in fields(record):
        if "allowed" in one.metadata:
            value = one.metadata["allowed"].check(f"{prefix}.{one.name}", getattr(record, one.name))
            object.__setattr__(record, one.name, value)


def allowed_of(record: type[_Record], name: str) -> Allowed:
    """What the field `name` of a criteria record may hold."""
    allowed: Allowed = record.__dataclass_fields__[name].metadata["allowed"]
    return allowed


def check_word(key: str, value: object, words: tuple[str, ...]) -> None:
    """Hold a value to a list of words; raises BadCriteria that names `key` and lists them."""
    if value not in words:
        raise refusal(key, sentence("{value} is not one of: {words}", value=quote(value), words=words))


def check_yes_no(key: str, value: object) -> None:
    """Hold a value to True or False."""
    if not isinstance(value, bool):
        raise refusal(key, sentence("{value} is neither yes nor no", value=quote(value)))


def check_text(key: str, value: object, longest: int) -> str:
    """A text on one line, its runs of spaces made one; raises BadCriteria when it is too long or cannot be shown."""
    if not isinstance(value, str):
        raise refusal(key, sentence("{value} is not a text", value=quote(value)))
    text = " ".join(value.split())
    if len(text) > longest or not text.isprintable():
        why = sentence(
            "{value} cannot be used; allowed: up to {longest} characters that can be shown",
            value=quote(value),
            longest=longest,
        )
        raise refusal(key, why)
    return text


def refusal(key: str, why: Sentence) -> BadCriteria:
    """The error that says which criterion is not allowed, and why."""
    return BadCriteria(sentence("{place}: {why}", place=key, why=why), key, why)


def quote(value: object) -> str:
    """A value as an error may quote it: in quotation marks, on one line, not too long."""
    if isinstance(value, int) and abs(value) > _LARGEST_QUOTE:
        return "'…'"  # Python refuses to write integers of thousands of digits
    text = repr(value) if isinstance(value, str) else f"'{value}'"
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 2]}…'"


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else value
