"""The shop's own macro, as the binary part that Excel keeps it in; pyOpenVBA writes it, no Excel needed."""

import tempfile
import zipfile
from pathlib import Path

from pyopenvba import ExcelFile

SOURCE = """Option Explicit

' Bouton du tableau de bord : rappelle d'envoyer la lettre du mois.
Sub Bonjour()
    MsgBox "Bonjour ! Pensez a la lettre du mois.", vbInformation, "Au Comptoir des Tilleuls"
End Sub
"""


def vba_project() -> bytes:
    """The part vbaProject.bin with one module, the same bytes at each call."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "macro.xlsm"
        with ExcelFile.create_new(str(path)) as book:
            book.set_module("Module1", SOURCE.replace("\n", "\r\n"))
            book.save()
        with zipfile.ZipFile(path) as package:
            return package.read("xl/vbaProject.bin")
