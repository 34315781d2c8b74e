"""The VBA of the classic add-in, written from the tables of actions and formulas: callbacks, formulas, their help."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from habitue.language import Language, Sentence
from habitue_addin.names import FORMULAS, Formula, python_name, said
from habitue_addin.ribbon import ACTIONS, GROUPS

CALLBACKS = "HabitueRibbon"
FUNCTIONS = "HabitueFormulas"
PYTHON = "habitue_addin.formulas"
"""The module in which xlwings finds the functions."""

_CODE_PAGE = "cp1252"  # of VBA projects on Western systems
_LITERAL = 200  # characters of one string literal: VBA's lines end at 1,023
_CATEGORY = "Habitué"
# What VBA allows for no name (MS-VBAL 3.3.5.2); an argument called so is given a bar at its end.
_RESERVED = frozenset(  # as one text, since a line for each word would be a page
    """
    abs addressof alias and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate cdbl
    cdec cdecl cint circle clng close const csng cstr currency cvar cverr date debug decimal declare defbool defbyte
    defcur defdate defdbl defdec defint deflng defobj defsng defstr defvar dim do doevents double each else elseif
    empty end endif enum eqv erase error event exit false fix for friend function get global gosub goto if imp
    implements in input inputb int integer is lbound len lenb let like linput lock long longlong longptr loop lset
    me mid midb mod new next not nothing null object on open option optional or paramarray preserve print private
    property pset public put raiseevent redim rem resume return rset scale seek select set sgn shared single spc
    static stop string sub tab text then to true type typeof ubound unlock until variant wend while width with
    withevents write xor
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapper:
    """One formula under one of its names, as VBA declares it."""

    name: str
    help: str
    arguments: tuple[str, ...]
    optional: tuple[bool, ...]
    helps: tuple[str, ...]


def wrappers() -> tuple[Wrapper, ...]:
    """Every formula under every name that it has."""
    return tuple(_wrapper(formula, language) for formula in FORMULAS for language in formula.languages)


def _wrapper(formula: Formula, language: Language | None) -> Wrapper:
    names = [argument.name(language) for argument in formula.arguments]
    return Wrapper(
        name=python_name(formula.name(language)),
        help=said(formula.help, language),
        arguments=tuple(f"{name}_" if name in _RESERVED else name for name in names),
        optional=tuple(argument.optional for argument in formula.arguments),
        helps=tuple(said(argument.help, language) for argument in formula.arguments),
    )


def callbacks() -> str:
    """The module behind the ribbon: what a button does, and its words in the language of Excel."""
    labels = {**{f"group.{key}": name for key, name in GROUPS.items()}, **{one.key: one.label for one in ACTIONS}}
    tips = {one.key: one.tip for one in ACTIONS}
    return _lines(
        [
            f'Attribute VB_Name = "{CALLBACKS}"',
            "Option Explicit",
            "",
            "Public Sub Press(control As IRibbonControl)",
            '    RunPython "from habitue_addin import classic; classic.run(\'" & control.ID & "\')"',
            "End Sub",
            "",
            "Public Sub GetLabel(control As IRibbonControl, ByRef said)",
            "    If IsFrench() Then said = FrenchLabel(control.ID) Else said = EnglishLabel(control.ID)",
            "End Sub",
            "",
            "Public Sub GetTip(control As IRibbonControl, ByRef said)",
            "    If IsFrench() Then said = FrenchTip(control.ID) Else said = EnglishTip(control.ID)",
            "End Sub",
            "",
            "' The primary language of Excel's own words: 12 is French, whichever country's.",
            "Private Function IsFrench() As Boolean",
            "    IsFrench = (Application.LanguageSettings.LanguageID(2) And 1023) = 12",
            "End Function",
            "",
            *_words("FrenchLabel", labels, "fr"),
            *_words("EnglishLabel", labels, "en"),
            *_words("FrenchTip", tips, "fr"),
            *_words("EnglishTip", tips, "en"),
        ]
    )


