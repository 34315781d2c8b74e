"""Company names and numbers as they are compared: legal forms apart, the words in order, SIREN out of SIRET and VAT."""

from habitue.matching.fold import digits, fold
from habitue.matching.wordlist import words

_FORMS = words(
    """
    sarl eurl sas sasu sa sci snc selarl selas selasu scp gaec gie scea scop scic eirl sccv ei earl sca scs sem sprl
    srl bvba ltd limited llc llp inc incorporated plc corp corporation gmbh ag kg ohg ug bv nv vof lda aps oy spa co
    company cie compagnie societe ste ets etablissements etablissement the and et of de du des la le les l d
    """
)
_SIREN = 9
_SIRET = 14


def fold_company(text: str) -> str:
    """The telling words of a company's name, each once, sorted; all of its words when none is telling."""
    words = fold(text.replace(".", "")).split()
    telling = [word for word in words if word not in _FORMS]
    return " ".join(sorted(set(telling or words)))


def fold_number(text: str) -> str:
    """The SIREN of a SIREN, SIRET or French VAT number; another country's VAT number without signs; "" when short."""
    plain = fold(text).replace(" ", "")
    figures = digits(plain)
    if plain.isdigit() and len(plain) in (_SIREN, _SIRET):
        return plain[:_SIREN]
    if plain.startswith("fr") and len(figures) >= _SIREN:
        return figures[-_SIREN:]
    return plain if len(figures) >= 6 else ""


def is_siren(number: str) -> bool:
    """Whether a folded number is a SIREN whose check digit is right (Luhn)."""
    if len(number) != _SIREN or not number.isdigit() or number == "0" * _SIREN:
        return False
    doubled = (int(c) * (2 if place % 2 else 1) for place, c in enumerate(number))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
