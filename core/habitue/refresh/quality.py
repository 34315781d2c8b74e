"""Works out how far the customers of a refresh can be used and reached, from what cleaning made of them."""

from collections.abc import Sequence

import pandas as pd

from habitue.cleaning.fields import CleanedTable
from habitue.language import Sentence, plural, sentence
from habitue.outcome import Label
from habitue.quality import FieldRate, GroupRate, Quality, RuleCount, Way, WayRate
from habitue.refresh.clean.lines import is_event
from habitue.refresh.clean.report import by_rule
from habitue.refresh.compute import Computed
from habitue.refresh.corrections import corrections_of, doubts_of, told_once
from habitue.refresh.reach import Channel, any_of, excluded_why, usable
from habitue.refresh.signs import CONSENTS, Mask, answered
from habitue.roles import Role
from habitue.roles.titles import role_title

WAYS: tuple[Way, ...] = ("email", "mobile", "post", "phone")
NAMES: dict[Way, Sentence] = {
    "email": sentence("E-mail"),
    "mobile": sentence("Mobile phone"),
    "post": sentence("Post"),
    "phone": sentence("Phone"),
}
_CHANNEL: dict[Way, Channel] = {"email": "email", "mobile": "phone", "post": "post", "phone": "phone"}
_COLUMNS: dict[Way, tuple[Role, ...]] = {
    "email": (Role.EMAIL,),
    "mobile": (Role.MOBILE, Role.PHONE),
    "post": (Role.ADDRESS, Role.POSTCODE, Role.TOWN),
    "phone": (Role.PHONE, Role.MOBILE),
}
_PARTS = (Role.ADDRESS, Role.POSTCODE, Role.TOWN)


def quality_of(computed: Computed) -> Quality:
    """The quality of the customers of a refresh."""
    refresh, cleaned = computed.refresh, computed.judged.cleaned
    reachable = {way: _reachable(cleaned, way) for way in WAYS}
    allowed = {
        way: reachable[way] & excluded_why(cleaned, _CHANNEL[way], refresh.language).isna().to_numpy(bool)
        for way in WAYS
    }
    return Quality(
        customers=len(refresh.customers),
        fields=tuple(_fields(cleaned)),
        ways=tuple(_way(cleaned, way, reachable[way], allowed[way]) for way in WAYS),
        statuses=_groups(refresh.statuses, refresh.customers["status"], allowed),
        segments=_groups(refresh.segments, refresh.customers["segment"], allowed),
        corrected=_counted(_corrections(computed), doubts=False),
        doubts=_counted(told_once(doubts_of(computed.judged.intake, cleaned)), doubts=True),
        consent_known=_consent_known(cleaned),
    )


def _fields(cleaned: CleanedTable) -> list[FieldRate]:
    corrected, doubtful = (
        lines.drop_duplicates(["position", "column"])["column"].value_counts()
        for lines in (cleaned.changes, cleaned.doubts)
    )
    roles = [role for role in Role if role in cleaned.customers]
    return [
        FieldRate(
            role=str(role),
            name=role_title(role),
            filled=int(cleaned.customers[role].notna().sum()),
            corrected=int(corrected.get(str(role), 0)),
            doubtful=int(doubtful.get(str(role), 0)),
        )
        for role in roles
    ]


def _reachable(cleaned: CleanedTable, way: Way) -> Mask:
    """Who has an address or number for a way that can be used."""
    if way != "mobile":
        return usable(cleaned, _CHANNEL[way])
    derived = cleaned.derived
    numbers = [derived[name].notna().to_numpy(bool) for name in ("mobile_mobile", "phone_mobile") if name in derived]
    return any_of(numbers, len(cleaned.customers))


def _way(cleaned: CleanedTable, way: Way, reachable: Mask, allowed: Mask) -> WayRate:
    return WayRate(
        way=way,
        name=NAMES[way],
        reachable=int(reachable.sum()),
        allowed=int(allowed.sum()),
        missing=tuple(_missing(cleaned, way, reachable, allowed)),
    )


