"""The truth of the demo shop: its customers, who is there twice, and every order line with what makes it not count."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from gallery import words
from gallery.people import AS_OF, Person, people, plain
from gallery.rhythm import Sale, basket, buying_days

SEED = 20261101
TWINS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """What the file should say. `twins` are pairs of customer numbers that are one person."""

    persons: tuple[Person, ...]
    twins: tuple[tuple[str, str], ...]
    sales: tuple[Sale, ...]

    @property
    def counted(self) -> tuple[Sale, ...]:
        """The orders that count: of a known customer, dated, not in the future, priced, neither undone nor a quote."""
        known = {person.key for person in self.persons}
        return tuple(sale for sale in self.sales if not why_not(sale, known))


def why_not(sale: Sale, known: set[str]) -> str:
    """Why an order line does not count, in the words of `SetAside`; empty when it does."""
    tests = (
        ("quote", sale.state == "Devis"),
        ("cancelled", sale.state == "Annulée"),
        ("return", sale.state == "Avoir"),
        ("no_customer", not sale.customer),
        ("no_date", sale.day is None),
        ("future", sale.day is not None and sale.day > AS_OF),
        ("no_amount", sale.cents is None),
        ("unknown", sale.customer not in known),
    )
    return next((why for why, holds in tests if holds), "")


def make_shop(seed: int = SEED) -> Shop:
    """The same shop at each call."""
    random = Random(seed)
    persons = people(random)
    drafts = [draft for person in persons for draft in _drafts(random, person)]
    persons = _known_before_they_bought(random, persons, drafts)
    doubles = _twins(random, persons, {draft.customer for draft in drafts})
    drafts = _share(random, drafts, doubles)
    drafts += _quotes(random, persons)
    drafts.sort(key=lambda draft: (draft.day, draft.customer, draft.cents))
    return Shop(
        persons=tuple(persons + [twin for _, twin in doubles]),
        twins=tuple((person.key, twin.key) for person, twin in doubles),
        sales=tuple(_accidents(random, _numbered(drafts))),
    )


def _drafts(random: Random, person: Person) -> list[Sale]:
    days = buying_days(random, person)
    drafts = []
    for day in days:
        article, quantity, cents = basket(random, person, day)
        state = "En cours" if (AS_OF - day).days < 12 else random.choices(("Payée", "Livrée"), (3, 1))[0]
        seller = random.choices(words.SELLERS, (5, 3, 2))[0]
        sale = Sale(
            number="", day=day, customer=person.key, article=article, quantity=quantity, cents=cents, state=state,
            seller=seller,
        )  # fmt: skip
        drafts.append(replace(sale, state="Annulée") if random.random() < 0.018 else sale)
        if random.random() < 0.012:
            back = min(day + timedelta(random.randrange(2, 25)), AS_OF)
            drafts.append(replace(sale, day=back, cents=-cents, quantity=-quantity, state="Avoir"))
    return drafts


def _known_before_they_bought(random: Random, persons: list[Person], drafts: list[Sale]) -> list[Person]:
    first: dict[str, date] = {}
    for draft in drafts:
        if draft.day and draft.day < first.get(draft.customer, date.max):
            first[draft.customer] = draft.day
    early = {key: day - timedelta(random.choice((0, 0, 0, 1, 6))) for key, day in first.items()}
    return [replace(p, created=min(p.created, early.get(p.key, date.max))) for p in persons]


def _twins(random: Random, persons: list[Person], buyers: set[str]) -> list[tuple[Person, Person]]:
    """Persons entered a second time, later and otherwise; households are not among them."""
    fit = [p for p in persons if not p.company and p.street and p.email and p.mobile and p.first]
    fit = [p for p in fit if p.key in buyers or p.kind == "prospect"]
    chosen = random.sample(fit, TWINS)
    pairs = []
    for position, person in enumerate(sorted(chosen, key=lambda p: p.number)):
        twin = replace(_retyped(random, person, position % 6), number=len(persons) + 1 + position, status="", note="")
        pairs.append((person, replace(twin, created=min(person.created + timedelta(400), AS_OF - timedelta(20)))))
    return pairs


def _retyped(random: Random, person: Person, way: int) -> Person:
    first, last = person.first, person.last
    if way == 0:
        return replace(person, first=plain(first), last=plain(last).upper(), mobile="", more="")
    if way == 1:
        other = f"{plain(first)[:4].lower()}{person.number}@exemple.fr".replace("-", "")
        return replace(person, first=words.NICKNAMES.get(first, first), email=other, phone="")
    if way == 2:
        return replace(person, first=last, last=first, email="")
    if way == 3:
        cut = random.randrange(1, len(last) - 1)
        return replace(person, last=last[:cut] + last[cut] + last[cut:], street="", postcode="", town="")
    if way == 4:
        return replace(person, last=f"{last}-{random.choice(words.FAMILIES[:20])}", phone="", street="")
    return replace(person, email="", phone="", street=person.street.replace("rue", "r.").replace("avenue", "av"))


def _share(random: Random, drafts: list[Sale], doubles: list[tuple[Person, Person]]) -> list[Sale]:
    """From the day on which a person was entered again, most orders go to the second number."""
    again = {person.key: twin for person, twin in doubles}
    shared = []
    for draft in drafts:
        twin = again.get(draft.customer)
        moved = twin is not None and draft.day is not None and draft.day >= twin.created and random.random() < 0.8
        shared.append(replace(draft, customer=twin.key) if twin and moved else draft)
    return shared


def _quotes(random: Random, persons: list[Person]) -> list[Sale]:
    found = []
    for person in [p for p in persons if p.kind == "prospect" and p.status == "devis envoyé"]:
        article, price = random.choice(words.BULK)
        quantity = random.randrange(5, 20)
        sale = Sale(
            number="", day=person.contacted, customer=person.key, article=article, quantity=quantity,
            cents=price * quantity, state="Devis", seller="Sophie",
        )  # fmt: skip
        found.append(sale)
    return found


def _numbered(drafts: list[Sale]) -> list[Sale]:
    seen: dict[int, int] = {}
    numbered = []
    for draft in drafts:
        year = draft.day.year if draft.day else 0
        seen[year] = seen.get(year, 0) + 1
        numbered.append(replace(draft, number=f"{year}-{seen[year]:04}"))
    return numbered


def _accidents(random: Random, sales: list[Sale]) -> list[Sale]:
    """Typing mistakes that make a line not count: each once, on lines that would count otherwise."""
    sales = list(sales)
    plain_lines = [at for at, sale in enumerate(sales) if sale.state in {"Payée", "Livrée"}]
    spots = random.sample(plain_lines, 31)
    for at in spots[:7]:
        sales[at] = replace(sales[at], day=None)
    for at in spots[7:11]:
        day = sales[at].day
        assert day is not None
        sales[at] = replace(sales[at], day=date(2027 if at % 2 else 2062, day.month, min(day.day, 28)))
    for at in spots[11:18]:
        sales[at] = replace(sales[at], customer=f"C{random.randrange(9001, 9100)}")
    for at in spots[18:22]:
        sales[at] = replace(sales[at], customer="")
    for at in spots[22:31]:
        sales[at] = replace(sales[at], cents=None)
    return sales
