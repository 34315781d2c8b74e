"""Each command on workbooks of the gallery, as a person would type it."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from habitue.cli import refresh as refresh_command

AS_OF = ("--as-of", "2026-11-01")


@pytest.fixture
def shop(made, tmp_path):
    return Path(shutil.copy(made / "no_flaw.xlsx", tmp_path / "clients.xlsx"))


def test_refresh_says_what_it_did_and_where_the_copy_is(habitue, shop):
    done = habitue("refresh", shop, *AS_OF)
    assert done.code == 0, done.err
    (copy,) = shop.parent.glob("clients.habitue-*.xlsx")
    assert copy.name in done.out
    assert shop.name in done.out


def test_undo_brings_back_every_byte(habitue, shop):
    before = shop.read_bytes()
    habitue("refresh", shop, *AS_OF)
    assert shop.read_bytes() != before
    done = habitue("undo", shop)
    assert done.code == 0, done.err
    assert shop.read_bytes() == before


def test_a_dry_run_writes_nothing(habitue, shop):
    before = shop.read_bytes()
    done = habitue("refresh", shop, *AS_OF, "--dry-run", "--language", "en")
    assert done.code == 0, done.err
    assert "nothing was written" in done.out
    assert shop.read_bytes() == before
    assert list(shop.parent.iterdir()) == [shop]


def test_output_leaves_the_workbook_as_it_is(habitue, shop):
    before, other = shop.read_bytes(), shop.with_name("new.xlsx")
    done = habitue("refresh", shop, *AS_OF, "--output", other)
    assert done.code == 0, done.err
    assert shop.read_bytes() == before
    assert other.exists()


@pytest.mark.parametrize("name", ["new.csv", "new.xlsm", "new"])
def test_a_name_under_which_excel_would_not_open_the_result_is_refused(habitue, shop, name):
    done = habitue("refresh", shop, *AS_OF, "--output", shop.with_name(name), "--language", "en")
    assert done.code == 1
    assert ".xlsx" in done.err
    assert list(shop.parent.iterdir()) == [shop]


def test_a_workbook_to_write_into_that_was_not_there_is_said_to_be_new(habitue, made, tmp_path):
    done = habitue("refresh", made / "csv_us.csv", *AS_OF, "--into", tmp_path / "typo.xlsx")
    assert done.code == 0, done.err
    assert "There was no typo.xlsx" in done.out


def test_csv_goes_into_a_workbook_beside_it_which_then_remembers(habitue, made, tmp_path):
    source = Path(shutil.copy(made / "csv_french.csv", tmp_path / "ventes.csv"))
    first = habitue("refresh", source, *AS_OF)
    assert first.code == 0, first.err
    assert "ventes-habitue.xlsx" in first.out
    beside = tmp_path / "ventes-habitue.xlsx"
    bytes_then = beside.read_bytes()
    again = habitue("refresh", source, *AS_OF)
    assert again.code == 0, again.err
    assert beside.read_bytes() == bytes_then


def test_into_puts_the_sheets_into_another_workbook(habitue, shop, made, tmp_path):
    book = Path(shutil.copy(made / "only_totals.xlsx", tmp_path / "other.xlsx"))
    before = shop.read_bytes()
    done = habitue("refresh", shop, *AS_OF, "--into", book)
    assert done.code == 0, done.err
    assert shop.read_bytes() == before
    assert book.read_bytes() != (made / "only_totals.xlsx").read_bytes()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_json_is_for_programs_in_any_language(habitue, shop, language):
    done = habitue("refresh", shop, *AS_OF, "--json", "--dry-run", "--language", language)
    found = json.loads(done.out)
    assert found["customers"] == sum(found["statuses"].values())
    assert found["buyers"] == sum(found["segments"].values())


def test_inspect_names_each_column_with_its_role_and_confidence(habitue, shop):
    before = shop.read_bytes()
    found = json.loads(habitue("inspect", shop, "--json").out)
    roles = {column["role"] for table in found["tables"] for column in table["columns"]}
    assert {"customer_key", "order_date", "amount"} <= roles
    assert "%" in habitue("inspect", shop).out
    assert shop.read_bytes() == before


def test_explain_gives_the_reason_of_the_sheet(habitue, shop):
    keys = json.loads(habitue("inspect", shop, "--json").out)
    assert keys["customers"] > 0
    done = habitue("explain", shop, "K01", *AS_OF, "--language", "en")
    assert done.code == 0, done.err
    assert "order day" in done.out.lower()


def test_an_unknown_customer_is_told_how_keys_look(habitue, shop):
    done = habitue("explain", shop, "nobody at all", *AS_OF, "--language", "en")
    assert done.code == 1
    assert "look like" in done.err


def test_criteria_prints_the_teams_document_and_its_toml_is_read_back(habitue, shop, tmp_path):
    shown = habitue("criteria", shop, "--language", "fr").out
    assert shown.startswith("#")
    toml = tmp_path / "criteria.toml"
    toml.write_text(habitue("criteria", shop, "--toml").out, encoding="utf-8")
    done = habitue("refresh", shop, *AS_OF, "--criteria", toml, "--dry-run")
    assert done.code == 0, done.err


@pytest.mark.parametrize("preset", ["six_statuses", "primary", "five_phases"])
def test_each_preset_works_end_to_end(habitue, made, preset):
    done = habitue("refresh", made / "boutique.xlsm", *AS_OF, "--preset", preset, "--dry-run", "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert sum(found["statuses"].values()) == found["customers"]
    assert all(found["statuses"].values()), "the demo shop has customers in every status"


@pytest.mark.parametrize(("short", "preset"), [("six", "six_statuses"), ("phases", "five_phases")])
def test_presets_go_by_the_names_that_the_help_gives(habitue, shop, short, preset):
    found = json.loads(habitue("refresh", shop, *AS_OF, "--preset", short, "--dry-run", "--json").out)
    assert found == json.loads(habitue("refresh", shop, *AS_OF, "--preset", preset, "--dry-run", "--json").out)


def test_an_unknown_preset_is_refused_with_those_there_are(habitue, shop):
    done = habitue("refresh", shop, "--preset", "seven", "--language", "en")
    assert done.code == 1
    assert "six_statuses" in done.err


def test_a_column_that_people_name_wins_over_every_guess(habitue, shop):
    def roles(*more):
        found = json.loads(habitue("inspect", shop, "--json", *more).out)
        return {column["header"]: column["role"] for table in found["tables"] for column in table["columns"]}

    header = next(header for header, role in roles().items() if role == "amount")
    assert roles("--map", f"none={header}")[header] != "amount"
    assert roles("--map", f"notes={header}")[header] == "notes"


def test_export_writes_two_lists_that_no_spreadsheet_runs(habitue, made, tmp_path):
    source = Path(shutil.copy(made / "injection.xlsx", tmp_path / "clients.xlsx"))
    found = json.loads(habitue("refresh", source, *AS_OF, "--json", "--dry-run").out)
    name = next(key for key, count in found["statuses"].items() if count)
    done = habitue("export", source, "--segment", f"status.{name}", "--channel", "email", *AS_OF)
    assert done.code == 0, done.err
    lists = sorted(tmp_path.glob("*.csv"))
    assert len(lists) == 2
    for path in lists:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=@\t\r" and cell]


def test_export_counts_every_member_once(habitue, made, tmp_path):
    source = Path(shutil.copy(made / "boutique.xlsm", tmp_path / "boutique.xlsm"))
    found = json.loads(habitue("refresh", source, *AS_OF, "--json", "--dry-run").out)
    done = habitue("export", source, "--segment", "status.active", "--channel", "post", *AS_OF, "--json")
    lists = json.loads(done.out)
    assert lists["customers"] + lists["excluded"] == found["statuses"]["active"]


def test_an_unknown_segment_is_refused_with_those_there_are(habitue, shop):
    done = habitue("export", shop, "--segment", "VIP", "--channel", "email", *AS_OF, "--language", "en")
    assert done.code == 1
    assert "Champions" in done.err


def test_a_missing_file_is_one_sentence_and_json_says_so_too(habitue, tmp_path):
    done = habitue("refresh", tmp_path / "none.xlsx", "--json", "--language", "en")
    assert done.code == 1
    assert "none.xlsx" in json.loads(done.out)["error"]
    assert done.err.count("\n") == 1


def test_an_unexpected_error_is_a_sentence_without_debug_and_a_traceback_with_it(habitue, shop, monkeypatch):
    def broken(*_arguments, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("habitue.refresh.refresh", broken)
    done = habitue("refresh", shop, "--language", "en")
    assert done.code == 1
    assert "ZeroDivisionError" in done.err
    with pytest.raises(ZeroDivisionError):
        refresh_command.command("en").main(["--debug", str(shop)], standalone_mode=False)


def test_a_full_disk_and_a_stop_are_said_in_words(habitue, shop, monkeypatch):
    for error, words, code in ((OSError(28, "x"), "disk is full", 1), (KeyboardInterrupt(), "Stopped", 130)):

        def broken(*_arguments, error=error, **_more):
            raise error

        monkeypatch.setattr("habitue.refresh.refresh", broken)
        done = habitue("refresh", shop, "--language", "en")
        assert (done.code, words in done.err) == (code, True)


def test_dates_that_could_be_two_days_are_read_as_people_say(habitue, tmp_path):
    source = tmp_path / "ventes.csv"
    source.write_text("N° client;Date;Montant\nC1;03/04/2024;10\nC1;05/06/2024;12\nC2;07/08/2024;9\n", encoding="utf-8")
    shown = {
        order: habitue("explain", source, "C1", *AS_OF, "--date-order", order, "--language", "en")
        for order in ("dmy", "mdy")
    }
    assert "3 Apr 2024" in shown["dmy"].out, shown["dmy"].err
    assert "4 Mar 2024" in shown["mdy"].out
    assert "--date-order" in habitue("inspect", source, "--language", "en").out
    assert "--date-order" not in habitue("inspect", source, "--date-order", "dmy", "--language", "en").out
