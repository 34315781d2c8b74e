"""Where Excel looks for add-ins on Windows and macOS, and where we keep the note of what was installed."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from habitue.errors import BadRequest
from habitue.language import sentence

ADDIN = "habitue.xlam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders of one user on one system; `scripts` is where macOS lets Excel run an AppleScript from."""

    system: str  # "win32" or "darwin"
    startup: Path  # every add-in in it is opened with Excel
    notes: Path  # our own folder: what was installed, and what was replaced
    scripts: Path | None = None

    @property
    def addin(self) -> Path:
        """The add-in where Excel finds it."""
        return self.startup / ADDIN


def places(system: str = sys.platform, home: Path | None = None) -> Places:
    """The folders of this user. Raises BadRequest where there is no desktop Excel."""
    home = home or Path.home()
    if system == "win32":
        roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
        return Places(
            system=system, startup=roaming / "Microsoft" / "Excel" / "XLSTART", notes=roaming / "Habitue" / "addin"
        )
    if system == "darwin":
        library = home / "Library"
        office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        return Places(
            system=system,
            startup=office / "Startup.localized" / "Excel",
            notes=library / "Application Support" / "Habitue" / "addin",
            scripts=library / "Application Scripts" / "com.microsoft.Excel",
        )
    raise BadRequest(
        sentence(
            "There is no desktop Excel on this system. On Windows or macOS, run the same command there; for any "
            "Excel, also in the browser, use habitue addin lite; habitue addin build makes the add-in as a file."
        )
    )


def interpreter(system: str = sys.platform, executable: str = sys.executable) -> Path:
    """The Python that Excel is to start: on Windows the one beside it without a console window."""
    python = Path(executable)
    quiet = python.with_name("pythonw.exe")
    return quiet if system == "win32" and quiet.exists() else python
