"""The Duplicates tab: the queue, decided with a key, alike groups at once, undone step by step."""

from collections.abc import Sequence
from typing import ClassVar

import ipywidgets

from habitue.language import Language, Sentence, sentence
from habitue.merging.answers import Answer
from habitue.refresh.compute import Step
from habitue_notebook.tabs.tab import Tab, paragraphs
from habitue_notebook.views.duplicates import Case, DuplicatesView
from habitue_notebook.widgets import Review, ReviewAnswer, ReviewGroup, ReviewLine


class DuplicatesTab(Tab):
    """Who is perhaps twice in the file."""

    NAME = "duplicates"
    TITLE: ClassVar[Sentence] = sentence("Duplicates")

    def prepare(self, step: Step) -> object:
        """The search."""
        self.file.basis(step)
        return self.file.searched(step)

    def ready(self) -> bool:
        """Whether the search was made for the file as it is."""
        return self.file.ready and self.file.is_searched

    def build(self, language: Language) -> Sequence[ipywidgets.Widget]:
        """The order, the queue, and what is left to do."""
        self.view = DuplicatesView(self.file)
        self._cases: dict[str, Case] = {}
        self._queue: object = None
        self._said = ipywidgets.HTML()
        self._order = ipywidgets.Dropdown(
            description=self.say(sentence("Order")),
            options=[
                (self.say(sentence("most uncertain first")), "uncertain"),
                (self.say(sentence("as in the file")), "file"),
            ],
        )
        self._order.observe(lambda _: self.guarded(self._show), names="value")
        self._review = Review(
            [],
            fields=self.view.fields,
            title=sentence("Duplicates to review"),
            language=language,
            on_answer=self.answer,
            on_undo=self.undo,
        )
        return (self._said, self._order, self._review)

    def follow(self) -> None:
        """The queue; answers given here are on the screen already."""
        if self._queue is not self.file.searched():
            self._show()
        lines = [self.view.said(), *self.view.warnings()]
        self._said.value = paragraphs([self.say(line) for line in lines])

    def answer(self, answers: Sequence[ReviewAnswer]) -> None:
        """Take answers, all of them one step."""
        told = [(self._cases[one.key], one.answers, one.keep or None) for one in answers if one.key in self._cases]
        self.view.answer_all(told)

    def undo(self, _keys: Sequence[str]) -> None:
        """Take back the last step."""
        self.view.undo()

    def as_code(self) -> str:
        """The lines that give these answers."""
        return self.view.as_code()

    def _show(self) -> None:
        self._queue = self.file.searched()
        cases = self.view.cases(self._order.value)
        self._cases = {case.key: case for case in cases}
        told = {one.pair: one.answer for one in self.file.answers}
        self._review.show([self._group(case, told) for case in cases], self.view.fields)

    def _group(self, case: Case, told: dict[tuple[str, str], Answer]) -> ReviewGroup:
        first = case.lines[0].mark
        given = [told.get((min(first, line.mark), max(first, line.mark))) for line in case.lines[1:]]
        answers = [new or before for new, before in zip(given, case.answers, strict=True)]
        certain: list[Answer | None] = [
            answer or ("same" if state == "certain" else None)
            for answer, state in zip(answers, case.states, strict=True)
        ]
        return ReviewGroup(
            key=case.key,
            lines=tuple(ReviewLine(title=self._title(line.key, line.place), values=line.values) for line in case.lines),
            why=case.why,
            score=case.score,
            keep=case.keep,
            alike=case.alike,
            alike_said=case.why,
            answers=tuple(certain),
        )

    def _title(self, key: str | None, place: Sentence) -> Sentence:
        return sentence("{key} ({place})", key=key, place=place) if key else place
