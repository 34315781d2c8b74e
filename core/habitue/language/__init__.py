"""What users read, in French and English: sentences that are put in words only when they are shown."""

from habitue.language.sentence import Language, Sentence, join, plural, sentence
from habitue.language.values import colon, dates, numbers, say_date, say_money, say_number, say_percent

__all__ = [
    "Language",
    "Sentence",
    "colon",
    "dates",
    "join",
    "numbers",
    "plural",
    "say_date",
    "say_money",
    "say_number",
    "say_percent",
    "sentence",
]
