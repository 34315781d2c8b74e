"""Makes customer files with known duplicates, households and colleagues, French and English, seeded; no real person.

    python benchmarks/people.py 100000 people.csv

Each row has `entity`, the customer it is. About 15 rows in 100 are noisy copies and 30 in 100 stand beside somebody who
shares their surname and address (households, twins, father and son) or their company and switchboard (colleagues).
"""

import random
import sys
from pathlib import Path

import pandas as pd

FIRST = [
    "Marie",
    "Jean",
    "Pierre",
    "Michel",
    "André",
    "Philippe",
    "Jacques",
    "Bernard",
    "Alain",
    "Patrick",
    "Nicolas",
    "Christophe",
    "Laurent",
    "Éric",
    "Stéphane",
    "Julien",
    "Thomas",
    "Antoine",
    "Hugo",
    "Louis",
    "Jules",
    "Lucas",
    "Léa",
    "Chloé",
    "Emma",
    "Manon",
    "Camille",
    "Sarah",
    "Inès",
    "Julie",
    "Sophie",
    "Nathalie",
    "Isabelle",
    "Sylvie",
    "Catherine",
    "Françoise",
    "Monique",
    "Anne",
    "Hélène",
    "Céline",
    "Aurélie",
    "Élodie",
    "Émilie",
    "Pauline",
    "Marion",
    "Charlotte",
    "Juliette",
    "Louise",
    "Alice",
    "Jeanne",
    "John",
    "James",
    "Robert",
    "William",
    "Michael",
    "David",
    "Richard",
    "Charles",
    "Joseph",
    "Daniel",
    "Matthew",
    "Anthony",
    "Mark",
    "Steven",
    "Paul",
    "Andrew",
    "Joshua",
    "Kenneth",
    "Kevin",
    "Brian",
    "George",
    "Edward",
    "Ronald",
    "Timothy",
    "Jason",
    "Jeffrey",
    "Ryan",
    "Jacob",
    "Gary",
    "Mary",
    "Patricia",
    "Jennifer",
    "Linda",
    "Elizabeth",
    "Barbara",
    "Susan",
    "Jessica",
    "Karen",
    "Lisa",
    "Nancy",
    "Betty",
    "Margaret",
    "Sandra",
    "Ashley",
    "Kimberly",
    "Emily",
    "Donna",
    "Michelle",
    "Carol",
    "Amanda",
    "Melissa",
    "Deborah",
    "Stephanie",
    "Rebecca",
    "Laura",
    "Helen",
    "Sharon",
    "Cynthia",
    "Kathleen",
    "Amy",
    "Angela",
    "Shirley",
    "Anna",
    "Ruth",
]
NICK = {
    "Robert": "Bob",
    "William": "Bill",
    "Michael": "Mike",
    "Richard": "Rick",
    "Elizabeth": "Liz",
    "Margaret": "Maggie",
    "Jennifer": "Jenny",
    "Catherine": "Cathy",
    "Christophe": "Chris",
    "Nicolas": "Nico",
    "Stéphane": "Steph",
    "Joshua": "Josh",
    "Anthony": "Tony",
    "Thomas": "Tom",
    "Daniel": "Dan",
    "Deborah": "Debbie",
    "Philippe": "Phil",
    "Nathalie": "Nat",
    "Susan": "Sue",
    "Rebecca": "Becky",
    "Timothy": "Tim",
    "Edward": "Ted",
    "Isabelle": "Isa",
}
STARTS = [
    "Mar",
    "Ber",
    "Du",
    "Le",
    "Gar",
    "Lam",
    "Fon",
    "Cha",
    "Per",
    "Mo",
    "Val",
    "Bel",
    "Ro",
    "Du",
    "Gi",
    "Pel",
    "Bou",
    "Ca",
    "Har",
    "Wil",
    "Ash",
    "Brad",
    "Clay",
    "Ken",
    "Stan",
    "Wood",
    "Thorn",
    "Hol",
]
MIDDLES = [
    "ti",
    "nar",
    "ran",
    "lan",
    "don",
    "mi",
    "li",
    "ve",
    "che",
    "ti",
    "ri",
    "bo",
    "sse",
    "lle",
    "ning",
    "mar",
    "wor",
    "bur",
    "fi",
    "la",
    "ga",
    "ba",
]
ENDS = [
    "n",
    "net",
    "r",
    "d",
    "ot",
    "eau",
    "ier",
    "in",
    "on",
    "et",
    "y",
    "ard",
    "ton",
    "ley",
    "field",
    "son",
    "man",
    "ford",
    "well",
    "by",
    "s",
]
STREETS = [
    "Victor Hugo",
    "de la Gare",
    "des Lilas",
    "Jean Jaurès",
    "de la République",
    "Pasteur",
    "des Acacias",
    "du Moulin",
    "de Verdun",
    "Voltaire",
    "Émile Zola",
    "des Vignes",
    "de l'Église",
    "Jules Ferry",
    "du Château",
    "des Rosiers",
    "Mozart",
    "Gambetta",
    "du Stade",
    "de Paris",
]
ROADS = [
    "Oak",
    "Elm",
    "Mill",
    "Church",
    "High",
    "Station",
    "Park",
    "Green",
    "Queens",
    "Kings",
    "Victoria",
    "Albert",
    "Windsor",
    "Chestnut",
    "Maple",
    "Cedar",
]
KINDS = (
    ("rue", "avenue", "boulevard", "place", "chemin", "allée"),
    ("Road", "Street", "Lane", "Avenue", "Close", "Drive"),
)
SHORT = {
    "avenue": "av.",
    "boulevard": "bd",
    "place": "pl",
    "Road": "Rd",
    "Street": "St",
    "Avenue": "Ave",
    "chemin": "ch.",
}
MAIL = ("gmail.com", "orange.fr", "free.fr", "hotmail.com", "outlook.com", "wanadoo.fr", "yahoo.com", "laposte.net")
KEYS = "azertyuiopqsdfghjklmwxcvbn"

