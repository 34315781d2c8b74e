"""Statuses on cases worked out by hand, with the words of their reasons in both languages."""

import numpy as np
import pandas as pd
import pytest

from habitue.criteria import Comparison, Condition, Criteria, InactiveLimit, Measure, Stage, preset_stages
from habitue.errors import BadCriteria
from habitue.lifecycle import Signs, reason, reasons, statuses
from habitue.records import NEVER, Base, History

AS_OF = 740_000
BASE = Base(habit_days=62.0, limit_days=150, repurchases=100)
QUICK = Base(habit_days=10.0, limit_days=40, repurchases=100)
FEW = Base(habit_days=62.0, limit_days=None, repurchases=12)


def customer(*, order_days=6, silence=214, habit=62.0, since_first=1000, cents=10_000):
    return order_days, silence, habit, since_first, cents


def history(*customers, base=BASE, amounts=True):
    days, silence, habit, since_first, cents = (np.array(column) for column in zip(*customers, strict=True))
    first = np.where(days == 1, AS_OF - silence, AS_OF - since_first)
    return History(
        first_day=np.where(days > 0, first, NEVER).astype(np.int32),
        last_day=np.where(days > 0, AS_OF - silence, NEVER).astype(np.int32),
        order_days=days.astype(np.int32),
        orders=days.astype(np.int32),
        cents=cents.astype(np.int64) if amounts else None,
        own_gap=np.where(days > 1, habit, np.nan),
        as_of=AS_OF,
        base=base,
    ), habit.astype(float)


def found(*customers, base=BASE, signs=None, criteria=None, amounts=True):
    past, habit = history(*customers, base=base, amounts=amounts)
    return statuses(past, habit, signs or Signs(), criteria or Criteria())


def why(one, language="en", **how):
    return reason(found(one, **how), 0, language)


def test_the_sentence_of_the_product_in_both_languages():
    one = customer()
    assert why(one) == ("Inactive: buys every 62 days (5 gaps), silent for 214 days = 3.5 times; limit 3.")
    assert why(one, "fr") == (
        "Inactif\xa0: achète tous les 62 jours (5 intervalles), silencieux depuis 214 jours, soit 3,5 "
        "fois\u202f; limite 3."
    )


@pytest.mark.parametrize(("silence", "status"), [(186, "active"), (187, "inactive"), (372, "inactive"), (373, "lost")])
def test_the_limit_itself_is_not_beyond_it(silence, status):
    assert found(customer(silence=silence)).keys().tolist() == [status]


@pytest.mark.parametrize(
    ("habit", "silence", "status"),
    [
        (5.0, 29, "two_purchases"), (5.0, 30, "fading"), (5.0, 60, "fading"), (5.0, 61, "inactive"),
        (20.0, 29, "two_purchases"), (20.0, 30, "fading"), (62.0, 92, "two_purchases"), (62.0, 93, "fading"),
        (300.0, 364, "two_purchases"), (300.0, 365, "fading"), (300.0, 730, "fading"), (300.0, 731, "inactive"),
        (400.0, 400, "two_purchases"), (400.0, 401, "fading"), (900.0, 730, "two_purchases"), (900.0, 731, "inactive"),
    ],
)  # fmt: skip
def test_fading_begins_half_way_to_the_limit_from_the_habit_and_never_before_a_purchase_is_due(habit, silence, status):
    one = found(customer(habit=habit, silence=silence), base=QUICK, criteria=Criteria(preset="primary"))
    assert one.keys().tolist() == [status]


def test_days_and_length_of_inactivity_are_counted_from_the_day_after_the_limit():
    one = found(customer(silence=187), customer(silence=190), customer(silence=186), customer(order_days=0))
    assert one.since.tolist() == [AS_OF, AS_OF - 3, NEVER, NEVER]
    np.testing.assert_equal(one.inactive_for_days, [0, 3, np.nan, np.nan])
    np.testing.assert_equal(one.inactive_limit_days, [186, 186, 186, np.nan])


def test_new_since_the_first_order_and_active_since_the_second():
    one = found(customer(order_days=1, silence=10), customer(order_days=2, silence=10, since_first=100))
    assert one.keys().tolist() == ["new", "active"]
    assert one.since.tolist() == [AS_OF - 10, AS_OF - 10]


