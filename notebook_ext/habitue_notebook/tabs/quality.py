"""The Quality tab: what is filled, who can be reached, and every correction to accept or reject."""

from collections.abc import Sequence
from typing import ClassVar

import ipywidgets

from habitue.language import Language, Sentence, sentence
from habitue.quality import Quality
from habitue_notebook.frames import rules_in_words
from habitue_notebook.tabs.tab import Tab, paragraphs
from habitue_notebook.views.quality import QualityView
from habitue_notebook.widgets import Bar, Bars, Changes, Decision


class QualityTab(Tab):
    """How far the file can be used, and what cleaning makes of it."""

    NAME = "quality"
    TITLE: ClassVar[Sentence] = sentence("Quality")

    def build(self, language: Language) -> Sequence[ipywidgets.Widget]:
        """Bars of fields and channels, and the corrections."""
        self.view = QualityView(self.file)
        self._fields = Bars(
            [],
            title=sentence("What is filled"),
            columns=(sentence("Filled"), sentence("Share"), sentence("Corrected"), sentence("To look at")),
            language=language,
        )
        self._ways = Bars(
            [],
            title=sentence("Who can be reached"),
            columns=(sentence("Reachable"), sentence("Share"), sentence("May be contacted")),
            note=sentence("On each bar: how many of them may be contacted."),
            language=language,
        )
        self._said = ipywidgets.HTML()
        self._missing = ipywidgets.HTML()
        self._changes = Changes(
            rules=self._rules(),
            columns=self.view.columns(),
            title=sentence("Corrections"),
            language=language,
            on_decide=self.decide,
        )
        self._listed: object = None
        return (self._ways, self._missing, self._fields, self._said, self._changes)

    def follow(self) -> None:
        """The quality as a refresh would leave it now."""
        quality = self.view.quality()
        self._fields.show(self._field_bars(quality))
        self._ways.show(self._way_bars(quality))
        missing = [line for way in quality.ways for line in way.missing]
        self._missing.value = paragraphs([self.say(line) for line in (*missing, *self.view.refused())])
        self._said.value = paragraphs([self.say(self.view.said())])
        frame = self.view.changes()
        known = (len(frame), tuple(frame["accepted"]))
        if known != self._listed:  # what people have just decided is on their screen already
            self._changes.show(frame)
            self._listed = known

    def decide(self, decision: Decision) -> None:
        """Do what people decided: of a rule, of a column, of cells."""
        whole_rule = decision.column is None and " " not in decision.rule and decision.rule != ""
        accepted = self.view.accepted()
        accepted[decision.lines] = decision.accepted
        self._listed = (len(accepted), tuple(accepted))
        if whole_rule:
            self.view.decide_rule(decision.rule, accepted=decision.accepted)
        else:
            self.view.decide(decision.lines, accepted=decision.accepted)

    def as_code(self) -> str:
        """The lines that give these corrections."""
        return self.view.as_code()

    def _rules(self) -> dict[str, str]:
        language = self.file.tongue
        rules = self.view.changes()["rule"].unique()
        return {str(rule): rules_in_words(str(rule), language) for rule in rules}

    def _field_bars(self, quality: Quality) -> list[Bar]:
        return [
            Bar(
                key=field.role,
                name=field.name,
                share=quality.share(field.filled),
                cells=(
                    field.filled,
                    self.view.share(field.filled, quality.customers),
                    field.corrected,
                    field.doubtful,
                ),
            )
            for field in quality.fields
        ]

    def _way_bars(self, quality: Quality) -> list[Bar]:
        return [
            Bar(
                key=way.way,
                name=way.name,
                share=quality.share(way.reachable),
                tone="teal",
                mark=quality.share(way.allowed),
                cells=(way.reachable, self.view.share(way.reachable, quality.customers), way.allowed),
            )
            for way in quality.ways
        ]