def _missing(cleaned: CleanedTable, way: Way, reachable: Mask, allowed: Mask) -> list[Sentence]:
    """What would have to be found or asked, so that more customers can be reached this way."""
    columns = [role for role in _COLUMNS[way] if role in cleaned.customers]
    if not columns and not reachable.any():
        return [sentence("{way}: the file has no column for it.", way=NAMES[way])]
    lines = []
    without = int((~reachable).sum())
    if without:
        parts = _blank_parts(cleaned, ~reachable) if way == "post" else None
        lines.append(_without(way, without, parts))
    silent = int((reachable & ~allowed).sum())
    if silent:
        lines.append(
            plural(
                "{way}: {count} customer could be reached, but has not agreed or does not want it.",
                "{way}: {count} customers could be reached, but have not agreed or do not want it.",
                silent,
                way=NAMES[way],
            )
        )
    return lines


def _without(way: Way, count: int, parts: Sentence | None) -> Sentence:
    if parts is not None:
        return plural(
            "{way}: {count} customer lacks a complete address ({parts}).",
            "{way}: {count} customers lack a complete address ({parts}).",
            count,
            way=NAMES[way],
            parts=parts,
        )
    if way == "email":
        return plural(
            "{way}: {count} customer has no address that can be used.",
            "{way}: {count} customers have no address that can be used.",
            count,
            way=NAMES[way],
        )
    return plural(
        "{way}: {count} customer has no number that can be used.",
        "{way}: {count} customers have no number that can be used.",
        count,
        way=NAMES[way],
    )


def _blank_parts(cleaned: CleanedTable, mask: Mask) -> Sentence:
    """How often each part of the address is blank."""
    address, postcode, town = (_blank(cleaned, role, mask) for role in _PARTS)
    return sentence(
        "blank street: {address}, postcode: {postcode}, town: {town}", address=address, postcode=postcode, town=town
    )


def _blank(cleaned: CleanedTable, role: Role, mask: Mask) -> int:
    for frame in (cleaned.customers, cleaned.derived):
        if role in frame:
            return int(frame[role].isna().to_numpy(bool)[mask].sum())
    return int(mask.sum())


def _groups(labels: Sequence[Label], codes: pd.Series, allowed: dict[Way, Mask]) -> tuple[GroupRate, ...]:
    code = codes.to_numpy()
    return tuple(
        GroupRate(
            label=label,
            customers=int((code == number).sum()),
            allowed={way: int((mask & (code == number)).sum()) for way, mask in allowed.items()},
        )
        for number, label in enumerate(labels)
    )


def _corrections(computed: Computed) -> pd.DataFrame:
    """The corrections of this refresh, and those that were made in the cells and stand."""
    found = told_once(corrections_of(computed.judged.intake, computed.judged.cleaned))
    journal = computed.memory.journal
    if "what" not in journal or not len(journal):
        return found
    standing = is_event(journal, "in_place") & journal["undone"].isna().to_numpy(bool)
    lines = journal.loc[standing, list(found.columns)].astype(found.dtypes.to_dict())
    return pd.concat([lines, found], ignore_index=True) if len(lines) else found


def _counted(lines: pd.DataFrame, *, doubts: bool) -> tuple[RuleCount, ...]:
    return tuple(
        RuleCount(
            rule=one.rule.id,
            explains=one.rule.explains,
            count=one.count,
            place=one.examples[0].place,
            before=one.examples[0].before or "",
            after=one.examples[0].after,
        )
        for one in by_rule(lines, doubts=doubts)
    )


def _consent_known(cleaned: CleanedTable) -> bool:
    """Whether the file has any column that says who agreed."""
    masks = [answered(cleaned, role, answer=True) for role in (*CONSENTS, Role.UNSUBSCRIBED)]
    return any(mask is not None for mask in masks)
