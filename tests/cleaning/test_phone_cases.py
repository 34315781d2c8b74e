"""Hand-checked telephone cells, French and English: left alone, changed, or only pointed out."""

import pandas as pd
import pytest

from habitue.cleaning.phone import clean_phones
from habitue.cleaning.rules import Rules

# cell, country, E.164, kind
ALONE = [
    ("06 12 34 56 78", "FR", "+33612345678", "mobile"),
    ("07 68 12 34 56", "FR", "+33768123456", "mobile"),
    ("01 42 68 53 00", "FR", "+33142685300", "fixed"),
    ("04 93 12 34 56", "FR", "+33493123456", "fixed"),
    ("02 98 44 55 66", "FR", "+33298445566", "fixed"),
    ("09 72 12 34 56", "FR", "+33972123456", "voip"),
    ("0 800 12 34 56", "FR", "+33800123456", "free"),
    ("0 899 12 34 56", "FR", "+33899123456", "premium"),
    ("0 820 12 34 56", "FR", "+33820123456", "shared cost"),
    ("0692 12 34 56", "FR", "+262692123456", "mobile"),
    ("0262 12 34 56", "FR", "+262262123456", "fixed"),
    ("0690 12 34 56", "FR", "+590690123456", "mobile"),
    ("0596 50 12 34", "FR", "+596596501234", "fixed"),
    ("0694 20 12 34", "FR", "+594694201234", "mobile"),
    ("0639 01 23 45", "FR", "+262639012345", "mobile"),
    ("+508 41 12 34", "FR", "+508411234", "fixed"),
    ("+44 20 7946 0018", "FR", "+442079460018", "fixed"),
    ("+32 475 12 34 56", "FR", "+32475123456", "mobile"),
    ("+377 93 10 12 12", "FR", "+37793101212", "fixed"),
    ("+49 30 901820", "FR", "+4930901820", "fixed"),
    ("+1 415-555-2671", "FR", "+14155552671", "fixed or mobile"),
    ("01 42 68 53 00 poste 12", "FR", "+33142685300", "fixed"),
    ("0692 12 34 56", "RE", "+262692123456", "mobile"),
    ("06 12 34 56 78", "RE", "+33612345678", "mobile"),
    ("020 7946 0018", "GB", "+442079460018", "fixed"),
    ("07911 123456", "GB", "+447911123456", "mobile"),
    ("0800 123 4567", "GB", "+448001234567", "free"),
    ("+33 6 12 34 56 78", "GB", "+33612345678", "mobile"),
    ("(415) 555-2671", "US", "+14155552671", "fixed or mobile"),
    ("(800) 555-0199", "US", "+18005550199", "free"),
    ("0475 12 34 56", "BE", "+32475123456", "mobile"),
    ("079 123 45 67", "CH", "+41791234567", "mobile"),
    ("612 34 56 78", "ES", "+34612345678", "mobile"),
    ("06 00 00 00 01", "FR", "+33600000001", "mobile"),
    ("079 123 45 67", "CH", "+41791234567", "mobile"),
    ("+41 79 123 45 67", "FR", "+41791234567", "mobile"),
    ("01 02 03 04 05", "FR", "+33102030405", "fixed"),
    ("+33 1 42 68 53 00", "US", "+33142685300", "fixed"),
]

CHANGED = [
    ("0612345678", "FR", "06 12 34 56 78"),
    ("06.12.34.56.78", "FR", "06 12 34 56 78"),
    ("06-12-34-56-78", "FR", "06 12 34 56 78"),
    ("06/12/34/56/78", "FR", "06 12 34 56 78"),
    ("06 12345678", "FR", "06 12 34 56 78"),
    ("612345678", "FR", "06 12 34 56 78"),
    ("142685300", "FR", "01 42 68 53 00"),
    ("692123456", "FR", "0692 12 34 56"),
    ("6.12345678E8", "FR", "06 12 34 56 78"),
    ("6,12345678E+08", "FR", "06 12 34 56 78"),
    ("612345678.0", "FR", "06 12 34 56 78"),
    ("3.3612345678E10", "FR", "06 12 34 56 78"),
    ("33612345678", "FR", "06 12 34 56 78"),
    ("+33612345678", "FR", "06 12 34 56 78"),
    ("+33 (0)6 12 34 56 78", "FR", "06 12 34 56 78"),
    ("+33 06 12 34 56 78", "FR", "06 12 34 56 78"),
    ("0033612345678", "FR", "06 12 34 56 78"),
    ("(0)612345678", "FR", "06 12 34 56 78"),
    ("Tél : 06 12 34 56 78", "FR", "06 12 34 56 78"),
    ("06 12 34 56 78 (portable)", "FR", "06 12 34 56 78"),
    ("06 12 34 56 78;", "FR", "06 12 34 56 78"),
    ("+262692123456", "FR", "0692 12 34 56"),
    ("0801234567", "FR", "0 801 23 45 67"),
    ("(+33) 6 12 34 56 78", "FR", "06 12 34 56 78"),
    ("6 12 34 56 78", "FR", "06 12 34 56 78"),
    ("0044 20 7946 0018", "FR", "+44 20 7946 0018"),
    ("+442079460018", "FR", "+44 20 7946 0018"),
    ("0508411234", "FR", "+508 41 12 34"),
    ("01 42 68 53 00 / 06 12 34 56 78", "FR", "01 42 68 53 00"),
    ("0142685300 ou 0612345678", "FR", "01 42 68 53 00"),
    ("0142685300 0612345678", "FR", "01 42 68 53 00"),
    ("7911123456", "GB", "07911 123456"),
    ("+44 (0)20 7946 0018", "GB", "020 7946 0018"),
    ("4155552671", "US", "(415) 555-2671"),
    ("0475/12.34.56", "BE", "0475 12 34 56"),
    ("0000000000", "FR", None),
    ("00 00 00 00 00", "FR", None),
    ("9999999999", "FR", None),
]

