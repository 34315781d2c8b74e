"""Compile the French catalogue, by hand (`make catalogs`) and as a hatchling build hook: no binary is committed.

The sources are the `.po` files of `core/habitue/language/fr`, one per part of the product; together they make
`habitue.mo`.
"""

import os
import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run by hand, outside a build
    BuildHookInterface = object

FRENCH = Path(__file__).parents[1] / "core" / "habitue" / "language" / "fr"


def merge(folder: Path) -> Catalog:
    """All `.po` files of the folder as one catalogue; a message translated twice in two ways is an error."""
    whole = Catalog(locale="fr")
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale="fr", abort_invalid=True)
        for message in part:
            if not message.id:
                continue
            known = whole.get(message.id)
            if known is not None and known.string != message.string:
                sys.exit(f"{path.name}: {message.id!r} is already translated otherwise: {known.string!r}")
            whole.add(message.id, message.string)
    return whole


def build(folder: Path = FRENCH) -> Path:
    """Write `LC_MESSAGES/habitue.mo` below its sources, where gettext looks for it."""
    target = folder / "LC_MESSAGES" / "habitue.mo"
    target.parent.mkdir(exist_ok=True)
    whole = merge(folder)
    fresh = target.with_name(f"{target.name}.{os.getpid()}")  # in one step: somebody may be reading it
    with fresh.open("wb") as file:
        write_mo(file, whole)
    fresh.replace(target)
    return target


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc, valid-type]
    """Called by hatchling before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        """Compile the catalogue into the tree; `artifacts` then takes it into the wheel."""
        build()


if __name__ == "__main__":
    print(build())
