import pandas as pd

from habitue.criteria.presets import preset_stages
from habitue.outcome import Label
from habitue.refresh.moves import in_language, moves, with_previous

STATUSES = (Label(key="new", name="New", tone="blue"), Label(key="active", name="Active", tone="green"))
AS_OF = 740000
REMEMBERED = "2025-01-15"


def customers(**columns):
    return pd.DataFrame(
        {"key": ["A", "B"], "status": [0, 1], "since": [0, 0], "why": ["first order", "two orders"], **columns}
    )


def former(**columns):
    return pd.DataFrame({name: pd.array(values, dtype="string") for name, values in columns.items()})


def test_nobody_has_moved_at_the_first_refresh():
    nothing = former(key=[])
    assert len(moves(customers(), STATUSES, nothing)) == 0
    assert with_previous(customers(), STATUSES, nothing, AS_OF)["previous_status"].isna().all()


def test_a_move_says_from_where_to_where_and_why():
    before = former(key=["B", "A"], status=["New", "New"])
    assert moves(customers(), STATUSES, before).to_dict("records") == [
        {"key": "B", "before": "New", "after": "Active", "why": "two orders"}
    ]


def test_a_customer_whom_the_file_did_not_know_has_not_moved():
    assert moves(customers(), STATUSES, former(key=["B"], status=["Active"])).empty


def test_a_status_that_stays_keeps_its_day_and_its_previous_status():
    before = former(key=["A", "B"], status=["New", "Active"], since=[None, REMEMBERED], previous_status=[None, "New"])
    found = with_previous(customers(), STATUSES, before, AS_OF)
    assert found["previous_status"].fillna("").tolist() == ["", "New"]
    assert found["since"].tolist() == [0, pd.Timestamp(REMEMBERED).toordinal()]


def test_a_status_that_changes_is_held_since_as_of():
    before = former(key=["A", "B"], status=["New", "New"], since=[REMEMBERED, REMEMBERED])
    found = with_previous(customers(), STATUSES, before, AS_OF)
    assert found["since"].tolist() == [pd.Timestamp(REMEMBERED).toordinal(), AS_OF]
    assert found["previous_status"].fillna("").tolist() == ["", "New"]


def test_a_day_that_follows_from_the_orders_is_not_overruled_by_memory():
    before = former(key=["A", "B"], status=["New", "New"], since=[REMEMBERED, REMEMBERED])
    assert with_previous(customers(since=[739000, 739500]), STATUSES, before, AS_OF)["since"].tolist() == [
        739000,
        739500,
    ]


def test_a_customer_listed_twice_in_our_sheet_counts_once():
    before = former(key=["B", "B"], status=["New", "Active"])
    assert len(moves(customers(), STATUSES, before)) == 1


def test_nobody_moves_because_the_sheets_speak_another_language():
    stages = preset_stages("six_statuses")
    statuses = tuple(Label(key=stage.key, name=stage.name("fr"), tone=stage.tone) for stage in stages)
    lost, active = (next(n for n, stage in enumerate(stages) if stage.key == key) for key in ("lost", "active"))
    before = former(key=["A", "B"], status=["Lost", "New"], previous_status=["Active", None])
    found = in_language(before, stages, "fr")
    now = customers(status=[lost, active])
    assert moves(now, statuses, found)["before"].tolist() == ["Nouveau"]
    assert with_previous(now, statuses, found, AS_OF)["previous_status"].tolist() == ["Actif", "Nouveau"]
