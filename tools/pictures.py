"""Make the pictures of the two README files: the demo shop's Overview, printed by LibreOffice and cropped.

Needs LibreOffice (soffice) and poppler (pdftoppm, pdftotext).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PICTURES = {"fr": "synthese.png", "en": "overview.png"}


def main() -> None:
    """Write docs/synthese.png and docs/overview.png."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run(sys.executable, str(ROOT / "workbooks" / "make.py"), "--only", "boutique", "--out", folder)
        for language, name in PICTURES.items():
            book = Path(shutil.copy(work / "boutique.xlsm", work / f"{language}.xlsm"))
            day = ("--as-of", "2026-11-01", "--language", language, "--no-backup")
            run(sys.executable, "-c", "from habitue.cli import main; main()", "refresh", str(book), *day)
            picture(book, work, "Synthèse" if language == "fr" else "Overview", DOCS / name)


def picture(book: Path, work: Path, title: str, target: Path) -> None:
    """The first printed page of a sheet, without its margins."""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    speak = {"LC_ALL": "fr_FR.UTF-8" if title == "Synthèse" else "en_GB.UTF-8"}
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(book), environment=speak)
    pdf = book.with_suffix(".pdf")
    texts = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    page = next(number for number, text in enumerate(texts, start=1) if text.startswith(title))
    box = ("-x", "40", "-y", "50", "-W", "1130", "-H", "700")
    run(
        "pdftoppm",
        "-r",
        "100",
        "-f",
        str(page),
        "-l",
        str(page),
        *box,
        "-png",
        "-singlefile",
        str(pdf),
        str(target.with_suffix("")),
    )


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run a command, and stop where it fails."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **(environment or {})})


if __name__ == "__main__":
    main()
