"""What is set in the notebook and not in the workbook; the refresh, before and after; mailing lists."""

from typing import TYPE_CHECKING

from habitue.language import Sentence, plural, sentence
from habitue.refresh.compute import Step, quiet
from habitue.refresh.mailing import Lists, export, groups
from habitue.refresh.reach import Channel
from habitue.refresh.target import target_of
from habitue_notebook.code import code_of
from habitue_notebook.saving import Saved, keep_settings, save
from habitue_notebook.settings import differences, led_to

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile


class SavingView:
    """The only view that writes, and only when asked."""

    def __init__(self, file: "CustomerFile") -> None:
        self.file = file

    channels: dict[Channel, Sentence] = {  # noqa: RUF012 (never written to)
        "email": sentence("E-mail"),
        "post": sentence("Post"),
        "phone": sentence("Phone"),
    }

    def pending(self) -> list[Sentence]:
        """What a refresh would write besides new orders and customers, in a few sentences."""
        file = self.file
        found = []
        criteria = len(differences(file.criteria, file.saved))
        more = led_to(file.criteria, file.saved) != file.criteria
        roles = len(set(file.criteria.columns) - set(file.saved.columns))
        rules = len(set(file.criteria.rules_off) ^ set(file.saved.rules_off))
        counts = [
            (criteria, plural("{count} criterion was moved.", "{count} criteria were moved.", criteria)),
            (more, sentence("Rules of statuses, segments or groups were changed.")),
            (roles, plural("{count} column has another role.", "{count} columns have another role.", roles)),
            (rules, plural("{count} cleaning rule was switched.", "{count} cleaning rules were switched.", rules)),
            (
                len(file.rejected),
                plural(
                    "{count} correction or column of corrections is rejected.",
                    "{count} corrections or columns of corrections are rejected.",
                    len(file.rejected),
                ),
            ),
            (
                len(file.answers),
                plural("{count} answer about duplicates.", "{count} answers about duplicates.", len(file.answers)),
            ),
        ]
        found = [said for count, said in counts if count]
        if not found:
            found = [sentence("Nothing was set that the workbook does not have.")]
        target = target_of(file.wish()).output.name
        where = sentence("A refresh writes our sheets into {file}; everything else in it stays as it is.", file=target)
        return [where, *found]

    def preview(self, *, merge: bool = False, step: Step = quiet) -> Saved:
        """What would change; nothing is written."""
        return save(self.file, merge=merge, write=False, step=step)

    def save(self, *, merge: bool = False, backup: bool = True, step: Step = quiet) -> Saved:
        """Refresh the workbook; `settle` afterwards lets the file go on from it."""
        return save(self.file, merge=merge, backup=backup, step=step, settle=False)

    def settle(self) -> None:
        """Take the workbook as it is now for what is saved."""
        keep_settings(self.file)

    def groups(self) -> dict[str, str]:
        """Every group, segment and status that can be exported: its mark and its name."""
        return {mark: label.name for mark, label, _ in groups(self.file.computed().refresh)}

    def export(self, group: str, channel: str, *, step: Step = quiet) -> Lists:
        """Write a mailing list beside the workbook, and those left out."""
        return export(self.file.computed(step), group, channel, self.file.paths[0])

    def as_code(self, *, merge: bool = False) -> str:
        """The lines that refresh the workbook so without the widget."""
        return code_of(self.file, f"print(file.save({'merge=True' if merge else ''}))")
