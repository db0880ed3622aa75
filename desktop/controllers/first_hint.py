"""The keys in one line, until the first decision shows that they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.system.settings import Settings
    from desktop.window.main_window import MainWindow

HINT: Final = tr(
    "Enter accepts the tag, C corrects it, F sets the photo aside, S leaves it for later; "
    "F1 shows all keys."
)


class FirstHint(QObject):
    """Ties the notice to the desk and to what the settings remember."""

    def __init__(self, window: MainWindow, settings: Settings, desk: ReviewDesk) -> None:
        super().__init__(window)
        self._window, self._settings, self._desk = window, settings, desk
        desk.opened.connect(lambda _: self._show())
        desk.decided.connect(lambda _: self._forget())
        window.notice.put_away.connect(self._forget)

    def _show(self) -> None:
        if self._desk.writable and not self._settings.knows_keys:
            self._window.notice.hint(HINT)

    def _forget(self) -> None:
        if not self._settings.knows_keys:
            self._settings.knows_keys = True
            self._window.notice.hint("")
