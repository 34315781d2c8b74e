"""The line that says how it goes: work under way with a stop button, an error as a sentence, or what was done."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from habitue.errors import HabitueError
from habitue.language import Language, Sentence, sentence
from habitue_notebook.widgets.view import Message, Text, View, call


class Notice(View):
    """One message at a time. Work shows after 300 ms, so that what is quick does not flicker."""

    NAME = "notice"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "stop": sentence("Stop"),
        "stopping": sentence("Stopping…"),
        "close": sentence("Close this message"),
        "working": sentence("Working"),
        "error": sentence("Error"),
        "warning": sentence("Warning"),
        "done": sentence("Done"),
    }

    def __init__(self, *, language: Language = "en", on_stop: Callable[[], object] | None = None) -> None:
        self._on_stop = on_stop
        self._shown: dict[str, object] = {"kind": "none", "text": ""}
        super().__init__(language=language)

    def working(self, text: Text, done: float | None = None, *, stop: bool = False) -> None:
        """Work under way: `done` is 0 to 1 (None: nobody knows); `stop` shows the button that calls `on_stop`."""
        self._put("working", self.say(text), done=done, stop=stop and self._on_stop is not None)

    def error(self, error: HabitueError | Text) -> None:
        """What went wrong, as a sentence."""
        self._put("error", self.say(error.sentence if isinstance(error, HabitueError) else error))

    def warn(self, text: Text) -> None:
        """What people should know before they go on."""
        self._put("warning", self.say(text))

    def done(self, text: Text) -> None:
        """What was done."""
        self._put("done", self.say(text))

    def clear(self) -> None:
        """Nothing to say."""
        self._put("none", "")

    def _put(self, kind: str, text: str, **more: object) -> None:
        self._shown = {"kind": kind, "text": text, **more}
        self.tell()

    def _state(self) -> dict[str, object]:
        return {"shown": self._shown}

    def _hear(self, kind: str, _message: Message) -> None:
        if kind == "stop":
            call(self._on_stop)
        elif kind == "close":
            self.clear()
