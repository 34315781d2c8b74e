"""Statuses, segments and groups read back; new ones get a key of their own from their name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from habitue.criteria import Comparison, Condition, Group, Measure, Segment, Stage
from habitue.criteria.allowed import quote
from habitue.criteria.cells import parse_cells
from habitue.criteria.conditions import COMPARISONS, Shape, Value, allowed_value, shape_of
from habitue.criteria.named import LANGUAGES, Named
from habitue.errors import BadCriteria
from habitue.language import sentence
from habitue.sheets.criteria.locating import Line
from habitue.sheets.criteria.places import Places
from habitue.sheets.criteria.values import read_number, read_word, read_yes
from habitue.sheets.criteria.vocabulary import plain, word


def read_stages(lines: Iterable[Line], places: Places) -> tuple[Stage, ...]:
    """A status begins where a line has a name (or a code); the lines below it hold its further conditions."""
    found: list[tuple[dict[str, Any], list[list[Condition]]]] = []
    taken: set[str] = set()
    for line in lines:
        if line["name"] or line["code"]:
            found.append((_named(line, Stage, taken, places), []))
        if not found:
            raise line.refuse("name", sentence("the name of a status is needed"))
        about, rule = found[-1]
        if not line["measure"]:
            if line["comparison"] or line["value"] or line["column"]:
                raise line.refuse("measure", sentence("a measure is needed: choose one from the list"))
            continue
        places.add(f"stages.{about['key']}.rule", line.address("measure"))
        joined = read_word(line, "joiner", "joiner", "and")
        if joined == "or" or not rule:
            rule.append([])
        rule[-1].append(_condition(line))
    return tuple(Stage(**about, rule=tuple(map(tuple, rule))) for about, rule in found)


def _condition(line: Line) -> Condition:
    measure = Measure(read_word(line, "measure", "measure", ""))
    shape = shape_of(measure)
    comparison = Comparison(read_word(line, "comparison", "comparison", "is"))
    if comparison not in COMPARISONS[shape]:
        words = [word("comparison", str(one), line.language) for one in COMPARISONS[shape]]
        why = sentence("{value} is not one of: {words}", value=quote(line["comparison"]), words=words)
        raise line.refuse("comparison", why)
    value = _value(line, measure, comparison, shape)
    try:
        return Condition(measure=measure, comparison=comparison, value=value, column=line["column"])
    except BadCriteria as error:
        raise line.refuse("column" if error.key.endswith(".column") else "value", error.why) from error


def _value(line: Line, measure: Measure, comparison: Comparison, shape: Shape) -> Value:
    allowed = allowed_value(measure, comparison)
    if allowed is not None:
        number = read_number(line, "value", allowed)
        assert number is not None
        return number
    return read_yes(line, "value") if shape == "yes_no" else line["value"]


def read_groups(lines: Iterable[Line], places: Places) -> tuple[Group, ...]:
    """One group a line."""
    taken: set[str] = set()
    return tuple(Group(**_named(line, Group, taken, places)) for line in lines)


def read_segments(lines: Sequence[Line], groups: tuple[Group, ...], places: Places) -> tuple[Segment, ...]:
    """One segment a line, its group by name."""
    taken: set[str] = set()
    segments = []
    for line in lines:
        places.add("segments", line.address("cells"))
        about = _named(line, Segment, taken, places)
        places.add(f"segments.{about['key']}.group", line.address("group"))
        places.add(f"segments.{about['key']}.cells", line.address("cells"))
        cells = parse_cells(line["cells"], f"segments.{about['key']}.cells")
        segments.append(Segment(**about, cells=cells, group=_group(line, groups)))
    return tuple(segments)


def _group(line: Line, groups: tuple[Group, ...]) -> str:
    """The group of that name; a group that was renamed is still known by the name that we ship."""
    text = plain(line["group"])
    if not text:
        return ""
    for names in (_own_names, _shipped_names):
        for group in groups:
            if text in names(group):
                return group.key
    known = [group.name(line.language) for group in groups]
    raise line.refuse("group", sentence("{value} is not one of: {words}", value=quote(line["group"]), words=known))


def _own_names(one: Named) -> set[str]:
    return {plain(one.name(language)) for language in LANGUAGES}


def _shipped_names(one: Named) -> set[str]:
    known = one.KNOWN.get(one.key)
    return {plain(known[0].say(language)) for language in LANGUAGES} | {one.key} if known else {one.key}


def _named(line: Line, kind: type[Named], taken: set[str], places: Places) -> dict[str, Any]:
    key = _key(line, kind, taken)
    taken.add(key)
    place = f"{kind.PLACE}.{key}"
    places.add(kind.PLACE, line.address("name"))
    for name, column in {"name": "name", "words": "words", "owner": "owner", "colour": "tone"}.items():
        places.add(f"{place}.{name}", line.address(column))
    places.add(place, line.address("name"))
    return {
        "key": key,
        "own_name": line["name"],
        "own_words": line["words"],
        "owner": line["owner"],
        "sheet": read_yes(line, "sheet"),
        "tone": read_word(line, "tone", "tone", "grey"),
    }


def _key(line: Line, kind: type[Named], taken: set[str]) -> str:
    """The code on the right; a copied or absent one is replaced by one made from the name."""
    code = line["code"]
    if code and code not in taken:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", code):
            why = sentence(
                "{value} is not a code: leave the codes as they are, or blank for a new line", value=quote(code)
            )
            raise line.refuse("code", why)
        return code
    for key, (name, _) in kind.KNOWN.items():
        if key not in taken and plain(line["name"]) in {plain(name.say(language)) for language in LANGUAGES}:
            return key
    letters = unicodedata.normalize("NFKD", line["name"]).encode("ascii", "ignore").decode().lower()
    made = "_".join(re.findall(r"[a-z0-9]+", letters))[:30] or "line"
    made = made if made[0].isalpha() else f"n_{made}"
    return next(key for key in (made, *(f"{made}_{n}" for n in range(2, 1000))) if key not in taken)
