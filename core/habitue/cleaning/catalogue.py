"""All cleaning rules together, for dry runs, the Quality sheet and `--rules`."""

from collections.abc import Iterable
from functools import cache

from habitue.cleaning.rules import Rule
from habitue.errors import BadCriteria
from habitue.language import sentence


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule of every field by its id, in the order in which people read the fields."""
    from habitue.cleaning import (
        address_rules,
        amounts,
        amounts_cleaned,
        companies,
        consent,
        dates,
        dates_cleaned,
        email_rules,
        identifiers,
        names_rules,
        phone_rules,
        status_words,
        text,
    )

    fields = (text, names_rules, companies, email_rules, phone_rules, address_rules)
    modules = (*fields, dates_cleaned, dates, amounts_cleaned, amounts, identifiers, consent, status_words)
    return {rule.id: rule for module in modules for rule in module.RULES}


def switched_off(ids: Iterable[str]) -> frozenset[str]:
    """The ids as `Rules.off` takes them, once each is known to be a rule or a field; raises BadCriteria otherwise."""
    wanted = frozenset(word.strip() for word in ids if word.strip())
    fields = {rule.split(".", 1)[0] for rule in all_rules()}
    for word in sorted(wanted - fields - set(all_rules())):
        raise BadCriteria(
            sentence(
                "There is no cleaning rule {word}; fields are {fields}, and a rule is written as “names.case”.",
                word=word,
                fields=tuple(sorted(fields)),
            )
        )
    return wanted
