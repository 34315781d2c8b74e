"""The app: all tabs of one file, in one widget; each is made when it is first looked at."""

from typing import TYPE_CHECKING, Any

import ipywidgets

from habitue_notebook.summary import HOW, PRIVATE, summary_bundle
from habitue_notebook.tabs import tab_classes
from habitue_notebook.tabs.tab import Tab, heading, paragraphs, start_language

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile

_PATIENCE = 5.0
"""Seconds for which a cell waits for the counts that are saved with it; larger files tell them when they are known."""


class App(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """File, Quality, Duplicates, Lifecycle, RFM and Save. `file` is the CustomerFile that they all show and set."""

    def __init__(self, file: "CustomerFile") -> None:
        super().__init__()
        self.file = file
        self.tabs: dict[str, Tab] = {}
        self.rev = 0
        self._classes()
        self._head = ipywidgets.HTML()
        self._bar = ipywidgets.Tab()
        for name, tab in tab_classes().items():
            self.tabs[name] = tab(file, opened=False)
            self.tabs[name].followed = self._followed
        self._bar.children = tuple(self.tabs.values())
        self._name_tabs()
        self._bar.selected_index = 0
        self._bar.observe(self._selected, names="selected_index")
        self.children = (self._head, self._bar)
        self._displays: list[Any] = []
        self.selected.enter()

    @property
    def selected(self) -> Tab:
        """The tab in sight."""
        return list(self.tabs.values())[self._bar.selected_index or 0]

    def show(self, name: str) -> Tab:
        """Bring a tab into sight by its name: tables, quality, duplicates, lifecycle, rfm, saving."""
        self._bar.selected_index = list(self.tabs).index(name)
        return self.tabs[name]

    def _selected(self, _change: object) -> None:
        for tab in self.tabs.values():
            tab.shown = tab is self.selected
        self.selected.enter()

    def _followed(self) -> None:
        self.rev += 1
        self._classes()
        self._name_tabs()
        for display in self._displays:
            display.update(self._bundle(), raw=True)
        self._displays.clear()  # the summary in words is there; later ones would draw the app again

    def _name_tabs(self) -> None:
        language = self.file.tongue if self.file.ready else start_language(self.file)
        said = heading(self.file.name) + paragraphs([PRIVATE.say(language)])
        if self._head.value != said:
            self._head.value = said
        titles = [type(tab).TITLE.say(language) for tab in self.tabs.values()]
        if list(self._bar.titles) != titles:
            self._bar.titles = titles

    def _classes(self) -> None:
        self._dom_classes = ("habitue-app", f"habitue-rev-{self.rev}")

    def _bundle(self) -> dict[str, Any]:
        shown: dict[str, Any] = super()._repr_mimebundle_()
        return {**shown, **(summary_bundle(self.file) if self.file.ready else _before(self.file))}

    def _ipython_display_(self) -> None:
        """Show the widget; a notebook without a kernel shows counts in words, once they are known."""
        from IPython.display import display

        handle = display(self._bundle(), raw=True, display_id=True)  # type: ignore[no-untyped-call]
        if self.file.ready or handle is None:
            return
        self.selected.work.wait(_PATIENCE)
        if self.file.ready:
            handle.update(self._bundle(), raw=True)
        else:
            self._displays.append(handle)


def _before(file: "CustomerFile") -> dict[str, str]:
    """What is said before the file has been read."""
    language = start_language(file)
    lines = [file.name, HOW.say(language), PRIVATE.say(language)]
    return {"text/plain": "\n".join(lines), "text/html": paragraphs(lines)}
