"""What a saved notebook shows of a file when no kernel runs: counts in words and how to run it, and never a row."""

from html import escape
from typing import TYPE_CHECKING

from habitue.errors import HabitueError
from habitue.language import Language, Sentence, plural, sentence

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile

PRIVATE = sentence(
    "Nothing leaves this computer, and no customer is stored in this notebook: names, e-mails and phones are only "
    "shown while it runs."
)

HOW = sentence("To work with it: run this notebook (Run, then Run All Cells).")


def summary_lines(file: "CustomerFile") -> list[Sentence]:
    """A few sentences with counts only."""
    refresh = file.computed().refresh
    counts = refresh.customers["status"].value_counts()
    lines = [
        sentence("{file}, as of {as_of}", file=file.name, as_of=refresh.as_of),
        plural("{count} customer", "{count} customers", len(refresh.customers)),
    ]
    lines += [
        sentence("{status}: {number}", status=label.name, number=int(counts.get(position, 0)))
        for position, label in enumerate(refresh.statuses)
    ]
    return lines


def summary_bundle(file: "CustomerFile") -> dict[str, str]:
    """The summary as text and as HTML, in the file's language; a file that cannot be read says why."""
    try:
        language: Language = file.tongue
        said = [line.say(language) for line in summary_lines(file)]
    except HabitueError as error:
        language = "fr" if file.language == "fr" else "en"
        said = [error.say(language)]
    notes = [HOW.say(language), PRIVATE.say(language)]
    head, *rest = said
    html = (
        f'<div lang="{language}"><p><strong>{escape(head)}</strong></p>'
        + (f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in rest)}</ul>" if rest else "")
        + "".join(f"<p>{escape(note)}</p>" for note in notes)
        + "</div>"
    )
    return {"text/plain": "\n".join([*said, *notes]), "text/html": html}
