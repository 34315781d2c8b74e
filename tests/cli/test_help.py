import re

import click
import pytest

from habitue.cli.main import COMMANDS, chosen_language, program

ENGLISH_ONLY = re.compile(r"\b(Usage|Show|Write|Print|the|with)\b")


def test_every_command_and_option_has_a_help_text_in_both_languages():
    for language in ("fr", "en"):
        for command in program(language).commands.values():
            assert command.help
            for parameter in command.params:
                assert isinstance(parameter, click.Argument) or parameter.help, (command.name, parameter.name)


def test_french_help_is_french_from_top_to_bottom(habitue):
    for arguments in ([], ["refresh"], ["undo"], ["inspect"], ["explain"], ["criteria"], ["export"]):
        shown = habitue(*arguments, "--language", "fr", "--help") if arguments else habitue("--help", "--language=fr")
        assert "Utilisation" in shown.out
        assert not ENGLISH_ONLY.search(shown.out), ENGLISH_ONLY.search(shown.out)


def test_no_command_is_left_out_of_the_readme():
    from pathlib import Path

    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for module in COMMANDS:
        assert f"habitue {module.NAME}" in readme, module.NAME


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_US", "HABITUE_LANGUAGE": "fr"}, "fr"),
        (["refresh", "x.xlsx", "--language", "fr"], {"LANG": "en_US"}, "fr"),
        (["refresh", "x.xlsx", "--language=en"], {"LANG": "fr_FR"}, "en"),
        (["--language"], {"LANG": "C"}, "en"),
    ],
)
def test_the_language_is_asked_for_before_it_is_guessed(arguments, environment, language):
    assert chosen_language(arguments, environment) == language


def test_a_mistyped_option_is_answered_in_french(habitue):
    done = habitue("refresh", "x.xlsx", "--langage", "--language", "fr")
    assert done.code == 2
    assert "n’existe pas" in done.err
    assert "Error" not in done.err


def test_the_version_is_shown(habitue):
    assert re.fullmatch(r"habitue \d+\.\d+\.\d+\S*\n", habitue("--version").out)


def test_the_language_may_stand_before_or_after_the_command(habitue, made):
    before = habitue("--language", "en", "inspect", made / "no_flaw.xlsx")
    after = habitue("inspect", made / "no_flaw.xlsx", "--language", "en")
    assert before.out == after.out
    assert "rows" in before.out


@pytest.mark.parametrize(("language", "said"), [("en", "tomorrow is not a day"), ("fr", "tomorrow n’est pas une date")])
def test_a_day_is_asked_for_as_people_can_read_it(habitue, language, said):
    shown = habitue("--language", language, "refresh", "--help").out
    assert "YYYY-MM-DD" in shown or "AAAA-MM-JJ" in shown
    assert "%" not in shown
    done = habitue("--language", language, "refresh", "x.xlsx", "--as-of", "tomorrow")
    assert done.code == 2
    assert said in done.err