NAME_ERRORS = ("typo", "typo", "nick", "initial", "swap", "married", "broken")
CONTACT_ERRORS = ("moved", "mail", "phone", "blank", "short", "cedex")


class Maker:
    """Makes people one after the other from one seed; surnames, towns and companies grow with the file."""

    def __init__(self, rows: int, seed: int) -> None:
        self.r = random.Random(seed)
        self.rows = rows
        self.surnames = self._surnames(max(400, rows // 12))
        self.towns = self._towns(max(60, min(6000, rows // 60)))
        self.entity = 0
        self.out: list[dict[str, str]] = []

    def _surnames(self, count: int) -> list[str]:
        made = {
            self.r.choice(STARTS)
            + "".join(self.r.choice(MIDDLES) for _ in range(self.r.randint(0, 2)))
            + self.r.choice(ENDS)
            for _ in range(count * 2)
        }
        return sorted(made)[:]

    def _towns(self, count: int) -> list[tuple[str, str, bool]]:
        found = []
        for place in range(count):
            french = place % 5 < 3
            name = self.r.choice(("Saint-", "Bourg-", "Mont", "Ville", "")) + self.r.choice(self.surnames)
            code = (
                f"{self.r.randint(1, 95):02}{self.r.randint(0, 99):02}0"
                if french
                else (
                    f"{self.r.choice('BLMNSYGEC')}{self.r.choice('ABDHLSR')}{self.r.randint(1, 29)} "
                    f"{self.r.randint(1, 9)}{self.r.choice('ABDEFGH')}{self.r.choice('JLNPQRS')}"
                )
            )
            found.append((name if french else name.replace("-", " "), code, french))
        return found

    def surname(self) -> str:
        """Some are common, most are rare, as in life."""
        return self.surnames[int(len(self.surnames) * self.r.random() ** 2.2)]

    def person(self, **given: str) -> dict[str, str]:
        r = self.r
        town, code, french = (
            r.choice(self.towns)
            if "town" not in given
            else (given["town"], given["postcode"], given["country"] == "FR")
        )
        first, last = given.get("first_name", r.choice(FIRST)), given.get("last_name", self.surname())
        kind = r.choice(KINDS[0] if french else KINDS[1])
        street = (
            f"{r.randint(1, 220)} {kind} {r.choice(STREETS)}"
            if french
            else f"{r.randint(1, 220)} {r.choice(ROADS)} {kind}"
        )
        born = f"{r.randint(1, 28):02}/{r.randint(1, 12):02}/{r.randint(1935, 2006)}"
        made = {
            "first_name": first,
            "last_name": last,
            "company": "",
            "email": self.email(first, last),
            "phone": self.phone(french),
            "address": street,
            "postcode": code,
            "town": town,
            "country": "FR" if french else "GB",
            "birth_date": born,
        }
        made.update(given)
        return made

    def email(self, first: str, last: str) -> str:
        r, f, n = self.r, plain(first), plain(last)
        user = r.choice(
            (f"{f}.{n}", f"{f[:1]}{n}", f"{n}.{f}", f"{f}{n}{r.randint(1, 99)}", f"{f}_{n}{r.randint(100, 9999)}")
        )
        return f"{user}@{r.choice(MAIL)}"

    def phone(self, french: bool) -> str:
        r = self.r
        return f"0{r.choice('1234566677')}{r.randint(0, 99999999):08}" if french else f"07{r.randint(0, 999999999):09}"

    def add(self, person: dict[str, str], copies: int | None = None) -> None:
        """The person's row, thinned as real files are, and their noisy copies."""
        self.entity += 1
        r = self.r
        if r.random() < 0.6:
            person["birth_date"] = ""
        for field, share in (("email", 0.12), ("phone", 0.12), ("address", 0.1)):
            if r.random() < share:
                person[field] = ""
        self.out.append({**self.look(person), "entity": str(self.entity)})
        if copies is None:
            copies = r.choice((1, 1, 1, 2, 3)) if r.random() < 0.11 else 0
        for _ in range(copies):
            self.out.append({**self.look(self.noisy(dict(person))), "entity": str(self.entity)})

    def look(self, person: dict[str, str]) -> dict[str, str]:
        """One of three systems wrote it down."""
        r, made = self.r, dict(person)
        match r.randint(0, 2):
            case 0:
                for field in ("first_name", "last_name", "address", "town"):
                    made[field] = plain(made[field], keep=" -'.").upper()
                made["phone"] = made["phone"].lstrip("0")
                made["postcode"] = made["postcode"].lstrip("0")
            case 1:
                made["phone"] = " ".join(made["phone"][k : k + 2] for k in range(0, 10, 2)) if made["phone"] else ""
            case _:
                prefix = "+33" if made["country"] == "FR" else "+44"
                made["phone"] = prefix + made["phone"][1:] if made["phone"] else ""
        return made

    def noisy(self, p: dict[str, str]) -> dict[str, str]:
        """One to four things went wrong."""
        r = self.r
        for _ in range(r.choice((1, 1, 2, 2, 3, 4))):
            kind = r.choice(NAME_ERRORS + CONTACT_ERRORS)
            if kind in NAME_ERRORS:
                self.spoil_name(p, kind)
            else:
                self.spoil_contact(p, kind)
        return p

    def spoil_name(self, p: dict[str, str], kind: str) -> None:
        match kind:
            case "typo":
                field = self.r.choice(("first_name", "last_name", "email", "address", "phone", "town"))
                p[field] = typo(self.r, p[field])
            case "nick":
                p["first_name"] = NICK.get(p["first_name"], p["first_name"])
            case "initial":
                p["first_name"] = p["first_name"][:1] + self.r.choice((".", ""))
            case "swap":
                p["first_name"], p["last_name"] = p["last_name"], p["first_name"]
            case "married":
                p["last_name"] = f"{p['last_name']}-{self.surname()}" if self.r.random() < 0.4 else p["last_name"]
            case _:
                p["first_name"] = p["first_name"].encode().decode("cp1252", "replace")

    def spoil_contact(self, p: dict[str, str], kind: str) -> None:
        match kind:
            case "moved":
                other = self.person(country=p["country"])
                p.update({field: other[field] for field in ("address", "postcode", "town")})
            case "mail":
                p["email"] = self.email(p["first_name"] or "x", p["last_name"] or "x")
            case "phone":
                p["phone"] = self.phone(p["country"] == "FR")
            case "blank":
                p[self.r.choice(("email", "phone", "address", "birth_date", "postcode"))] = ""
            case "short":
                for long, short in SHORT.items():
                    p["address"] = p["address"].replace(long, short)
            case _:
                p["town"] += self.r.choice((" CEDEX", " CEDEX 2", ""))

    def household(self) -> None:
        r, head = self.r, self.person()
        shared = {field: head[field] for field in ("last_name", "address", "postcode", "town", "country")}
        if r.random() < 0.6:
            shared["phone"] = head["phone"]
        if r.random() < 0.25:
            shared["email"] = head["email"] = f"famille.{plain(head['last_name'])}{r.randint(1, 99)}@{r.choice(MAIL)}"
        self.add(head)
        kind = r.choice(("spouse", "spouse", "twin", "son", "family"))
        if kind == "twin":
            shared["birth_date"] = head["birth_date"]
        if kind == "son":
            shared["first_name"] = head["first_name"]
        for _ in range(1 if kind != "family" else r.randint(1, 3)):
            other = r.choice([name for name in FIRST if name != head["first_name"]])
            self.add(self.person(**{"first_name": other, **shared}))

    def colleagues(self) -> None:
        r, head = self.r, self.person()
        trade = r.choice(("Services", "Conseil", "Bâtiment", "Logistique", "Engineering", "& Fils"))
        firm = f"{self.surname()} {trade} {r.choice(('SARL', 'SAS', 'SA', 'Ltd', ''))}".strip()
        domain = plain(firm.split()[0]) + f"{r.randint(1, 99)}.fr"
        shared = {field: head[field] for field in ("address", "postcode", "town", "country", "phone")} | {
            "company": firm
        }
        for _ in range(r.randint(2, 6)):
            made = self.person(**shared)
            made["email"] = (
                f"info@{domain}"
                if r.random() < 0.25
                else f"{plain(made['first_name'])}.{plain(made['last_name'])}@{domain}"
            )
            if r.random() < 0.3:
                made["phone"] = self.phone(made["country"] == "FR")
            self.add(made)

    def make(self) -> pd.DataFrame:
        while len(self.out) < self.rows:
            chosen = self.r.random()
            if chosen < 0.07:
                self.household()
            elif chosen < 0.12:
                self.colleagues()
            else:
                self.add(self.person())
        frame = pd.DataFrame(self.out[: self.rows])
        return frame.sample(frac=1, random_state=7).reset_index(drop=True)


def plain(text: str, keep: str = "") -> str:
    folded = text.translate(str.maketrans("éèêëàâîïôùûçÉÈÊÀÎÔÇ", "eeeeaaiiouucEEEAIOC"))
    return folded if keep else "".join(c for c in folded.lower() if c.isalnum())


def typo(r: random.Random, text: str) -> str:
    if len(text) < 3:
        return text
    k = r.randrange(1, len(text) - 1)
    return r.choice(
        (
            text[:k] + text[k + 1 :],
            text[:k] + text[k + 1] + text[k] + text[k + 2 :],
            text[:k] + r.choice(KEYS) + text[k + 1 :],
            text[:k] + text[k] + text[k:],
        )
    )


def people(rows: int, seed: int = 1) -> pd.DataFrame:
    """`rows` customer rows, columns named by role, and `entity`."""
    return Maker(rows, seed).make()


if __name__ == "__main__":
    people(int(sys.argv[1])).to_csv(Path(sys.argv[2]), index=False)