def functions() -> str:
    """The module of formulas: each hands its ranges to Python as they are; and their help in the formula wizard."""
    made = wrappers()
    return _lines(
        [
            f'Attribute VB_Name = "{FUNCTIONS}"',
            "Option Explicit",
            "",
            *(line for wrapper in made for line in _function(wrapper)),
            *_used(),
            *_help(made),
        ]
    )


def _function(wrapper: Wrapper) -> Iterator[str]:
    name = wrapper.name
    pairs = zip(wrapper.arguments, wrapper.optional, strict=True)
    taken = ", ".join(f"Optional {argument}" if optional else argument for argument, optional in pairs)
    given = ", ".join(f"Used({argument})" for argument in wrapper.arguments)
    yield f"Public Function {name}({taken})"
    yield "    On Error GoTo failed"
    yield f'    {name} = XLPy.CallUDF("{PYTHON}", "{name}", Array({given}), _'
    yield "        ActiveWorkbook, Application.Caller)"
    yield "    Exit Function"
    yield "failed:"
    yield f"    {name} = Err.Description"
    yield "End Function"
    yield ""


def _used() -> Iterator[str]:
    """A whole column has a million cells, nearly all of them blank; Python is handed those down to the last used."""
    yield "Private Function Used(given As Variant) As Variant"
    yield "    Dim rows As Long"
    yield "    If Not IsObject(given) Then"
    yield "        Used = given"
    yield "        Exit Function"
    yield "    End If"
    yield "    Set Used = given"
    yield "    If Not TypeOf given Is Range Then Exit Function"
    yield "    If given.Areas.Count > 1 Then Exit Function"
    yield "    rows = given.Worksheet.UsedRange.Row + given.Worksheet.UsedRange.Rows.Count - given.Row"
    yield "    If rows < 1 Then rows = 1"
    yield "    If rows < given.Rows.Count Then Set Used = given.Resize(rows)"
    yield "End Function"
    yield ""


def _help(made: Sequence[Wrapper]) -> Iterator[str]:
    """Excel knows a formula's help only while the add-in is open, so it is told each time."""
    yield "Public Sub Auto_Open()"
    yield '    Application.OnTime Now, "' + f'\'" & ThisWorkbook.Name & "\'!{FUNCTIONS}.DescribeFormulas"'
    yield "End Sub"
    yield ""
    yield "' Without a workbook in view Excel refuses; then the formulas work, and their help comes at the next start."
    yield "Public Sub DescribeFormulas()"
    yield "    On Error GoTo done"
    for number in range(len(made)):
        yield f"    Describe{number}"
    yield "done:"
    yield "End Sub"
    yield ""
    for number, wrapper in enumerate(made):
        yield from _description(number, wrapper)


def _description(number: int, wrapper: Wrapper) -> Iterator[str]:
    yield f"Private Sub Describe{number}()"
    helps = [_literal(text) for text in wrapper.helps]
    yield f"    Dim helps({max(len(helps) - 1, 0)}) As String"
    for position, text in enumerate(helps):
        yield f"    helps({position}) = {text}"
    yield f'    Application.MacroOptions Macro:="{wrapper.name}", Description:={_literal(wrapper.help)}, _'
    yield f'        Category:="{_CATEGORY}", ArgumentDescriptions:=helps'
    yield "End Sub"
    yield ""


def _words(name: str, words: dict[str, Sentence], language: Language) -> Iterator[str]:
    yield f"Private Function {name}(key As String) As String"
    yield "    Select Case key"
    for key, text in words.items():
        yield f'        Case "{key}": {name} = {_literal(text.say(language))}'
    yield "    End Select"
    yield "End Function"
    yield ""


def _literal(text: str) -> str:
    """A text as VBA writes it, in pieces where it is long, without what the code page does not have."""
    plain = _in_code_page(text)[:255]
    pieces = [plain[start : start + _LITERAL] for start in range(0, len(plain), _LITERAL)] or [""]
    return " & ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _in_code_page(text: str) -> str:
    narrow = text.replace("\u202f", "\u00a0").replace("\n", " ")
    return narrow.encode(_CODE_PAGE, "replace").decode(_CODE_PAGE)


def _lines(lines: Iterable[str]) -> str:
    return "\r\n".join(lines) + "\r\n"
