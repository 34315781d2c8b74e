"""The tabs of the app, each also usable alone: they put a view of `views` into widgets, and compute nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile
    from habitue_notebook.tabs.tab import Tab


def tab_classes() -> "dict[str, type[Tab]]":
    """The tabs by name, in the order of the app."""
    from habitue_notebook.tabs.duplicates import DuplicatesTab
    from habitue_notebook.tabs.lifecycle import LifecycleTab
    from habitue_notebook.tabs.quality import QualityTab
    from habitue_notebook.tabs.rfm import RfmTab
    from habitue_notebook.tabs.saving import SavingTab
    from habitue_notebook.tabs.tables import TablesTab

    return {
        "tables": TablesTab,
        "quality": QualityTab,
        "duplicates": DuplicatesTab,
        "lifecycle": LifecycleTab,
        "rfm": RfmTab,
        "saving": SavingTab,
    }


def open_tab(file: "CustomerFile", name: str) -> "Tab":
    """A tab of its own."""
    return tab_classes()[name](file)
