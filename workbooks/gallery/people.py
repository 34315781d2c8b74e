"""Imaginary customers of the demo shop: who they are, before anyone types them badly."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from gallery import words

AS_OF = date(2026, 11, 1)
OPENED = date(2021, 1, 4)

# How many of each way to buy; `rhythm` says what each means.
KINDS = {
    "regular": 30, "usual": 95, "seasonal": 45, "fading": 36, "gone": 42, "once_long_ago": 92, "once_lately": 48,
    "few": 75, "business": 28, "prospect": 58, "suspect": 31,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One line of the customer file as it should be."""

    number: int
    kind: str
    last: str
    first: str = ""
    civility: str = ""
    company: str = ""
    street: str = ""
    more: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    born: date | None = None
    created: date = OPENED
    consents: tuple[str, str, str] = ("", "", "")  # email, post, phone: "oui", "non" or ""
    contacted: date | None = None
    status: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """The customer number as the shop writes it."""
        return f"C{self.number:04}"


def plain(text: str) -> str:
    """Without accents."""
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))


def people(random: Random) -> list[Person]:
    """All customers but the duplicates, numbered from 1 in the order in which they were created."""
    kinds = [kind for kind, count in KINDS.items() for _ in range(count)]
    random.shuffle(kinds)
    companies = iter(random.sample(words.COMPANIES, len(words.COMPANIES)))
    found: list[Person] = []
    taken: set[str] = set()
    for number, kind in enumerate(kinds, 1):
        relative = random.choice(found) if found and random.random() < 0.03 else None
        person = _person(random, number, kind, relative)
        if kind == "business":
            person = _business(random, person, next(companies))
        while person.email in taken and person.email:
            person = replace(person, email=person.email.replace("@", f"{random.randrange(2, 99)}@"))
        taken.add(person.email)
        found.append(person)
    return found


def _person(random: Random, number: int, kind: str, relative: Person | None) -> Person:
    woman = random.random() < 0.62
    first = random.choice(words.WOMEN if woman else words.MEN)
    last = relative.last if relative else random.choice(words.FAMILIES)
    person = Person(number=number, kind=kind, last=last, first=first, civility="Mme" if woman else "M.")
    person = _home(random, person, relative)
    person = _reach(random, person)
    return _file(random, person)


def _home(random: Random, person: Person, relative: Person | None) -> Person:
    if relative and relative.street:
        return replace(
            person, street=relative.street, more=relative.more, postcode=relative.postcode, town=relative.town
        )
    if random.random() < 0.12:
        return person
    postcode, town = random.choices(words.TOWNS, words.NEAR)[0]
    street = f"{random.randrange(1, 140)} {random.choice(words.STREETS)}"
    more = random.choice(words.MORE) if random.random() < 0.12 else ""
    return replace(person, street=street, more=more, postcode=postcode, town=town)


def _reach(random: Random, person: Person) -> Person:
    """Phones are in ranges that the regulator keeps for fiction (landlines) or that nobody was given (mobiles)."""
    first, last = (plain(part).lower().replace(" ", "").replace("'", "") for part in (person.first, person.last))
    shapes = (f"{first}.{last}", f"{first[0]}.{last}", f"{last}.{first}", f"{first}{random.randrange(50, 99)}")
    email = f"{random.choice(shapes)}@{random.choice(words.DOMAINS)}" if random.random() < 0.78 else ""
    phone = f"046571{random.randrange(10000):04}" if random.random() < 0.45 else ""
    mobile = f"060000{random.randrange(10000):04}" if random.random() < 0.68 else ""
    return replace(person, email=email, phone=phone, mobile=mobile)


def _business(random: Random, person: Person, company: str) -> Person:
    email = f"contact@{plain(company).lower().replace(' ', '-').replace(chr(39), '')}.example.com".replace("&", "et")
    consents = ("oui", "oui", random.choice(("oui", "")))
    return replace(
        person, company=company, email=email.replace("«", ""), phone=f"046571{random.randrange(10000):04}",
        consents=consents, born=None, first=person.first if random.random() < 0.5 else "",
    )  # fmt: skip


def _file(random: Random, person: Person) -> Person:
    """What the team has noted: dates, consents, a status in their own words."""
    born = date(1940, 1, 1) + timedelta(random.randrange(365 * 64)) if random.random() < 0.25 else None
    note = random.choice(words.NOTES) if random.random() < 0.14 else ""
    created = OPENED + timedelta(random.randrange(int((AS_OF - OPENED).days * 0.97)))
    answers = ("oui", "non", "")
    email, post, phone = (random.choices(answers, odds)[0] for odds in ((6, 1, 2), (5, 1, 3), (3, 2, 4)))
    person = replace(person, born=born, note=note, created=created, consents=(email, post, phone))
    if person.kind == "prospect":
        contacted = min(created + timedelta(random.randrange(5, 200)), AS_OF - timedelta(3))
        status = random.choice(("prospect chaud", "prospect", "Prospect froid", "devis envoyé", "à relancer", ""))
        return replace(person, contacted=contacted, status=status)
    if person.kind == "suspect":
        return replace(person, consents=("", "", ""), status=random.choice(("", "", "?", "fichier salon 2023")))
    if person.kind == "gone" and random.random() < 0.3:
        return replace(person, status=random.choice(("client perdu", "client perdu?", "perdu - déménagé", "Perdu")))
    if person.kind in {"gone", "once_long_ago"} and random.random() < 0.12:
        return replace(person, consents=("non", "non", "non"))
    if person.kind in {"regular", "usual"} and random.random() < 0.25:
        return replace(person, status=random.choice(("VIP", "fidèle", "Client", "client", "bonne cliente")))
    return person
