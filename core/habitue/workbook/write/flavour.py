"""The two spellings of the format, Transitional and Strict: a part that we add speaks that of its workbook."""

from dataclasses import dataclass

_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
PACKAGE_RELATIONS = f"{_OPEN}/package/2006/relationships"
CONTENT_TYPES = f"{_OPEN}/package/2006/content-types"


@dataclass(frozen=True, slots=True)
class Flavour:
    """The namespaces of one spelling."""

    main: str
    relations: str
    drawing: str
    chart: str
    anchors: str


TRANSITIONAL = Flavour(
    f"{_OPEN}/spreadsheetml/2006/main",
    f"{_OPEN}/officeDocument/2006/relationships",
    f"{_OPEN}/drawingml/2006/main",
    f"{_OPEN}/drawingml/2006/chart",
    f"{_OPEN}/drawingml/2006/spreadsheetDrawing",
)
STRICT = Flavour(
    f"{_STRICT}/spreadsheetml/main",
    f"{_STRICT}/officeDocument/relationships",
    f"{_STRICT}/drawingml/main",
    f"{_STRICT}/drawingml/chart",
    f"{_STRICT}/drawingml/spreadsheetDrawing",
)
FLAVOURS = {flavour.main: flavour for flavour in (TRANSITIONAL, STRICT)}
RELATION_SPACES = frozenset({TRANSITIONAL.relations, STRICT.relations})
