"""Why a workbook is not written to: one sentence for each reason, with the code that scripts and tests know it by."""

from habitue.errors import RefusedWrite
from habitue.language import Sentence, sentence

_REASONS: dict[str, Sentence] = {
    "encrypted": sentence(
        "This workbook is protected by a password to open it, so nothing can be added to it. "
        "Open it in Excel, remove the password (File > Info > Protect Workbook), save, and try again."
    ),
    "legacy-xls": sentence(
        "This is a workbook in the old xls format, which cannot be changed without losing something. "
        "Save it as xlsx or xlsm in Excel, or let a new workbook be made beside it."
    ),
    "xlsb": sentence(
        "This is a binary workbook (xlsb), which cannot be changed without losing something. "
        "Save it as xlsx or xlsm in Excel, or let a new workbook be made beside it."
    ),
    "not-a-workbook": sentence(
        "An Excel workbook (xlsx, xlsm, xltx or xltm) was expected, and this file is something else. "
        "Choose a workbook, or let a new one be made beside it."
    ),
    "signed": sentence(
        "This workbook carries a digital signature, which any change would break. "
        "Remove the signature in Excel, or work on a copy without it."
    ),
    "structure-protected": sentence(
        "The structure of this workbook is protected, so no sheet may be added. "
        "Lift the protection in Excel (Review > Protect Workbook), save, and try again."
    ),
    "shared-workbook": sentence(
        "This workbook is shared in the old way, with a list of tracked changes, and so it cannot hold tables. "
        "Stop sharing it in Excel (Review > Unshare Workbook), save, and try again."
    ),
    "duplicate-entry": sentence(
        "This workbook holds two parts of the same name, so it cannot be told which one counts. "
        "Open it in Excel and save it again, then try again."
    ),
    "dtd": sentence(
        "This workbook holds a document type declaration, which no spreadsheet writes and which can be an attack. "
        "Nothing was changed; ask whoever sent it where it comes from."
    ),
    "corrupt": sentence(
        "This workbook is damaged: a part that must be read to add sheets cannot be. "
        "Open it in Excel, let it be repaired, save it under another name and use that one."
    ),
    "too-big": sentence(
        "A part of this workbook is too large to be read safely. Save a copy with only the sheets that are needed."
    ),
    "too-many-styles": sentence(
        "This workbook has reached Excel's limit of cell styles, so no sheet can be added. "
        "Remove unused styles in Excel, or let a new workbook be made beside it."
    ),
    "changed-meanwhile": sentence(
        "The workbook was changed by someone else while the work was going on; nothing was written, so that their "
        "change is kept. Run the refresh again."
    ),
    "promise-broken": sentence(
        "The new workbook was checked before replacing the old one and a part that is not ours had changed. "
        "Nothing was written; please report this."
    ),
    "disk-full": sentence("There is no room left on the disk; nothing was changed. Free some space and try again."),
    "absent": sentence("There is no such file. Check its name and its folder."),
    "no-permission": sentence(
        "The workbook or its folder cannot be written to: it is read-only, or open in Excel, or not yours. "
        "Close it, or ask for the right to change it, and try again."
    ),
    "read-only": sentence(
        "The workbook is marked as read-only. Take the mark away (file properties), or write to another file."
    ),
    "write-failed": sentence(
        "The workbook could not be written, and the original is as it was. Check the disk or the network folder, "
        "and try again."
    ),
    "exists": sentence(
        "A file of that name is there already, and it would be lost. Choose another name, or put the sheets into it."
    ),
    "too-many-rows": sentence(
        "A sheet can hold 1,048,576 rows and 16,384 columns, and more are needed. Export to CSV instead."
    ),
    "no-backup": sentence(
        "There is no backup of this workbook beside it, so there is nothing to undo. "
        "Backups stand in the same folder and begin with the name of the workbook."
    ),
    "changed-since": sentence(
        "The workbook was changed after the refresh, and undoing would lose those changes. "
        "Force it to go back all the same: the present file is then kept as a copy."
    ),
}


def refuse(code: str) -> RefusedWrite:
    """The error to raise for a reason; the workbook is left as it is."""
    return RefusedWrite(_REASONS[code], code)
