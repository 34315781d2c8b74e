"""What Excel is told of the formulas, read off the functions as xlwings reads them when it imports the module."""

import inspect
import re
import subprocess
import sys
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
import xlwings as xw
from xlwings.server import custom_functions_meta

from habitue.language import Language
from habitue_addin import actions, formulas, lite
from habitue_addin.names import FORMULAS, Formula, python_name, said
from habitue_addin.ribbon import ACTIONS

TWINS = [(formula, language) for formula in FORMULAS for language in formula.languages]
LONGEST_HELP = 255  # Excel cuts what is longer
BUILT_IN = """
ABS AND AVERAGE CLEAN CHOOSE COUNT DATE DAYS FILTER FIND IF INDEX LEFT LEN LOWER MATCH MAX MID MIN NOT OR PROPER RANK
RIGHT SEARCH SORT SUM TEXT TODAY TRIM TYPE UNIQUE UPPER VALUE XLOOKUP
SUPPRESPACE EPURAGE NOMPROPRE RECHERCHEV SOMME MOYENNE JOURS RANG
"""
CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}|R[0-9]*C[0-9]*")


def function(formula: Formula, language: Language | None):
    return getattr(formulas, python_name(formula.name(language)))


@pytest.mark.parametrize(("formula", "language"), TWINS, ids=lambda it: it.english if isinstance(it, Formula) else it)
def test_a_formula_explains_itself_in_the_language_of_its_name(formula, language):
    told = function(formula, language).__xlfunc__
    assert told["ret"]["doc"] == said(formula.help, language)
    assert 0 < len(told["ret"]["doc"]) <= LONGEST_HELP
    assert [arg["name"] for arg in told["args"]] == [argument.name(language) for argument in formula.arguments]
    for arg, argument in zip(told["args"], formula.arguments, strict=True):
        assert arg["doc"] == said(argument.help, language)
        assert 0 < len(arg["doc"]) <= LONGEST_HELP
        assert ("optional" in arg) == argument.optional
        assert arg["options"]["convert"] == "raw"


@pytest.mark.parametrize(("formula", "language"), TWINS, ids=lambda it: it.english if isinstance(it, Formula) else it)
def test_every_argument_and_the_result_are_annotated(formula, language):
    made = function(formula, language)
    hints = get_type_hints(made, include_extras=True)
    parameters = inspect.signature(made).parameters
    assert set(hints) == {*parameters, "return"}
    for name in parameters:
        assert get_origin(hints[name]) is Annotated
        assert get_args(hints[name])[1]["doc"]
    for parameter in parameters.values():
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD  # xlwings knows no others


def test_optional_arguments_come_last():
    for formula in FORMULAS:
        optional = [argument.optional for argument in formula.arguments]
        assert optional == sorted(optional), formula.english


def test_names_are_such_as_excel_takes_and_nobody_else_s():
    names = [formula.name(language) for formula, language in TWINS]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch("[A-Z]{3,30}", name), name
        assert name not in BUILT_IN.split()
        for written in (f"HABITUE.{name}", python_name(name)):
            assert len(written) <= 128
            assert not CELL.fullmatch(written)


def test_argument_names_are_such_as_excel_and_vba_take():
    keywords = {"date", "name", "string", "type", "as", "to", "in", "next", "end", "option", "optional", "caller"}
    for formula, language in TWINS:
        names = [argument.name(language) for argument in formula.arguments]
        assert len(set(names)) == len(names), formula.english
        assert all(re.fullmatch("[a-z][a-z_]{2,30}", name) for name in names), names
        assert not keywords & set(names), names


def test_both_names_exist_unless_they_are_the_same():
    for formula in FORMULAS:
        assert {formula.english, formula.french} == {formula.name(language) for language in formula.languages}
    shared = {formula.english for formula in FORMULAS if formula.english == formula.french}
    assert shared == {"RFM", "SEGMENT", "SILENCE"}


def test_all_formulas_of_the_plan_are_there():
    wanted = (
        "LIFECYCLE STATUS RFM SEGMENT WHY HABIT SILENCE COHORT CLEANNAME CLEANCOMPANY CLEANEMAIL CLEANPHONE"
        " CLEANADDRESS CLEANPOSTCODE CLEANDATE CLEANAMOUNT CHECKSIRET DUPLICATES SIMILARITY FILLRATE"
    )
    assert {formula.english for formula in FORMULAS} == set(wanted.split())


def test_hosts_find_every_formula_under_our_namespace():
    found = {one["name"]: one for one in custom_functions_meta(formulas)["functions"]}
    assert found.keys() == {f"HABITUE.{formula.name(language)}" for formula, language in TWINS}
    for formula, language in TWINS:
        name = formula.name(language)
        assert found[f"HABITUE.{name}"]["id"] == python_name(name) == function(formula, language).__name__


def test_a_lite_workbook_has_them_by_its_one_line():
    names: dict[str, object] = {}
    exec("from habitue_addin.lite import *", names)  # what its main.py says
    for formula, language in TWINS:
        name = python_name(formula.name(language))
        assert names[name] is getattr(formulas, name)
    for action in ACTIONS:
        assert names[f"habitue_{action.key}"] is getattr(actions, action.key)
    assert set(lite.__all__) <= set(names)


def test_the_one_line_hides_no_module_and_no_function_of_the_workbook_s_own_code():
    own = "import inspect\ndef clean(): return 'mine'\n"
    names: dict[str, object] = {}
    exec(own + "from habitue_addin.lite import *", names)
    assert names["inspect"] is inspect
    assert names["clean"]() == "mine"


def test_every_action_of_the_ribbon_takes_the_workbook_and_says_what_it_does():
    for action in ACTIONS:
        made = inspect.unwrap(getattr(actions, action.key))
        assert getattr(actions, action.key).__xlscript__["name"]
        assert made.__doc__
        hints = get_type_hints(made)
        assert set(hints) == {*inspect.signature(made).parameters, "return"}
        assert next(hint for name, hint in hints.items() if name != "return") in (xw.Book, xw.BookAsync)


def test_formulas_load_nothing_heavy_before_the_first_call():
    """In Lite every module costs time before the workbook answers; xlwings itself loads pandas."""
    code = (
        "import sys, xlwings.server; before = set(sys.modules); import habitue_addin.formulas;"
        "print(*sorted(name for name in set(sys.modules) - before if name.startswith('habitue')))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "habitue_addin.formulas" in told
    heavy = ("habitue.refresh", "habitue.cleaning", "habitue.matching", "habitue.criteria", "habitue.workbook")
    assert not [name for name in told if name.startswith(heavy)]


def test_help_without_accents_only_in_english():
    """The French help is French: nothing was left untranslated."""
    for formula in FORMULAS:
        if formula.english != formula.french:
            assert formula.help.say("fr") != formula.help.say("en")
        for argument in formula.arguments:
            assert argument.help.say("fr") != argument.help.say("en"), argument.key
