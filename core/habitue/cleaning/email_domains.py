"""Says of an e-mail's domain whether it is well written, and which well-known one was probably meant."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import name

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from habitue.cleaning.wordlists import pairs, words

# Mailbox providers of the general public. They are known to ignore the case of the part before "@".
PROVIDERS = words(
    """
    gmail.com googlemail.com hotmail.com hotmail.fr hotmail.co.uk outlook.com outlook.fr live.com live.fr live.co.uk
    msn.com yahoo.com yahoo.fr yahoo.co.uk ymail.com rocketmail.com orange.fr wanadoo.fr voila.fr free.fr
    aliceadsl.fr sfr.fr neuf.fr club-internet.fr numericable.fr noos.fr cegetel.net 9online.fr laposte.net bbox.fr
    icloud.com me.com mac.com aol.com aol.fr gmx.fr gmx.com gmx.net protonmail.com proton.me dbmail.com caramail.com
    tiscali.fr libertysurf.fr btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com comcast.net
    verizon.net att.net sbcglobal.net bellsouth.net cox.net mail.com yandex.ru hotmail.be hotmail.it hotmail.es
    hotmail.de hotmail.ch yahoo.de yahoo.es yahoo.it yahoo.ca yahoo.be yahoo.com.au outlook.be outlook.es outlook.de
    live.be live.nl live.it skynet.be telenet.be bluewin.ch sunrise.ch videotron.ca sympatico.ca rogers.com
    """
)
# Domains that exist, are somebody's, and stand so near to a provider that they would be taken for a slip.
_NEAR_BUT_RIGHT = words("mail.fr email.com gmx.de gmx.ch gmx.at laposte.fr mail.ru orange.com orange.be orange.es")
# Names long and odd enough that one letter's difference is a slip and not another name.
_DISTINCTIVE = words(
    """
    gmail googlemail hotmail outlook wanadoo orange yahoo laposte icloud numericable club-internet aliceadsl
    protonmail libertysurf btinternet virginmedia talktalk comcast verizon bellsouth sbcglobal
    """
)
# Slips that a distance of one letter does not find, or not without doubt.
_SLIPS = pairs("""
    gmail, gmail.fr, gmail.com.fr = gmail.com
    hotmail = hotmail.com
    hotmail.couk, hotmail.uk = hotmail.co.uk
    yahoo.couk, yahoo.uk = yahoo.co.uk
    orange = orange.fr
    wanadoo, wanadoo.com = wanadoo.fr
    neuf.com = neuf.fr
    bbox.com = bbox.fr
    free, fee.fr, fre.fr, freee.fr = free.fr
    sfr, srf.fr, sfr.com = sfr.fr
    laposte, laposte.com, laposte.ne = laposte.net
    icloud.fr = icloud.com
""")
# Endings that are slips after a provider's name; those that are no country's are slips after any name.
_ENDINGS = pairs("""
    con, cmo, ocm, vom, xom, cpm, comm, coom, c, om, cm, co = com
    rf, f, frr, ffr, ft, fe = fr
    ent, nte, nett, nt = net
""")
# The two-letter top-level domains, one for each country or territory: any other pair of letters is a slip.
_COUNTRIES = words(
    """
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo bq br bs bt bv bw by bz
    ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo
    fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je
    jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp
    mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py
    qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm
    tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """
)
# What nearly all domains look like: the library, which takes 150 microseconds, would accept them as they are.
_PLAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9]|-(?!-)){0,60}[a-z0-9]\.)+[a-z]{2,24}")
_LONGEST = 250  # 254 less the "@" and the shortest of local parts
_ENDING_DATA = "top_level_domains.txt"
_RESERVED = tuple(f".{reserved}" for reserved in SPECIAL_USE_DOMAIN_NAMES)


@dataclass(frozen=True, slots=True)
class Domain:
    """What is known of one domain: how it is written (None when it cannot be one), and what was probably meant."""

    written: str | None
    suggestion: str | None = None
    mixed: bool = False  # letters of two alphabets in one word, as in an imitation of a well-known name
    none: bool = False  # its name says that there is no address: noemail.com
    thrown_away: bool = False  # its mailboxes live for an hour

    @property
    def plain(self) -> bool:
        """Whether there is nothing to say about it."""
        return (
            self.written is not None and self.suggestion is None and not (self.mixed or self.none or self.thrown_away)
        )


def read_domain(text: str) -> Domain:
    """The domain in its usual form, lower-case, checked for syntax alone: nothing is looked up on the network."""
    meant = suggest_domain(text.lower())
    written = _written(text)
    if written is None:
        return Domain(None, meant)
    return Domain(written, meant, any(_mixes_alphabets(word) for word in written.split(".")))


def _written(text: str) -> str | None:
    if _PLAIN.fullmatch(text) and len(text) <= _LONGEST and not f".{text}".endswith(_RESERVED):
        written = text
    else:
        try:
            written = validate_email(f"a@{text}", check_deliverability=False).domain.lower()
        except (EmailNotValidError, UnicodeError):
            return None
    ending = written.rpartition(".")[2]
    slip = len(ending) > 2 and ending in _ENDINGS
    return None if ending.isascii() and not slip and ending not in _endings() else written


@cache
def _endings() -> frozenset[str]:
    """The endings that domains can have (those of other alphabets left out)."""
    text = Path(__file__).with_name("data").joinpath(_ENDING_DATA).read_text(encoding="utf-8")
    return _COUNTRIES.union(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _mixes_alphabets(word: str) -> bool:
    """Whether a word takes letters from Latin and from another alphabet."""
    if word.isascii():
        return False
    return len({name(letter, "?").partition(" ")[0] for letter in word if letter.isalpha()}) > 1


def suggest_domain(domain: str) -> str | None:
    """The well-known domain that was probably meant; None when the domain is well known, or unlike any."""
    if domain in PROVIDERS or domain in _NEAR_BUT_RIGHT:
        return None
    if domain in _SLIPS:
        return _SLIPS[domain]
    first, _, ending = domain.rpartition(".")
    if not first:
        return None
    mended = f"{first}.{_ENDINGS.get(ending, ending)}"
    if mended in PROVIDERS:
        return mended
    if mended in _near_providers():
        return _near_providers()[mended]
    return mended if ending in _ENDINGS and ending not in _COUNTRIES else None


@cache
def _near_providers() -> dict[str, str]:
    """Every domain one slip away from a single provider, and that provider."""
    near: dict[str, str | None] = {}
    for provider in sorted(PROVIDERS):
        brand, _, ending = provider.partition(".")
        if brand in _DISTINCTIVE:
            for slip in _one_slip_away(brand):
                near[f"{slip}.{ending}"] = None if f"{slip}.{ending}" in near else provider
    return {slip: provider for slip, provider in near.items() if provider and slip not in PROVIDERS}


def _one_slip_away(brand: str) -> set[str]:
    """Names that one letter more, less or other, or two letters exchanged, make of this one."""
    letters = "abcdefghijklmnopqrstuvwxyz-"
    cuts = [(brand[:i], brand[i:]) for i in range(len(brand) + 1)]
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    missing = {a + c + b for a, b in cuts for c in letters}
    extra = {a + b[1:] for a, b in cuts if b}
    other = {a + c + b[1:] for a, b in cuts if b for c in letters}
    return (swapped | missing | extra | other) - {brand}