def test_a_customer_who_came_back_in_time_is_active_since_the_second_order_only_if_not_so_before():
    primary = found(customer(order_days=2, silence=10, since_first=100), criteria=Criteria(preset="primary"))
    assert primary.since.tolist() == [AS_OF - 10]
    phases = found(customer(order_days=2, silence=10, since_first=100), criteria=Criteria(preset="five_phases"))
    assert phases.since.tolist() == [NEVER]  # Growth before and after


@pytest.mark.parametrize(
    ("one", "how", "english", "french"),
    [
        (
            customer(order_days=1, silence=160),
            {},
            ("Inactive: one order day (short history), silent for 160 days; limit of 150 days, within which 90% of the "
            "repurchases come."),
            ("Inactif\xa0: un jour d’achat (historique court), silencieux depuis 160 jours\u202f; limite de "
             "150 jours, délai "
            "dans lequel viennent 90\xa0% des réachats."),
        ),
        (
            customer(order_days=1, silence=0),
            {"base": FEW},
            ("New: one order day (short history), silent for 0 days; fewer than 30 repurchases in the file: "
             "limit of 180 "
            "days."),
            ("Nouveau\xa0: un jour d’achat (historique court), silencieux depuis 0 jour\u202f; moins de 30 "
             "réachats dans le "
            "fichier\xa0: limite de 180 jours."),
        ),
        (
            customer(order_days=2, silence=1, habit=1.5),
            {"criteria": Criteria(inactive=InactiveLimit(floor_days=1))},
            ("Active: buys every 1.5 days (1 gap: short history), silent for 1 day; limit of 150 days, within "
             "which 90% of "
            "the repurchases come (longer than 3 × the habit)."),
            ("Actif\xa0: achète tous les 1,5 jour (1 intervalle\xa0: historique court), silencieux depuis 1 "
             "jour\u202f; limite "
            "de 150 jours, délai dans lequel viennent 90\xa0% des réachats (plus longue que 3\xa0×\xa0l’habitude)."),
        ),
        (
            customer(order_days=9, silence=70, habit=10.0),
            {"base": QUICK},
            "Inactive: buys every 10 days (8 gaps), silent for 70 days = 7 times; limit 3, at least 60 days.",
            ("Inactif\xa0: achète tous les 10 jours (8 intervalles), silencieux depuis 70 jours, soit 7 "
             "fois\u202f; limite 3, au moins 60 jours."),
        ),
        (
            customer(order_days=9, silence=59, habit=1.0),
            {"base": QUICK},
            "Active: buys every day (8 gaps), silent for 59 days = 59 times; limit 3, at least 60 days.",
            ("Actif\xa0: achète tous les jours (8 intervalles), silencieux depuis 59 jours, soit 59 fois\u202f; "
             "limite 3, au moins 60 jours."),
        ),
        (
            customer(silence=800, habit=400.0, since_first=3000),
            {},
            "Inactive: buys every 400 days (5 gaps), silent for 800 days = 2 times; limit 3, at most 730 days.",
            ("Inactif\xa0: achète tous les 400 jours (5 intervalles), silencieux depuis 800 jours, soit 2 "
             "fois\u202f; limite 3, au plus 730 jours."),
        ),
        (
            customer(silence=250, habit=100.0),
            {"criteria": Criteria(inactive=InactiveLimit(ceiling_days=120))},
            ("Inactive: buys every 100 days (5 gaps), silent for 250 days; limit of 150 days, within which 90% of the "
             "repurchases come (longer than 3 × the habit, at most 120 days)."),
            ("Inactif\xa0: achète tous les 100 jours (5 intervalles), silencieux depuis 250 jours\u202f; limite de "
             "150 jours, délai dans lequel viennent 90\xa0% des réachats (plus longue que 3\xa0×\xa0l’habitude, "
             "au plus 120 jours)."),
        ),
        (
            customer(order_days=9, silence=160, habit=1.0),
            {},
            ("Inactive: buys every day (8 gaps), silent for 160 days; limit of 150 days, within which 90% of the "
             "repurchases come (longer than 3 × the habit)."),
            ("Inactif\xa0: achète tous les jours (8 intervalles), silencieux depuis 160 jours\u202f; limite de "
             "150 jours, délai dans lequel viennent 90\xa0% des réachats (plus longue que 3\xa0×\xa0l’habitude)."),
        ),
        (
            customer(silence=400),
            {},
            ("Lost: buys every 62 days (5 gaps), silent for 400 days = 6.5 times; limit 3; beyond 372 days = 2 × the "
            "inactive limit; responses unknown."),
            ("Perdu\xa0: achète tous les 62 jours (5 intervalles), silencieux depuis 400 jours, soit 6,5 "
             "fois\u202f; limite "
            "3\u202f; au-delà de 372 jours, soit 2\xa0×\xa0la limite d’inactivité\u202f; réponses inconnues."),
        ),
        (
            customer(silence=200),
            {"signs": Signs(contacts_without_response=np.array([4], dtype=np.int32))},
            ("Lost: buys every 62 days (5 gaps), silent for 200 days = 3.2 times; limit 3; 4 contacts without response "
            "(limit 3)."),
            ("Perdu\xa0: achète tous les 62 jours (5 intervalles), silencieux depuis 200 jours, soit 3,2 "
             "fois\u202f; limite "
            "3\u202f; 4 contacts sans réponse (limite 3)."),
        ),
        (
            customer(silence=20),
            {"signs": Signs(said_lost=np.array([True]))},
            "Lost: noted as lost in the file; buys every 62 days (5 gaps), silent for 20 days = 0.3 times; limit 3.",
            ("Perdu\xa0: noté comme perdu dans le fichier\u202f; achète tous les 62 jours (5 intervalles), "
             "silencieux depuis "
            "20 jours, soit 0,3 fois\u202f; limite 3."),
        ),
        (
            customer(order_days=0),
            {"signs": Signs(contact_established=np.array([True]))},
            "Prospect: contact established; never bought.",
            "Prospect\xa0: contact établi\u202f; n’a jamais acheté.",
        ),
        (
            customer(order_days=0),
            {"signs": Signs(contact_established=np.array([False]))},
            "Suspect: never bought; no contact established.",
            "Suspect\xa0: n’a jamais acheté\u202f; aucun contact établi.",
        ),
        (
            customer(silence=100),
            {"criteria": Criteria(preset="primary")},
            ("Fading: buys every 62 days (5 gaps), silent for 100 days = 1.6 times; limit 3; silence: at "
             "least 0.5 × the limit from the habit (93 days)."),
            ("En passivation\xa0: achète tous les 62 jours (5 intervalles), silencieux depuis 100 jours, soit "
             "1,6 fois\u202f; limite 3\u202f; silence\xa0: au moins 0,5\xa0×\xa0la limite tirée de l’habitude "
             "(93 jours)."),
        ),
        (
            customer(silence=200),
            {"criteria": Criteria(inactive=InactiveLimit(fixed_limit_days=180))},
            "Inactive: buys every 62 days (5 gaps), silent for 200 days; fixed limit of 180 days.",
            ("Inactif\xa0: achète tous les 62 jours (5 intervalles), silencieux depuis 200 jours\u202f; "
             "limite fixe de 180 "
            "jours."),
        ),
        (
            customer(silence=20, habit=np.nan),
            {"base": Base(habit_days=float("nan"), limit_days=None, repurchases=40)},
            ("Active: 6 order days (habit unknown), silent for 20 days; no dates of single orders in the "
             "file: limit of "
            "180 days."),
            ("Actif\xa0: 6 jours d’achat (habitude inconnue), silencieux depuis 20 jours\u202f; pas de dates "
             "de commande une "
            "à une dans le fichier\xa0: limite de 180 jours."),
        ),
    ],
)  # fmt: skip
def test_the_reason_has_the_numbers_of_the_decision(one, how, english, french):
    assert why(one, "en", **how) == english
    assert why(one, "fr", **how) == french


