"""Why two rows are or are not one customer, field by field, in words."""

from collections.abc import Callable

from habitue.language import Sentence, sentence
from habitue.matching.comparing import LEVELS
from habitue.matching.comparing_names import CLOSE, INITIAL, PART, SAME, SLIGHTLY
from habitue.matching.notes import Bar, Note
from habitue.matching.records import Matching

_SILENT = 0.15  # evidence below this is not worth a word, unless the pair has no other


def reasons(matching: Matching, pair: int) -> list[Sentence]:
    """What keeps the pair apart first, then each field that both rows fill, the most telling first."""
    pairs = matching.pairs
    said = _bars(Bar(int(pairs.barred[pair])))
    weights = {field: float(pairs.log_odds[pair, place]) for place, field in enumerate(matching.fields)}
    filled = [place for place in range(len(matching.fields)) if pairs.level[pair, place] >= 0]
    told = [place for place in filled if abs(weights[matching.fields[place]]) >= _SILENT] or filled
    for place in sorted(told, key=lambda place: -abs(weights[matching.fields[place]])):
        level, note = int(pairs.level[pair, place]), Note(int(pairs.note[pair, place]))
        if note & Note.NICKNAME and pair in matching.short_names:
            short, full = matching.short_names[pair]
            said.append(sentence("first names: {short} is short for {full}", short=short, full=full))
        elif not (note & Note.SWAPPED and matching.fields[place] == "last"):  # told with the first name
            said.append(_FIELDS[matching.fields[place]](level, note, int(pairs.alike[pair, place])))
    return said


def _bars(bar: Bar) -> list[Sentence]:
    """What people must know before they decide; different dates and names are told with their fields."""
    said = []
    if bar & Bar.ANSWER:
        said.append(sentence("somebody answered that they are not one customer"))
    if bar & Bar.FATHER_AND_SON:
        said.append(sentence("same name in one household, no birth date: father and son?"))
    if bar & Bar.TITLE:
        said.append(sentence("a man's title and a woman's"))
    if bar & Bar.THIN:
        said.append(sentence("too little in common to be sure"))
    if bar & Bar.CHAIN:
        said.append(sentence("alike, but the rest of the group does not fit"))
    return said


def _first(level: int, note: Note, alike: int) -> Sentence:
    if note & Note.SWAPPED:
        return sentence("first name and last name exchanged")
    if note & Note.NICKNAME:
        return sentence("first names: one is a short form of the other")
    if note & Note.INITIAL:
        return sentence("first names: one is the initial of the other")
    if note & Note.PART:
        return sentence("first names: one is part of the other")
    if level == SAME:
        return sentence("same first name")
    if level >= SLIGHTLY:
        return sentence("first names alike ({percent}%)", percent=alike)
    return sentence("different first names")


def _last(level: int, note: Note, alike: int) -> Sentence:
    if note & Note.SWAPPED:
        return sentence("first name and last name exchanged")
    if note & Note.PART:
        return sentence("last names: one is part of the other")
    if note & Note.INITIAL:
        return sentence("last names: one is the initial of the other")
    if level == SAME:
        return sentence("same last name")
    if level in (SLIGHTLY, PART, INITIAL, CLOSE):
        return sentence("last names alike ({percent}%)", percent=alike)
    return sentence("different last names")


def _company(level: int, note: Note, alike: int) -> Sentence:
    if note & Note.PART:
        return sentence("companies: one name is part of the other")
    if level == LEVELS["company"] - 1:
        return sentence("same company")
    return sentence("companies alike ({percent}%)", percent=alike) if level else sentence("different companies")


def _number(level: int, note: Note, alike: int) -> Sentence:  # noqa: ARG001 (all fields are told in one way)
    if level == LEVELS["number"] - 1:
        return sentence("same company number")
    return sentence("company numbers one digit apart") if level else sentence("different company numbers")


def _email(level: int, note: Note, alike: int) -> Sentence:
    if note & Note.SHARED:
        return sentence("same e-mail, but used by several people")
    if level == LEVELS["email"] - 1:
        return sentence("same e-mail")
    return sentence("e-mails alike ({percent}%)", percent=alike) if level else sentence("different e-mails")


def _phone(level: int, note: Note, alike: int) -> Sentence:  # noqa: ARG001
    if note & Note.SHARED:
        return sentence("same phone, but used by several people")
    if level == LEVELS["phone"] - 1:
        return sentence("same phone")
    return sentence("phones one digit apart") if level else sentence("different phones")


def _address(level: int, note: Note, alike: int) -> Sentence:  # noqa: ARG001
    match level:
        case 5:
            return sentence("same address")
        case 4:
            return sentence("same street number, street alike ({percent}%)", percent=alike)
        case 3 | 2 | 1:
            return sentence("addresses alike ({percent}%)", percent=alike)
        case _:
            return sentence("different addresses")


def _postcode(level: int, note: Note, alike: int) -> Sentence:  # noqa: ARG001
    words = (
        sentence("different postcodes"),
        sentence("postcodes of the same area"),
        sentence("postcodes one digit apart"),
        sentence("same postcode"),
    )
    return words[level]


def _town(level: int, note: Note, alike: int) -> Sentence:  # noqa: ARG001
    if level == LEVELS["town"] - 1:
        return sentence("same town")
    return sentence("towns alike ({percent}%)", percent=alike) if level else sentence("different towns")


def _birth(level: int, note: Note, alike: int) -> Sentence:  # noqa: ARG001
    words = (
        sentence("different birth dates"),
        sentence("different birth dates, a little alike"),
        sentence("birth dates one digit apart, or day and month exchanged"),
        sentence("same birth date"),
    )
    return words[level]


_FIELDS: dict[str, Callable[[int, Note, int], Sentence]] = {
    "first": _first,
    "last": _last,
    "company": _company,
    "number": _number,
    "email": _email,
    "phone": _phone,
    "address": _address,
    "postcode": _postcode,
    "town": _town,
    "birth": _birth,
}
