"""The menus that a right click opens, or the Menu key and Shift+F10 on what has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from desktop.ui.menu import Menu
from desktop.window.menu_bar import fill
from desktop.window.menu_table import CATALOG, FOLDER, LINE, ORIGINAL, OVERLAY, TILE, VIEW, Lines

if TYPE_CHECKING:
    from desktop.panels.inspector.score_bars import ScoreBars
    from desktop.window.main_window import MainWindow

Choosing = Callable[[QContextMenuEvent], Lines]
"""What the menu holds at the place that an event names; nothing opens none."""


class ContextMenus(QObject):
    """Opens menus of the same actions that keys, buttons and the bar of menus have.

    Parameters
    ----------
    window : MainWindow
        With its panels in it.
    actions : mapping
        All its actions by their names.
    """

    def __init__(self, window: MainWindow, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._places: dict[QObject, Choosing] = {}
        self.menu: Menu | None = None
        for place, lines in (
            (window.compare.original, ORIGINAL),
            (window.compare.why, OVERLAY),
            (window.folders.tree_view, FOLDER),
            (window.views.list_view, VIEW),
            (window.decisions.existing, CATALOG),
        ):
            self._open_on(place, partial(_always, lines))
        for tiles in (window.photos, window.compare.product.row):
            self._open_on(tiles, partial(_about_photo, tiles))
        scores = window.inspector.scores
        self._open_on(scores, partial(_about_class, scores))
        window.context_action.triggered.connect(self._open_by_key)

    def _open_on(self, place: QWidget, choosing: Choosing) -> None:
        watched = place.viewport() if isinstance(place, QAbstractScrollArea) else place
        for one in {place, watched}:
            self._places[one] = choosing
            one.installEventFilter(self)

    def _open_by_key(self) -> None:
        """Open the menu of what has the keyboard, or of what it lies in."""
        place: QWidget | None = self._window.focusWidget()
        while place is not None and place not in self._places:
            place = place.parentWidget()
        if place is not None:
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
            self.eventFilter(place, asked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu of a place."""
        if not isinstance(event, QContextMenuEvent) or watched not in self._places:
            return False
        lines = self._places[watched](event)
        if lines:
            self.menu = Menu("", self._window)
            self.menu.aboutToHide.connect(self.menu.deleteLater)
            fill(self.menu, lines, self._actions)
            by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
            self.menu.popup(event.globalPos() if by_mouse else _middle(watched))
        return True


def _middle(place: QObject) -> QPoint:
    """Give the middle, on the screen, of what the keyboard is on."""
    view = place.parent() if not isinstance(place, QAbstractItemView) else place
    if isinstance(view, QAbstractItemView) and view.currentIndex().isValid():
        shown, room = view.viewport(), view.visualRect(view.currentIndex())
        return shown.mapToGlobal(room.intersected(shown.rect()).center())
    return place.mapToGlobal(place.rect().center()) if isinstance(place, QWidget) else QPoint()


def _always(lines: Lines, event: QContextMenuEvent) -> Lines:
    return lines


def _about_photo(tiles: QAbstractItemView, event: QContextMenuEvent) -> Lines:
    """Give what can be done with a photo, where the pointer or the keyboard is on one."""
    by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
    index = tiles.indexAt(event.pos()) if by_mouse else tiles.currentIndex()
    return TILE if index.isValid() else ()


def _about_class(scores: ScoreBars, event: QContextMenuEvent) -> Lines:
    """Give what can be done with a class: the one pointed at, by keyboard the one explained."""
    by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
    place = scores.place_at(event.pos()) if by_mouse else scores.explained_place
    if place is None:
        return ()
    return (
        f"Explain class {place + 1}",
        f"Take class {place + 1}",
        LINE,
        "Contrast",
        "Explain another class",
        "Classes that can occur",
    )