@pytest.mark.parametrize("silence", [185, 186, 187, 188])
@pytest.mark.parametrize("habit", [61.9, 62.0, 62.1])
def test_the_number_of_times_never_contradicts_the_decision(habit, silence):
    one = found(customer(silence=silence, habit=habit))
    shown = float(reason(one, 0, "en").split(" = ")[1].split(" times")[0])
    assert (shown > 3) == (one.keys()[0] == "inactive") == (silence > 3 * habit)


def test_a_file_without_signs_has_no_lost_but_by_silence():
    keys = found(customer(silence=300), customer(silence=373), customer(order_days=0)).keys()
    assert keys.tolist() == ["inactive", "lost", "suspect"]


def test_contacts_that_are_not_known_of_a_customer_count_as_unknown():
    signs = Signs(contacts_without_response=np.array([-1, 0, 2, 3], dtype=np.int32))
    keys = found(*[customer(silence=400)] * 4, signs=signs).keys()
    assert keys.tolist() == ["lost", "inactive", "inactive", "lost"]


def split(value, comparison=Comparison.IS):
    hot = Condition(measure=Measure.COLUMN, comparison=comparison, value=value, column="Température")
    own = Stage(key="hot", own_name="Hot prospect", rule=((hot,),))
    return Criteria(stages=(*preset_stages("six_statuses")[:-2], own, *preset_stages("six_statuses")[-2:]))


