"""When each kind of customer buys, and what: the truth behind the order sheet."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gallery import words
from gallery.people import AS_OF, OPENED, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One order line as it should be; `cents` is negative for a credit note."""

    number: str
    day: date | None
    customer: str
    article: str
    quantity: int
    cents: int | None
    state: str
    seller: str


def buying_days(random: Random, person: Person) -> list[date]:
    """The days on which this customer bought, oldest first; empty for prospects and suspects."""
    late = AS_OF - timedelta(1)
    start = OPENED + timedelta(random.randrange(5, 1500))
    match person.kind:
        case "regular":
            return _walk(random, start, late, random.uniform(42, 80))
        case "usual":
            return _walk(random, start, late, random.uniform(150, 280))
        case "business":
            return _walk(random, start, late, random.uniform(90, 180))
        case "gone":
            end = AS_OF - timedelta(random.randrange(280, 900))
            return _walk(random, OPENED + timedelta(random.randrange(5, 500)), end, random.uniform(70, 165))
        case "fading":
            return _fading(random, start)
        case "seasonal":
            return _seasonal(random)
        case "few":
            return _walk(random, start, late, random.uniform(120, 420))[: random.choice((2, 2, 3))]
        case "once_long_ago":
            return [_open(OPENED + timedelta(random.randrange(5, 1700)))]
        case "once_lately":
            return [_open(AS_OF - timedelta(random.randrange(2, 300)))]
    return []


def _walk(random: Random, start: date, end: date, mean: float) -> list[date]:
    days = [_open(start)]
    while True:
        day = days[-1] + timedelta(max(1, round(random.gammavariate(4, mean / 4))))
        if day > end:
            return days
        days.append(_open(day))


def _fading(random: Random, start: date) -> list[date]:
    days, gap = [_open(min(start, date(2023, 9, 1)))], random.uniform(38, 75)
    while days[-1] + timedelta(round(gap)) < AS_OF:
        days.append(_open(days[-1] + timedelta(round(gap * random.uniform(0.8, 1.2)))))
        gap *= 1.18
    return [day for day in days if day < AS_OF]


def _seasonal(random: Random) -> list[date]:
    first = random.randrange(2021, 2025)
    winters = [date(year, 12, random.randrange(1, 23)) for year in range(first, 2026) if random.random() < 0.85]
    springs = [date(year, 5, random.randrange(10, 29)) for year in range(first + 1, 2027) if random.random() < 0.3]
    return sorted(_open(day) for day in winters + springs) or [date(2025, 12, 12)]


def _open(day: date) -> date:
    """The shop is closed on Sundays and Mondays."""
    return day - timedelta({6: 1, 0: 2}.get(day.weekday(), 0))


def basket(random: Random, person: Person, day: date) -> tuple[str, int, int]:
    """Article, quantity and amount in cents."""
    if person.kind == "business":
        article, price = random.choice(words.BULK)
        quantity = random.randrange(4, 32)
    else:
        article, price = random.choice(words.GOODS)
        quantity = random.choices((1, 2, 3, 4, 6), (50, 26, 12, 8, 4))[0] + (day.month == 12 and random.random() < 0.4)
    cents = price * quantity
    if quantity >= 6 and random.random() < 0.5:
        cents = cents * 9 // 10
    return article, quantity, cents
