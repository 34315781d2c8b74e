"""Why two customers are or are not one: what was decided, and field by field what speaks for it and what against."""

from dataclasses import dataclass

import numpy as np

from habitue.errors import BadRequest
from habitue.language import Language, Sentence, say_percent, sentence
from habitue.matching import KINDS, ZONES
from habitue.merging.answers import WORDS
from habitue.merging.survivors import texts_of
from habitue.refresh.compute import Sources, Step, quiet
from habitue.refresh.customer_rows import row_of
from habitue.refresh.duplicates import Besides, Search, search
from habitue.refresh.wish import Wish
from habitue.roles import Role
from habitue.roles.titles import role_title

_FIELDS: dict[str, tuple[Role, ...]] = {
    "first": (Role.FIRST_NAME, Role.NAME),
    "last": (Role.LAST_NAME, Role.NAME),
    "company": (Role.COMPANY, Role.NAME),
    "number": (Role.SIREN, Role.SIRET, Role.VAT),
    "email": (Role.EMAIL,),
    "phone": (Role.PHONE, Role.MOBILE),
    "address": (Role.STREET_NUMBER, Role.ADDRESS, Role.ADDRESS_MORE),
    "postcode": (Role.POSTCODE,),
    "town": (Role.TOWN,),
    "birth": (Role.BIRTH_DATE,),
}
_SILENT = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class PairExplained:
    """The lines to read, and the numbers for programs."""

    language: Language
    lines: tuple[Sentence, ...]
    numbers: dict[str, object]

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {"lines": [line.say(self.language) for line in self.lines], **self.numbers}


def explain_pair(wish: Wish, one: str, other: str, step: Step = quiet, sources: Sources | None = None) -> PairExplained:
    """Explain two customers, each asked for by key, e-mail or name, ignoring case. Raises UnknownCustomer."""
    found = search(wish, besides=Besides(wanted=((one, other),)), step=step, sources=sources)
    left, right = sorted(row_of(found.rows, found.intake, asked) for asked in (one, other))
    pairs = found.matching.pairs
    place = np.flatnonzero((pairs.left == left) & (pairs.right == right))
    if not len(place):
        raise BadRequest(sentence("Both lead to the same line: there is nothing to compare."))
    pair = int(place[0])
    names = [_name(found, row) for row in (left, right)]
    lines = [
        sentence("{one} and {other}: {verdict}", one=names[0], other=names[1], verdict=_verdict(found, pair)),
        *_answered(found, left, right),
        *(Sentence("  {said}", {"said": said}) for said in found.matching.reasons(pair, found.language)),
        sentence("Field by field:"),
        *_fields(found, pair),
    ]
    numbers: dict[str, object] = {
        "kind": KINDS[int(pairs.kind[pair])],
        "zone": ZONES[int(pairs.zone[pair])],
        "probability": round(float(pairs.probability[pair]), 4),
        "fields": {name: round(float(pairs.log_odds[pair, n]), 3) for n, name in enumerate(found.matching.fields)},
    }
    return PairExplained(language=found.language, lines=tuple(lines), numbers=numbers)


def _name(found: Search, row: int) -> str:
    customer = int(found.rows.customer[row])
    sheet, number = found.rows.place(row)
    return str(found.intake.customers["key"].iloc[customer]) if customer >= 0 else f"{sheet} {number}"


def _verdict(found: Search, pair: int) -> Sentence:
    """What became of the pair, with its probability."""
    pairs = found.matching.pairs
    share = say_percent(min(float(pairs.probability[pair]), 0.999), found.language, 1)
    if found.as_before[pair]:
        return sentence("one customer already, by number or merge")
    match ZONES[int(pairs.zone[pair])]:
        case "same":
            return sentence("one customer, certain ({share})", share=share)
        case "ask":
            return sentence("perhaps one customer, to be answered ({share})", share=share)
    return {
        "related": sentence("not one customer: the same household or company ({share})", share=share),
        "namesake": sentence("not one customer: namesakes ({share})", share=share),
    }.get(KINDS[int(pairs.kind[pair])], sentence("not one customer ({share})", share=share))


def _answered(found: Search, left: int, right: int) -> list[Sentence]:
    return [
        sentence("Somebody answered: {answer}.", answer=WORDS[one.told.answer])
        for one in found.answers
        if {one.reference, one.row} == {left, right}
    ]


def _fields(found: Search, pair: int) -> list[Sentence]:
    """Each field with both values, and what it says."""
    pairs, texts = found.matching.pairs, texts_of(found.rows.records)
    lines = []
    for place, field in enumerate(found.matching.fields):
        roles = [role for role in _FIELDS[field] if role in texts]
        shown = [
            " ".join(filter(None, (texts[role][int(rows[pair])] for role in roles))) or "–"
            for rows in (pairs.left, pairs.right)
        ]
        if shown == ["–", "–"] or not roles:
            continue
        says = _says(int(pairs.level[pair, place]), float(pairs.log_odds[pair, place]))
        title = role_title(roles[0])
        lines.append(
            sentence("  {field}: {one} | {other}: {says}", field=title, one=shown[0], other=shown[1], says=says)
        )
    return lines


def _says(level: int, log_odds: float) -> Sentence:
    if level < 0:
        return sentence("blank on one side")
    if abs(log_odds) < _SILENT:
        return sentence("says little")
    return sentence("speaks for one customer") if log_odds > 0 else sentence("speaks against it")
