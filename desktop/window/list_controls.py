"""Which view the window's controls ask for, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.review.views import VIEWS, Listed
from core.vocabulary import Order, ViewKey
from desktop.panels.browser.chip_bar import ChipBar
from desktop.panels.browser.empty_note import EmptyNote
from desktop.panels.browser.facet_panel import FacetPanel
from desktop.panels.browser.folder_panel import FolderPanel
from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.view_panel import ViewPanel
from desktop.ui.language import caption_of
from desktop.window.top_bar import TopBar


class ListControls(QObject):
    """The bar at the top and the panels at the side, as far as they concern the list.

    Attributes
    ----------
    top, folders, facets, chips, empty_note
        What narrows the list, and says so.
    """

    changed = Signal()
    """Another view or order is wanted."""
    view_changed = Signal()
    """It is another view; `changed` follows."""

    def __init__(
        self, top: TopBar, views: ViewPanel, folders: FolderPanel, photos: PhotoList
    ) -> None:
        super().__init__(top)
        self.top, self._views, self.folders = top, views, folders
        self.facets = FacetPanel(top.filter_action)
        self.chips = ChipBar(top.clear_action)
        self.empty_note = EmptyNote(photos, top.clear_action)
        top.asked.connect(self._on_asked)
        views.chosen.connect(self._on_view_chosen)

    @property
    def view(self) -> ViewKey:
        """The view that is listed."""
        return self._views.view

    @property
    def order(self) -> Order | None:
        """What the list is sorted by otherwise than the view says; None for the view's order."""
        chosen = self.top.order
        return None if chosen is VIEWS[self.view].order else chosen

    @property
    def by_class(self) -> bool:
        """Whether the list goes class by class."""
        return self.top.by_class

    @property
    def subfolders(self) -> bool:
        """Whether photos of subfolders are listed."""
        return self.folders.subfolders

    @property
    def as_viewed(self) -> bool:
        """Whether the view is sorted as it says itself."""
        return self.order is None and not self.by_class

    def reset(self, listed: Listed, *, reviewed: bool) -> None:
        """Show a view as other folders are opened; without a review there is but one."""
        self._views.set_view(listed.view)
        self._views.setVisible(reviewed)
        self.top.reset_list(reviewed, by_class=listed.by_class)
        self.top.sort_by(listed.order)
        self._say_order()

    def turn_to(self, key: ViewKey) -> None:
        """Show another view, as a click on it does."""
        self._views.set_view(key)
        self._on_view_chosen()

    def show_everything(self) -> None:
        """Show the view of all photos, without asking for a list."""
        self.reset(Listed(ViewKey.ALL), reviewed=True)

    def _on_asked(self) -> None:
        self._say_order()
        self.changed.emit()

    def _on_view_chosen(self) -> None:
        """A view is what its name says, until it is sorted otherwise."""
        self.top.sort_as_viewed()
        self._say_order()
        self.view_changed.emit()
        self.changed.emit()

    def _say_order(self) -> None:
        order = Order.LABEL if self.by_class else self.order
        self._views.say_order(caption_of(order) if order else "")
