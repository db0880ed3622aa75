"""Which photos the window's controls ask for: folder, view, search, filter and order as one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.review.views import VIEWS, Listed
from core.vocabulary import Order, ViewKey
from desktop.panels.browser.folder_panel import FolderPanel
from desktop.panels.browser.view_panel import ViewPanel
from desktop.ui.language import caption_of
from desktop.window.top_bar import TopBar


class ListControls(QObject):
    """The bar at the top, the views and the folders, as far as they concern the list."""

    changed = Signal()
    """Another view, search or order is wanted."""
    view_changed = Signal()
    """It is another view; `changed` follows."""
    folder_changed = Signal(object)
    """Path of the folder that the list is narrowed to, None for all of them."""

    def __init__(self, top: TopBar, views: ViewPanel, folders: FolderPanel) -> None:
        super().__init__(top)
        self._top, self._views, self._folders = top, views, folders
        top.asked.connect(self._on_asked)
        views.chosen.connect(self._on_view_chosen)
        folders.chosen.connect(self.folder_changed)

    @property
    def view(self) -> ViewKey:
        """The view that is listed."""
        return self._views.view

    @property
    def order(self) -> Order | None:
        """What the list is sorted by otherwise than the view says; None for the view's order."""
        chosen = self._top.order
        return None if chosen is VIEWS[self.view].order else chosen

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._top.text

    @property
    def subfolders(self) -> bool:
        """Whether photos of subfolders are listed."""
        return self._folders.subfolders

    @property
    def plain(self) -> bool:
        """Whether the view is shown as it is: nothing searched, filtered or sorted otherwise."""
        return not (self.text or self.order or self._top.filtered)

    @property
    def lists_all(self) -> bool:
        """Whether every photo is listed by name, whatever becomes known of it."""
        return self.view is ViewKey.ALL and self.plain

    def reset(self, listed: Listed, *, reviewed: bool) -> None:
        """Show a view as other folders are opened; without a review there is but one."""
        self._views.set_view(listed.view)
        self._views.setVisible(reviewed)
        self._top.reset_list(reviewed)
        self._top.sort_by(listed.order)
        self._say_order()

    def show_everything(self) -> None:
        """Show the view of all photos, of all folders, without asking for a list."""
        self._folders.choose_all()
        self.reset(Listed(ViewKey.ALL), reviewed=True)

    def _on_asked(self) -> None:
        self._say_order()
        self.changed.emit()

    def _on_view_chosen(self) -> None:
        """A view is what its name says, until it is sorted otherwise."""
        self._top.sort_as_viewed()
        self._say_order()
        self.view_changed.emit()
        self.changed.emit()

    def _say_order(self) -> None:
        order = self.order
        self._views.say_order(caption_of(order) if order else "")
