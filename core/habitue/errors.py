"""Everything that can go wrong for a user, as one tree; a shell catches only the base and says its sentence."""

from habitue.language import Language, Sentence


class HabitueError(Exception):
    """The base: carries one sentence that says what was wanted, what is there and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(sentence)

    def say(self, language: Language) -> str:
        """The sentence in French or English."""
        return self.sentence.say(language)

    def __str__(self) -> str:
        return self.say("en")


class UnreadableFile(HabitueError):
    """The file is absent, damaged, encrypted, too large, or not of a kind that we read."""


class RefusedWrite(HabitueError):
    """The file can be read, but writing into it would lose something or cannot be done safely; nothing was written.

    `code` is a short stable word for scripts and tests: "encrypted", "signed", "locked", "structure-protected" ...
    """

    def __init__(self, sentence: Sentence, code: str) -> None:
        self.code = code
        super().__init__(sentence)


class BadCriteria(HabitueError):
    """A criterion is not allowed; the sentence names its cell or its key, and what is allowed.

    `key` is the criterion's key ("inactive.floor_days") and `why` the sentence without it, so that a reader of sheets
    can name the cell instead.
    """

    def __init__(self, sentence: Sentence, key: str = "", why: Sentence | None = None) -> None:
        self.key = key
        self.why = sentence if why is None else why
        super().__init__(sentence)


class MissingRole(HabitueError):
    """A column that is needed could not be told; the sentence names it and lists what the sheet has."""


class UnknownCustomer(HabitueError):
    """No customer, or more than one, answers to what was asked."""


class BadRequest(HabitueError):
    """An option or argument does not fit the file: an unknown segment, channel, sheet or column."""


class Stopped(HabitueError):
    """The user stopped a long step; nothing was written."""
