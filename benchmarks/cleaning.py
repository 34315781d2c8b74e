"""Cleaning a column at once against the same functions and libraries called row by row; ratios of CPU time in one run.

    python benchmarks/cleaning.py [rows]    # 100,000 rows by default

The customers are made up, seeded, with the repetition of real files: few first names, many last names, one e-mail and
one phone each. "Row by row" hands each cell to the very function that judges it, without distinct values and without
looking first; for phones and e-mails it is phonenumbers and email-validator, as a script would call them.
"""

import random
import sys
import time
from collections.abc import Callable

import pandas as pd

from habitue.cleaning.column import Judge
from habitue.cleaning.companies import clean_companies, judge_of_companies
from habitue.cleaning.email import clean_emails
from habitue.cleaning.fields import clean_customers
from habitue.cleaning.first_names import first_names
from habitue.cleaning.identifiers import clean_sirets
from habitue.cleaning.names import Habits, clean_first_names, clean_last_names, clean_names, judge_of_names
from habitue.cleaning.phone import clean_phones
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import NAME, tidied
from habitue.tables import text_dtype

RULES = Rules()


def made_up(rows: int) -> pd.DataFrame:
    """Customers as people type them: one in five in capitals, some with spaces or broken accents."""
    chance = random.Random(7)
    firsts = sorted(name.capitalize() for name in first_names())
    ends = ["tin", "rand", "nard", "ché", "bert", "don", "get", "lier"]
    lasts = [
        chance.choice("BCDFGLMPRST") + chance.choice(["ar", "ou", "an", "er", "il"]) + chance.choice(ends) + tail
        for _ in range(rows // 20)
        for tail in ("", "eau", "ier", "el")
    ]
    common = [2 ** -(i / 150) for i in range(len(firsts))]

    def typed(name: str) -> str:
        luck = chance.random()
        return name.upper() if luck < 0.2 else f" {name}" if luck < 0.22 else name

    first, last = chance.choices(firsts, common, k=rows), chance.choices(lasts, k=rows)
    towns = {"75001": "PARIS", "6000": "Nice", "69003": "Lyon", "33000": "Bordeaux"}
    codes = chance.choices(list(towns), k=rows)
    frame = pd.DataFrame(
        {
            "first_name": [typed(name) for name in first],
            "last_name": [typed(name) for name in last],
            "company": [typed(f"SARL Garage {name}") if chance.random() < 0.2 else None for name in last],
            "email": [f"{a}.{b}{i}@gmail.com".lower() for i, (a, b) in enumerate(zip(first, last, strict=True))],
            "phone": [
                f"06 {chance.randint(10, 99)} {chance.randint(10, 99)} 34 {chance.randint(10, 99)}" for _ in first
            ],
            "address": [f"{chance.randint(1, 200)} rue {name}" for name in last],
            "postcode": codes,
            "town": [towns[code] for code in codes],
            "consent": chance.choices(["oui", "non", "x", None], k=rows),
            "siret": chance.choices(["732 829 320 00074", None, "73282932000075"], k=rows),
        }
    )
    frame["email"] = frame["email"].str.normalize("NFD").str.encode("ascii", "ignore").str.decode("ascii")
    return frame.astype(text_dtype())


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of some work, the better of two runs."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def phones_one_by_one(column: pd.Series) -> None:
    """What a script does: parse, check and format each number."""
    import phonenumbers as library

    for value in column.tolist():
        number = library.parse(value, "FR")
        if library.is_valid_number(number):
            library.format_number(number, library.PhoneNumberFormat.E164)


def emails_one_by_one(column: pd.Series) -> None:
    """What a script does: validate each address, without asking the network."""
    from email_validator import validate_email

    for value in column.tolist():
        validate_email(value, check_deliverability=False)


def sirets_one_by_one(column: pd.Series) -> None:
    """What a script does: validate each number."""
    from stdnum.fr import siret

    for value in column.dropna().tolist():
        siret.is_valid(value)


def one_by_one(judge: Judge) -> Callable[[pd.Series], None]:
    """The function that judges a value, called for every cell."""

    def each(column: pd.Series) -> None:
        for value in column.dropna().tolist():
            judge(value)

    return each


def main(rows: int) -> None:
    """Print a line for each field."""
    customers = made_up(rows)
    full = customers["first_name"].str.strip() + " " + customers["last_name"].str.strip()
    libraries = [
        ("phone", clean_phones, customers["phone"], phones_one_by_one),
        ("email", clean_emails, customers["email"], emails_one_by_one),
        ("siret", clean_sirets, customers["siret"], sirets_one_by_one),
    ]
    for name, clean, column, by_row in libraries:
        ours, theirs = seconds(lambda c=clean, v=column: c(v, rules=RULES)), seconds(lambda f=by_row, v=column: f(v))
        print(f"{name:11}{ours:6.2f} s   the library row by row {theirs:6.2f} s   {theirs / ours:6.1f} times")
    ourselves = [
        (
            "first name",
            clean_first_names,
            customers["first_name"],
            judge_of_names(RULES, "first", Habits(civilities=False)),
        ),
        (
            "last name",
            clean_last_names,
            customers["last_name"],
            judge_of_names(RULES, "last", Habits(civilities=False)),
        ),
        ("company", clean_companies, customers["company"], judge_of_companies(RULES)),
    ]
    for name, clean, column, judge in ourselves:
        ours = seconds(lambda c=clean, v=column: c(v, rules=RULES))
        by_row = one_by_one(tidied(judge, RULES, NAME))
        theirs = seconds(lambda f=by_row, v=column: f(v))
        print(f"{name:11}{ours:6.2f} s   our own judge row by row {theirs:5.2f} s   {theirs / ours:6.1f} times")
    whole = seconds(lambda: clean_customers(customers, RULES))
    print(f"full name  {seconds(lambda: clean_names(full, rules=RULES)):6.2f} s")
    print(f"all fields {whole:6.2f} s for {rows:,} customers")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
