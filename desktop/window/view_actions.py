"""How the window is arranged: tiles' size, panels at the sides, the full screen, and going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from core.vocabulary import tr_noop
from desktop.ui.controls import action, give_keys
from desktop.ui.flags import without

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.system.settings import Settings
    from desktop.window.status_bar import StatusBar


class ViewActions(QObject):
    """Makes the actions, does what they say, and remembers it.

    Parameters
    ----------
    window : QMainWindow
        Whose actions they are.
    left, right : QWidget
        The panels beside the photo.
    photos : PhotoList
        Gets the keyboard where a panel that had it goes.
    status : StatusBar
        Says that the window stays at a photo that is decided.
    settings : Settings
    """

    def __init__(
        self,
        window: QMainWindow,
        left: QWidget,
        right: QWidget,
        photos: PhotoList,
        status: StatusBar,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window, self._photos = window, photos
        self._status, self._settings = status, settings
        self._make_sizes()
        self.left_action = self._make_panel(tr_noop("Left panel"), "F7", left)
        self.right_action = self._make_panel(tr_noop("Right panel"), "F8", right)
        self.full_action = self._checkable(tr_noop("Full screen"), "F11")
        self.full_action.toggled.connect(self._fill_screen)
        self.advance_action = self._checkable(tr_noop("Move on after a decision"), "Ctrl+Shift+N")
        self.advance_action.setChecked(settings.advances)
        self.advance_action.toggled.connect(self._on_advance_toggled)
        status.advance_asked.connect(self.advance_action.trigger)
        status.show_staying(not settings.advances)
        photos.set_tile_width(settings.tile_width)
        photos.tiles_resized.connect(self._on_tiles_resized)
        window.addActions([self.left_action, self.right_action, *self._sizes])
        window.addActions([self.full_action, self.advance_action])
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the system where it fills the screen, or ends that."""
        if watched is self._window and event.type() is QEvent.Type.WindowStateChange:
            self.full_action.setChecked(self._window.isFullScreen())
        return False

    def _make_sizes(self) -> None:
        photos = self._photos
        self.larger_action = action(self._window, tr_noop("Larger tiles"))
        give_keys(self.larger_action, [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.smaller_action = action(self._window, tr_noop("Smaller tiles"), "", "Ctrl+-")
        self.usual_action = action(self._window, tr_noop("Default tile size"), "", "Ctrl+0")
        self.larger_action.triggered.connect(lambda: photos.resize_tiles(1))
        self.smaller_action.triggered.connect(lambda: photos.resize_tiles(-1))
        self.usual_action.triggered.connect(lambda: photos.set_tile_width(None))
        self._sizes = (self.larger_action, self.smaller_action, self.usual_action)

    def _checkable(self, name: str, key: str) -> QAction:
        made = action(self._window, name, "", key)
        made.setCheckable(True)
        return made

    def _make_panel(self, name: str, key: str, panel: QWidget) -> QAction:
        made = self._checkable(name, key)
        made.setChecked(name not in self._settings.hidden_panels)
        panel.setVisible(made.isChecked())
        made.toggled.connect(lambda shown: self._show_panel(name, panel, shown))
        return made

    def _show_panel(self, name: str, panel: QWidget, shown: bool) -> None:
        had_keyboard = panel.isAncestorOf(self._window.focusWidget() or self._window)
        panel.setVisible(shown)
        if had_keyboard and not shown:
            self._photos.setFocus()
        others = [one for one in self._settings.hidden_panels if one != name]
        self._settings.hidden_panels = others if shown else [*others, name]

    def _fill_screen(self, full: bool) -> None:
        state, whole = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | whole if full else without(state, whole))

    def _on_advance_toggled(self, advances: bool) -> None:
        self._settings.advances = advances
        self._status.show_staying(not advances)

    def _on_tiles_resized(self, width: int) -> None:
        self._settings.tile_width = width