@pytest.mark.parametrize(
    ("value", "comparison", "expected"),
    [
        ("chaud", Comparison.IS, [True, False, False, False, False]),
        ("chaud", Comparison.CONTAINS, [True, True, False, False, False]),
        ("chaud", Comparison.IS_NOT, [False, True, True, True, True]),
        ("", Comparison.IS, [False, False, True, False, False]),
        (20, Comparison.MORE_THAN, [False, False, False, True, False]),
        (20, Comparison.AT_MOST, [False, False, False, False, True]),
        (20, Comparison.IS, [False, False, False, False, False]),
    ],
)
def test_prospects_can_be_split_on_a_column_of_the_team(value, comparison, expected):
    if comparison is Comparison.IS and not isinstance(value, str):
        value = str(value)
    texts = pd.Series([" Chaud ", "très chaud", pd.NA, "20.5", "20.0"], dtype="string")
    signs = Signs(columns={"température": texts})
    one = found(*[customer(order_days=0)] * 5, signs=signs, criteria=split(value, comparison))
    assert (one.keys() == "hot").tolist() == expected
    assert all("Température" in text for text, hot in zip(reasons(one, "fr"), expected, strict=True) if hot)


def test_a_column_that_is_gone_is_named_with_what_there_is():
    with pytest.raises(BadCriteria, match=r"“Température”, which is not there; there is: Ville"):
        found(customer(), signs=Signs(columns={"Ville": pd.Series(["Lyon"])}), criteria=split("chaud"))


def test_a_rule_on_revenue_needs_amounts():
    rich = Stage(
        key="rich",
        own_name="Rich",
        rule=((Condition(measure=Measure.REVENUE, comparison=Comparison.AT_LEAST, value=100),),),
    )
    criteria = Criteria(stages=(rich, *preset_stages("primary")))
    one = found(customer(cents=9_999), customer(cents=10_000), criteria=criteria)
    assert one.keys().tolist() == ["inactive", "rich"]
    assert reason(one, 1, "fr").endswith("chiffre d’affaires de 100,00.")
    with pytest.raises(BadCriteria, match="no amounts"):
        found(customer(), criteria=criteria, amounts=False)


def test_a_status_on_recent_first_orders_dates_its_end():
    fresh = Condition(measure=Measure.FIRST_ORDER_DAYS_AGO, comparison=Comparison.AT_MOST, value=30)
    criteria = Criteria(stages=(Stage(key="fresh", own_name="Fresh", rule=((fresh,),)), *preset_stages("six_statuses")))
    one = found(customer(order_days=1, silence=12), customer(order_days=1, silence=40), criteria=criteria)
    assert one.keys().tolist() == ["fresh", "new"]
    assert one.since.tolist() == [AS_OF - 12, AS_OF - 9]
    assert reason(one, 0, "en").endswith("; first order 12 days ago.")


def test_names_with_braces_stand_as_they_are():
    criteria = Criteria(stages=(Stage(key="all", own_name="{all} %s {0}"),))
    assert why(customer(), criteria=criteria).startswith("{all} %s {0}: buys every 62 days")


def test_no_customers_have_no_statuses():
    one = found(customer())
    assert reasons(one, "fr", np.array([], dtype=int)) == []


def test_reasons_of_some_customers_are_those_of_all():
    one = found(customer(), customer(order_days=0), customer(silence=5))
    assert reasons(one, "fr", np.array([2, 0])) == [reasons(one, "fr")[2], reasons(one, "fr")[0]]
