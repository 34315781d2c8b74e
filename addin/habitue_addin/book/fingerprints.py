"""Short prints of what a sheet looks like, noted in the workbook: what has not changed since is not said again.

Rules and colours take most requests, and hardly ever change. Where a file was refreshed between two renderings, only
colours can be older than they should be; values never depend on this.
"""

from hashlib import sha256

from habitue.workbook.write.dropdowns import dropdowns
from habitue_addin.book.filling import loose_looks
from habitue_addin.book.site import Site

LOOKS = "_habitue_looks."
"""A defined name that begins so holds the prints of a sheet of ours: of loose cells, drop-downs, and colours."""


def fingerprint(site: Site) -> tuple[str, str, str]:
    """The prints of a sheet as it will be."""
    colours = [(str(t.column_area(h.column)), h) for t in site.tables for h in t.model.highlights]
    found = (loose_looks(site.model), dropdowns(site.model, site.tables), colours)
    return _print(found[0]), _print(found[1]), _print(found[2])


def _print(found: object) -> str:
    return sha256(repr(found).encode()).hexdigest()[:12]
