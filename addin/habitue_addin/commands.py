"""`habitue addin`: the add-in put into Excel, into a workbook, or made as a file."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from habitue.cli.shell import PATH, Command, argument, echo_json, option, reader
from habitue.language import Language, Sentence, sentence

NAME = "addin"


def command(language: Language) -> click.Group:
    """The group of commands with its help in the reader's language."""
    made = [_install(language), _status(language), _remove(language), _doctor(language), _build(language)]
    made += [_lite(language), _template(language)]
    says = sentence("The Excel add-in: formulas and buttons in Excel itself, or in an xlwings Lite workbook.")
    return click.Group(NAME, commands={one.name: one for one in made if one.name}, help=says.say(language))


def _install(language: Language) -> Command:
    says = sentence(
        "Make the add-in for this Python and put it where Excel opens it (Windows and macOS; close Excel first)."
    )
    return Command("install", language, install, says)


def _status(language: Language) -> Command:
    return Command("status", language, status, sentence("Say what is installed in Excel, and where."))


def _remove(language: Language) -> Command:
    return Command("remove", language, remove, sentence("Take the add-in away and put back what stood there before."))


def _doctor(language: Language) -> Command:
    says = sentence("Look at everything that the add-in needs, and say what to do where something is missing.")
    return Command("doctor", language, doctor, says)


def _build(language: Language) -> Command:
    words = {
        "output": sentence("The file to write; habitue.xlam by default."),
        "python": sentence("The Python that Excel is to start; this one by default."),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return Command(
        "build",
        language,
        build,
        sentence("Make the add-in as a file, on any system, without Excel."),
        params=[
            option("--output", type=PATH, default="habitue.xlam", metavar="FILE", help=said["output"]),
            option("--python", type=PATH, metavar="FILE", help=said["python"]),
        ],
    )


def _lite(language: Language) -> Command:
    words = {
        "remove": sentence("Take our lines out again; other code stays."),
        "new": sentence("Also where xlwings Lite has never been: its parts are made (not yet tried in a real Excel)."),
        "backup": sentence("Do not keep a copy of the workbook as it was."),
    }
    said = {name: text.say(language) for name, text in words.items()}
    return Command(
        "lite",
        language,
        lite,
        sentence("Put Habitué into a workbook that xlwings Lite has saved once; nothing else in it is touched."),
        params=[
            argument("path", type=PATH, metavar="BOOK"),
            option("--remove", is_flag=True, help=said["remove"]),
            option("--new", is_flag=True, help=said["new"]),
            option("--no-backup", "backup", flag_value=False, default=True, help=said["backup"]),
        ],
    )


def _template(language: Language) -> Command:
    return Command(
        "template",
        language,
        template,
        sentence("Make an empty workbook for xlwings Lite with Habitué in it, and how to begin on its first sheet."),
        params=[argument("path", type=PATH, metavar="BOOK")],
    )


def install(language: Language | None, as_json: bool) -> None:
    """Install, and say each file that was written."""
    from habitue_addin.hosts.installing import install as put_in_excel
    from habitue_addin.hosts.places import interpreter, places

    done, said = put_in_excel(places(), interpreter())
    _say(said, language, as_json, {"version": done.version, "files": [file.path for file in done.files]})


def remove(language: Language | None, as_json: bool) -> None:
    """Remove, and say each file."""
    from habitue_addin.hosts.installing import remove as take_away
    from habitue_addin.hosts.places import places

    said = take_away(places())
    _say(said, language, as_json, {"done": [one.say("en") for one in said]})


def status(language: Language | None, as_json: bool) -> None:
    """Say what is installed."""
    from habitue_addin.hosts.installing import read_note
    from habitue_addin.hosts.places import places

    note = read_note(places())
    if note is None:
        _say([sentence("The add-in is not installed. Run: habitue addin install")], language, as_json, {"files": []})
        return
    head = sentence("Habitué {version} with xlwings {xlwings}", version=note.version, xlwings=note.xlwings)
    said = [head, *(sentence("In place: {path}", path=file.path) for file in note.files)]
    told = {"version": note.version, "xlwings": note.xlwings, "files": [file.path for file in note.files]}
    _say(said, language, as_json, told)


def doctor(language: Language | None, as_json: bool) -> None:
    """Say what was looked at, good or bad; exit code 1 when something is bad."""
    from habitue_addin.hosts.doctor import examine
    from habitue_addin.hosts.places import places

    found = examine(places())
    marks = {True: "✓", False: "✗"}
    if as_json:
        echo_json([{"good": one.good, "said": one.said.say(reader(language))} for one in found])
    else:
        for one in found:
            click.echo(f"{marks[one.good]} {one.said.say(reader(language))}")
    if not all(one.good for one in found):
        click.get_current_context().exit(1)


def build(output: Path, python: Path | None, language: Language | None, as_json: bool) -> None:
    """Make the file."""
    from habitue_addin.hosts.building import build as make
    from habitue_addin.hosts.places import interpreter

    made = make(output, python or interpreter(sys.platform))
    _say([sentence("Written: {path}", path=str(made))], language, as_json, {"file": str(made)})


def lite(path: Path, language: Language | None, as_json: bool, remove: bool, new: bool, backup: bool) -> None:
    """Put our line into a workbook, or take it out."""
    from habitue_addin.hosts.lite import put_in, take_out

    done = take_out(path, backup=backup) if remove else put_in(path, new=new, backup=backup)
    if not done.changes:
        said = [sentence("{file} is that way already; nothing was written.", file=path.name)]
    elif remove:
        said = [sentence("Habitué is no longer in {file}.", file=path.name)]
    else:
        said = [
            sentence(
                "Habitué is in {file}. Open it in Excel with xlwings Lite: the buttons are in its pane, the formulas "
                "begin with HABITUE.",
                file=path.name,
            )
        ]
    if done.backup:
        said.append(sentence("As it was before: {file}", file=done.backup.name))
    said += done.notes
    _say(said, language, as_json, done.as_dict())


def template(path: Path, language: Language | None, as_json: bool) -> None:
    """Make the template."""
    from habitue_addin.hosts.lite import make_template

    done = make_template(path, reader(language))
    _say([sentence("Written: {path}", path=str(path))], language, as_json, done.as_dict())


def _say(said: Sequence[Sentence], language: Language | None, as_json: bool, told: object) -> None:
    if as_json:
        echo_json(told)
        return
    for line in said:
        click.echo(line.say(reader(language)))
