"""What a refresh says of itself is true."""

import shutil

import pytest

from habitue.refresh import Wish, compute


@pytest.fixture
def alerts(made, tmp_path):
    def of(name):
        book = shutil.copy(made / name, tmp_path / name)
        return [alert.say("en") for alert in compute(Wish(paths=(book,))).refresh.alerts]

    return of


def test_few_repurchases_are_called_a_short_history(alerts):
    assert any("Short history" in said for said in alerts("no_flaw.xlsx"))


def test_totals_with_many_repurchases_are_not_called_a_short_history(tmp_path):
    rows = [f"C{n},Customer {n},2024-01-{n % 28 + 1:02},2026-01-{n % 28 + 1:02},{n % 7 + 1},10" for n in range(1, 40)]
    table = tmp_path / "totals.csv"
    table.write_text("Customer no,Name,First order,Last order,Number of orders,Revenue\n" + "\n".join(rows))
    said = [alert.say("en") for alert in compute(Wish(paths=(table,))).refresh.alerts]
    assert not any("Short history" in text for text in said)
    assert any("only totals" in text for text in said)
