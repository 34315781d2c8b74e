"""The rules by which a value stays when lines are put together, in words: the team's, and what needs no rule."""

from habitue.criteria.survivors import RULES
from habitue.language import Sentence, sentence

SAID: dict[str, Sentence] = {
    **RULES,
    "first_known": sentence("the only one there is"),
    "chosen": sentence("chosen by hand"),
}
"""For the journal."""
