"""What all tabs share: they open when the file has been read, follow its settings, and say what went wrong."""

import os
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import ipywidgets

from habitue.errors import HabitueError
from habitue.language import Language, Sentence
from habitue.refresh.compute import Step
from habitue_notebook.summary import summary_bundle
from habitue_notebook.widgets import CopyCode, Notice
from habitue_notebook.work import Work, broken

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile

Result = TypeVar("Result")
STATE = ("criteria", "as_of", "language", "rejected", "answers", "survivors", "revision")


class Tab(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """One tab of a file. Its root has the classes `habitue-tab` and `habitue-rev-N`, N rising whenever it followed."""

    NAME: ClassVar[str]
    TITLE: ClassVar[Sentence]

    def __init__(self, file: "CustomerFile", *, opened: bool = True) -> None:
        super().__init__()
        self.file = file
        self.shown = self.alone = opened
        self._stale, self._built = True, False
        self.followed: Callable[[], object] = lambda: None
        self.rev = 0
        self._classes()
        self.notice = Notice(language=start_language(file), on_stop=self._stop)
        self.work = Work(self.notice)
        self.children = (self.notice,)
        file.observe(self._changed, names=list(STATE))
        if opened:
            self.enter()

    # ---- for each tab to say -----------------------------------------------------------------------------------
    def prepare(self, step: Step) -> object:
        """The long part, beside the kernel, before the tab can be shown or follow."""
        return self.file.basis(step)

    def ready(self) -> bool:
        """Whether `prepare` would take no time."""
        return self.file.ready

    def build(self, language: Language) -> Sequence[ipywidgets.Widget]:
        """The widgets, once the file has been read."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show the file as it is set now."""
        raise NotImplementedError

    def as_code(self) -> str:
        """The lines of Python that give what the tab shows."""
        raise NotImplementedError

    # ---- what tabs do ------------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Come into sight: read what is needed, and follow."""
        self.shown = True
        if not self._stale:
            return
        if self._built and self.ready():
            self.guarded(self._follow)
        else:
            self.work.start(self.prepare, lambda _: self._follow())

    def guarded(self, action: Callable[..., object], *values: object) -> None:
        """Do something that people asked for; what goes wrong is a sentence."""
        try:
            action(*values)
        except HabitueError as error:
            self.work.failed = True
            self.notice.error(error)
        except Exception as error:  # noqa: BLE001 (shown as a sentence)
            self.work.failed = True
            self.notice.error(broken(error))

    def start(self, job: Callable[[Step], Result], then: Callable[[Result], object]) -> None:
        """Begin what people asked for. It may have put an end to reading the file: that is taken up again after it."""

        def after(result: Result) -> None:
            begun = self.work.begun
            then(result)
            if self._stale and self.shown and self.work.begun == begun:
                self.enter()

        self.work.start(job, after)

    def say(self, text: Sentence) -> str:
        """A text in the file's language."""
        return text.say(self.file.tongue)

    def _follow(self) -> None:
        if not self._built:
            self._built = True
            language = self.file.tongue
            self.notice = Notice(language=language, on_stop=self._stop)
            self.work.told = self.notice
            built = tuple(self.build(language))
            self.children = (*built, self.notice, CopyCode(self.as_code, language=language))
        self._stale = False
        if self.work.failed:
            self.work.failed = False
            self.notice.clear()
        self.follow()
        self.touched()

    def _changed(self, change: Any) -> None:  # noqa: ANN401 (traitlets')
        self._stale = True
        if change["name"] == "language":
            self._built = False
        if self.shown:
            self.enter()

    def touched(self) -> None:
        """Say that something was shown besides what `follow` shows."""
        self.rev += 1
        self._classes()
        self.followed()

    def _stop(self) -> None:
        self.work.stop()

    def _classes(self) -> None:
        self._dom_classes = ("habitue-tab", f"habitue-tab-{self.NAME}", f"habitue-rev-{self.rev}")

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, str]:
        """The widget; and for a notebook without a kernel, counts in words."""
        shown: dict[str, str] = super()._repr_mimebundle_(**kwargs)
        return {**shown, **(summary_bundle(self.file) if self.file.ready else {})}


def start_language(file: "CustomerFile") -> Language:
    """The language before the file has been read: the one that was set, else that of the computer."""
    if file.language:
        return "fr" if file.language == "fr" else "en"
    told = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").lower()
    return "fr" if told.startswith("fr") else "en"


def paragraphs(lines: Sequence[str]) -> str:
    """Lines of counts and cells (never people) as HTML."""
    said = "".join(f'<p style="margin:0 4px 0.2em;line-height:1.4">{escape(line)}</p>' for line in lines)
    return f'<div class="habitue-said">{said}</div>'


def heading(text: str) -> str:
    """The title of a part of a tab, as HTML."""
    return f'<p style="margin:0.6em 4px 0.2em;font-size:14px;font-weight:600">{escape(text)}</p>'


def side_by_side(*columns: Sequence[ipywidgets.Widget], even: bool = False) -> ipywidgets.Widget:
    """Two columns of widgets beside one another where there is room, below one another where there is not."""
    wide = ("1 1 33em", "1 1 33em") if even else ("1 1 28em", "1.5 1 40em")
    boxes = [
        ipywidgets.VBox(tuple(column), layout={"flex": flex, "min_width": "0", "padding": "0 14px 0 0"})
        for column, flex in zip(columns, wide, strict=True)
    ]
    return ipywidgets.HBox(boxes, layout={"flex_flow": "row wrap"})
