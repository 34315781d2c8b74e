"""The button that puts on the clipboard the few lines of Python that give what a view shows."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from habitue.language import Language, Sentence, sentence
from habitue_notebook.widgets.view import Message, View


class CopyCode(View):
    """`get` gives the lines when people press; they may quote customers, and so are never part of a saved notebook."""

    NAME = "copy_code"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "copy": sentence("Copy as code"),
        "copied": sentence("Copied."),
        "not_copied": sentence("The browser refused to copy; here is the code, to be copied by hand."),
        "code": sentence("Lines of Python"),
    }

    def __init__(self, get: Callable[[], str], *, language: Language = "en") -> None:
        self._get = get
        super().__init__(language=language)

    def _state(self) -> dict[str, object]:
        return {}

    def _hear(self, kind: str, _message: Message) -> None:
        if kind == "copy":
            self.send({"type": "code", "text": self._get()})
