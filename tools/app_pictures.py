"""Make the README's pictures of the app in the browser: the Lifecycle tab of the demo shops, in both languages.

Needs Chromium, and what the extra `app` installs.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = {"boutique.xlsm": ("Cycle de vie", "app-fr.png"), "shop.xlsx": ("Lifecycle", "app.png")}


def main() -> None:
    """Write docs/app.png and docs/app-fr.png."""
    chromium = shutil.which("chromium") or sys.exit("Chromium is needed (Debian: chromium).")
    with tempfile.TemporaryDirectory() as folder:
        make = [sys.executable, str(ROOT / "workbooks" / "make.py"), "--only", "boutique", "shop", "--out", folder]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        for book, (tab, name) in PICTURES.items():
            picture(chromium, Path(folder) / book, tab, ROOT / "docs" / name)


def picture(chromium: str, book: Path, tab: str, target: Path) -> None:
    """One tab of the app, as it is once everything in it has been drawn."""
    command = [sys.executable, "-c", "from habitue.cli import main; main()", "app", str(book), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as served:
        assert served.stdout
        found = (re.search(r"http://\S+", line) for line in served.stdout)
        address = next(match[0] for match in found if match)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1240, "height": 900}, device_scale_factor=1)
                page.set_default_timeout(180_000)
                page.goto(address)
                page.get_by_role("tab", name=tab).click()
                page.wait_for_selector(".hb-ruler[data-revision] svg >> visible=true")
                page.wait_for_selector(".hb-bars[data-revision] >> visible=true")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=str(target), clip={"x": 0, "y": 20, "width": 1240, "height": 780})
                browser.close()
        finally:
            served.terminate()


if __name__ == "__main__":
    main()
