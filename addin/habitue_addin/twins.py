"""Registers a formula with xlwings under its English and its French name, each with help in its own language."""

from collections.abc import Callable, Iterator
from inspect import Parameter, Signature
from typing import Annotated, Any

import xlwings as xw

from habitue.errors import HabitueError
from habitue.language import Language
from habitue_addin.answers import Rows
from habitue_addin.calls import Call
from habitue_addin.names import NAMESPACE, Formula, python_name, said

_CATEGORY = "Habitué"

Function = Callable[..., Rows]


def register(formula: Formula, answer: Callable[[Call], Rows], module: str) -> Iterator[Function]:
    """The formula's functions for Excel, as if they were defined in `module`."""
    for language in formula.languages:
        name = formula.name(language)
        function = _function(formula, language, answer)
        function.__name__ = function.__qualname__ = python_name(name)
        function.__module__ = module
        # The classic add-in knows the category, the others name and namespace; each passes over the rest.
        yield xw.func(name=name, namespace=NAMESPACE, category=_CATEGORY, call_in_wizard=False)(function)


def _function(formula: Formula, language: Language | None, answer: Callable[[Call], Rows]) -> Function:
    """A function with the formula's arguments, as xlwings reads them: names, defaults and annotations."""
    keys = [argument.key for argument in formula.arguments]

    def function(*values: object) -> Rows:
        given = dict(zip(keys, values, strict=False))
        try:
            return answer(Call(formula=formula, language=language, given=given))
        except HabitueError as error:
            raise xw.XlwingsError(said(error.sentence, language)) from error

    parameters = [
        Parameter(
            argument.name(language),
            Parameter.POSITIONAL_OR_KEYWORD,
            default=None if argument.optional else Parameter.empty,
            # As they come: xlwings would look at each cell by itself, and give up where one holds an error.
            annotation=Annotated[Any, {"convert": "raw", "doc": said(argument.help, language)}],
        )
        for argument in formula.arguments
    ]
    # Dates are written by xlwings, which knows how the host shows them; other results need no look at each cell.
    result = Annotated[Any, {} if formula.dates else {"convert": "raw"}]
    function.__doc__ = said(formula.help, language)
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters} | {"return": result}
    function.__signature__ = Signature(parameters, return_annotation=result)  # type: ignore[attr-defined]
    return function
