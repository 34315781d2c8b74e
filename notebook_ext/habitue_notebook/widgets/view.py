"""What all our widgets share: words in the reader's language, messages both ways, an error as a sentence.

Nothing that is shown is a synced trait, so that Jupyter saves none of it: a view says "hello" when it is drawn, and
is sent its state; what people do comes back as messages.
"""

import logging
from collections.abc import Callable, Mapping
from typing import ClassVar

import anywidget
import traitlets

from habitue.errors import HabitueError
from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import Tone
from habitue_notebook.widgets.assets import script, style

Text = Sentence | str
"""A text for readers; a sentence is said in the widget's language."""

Message = Mapping[str, object]

_LOG = logging.getLogger("habitue.notebook")
_SHARED: Mapping[str, Sentence] = {
    "waiting": sentence(
        "Waiting for Python. If this notebook was opened just now, run its cells: customers are never saved in it."
    ),
    "calculating": sentence("Calculating…"),
    "named": sentence("{name}: {said}"),
}
TONES: tuple[Tone, ...] = ("green", "blue", "teal", "amber", "orange", "red", "grey", "violet")


class View(anywidget.AnyWidget):
    """A widget of ours: `static/<NAME>.js` and `.css` in the browser, and this side of the conversation."""

    NAME: ClassVar[str]
    WORDS: ClassVar[Mapping[str, Sentence]] = {}

    language = traitlets.Enum(("en", "fr"), default_value="en").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Give each widget its module and style sheet."""
        if "NAME" in cls.__dict__:
            cls._esm, cls._css = script(cls.NAME), style(cls.NAME)
        super().__init_subclass__(**kwargs)  # type: ignore[arg-type]

    def __init__(self, language: Language = "en") -> None:
        words = {key: text.say(language) for key, text in {**_SHARED, **self.WORDS}.items()}
        self._language = language
        super().__init__(language=language, words=words)
        self.on_msg(self._heard)

    def say(self, text: Text) -> str:
        """A text in the widget's language."""
        return say(text, self._language)

    def tell(self) -> None:
        """Send what is to be shown to every view that is open."""
        self.send({"type": "state", **self._state()})

    def _state(self) -> dict[str, object]:
        """All that a view needs to be drawn, as JSON can carry it."""
        raise NotImplementedError

    def _hear(self, kind: str, message: Message) -> None:
        """Answer a message of a view."""
        raise NotImplementedError

    def _heard(self, _widget: object, message: object, _buffers: object) -> None:
        if not isinstance(message, dict):
            return
        kind = str(message.get("type", ""))
        try:
            if kind == "hello":
                self.tell()
            else:
                self._hear(kind, message)
        except HabitueError as error:
            self.send({"type": "failed", "text": error.say(self._language)})
        except Exception as error:  # noqa: BLE001 (people see a sentence; a message of unknown origin may quote data)
            name = type(error).__name__
            _LOG.error("%s: %s while answering %r", type(self).__name__, name, kind)
            self.send({"type": "failed", "text": self.say(broken(name))})
        if "ask" in message:
            self.send({"type": "settled", "ask": message["ask"]})


def broken(kind: str) -> Sentence:
    """What people read when something failed that should not have; `kind` names it for a report."""
    return sentence(
        "This could not be done. Run the notebook again; if it comes back, report it ({kind}).",
        kind=kind,
    )


def say(text: Text, language: Language) -> str:
    """A text in a language."""
    return text.say(language) if isinstance(text, Sentence) else text


def call(callback: Callable[..., object] | None, *values: object) -> None:
    """Tell whoever listens."""
    if callback is not None:
        callback(*values)


def whole(value: object, default: int = 0) -> int:
    """A whole number out of a message; `default` for anything that is none."""
    return int(value) if isinstance(value, int | float) and abs(value) < 1e15 else default