POINTED_OUT = [
    ("0596123456", "FR", "phones.not_in_plan", None),
    ("06 12 34 56 7", "FR", "phones.not_in_plan", None),
    ("06 12 34 56 789", "FR", "phones.not_in_plan", None),
    ("012345678", "FR", "phones.not_in_plan", None),
    ("4155552671", "FR", "phones.not_in_plan", None),
    ("447911123456", "FR", "phones.not_in_plan", "+44 7911 123456"),
    ("+33692123456", "FR", "phones.not_in_plan", "0692 12 34 56"),
    ("+0612345678", "FR", "phones.not_in_plan", "06 12 34 56 78"),
    ("079 123 45 67", "FR", "phones.other_grouping", "07 91 23 45 67"),
    ("0475/12.34.56", "FR", "phones.other_grouping", "04 75 12 34 56"),
    ("0475 12 34 56", "FR", "phones.other_grouping", "04 75 12 34 56"),
    ("612 345 678", "FR", "phones.other_grouping", "06 12 34 56 78"),
    ("612 34 56 78", "FR", "phones.other_grouping", "06 12 34 56 78"),
    ("01 42 68 53 00/01", "FR", "phones.not_in_plan", "01 42 68 53 00"),
    ("06 12 34 56 78", "GB", "phones.not_in_plan", "06 12 34 56 78"),
    ("06 12 34 56 78", "Narnia", "phones.not_in_plan", "06 12 34 56 78"),
    ("6.12346E+08", "FR", "phones.rounded", None),
    ("6,1E+08", "FR", "phones.rounded", None),
    ("06 12 34 56 78 Marie", "FR", "phones.letters", "06 12 34 56 78"),
    ("O6 12 34 56 78", "FR", "phones.letters", "06 12 34 56 78"),
    ("à rappeler le soir", "FR", "phones.letters", None),
    ("fax 01 42 68 53 00", "FR", "phones.fax", "01 42 68 53 00"),
    ("3639", "FR", "phones.short", None),
    ("112", "FR", "phones.short", None),
    ("06 00 00 00 00", "FR", "phones.perhaps_placeholder", None),
]


def clean(text, country):
    return clean_phones(pd.Series([text]), rules=Rules(), countries=pd.Series([country]))


@pytest.mark.parametrize(("given", "country", "e164", "kind"), ALONE)
def test_a_right_number_is_left_alone_and_understood(given, country, e164, kind):
    cleaned = clean(given, country)
    assert cleaned.number.values.tolist() == [given]
    assert cleaned.number.doubts.empty
    assert (cleaned.e164[0], cleaned.kind[0]) == (e164, kind)


@pytest.mark.parametrize(("given", "country", "wanted"), CHANGED)
def test_a_number_is_put_right(given, country, wanted):
    cleaned = clean(given, country)
    assert cleaned.number.values.dropna().tolist() == ([wanted] if wanted else [])
    assert cleaned.number.changes["before"].tolist() == [given]
    assert (cleaned.e164.notna()[0]) == (wanted is not None)


@pytest.mark.parametrize(("given", "country", "rule", "suggestion"), POINTED_OUT)
def test_a_doubtful_number_is_left_and_pointed_out(given, country, rule, suggestion):
    cleaned = clean(given, country)
    assert cleaned.number.values.tolist() == [given]
    first = cleaned.number.doubts.iloc[0]
    assert (first["rule"], first["suggestion"] if pd.notna(first["suggestion"]) else None) == (rule, suggestion)


def test_at_least_as_many_cases_are_left_alone_as_changed():
    assert len(ALONE) >= len(CHANGED)
