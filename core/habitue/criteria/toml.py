"""Criteria as a TOML file, with the same content as the sheet."""

import tomllib
from pathlib import Path

from habitue.criteria.criteria import Criteria
from habitue.criteria.parsing import from_plain
from habitue.criteria.plain import to_plain
from habitue.errors import BadCriteria, UnreadableFile
from habitue.language import sentence

_LARGEST_BYTES = 5_000_000


def from_toml(path: Path | str) -> Criteria:
    """The criteria of a TOML file; raises UnreadableFile, or BadCriteria that names the key."""
    place = Path(path)
    try:
        with place.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        why = sentence("There is no criteria file {name}: check its name and its folder.", name=place.name)
        raise UnreadableFile(why) from error
    except OSError as error:
        why = sentence(
            "The criteria file {name} cannot be read: check that it is a file and open to you.", name=place.name
        )
        raise UnreadableFile(why) from error
    if len(content) > _LARGEST_BYTES:
        raise UnreadableFile(sentence("{name} is too large to be a criteria file.", name=place.name))
    try:
        return criteria_from_toml(content.decode("utf-8-sig"))
    except BadCriteria as error:
        said = sentence("{name}: {why}", name=place.name, why=error.sentence)
        raise BadCriteria(said, error.key, error.why) from error
    except UnicodeDecodeError as error:
        why = sentence("The criteria file {name} is not UTF-8 text; save it as UTF-8.", name=place.name)
        raise UnreadableFile(why) from error


def criteria_from_toml(text: str) -> Criteria:
    """The criteria in a TOML text; raises BadCriteria that names the key, or the place of what is not TOML."""
    try:
        plain = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        raise BadCriteria(sentence("The criteria file is not TOML: {reason}.", reason=str(error))) from error
    return from_plain(plain)


def to_toml(criteria: Criteria) -> str:
    """The criteria as TOML text, ready to be edited and read back."""
    import tomli_w

    return tomli_w.dumps(to_plain(criteria))
