"""What people say about columns, with --map or in the Criteria sheet: it wins over every guess."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from habitue.errors import BadRequest, MissingRole
from habitue.language import sentence
from habitue.roles.column_role import ColumnRole
from habitue.roles.guess import labels_of
from habitue.roles.role import Role
from habitue.roles.rolemap import ColumnGuess, RoleMap
from habitue.roles.titles import TITLES, role_title
from habitue.roles.words import plain_words

NO_ROLE = "none"


def parse_map(texts: Iterable[str]) -> tuple[ColumnRole, ...]:
    """The texts of `--map`: "order_date=Date cde", "Ventes:Date cde=order_date", "Remarks=none".

    Either side of "=" may be the role; where both are roles, the left one is. Raises BadRequest.
    """
    return tuple(_parse(text) for text in texts)


def read_role(text: str) -> Role | None:
    """A role by its word ("order_date"), or by its name in French or English; None for "none". Raises BadRequest."""
    word = plain_words(text)
    if word in (NO_ROLE, "aucun", ""):
        return None
    role = _roles().get(word)
    if role is None:
        raise BadRequest(
            sentence(
                "“{text}” is not a role that a column can have; the roles are: {roles}.",
                text=text[:60],
                roles=", ".join([*Role, NO_ROLE]),
            )
        )
    return role


@cache
def _roles() -> dict[str, Role]:
    """Every spelling of every role; its word wins over the names that people read."""
    names = {plain_words(title.say("fr")): role for role, title in TITLES.items()}
    names |= {plain_words(title.say("en")): role for role, title in TITLES.items()}
    return names | {plain_words(role): role for role in Role}


def _parse(text: str) -> ColumnRole:
    left, mark, right = text.partition("=")
    if mark and _is_role(left):
        return ColumnRole(sheet="", header=right.strip(), role=read_role(left))
    left, mark, right = text.rpartition("=")
    if not mark or not left.strip():
        raise BadRequest(
            sentence(
                '“{text}” does not say which column has which role; write it as order_date="Header" '
                'or "Sheet:Header=order_date".',
                text=text[:80],
            )
        )
    role = read_role(right)
    sheet, colon, header = left.partition(":")
    if colon and sheet.strip() and header.strip():
        return ColumnRole(sheet=sheet.strip(), header=header.strip(), role=role)
    return ColumnRole(sheet="", header=left.strip(), role=role)


def _is_role(text: str) -> bool:
    word = plain_words(text)
    return word in _roles() or word == NO_ROLE


def apply_overrides(roles: RoleMap, mapping: Sequence[ColumnRole]) -> RoleMap:
    """The map with what people said about this table; what they said about others is left alone."""
    for told in mapping:
        place = _find(roles, told)
        if place is not None:
            roles = _told(roles, place, told.role)
    return roles


def check_overrides(maps: Sequence[RoleMap], mapping: Sequence[ColumnRole]) -> None:
    """Raise BadRequest for a sheet or a header that no table has, naming those that exist."""
    for told in mapping:
        if any(_find(roles, told) is not None for roles in maps):
            continue
        here = [roles for roles in maps if _stands_in(roles, told.sheet)]
        if told.sheet and not here:
            raise BadRequest(
                sentence(
                    "No table stands in “{sheet}”; there are: {titles}.",
                    sheet=told.sheet[:60],
                    titles=", ".join(dict.fromkeys(roles.title for roles in maps)),
                )
            )
        raise BadRequest(
            sentence(
                "No column is called “{header}”; there are: {headers}.",
                header=told.header[:60],
                headers="; ".join(f"{roles.title}: {labels_of(roles.columns)}" for roles in here or maps),
            )
        )


def missing_role(role: Role, roles: RoleMap) -> MissingRole:
    """The error that asks for a column by the name of its role."""
    return MissingRole(
        sentence(
            "No column looks like the {role} in sheet {sheet}; it has: {headers}. "
            'Say which one it is with --map {word}="Column" or in the Criteria sheet.',
            role=role_title(role),
            sheet=roles.title,
            headers=labels_of(roles.columns),
            word=role.value,
        )
    )


def _stands_in(roles: RoleMap, place: str) -> bool:
    origin = roles.origin
    names = (origin.sheet, origin.name, origin.file, origin.file.rsplit(".", 1)[0], roles.title)
    return not place or plain_words(place) in {plain_words(name) for name in names if name}


def _find(roles: RoleMap, told: ColumnRole) -> int | None:
    """The column that is meant: as written first, then without regard to case, accents and punctuation."""
    if not _stands_in(roles, told.sheet):
        return None
    wanted = plain_words(told.header)
    for place, guess in enumerate(roles.columns):
        if told.header in (guess.label, guess.header):
            return place
    for place, guess in enumerate(roles.columns):
        if wanted and wanted in (plain_words(guess.label), plain_words(guess.header)):
            return place
    sheet, colon, header = told.header.partition(":")
    if colon and not told.sheet and sheet.strip() and header.strip():
        return _find(roles, ColumnRole(sheet=sheet.strip(), header=header.strip(), role=told.role))
    return None


def _told(roles: RoleMap, place: int, role: Role | None) -> RoleMap:
    """The map with one column's role as told; the column that was guessed for this role loses it."""
    why = sentence("You said so.")
    freed = sentence("You gave this role to another column.")
    columns: list[ColumnGuess] = []
    for other, guess in enumerate(roles.columns):
        if other == place:
            columns.append(replace(guess, role=role, confidence=1.0, why=why))
        elif role is not None and guess.role is role and role is not Role.ADDRESS_MORE:
            columns.append(replace(guess, role=None, confidence=0.0, why=freed))
        else:
            columns.append(guess)
    orders = roles.orders or role in (Role.ORDER_DATE, Role.ORDER_ID)
    return replace(roles, columns=tuple(columns), orders=orders)
