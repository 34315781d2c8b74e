"""What people say about columns wins over the guess, and what does not exist is named."""

import pytest

from habitue.errors import BadRequest
from habitue.roles import Role
from habitue.roles.column_role import ColumnRole
from habitue.roles.guess import guess_roles
from habitue.roles.overrides import apply_overrides, check_overrides, missing_role, parse_map

COLUMNS = {
    "Client": ["C1", "C2", "C1"], "Date": ["2024-01-02", "2024-02-03", "2024-03-04"],
    "Livré le": ["2024-01-05", "2024-02-06", "2024-03-07"], "Montant : net": ["1", "2", "3"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sheet", "header", "role"),
    [
        ("order_date=Date cde", "", "Date cde", Role.ORDER_DATE),
        ("order-date = Date cde", "", "Date cde", Role.ORDER_DATE),
        ("Ventes:Date cde=order_date", "Ventes", "Date cde", Role.ORDER_DATE),
        ("Date cde=date de commande", "", "Date cde", Role.ORDER_DATE),
        ("a=b=amount", "", "a=b", Role.AMOUNT),
        ("Remarques=none", "", "Remarques", None),
        ("email=phone", "", "phone", Role.EMAIL),
    ],
)
def test_a_mapping_is_read_from_either_side(text, sheet, header, role):
    assert parse_map([text]) == (ColumnRole(sheet=sheet, header=header, role=role),)


@pytest.mark.parametrize("text", ["", "order_date", "Date=", "=order_date", "Date=commande du jour"])
def test_a_mapping_that_says_nothing_is_refused_with_what_is_allowed(text):
    if text == "Date=":
        assert parse_map([text])[0].role is None
        return
    with pytest.raises(BadRequest) as error:
        parse_map([text])
    assert "order_date" in error.value.say("fr")


def test_a_role_that_is_told_leaves_the_column_that_had_it(table):
    roles = apply_overrides(guess_roles(table(COLUMNS)), parse_map(["order_date=livre le", "Montant : net=amount"]))
    assert roles.labels[Role.ORDER_DATE] == "Livré le"
    assert {guess.header: guess.confidence for guess in roles.columns}["Livré le"] == 1.0
    assert {guess.header: guess.role for guess in roles.columns}["Date"] is None


def test_a_mapping_for_another_sheet_is_left_alone(table):
    roles = guess_roles(table(COLUMNS, "Ventes"))
    assert apply_overrides(roles, parse_map(["Achats:Livré le=order_date"])) == roles
    assert apply_overrides(roles, parse_map(["ventes:LIVRÉ LE=order_date"])).labels[Role.ORDER_DATE] == "Livré le"


def test_what_does_not_exist_is_named_with_what_does(table):
    roles = guess_roles(table(COLUMNS, "Ventes"))
    with pytest.raises(BadRequest, match="Livré le"):
        check_overrides([roles], parse_map(["order_date=Jour"]))
    with pytest.raises(BadRequest, match="Ventes"):
        check_overrides([roles], parse_map(["Achats:Date=order_date"]))
    check_overrides([roles], parse_map(["Ventes:Date=order_date", "amount=montant net"]))


def test_a_missing_role_is_asked_for_by_name(table):
    error = missing_role(Role.ORDER_DATE, guess_roles(table(COLUMNS, "Ventes")))
    assert error.say("en").startswith(
        "No column looks like the order date in sheet Ventes; it has: Client, Date, Livré le"
    )
    assert '--map order_date="Colonne"' in error.say("fr")
    assert "date de commande" in error.say("fr")
