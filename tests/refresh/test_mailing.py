import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue.refresh.mailing import _file_word, safe


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33612345678", "+33612345678"),
        ("+33-6", "'+33-6"),
        ("-12", "'-12"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("Léa = 1", "Léa = 1"),
    ],
)
def test_what_a_spreadsheet_would_run_is_written_with_an_apostrophe(text, written):
    assert safe(text) == written


@given(st.text())
def test_no_text_is_left_that_a_spreadsheet_runs(text):
    kept = safe(text)
    assert kept[:1] not in {"=", "-", "@", "\t", "\r"}
    assert kept[:1] != "+" or kept[1:].isdigit()


@pytest.mark.parametrize(("name", "word"), [("À risque", "a-risque"), ("Can't lose", "can-t-lose"), ("顧客", "list")])
def test_a_list_is_named_in_the_words_of_its_reader(name, word):
    assert _file_word(name) == word
