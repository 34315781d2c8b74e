"""The few lines of Python that bring a file to where it is now, without any widget."""

from datetime import date
from typing import TYPE_CHECKING

from habitue.criteria import Criteria, to_toml
from habitue_notebook.settings import differences, led_to

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile


def code_of(file: "CustomerFile", *then: str, new_answers: bool = True) -> str:
    """Lines that open the file with all that is set now, and what comes `then`."""
    lines = ["from habitue_notebook import CustomerFile", "", _opened(file), *_settings(file)]
    lines += [f"file.reject({_chosen(one)})" for one in file.rejected]
    if new_answers:
        lines += [f"file.survive({one.reference!r}, {one.mark!r}, {one.role!r})" for one in file.survivors]
        lines += [f"file.answer({one.reference!r}, {one.mark!r}, {one.answer!r})" for one in file.answers]
    return "\n".join([*lines, *then]) + "\n"


def _opened(file: "CustomerFile") -> str:
    words = [repr(str(path)) for path in file.paths]
    if file.as_of is not None:
        words.append(f"as_of={file.as_of.isoformat()!r}")
    if file.language is not None:
        words.append(f"language={file.language!r}")
    words += [f"{name}={_plain(value)}" for name, value in file.how.items()]
    return f"file = CustomerFile({', '.join(words)})"


def _settings(file: "CustomerFile") -> list[str]:
    now, saved = file.criteria, file.saved
    if led_to(now, saved) != now:
        return _whole(now)
    lines = []
    for code, value in differences(now, saved):
        lines.append("file.recalibrate()" if code == "rfm.cut_points" else f"file.set({code!r}, {value!r})")
    known = {(one.sheet, one.header): one.role for one in saved.columns}
    lines += [
        f"file.role({one.sheet!r}, {one.header!r}, {None if one.role is None else str(one.role)!r})"
        for one in now.columns
        if (one.sheet, one.header) not in known or known[one.sheet, one.header] != one.role
    ]
    if now.rules_off != saved.rules_off:
        lines.append(f"file.set('rules_off', {now.rules_off!r})")
    return lines


def _whole(criteria: Criteria) -> list[str]:
    """All criteria as TOML: where rules, segments or groups were changed otherwise than by a number."""
    text = [f"    {line!r}" for line in to_toml(criteria).splitlines(keepends=True)]
    return ["from habitue.criteria import criteria_from_toml", "", "file.criteria = criteria_from_toml(", *text, ")"]


def _chosen(one: object) -> str:
    return ", ".join(
        f"{name}={getattr(one, name)!r}" for name in ("rule", "column", "cell", "key") if getattr(one, name)
    )


def _plain(value: object) -> str:
    return repr(value.isoformat() if isinstance(value, date) else value)
