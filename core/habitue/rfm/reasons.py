"""Why each buyer has their scores, in one sentence with its numbers."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.language import Language, Sentence, plural, say_money, sentence
from habitue.language.phrases import Slot, fill, said
from habitue.rfm.scoring import Scores

Texts = NDArray[np.object_]


def score_reasons(
    scored: Scores, language: Language, currency: str = "", rows: NDArray[np.integer] | None = None
) -> list[str]:
    """Each customer's reason, or those of the customers at the positions `rows`; "" for who never bought."""
    places = np.arange(len(scored)) if rows is None else np.asarray(rows, dtype=np.intp)
    out = np.full(len(places), "", dtype=object)
    buyers = np.flatnonzero(scored.basis.buyers[places])
    if not len(buyers):
        return out.tolist()
    kept = sum(axis.kept[places[buyers]].astype(np.intp) << place for place, axis in enumerate(scored.axes))
    columns = _columns(scored, places[buyers], language, currency)
    for flags in pd.unique(np.asarray(kept)):
        members = np.flatnonzero(kept == flags)
        shape = _shape(scored, [bool(flags >> place & 1) for place in range(len(scored.axes))])
        some = {name: texts[members] for name, texts in columns.items()}
        out[buyers[members]] = fill(shape, some, len(members), language)
    return out.tolist()


def score_reason(scored: Scores, row: int, language: Language, currency: str = "") -> str:
    """One customer's reason, the same as in `score_reasons`."""
    return score_reasons(scored, language, currency, np.array([row]))[0]


def _columns(scored: Scores, rows: NDArray[np.intp], language: Language, currency: str) -> dict[str, Texts]:
    basis = scored.basis
    columns = {
        "days": said(basis.recency_days[rows], lambda days: _bought(int(days)).say(language)),
        "order_days": said(basis.order_days[rows], lambda days: _order_days(int(days)).say(language)),
    }
    if basis.cents is not None:
        columns["amount"] = said(basis.cents[rows], lambda cents: say_money(int(cents), language, currency))
    for name, axis in zip("rfm", scored.axes, strict=False):
        columns[name] = said(axis.score[rows], str)
        columns[f"{name}_percent"] = said(axis.percent[rows], str)
    return columns


def _bought(days: int) -> Sentence:
    return plural("last bought {count} day ago", "last bought {count} days ago", days)


def _order_days(days: int) -> Sentence:
    return plural("{count} order day", "{count} order days", days)


def _shape(scored: Scores, kept: list[bool]) -> Sentence:
    parts = [_recency(), _frequency(nested=scored.criteria.nested)]
    if len(scored.axes) > 2:
        parts.append(_monetary(nested=scored.criteria.nested, basket=scored.criteria.monetary == "basket"))
    whole: Sentence | None = None
    for part, is_kept in zip(parts, kept, strict=True):
        one = sentence("{score} (by the cut points kept)", score=part) if is_kept else part
        whole = one if whole is None else sentence("{one}; {other}", one=whole, other=one)
    return sentence("{whole}.", whole=whole)


def _recency() -> Sentence:
    return sentence(
        "R {score}: {bought}, more recently than {percent}% of the buyers",
        score=Slot("r"),
        bought=Slot("days"),
        percent=Slot("r_percent"),
    )


def _frequency(*, nested: bool) -> Sentence:
    slots = {"score": Slot("f"), "order_days": Slot("order_days"), "percent": Slot("f_percent")}
    if nested:
        return sentence("F {score}: {order_days}, more than {percent}% of the buyers with the same R", **slots)
    return sentence("F {score}: {order_days}, more than {percent}% of the buyers", **slots)


def _monetary(*, nested: bool, basket: bool) -> Sentence:
    slots = {"score": Slot("m"), "amount": Slot("amount"), "percent": Slot("m_percent")}
    match nested, basket:
        case False, False:
            return sentence("M {score}: {amount} in all, more than {percent}% of the buyers", **slots)
        case False, True:
            return sentence("M {score}: average basket of {amount}, more than {percent}% of the buyers", **slots)
        case True, False:
            return sentence(
                "M {score}: {amount} in all, more than {percent}% of the buyers with the same R and F", **slots
            )
        case _:
            return sentence(
                "M {score}: average basket of {amount}, more than {percent}% of the buyers with the same R and F",
                **slots,
            )
