"""The Save tab: what a refresh would change, the refresh itself, and mailing lists."""

from collections.abc import Sequence
from typing import ClassVar

import ipywidgets

from habitue.language import Language, Sentence, plural, sentence
from habitue.refresh.compute import Step
from habitue.refresh.mailing import Lists
from habitue_notebook.saving import Saved
from habitue_notebook.tabs.tab import Tab, heading, paragraphs
from habitue_notebook.views.saving import SavingView


class SavingTab(Tab):
    """Nothing is written before its buttons are pressed."""

    NAME = "saving"
    TITLE: ClassVar[Sentence] = sentence("Save")

    def build(self, language: Language) -> Sequence[ipywidgets.Widget]:  # noqa: ARG002 (its words are said here)
        """What is set and not saved; look, refresh, export."""
        self.view = SavingView(self.file)
        self._set = ipywidgets.HTML()
        self._merge = ipywidgets.Checkbox(
            description=self.say(sentence("Merge the duplicates that are certain or answered “same”")), indent=False
        )
        self._merge.layout.width = "auto"
        self._look = self._button(sentence("See what would change"), self.look)
        self._save = self._button(sentence("Refresh the workbook"), self.save)
        self._save.add_class("habitue-save")
        self._save.button_style = "primary"
        self._said = ipywidgets.HTML()
        self._group = ipywidgets.Dropdown(
            description=self.say(sentence("Status or segment")), style={"description_width": "initial"}
        )
        self._channel = ipywidgets.Dropdown(
            description=self.say(sentence("Channel")),
            options=[(self.say(name), channel) for channel, name in self.view.channels.items()],
        )
        self._export = self._button(sentence("Write the mailing list"), self.export)
        self._exported = ipywidgets.HTML()
        wrap = {"flex_flow": "row wrap"}
        return (
            ipywidgets.HTML(heading(self.say(sentence("The workbook")))),
            self._set,
            self._merge,
            ipywidgets.HBox((self._look, self._save), layout=wrap),
            self._said,
            ipywidgets.HTML(heading(self.say(sentence("Mailing lists")))),
            ipywidgets.HBox((self._group, self._channel, self._export), layout=wrap),
            self._exported,
        )

    def follow(self) -> None:
        """What is set now, and the groups that there are."""
        self._set.value = paragraphs([self.say(line) for line in self.view.pending()])
        before = self._group.value
        self._group.options = [(name, mark) for mark, name in self.view.groups().items()]
        marks = list(self.view.groups())
        self._group.value = before if before in marks else marks[0]

    def look(self) -> None:
        """A dry run."""
        merge = self._merge.value
        self.start(lambda step: self.view.preview(merge=merge, step=step), self._looked)

    def save(self) -> None:
        """The refresh."""
        merge = self._merge.value
        self.start(lambda step: self.view.save(merge=merge, step=step), self._saved)

    def export(self) -> None:
        """The mailing list of the chosen group."""
        mark, channel = self._group.value, self._channel.value

        def job(step: Step) -> Lists:
            return self.view.export(mark, channel, step=step)

        self.start(job, self._written)

    def as_code(self) -> str:
        """The lines that refresh the workbook so."""
        return self.view.as_code(merge=self._merge.value)

    def _looked(self, saved: Saved) -> None:
        self._said.value = paragraphs([self.say(line) for line in saved.lines])
        self.touched()

    def _saved(self, saved: Saved) -> None:
        self._said.value = paragraphs([self.say(line) for line in saved.lines])
        self.view.settle()
        self.touched()

    def _written(self, lists: Lists) -> None:
        said = [
            plural(
                "{count} customer to contact: {file}", "{count} customers to contact: {file}", lists.ready,
                file=lists.path.name,
            ),
            plural(
                "{count} customer left out, with the reason: {file}",
                "{count} customers left out, with the reason: {file}",
                lists.left_out,
                file=lists.excluded_path.name,
            ),
        ]  # fmt: skip
        self._exported.value = paragraphs([self.say(line) for line in said])
        self.touched()

    def _button(self, said: Sentence, action: object) -> ipywidgets.Button:
        button = ipywidgets.Button(description=self.say(said))
        button.layout.width = "auto"
        button.on_click(lambda _: self.guarded(action))  # type: ignore[arg-type]
        return button
