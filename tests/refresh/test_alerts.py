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


def test_amounts_that_nobody_can_read_are_not_passed_over_in_silence(tmp_path):
    rows = [f"C{n % 9};Client {n % 9};{n % 28 + 1:02}/03/2024;12 kr" for n in range(40)]
    table = tmp_path / "couronnes.csv"
    table.write_text("Code client;Nom;Date commande;Montant\n" + "\n".join(rows))
    said = [alert.say("fr") for alert in compute(Wish(paths=(table,))).refresh.alerts]
    assert any("la colonne Montant porte le nom d’un montant" in text for text in said)


def test_a_file_without_any_column_of_amounts_needs_no_alert(tmp_path):
    rows = [f"C{n % 9};Client {n % 9};{n % 28 + 1:02}/03/2024" for n in range(40)]
    table = tmp_path / "visites.csv"
    table.write_text("Code client;Nom;Date commande\n" + "\n".join(rows))
    assert not any("montant" in alert.say("fr") for alert in compute(Wish(paths=(table,))).refresh.alerts)
