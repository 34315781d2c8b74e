"""How the shop's file was really typed: each clean value has several spellings, and some are mistakes."""

from datetime import date
from random import Random

from gallery.grid import Cell, Formula
from gallery.people import Person, plain

THIN = "\N{NARROW NO-BREAK SPACE}"
HARD = "\N{NO-BREAK SPACE}"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def amount(random: Random, cents: int | None) -> Cell:
    """A number, or text in French habits; `#N/A` or nothing where it is unknown."""
    if cents is None:
        return random.choice((None, Formula("=NA()", "#N/A"), Formula("=NA()", "#N/A"), "?"))
    if random.random() < 0.82:
        return cents / 100
    euros, rest = f"{abs(cents) / 100:,.2f}".split(".")
    sign = "-" if cents < 0 else ""
    space, end = random.choice(((" ", " €"), (HARD, f"{HARD}€"), (THIN, " €"), ("", ""), (" ", "€")))
    return f"{sign}{euros.replace(',', space)},{rest}{end}"


def day(random: Random, value: date | None) -> Cell:
    """A date cell, or text, always the day first: 12/03/24, 12/03/2024, 12 mars 2024."""
    if value is None:
        return random.choice((None, "?", None))
    way = random.random()
    if way < 0.84:
        return value
    if way < 0.93 and value.year < 2030:
        return f"{value:%d/%m/%y}"
    if way < 0.98:
        return f"{value:%d/%m/%Y}"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def customer(random: Random, key: str) -> Cell:
    """The customer's number, sometimes in lower case or with a space behind."""
    way = random.random()
    return (key.lower() if way < 0.02 else f"{key} " if way < 0.04 else key) or None


def family(random: Random, person: Person) -> Cell:
    """A family name as different hands write it."""
    name = person.last
    way = random.random()
    if way < 0.55:
        return name.upper()
    if way < 0.62:
        return name.lower()
    return plain(name) if way < 0.7 else f" {name}" if way < 0.73 else name


def given(random: Random, person: Person) -> Cell:
    """A first name; some in lower case, some without accents."""
    name, way = person.first, random.random()
    return (name.lower() if way < 0.08 else name.upper() if way < 0.12 else plain(name) if way < 0.2 else name) or None


def civility(random: Random, person: Person) -> Cell:
    """A form of address."""
    if person.civility == "Mme":
        return random.choices(("Mme", "Madame", "Mlle", "mme", "MME", None), (14, 2, 2, 1, 1, 3))[0]
    return random.choices(("M.", "Mr", "Monsieur", "M", None), (9, 4, 1, 1, 2))[0]


def postcode(random: Random, value: str) -> Cell:
    """Text, or a number that has lost its leading zero."""
    if not value:
        return None
    return int(value) if random.random() < 0.55 else f"{value[:2]} {value[2:]}" if random.random() < 0.04 else value


def phone(random: Random, value: str) -> Cell:
    """Ten digits in any grouping, +33, or a number without its zero."""
    if not value:
        return None
    pairs = [value[at : at + 2] for at in range(0, 10, 2)]
    shapes: tuple[tuple[Cell, int], ...] = (
        (" ".join(pairs), 9), (".".join(pairs), 3), (value, 2), (int(value), 4), (f"+33 {' '.join(pairs)[1:]}", 2),
        (f"{'-'.join(pairs)}", 1), (f"{' '.join(pairs)} (soir)", 1), (f"0033{value[1:]}", 1),
    )  # fmt: skip
    return random.choices([shape for shape, _ in shapes], [weight for _, weight in shapes])[0]


def email(random: Random, value: str) -> Cell:
    """An address, now and then broken so that no letter would arrive."""
    way = random.random()
    if not value:
        return random.choices((None, "pas de mail", "-", "?"), (24, 1, 1, 1))[0]
    if way < 0.9:
        return value
    user, _, host = value.partition("@")
    broken = (
        f"{user}@{host.split('.')[0]}",
        f"{user}@@{host}",
        f"{user.replace('.', ',', 1)}@{host}",
        f"{user} {host}",
    )
    return random.choice(broken) if way < 0.94 else value.upper() if way < 0.97 else f" {value} "


def consent(random: Random, value: str) -> Cell:
    """A yes or a no as people tick it."""
    if value == "oui":
        return random.choices(("oui", "OUI", "x", "X", "Oui"), (7, 2, 3, 1, 2))[0]
    return random.choices(("non", "NON", "Non"), (5, 2, 2))[0] if value == "non" else None
