"""What was decided is looked up, gone back to, and taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.errors import printable
from core.review import history
from desktop.services.review.deciding import entry_of
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.review.history import Page, PastStep
    from desktop.controllers.browse import BrowseController
    from desktop.dialogs.history_dialog import HistoryDialog
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.window.status_bar import StatusBar

BESIDE: Final = QPoint(16, 96)
"""Where in the window the history opens, px."""
ELSEWHERE: Final = tr("{} is not in that view: all photos are shown now.")
NOT_LISTED: Final = tr("{} is not there any more, or in a folder that is not included.")


class HistoryController(QObject):
    """Ties the menu entry to the history's window, and that to desk and list."""

    def __init__(
        self,
        history_action: QAction,
        photos: PhotoList,
        status: StatusBar,
        browse: BrowseController,
        desk: ReviewDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._photos, self._status, self._window = photos, status, window
        self._browse, self._desk = browse, desk
        self._dialog: HistoryDialog | None = None
        self._sought: Path | None = None
        history_action.triggered.connect(self._on_triggered)
        desk.opened.connect(self._on_review_opened)
        desk.decided.connect(lambda _: self._read())
        desk.listed.connect(self._on_listed)

    def _on_triggered(self) -> None:
        from desktop.dialogs.history_dialog import HistoryDialog

        if self._dialog is None:
            self._dialog = HistoryDialog(self._desk.writable, self._window)
            self._dialog.jump_asked.connect(self._jump)
            self._dialog.undo_asked.connect(self._desk.undo_to)
            self._dialog.more_wanted.connect(self._read_more)
            self._dialog.finished.connect(self._on_finished)
            # Over the photo's left, so that its tag, and why, are seen while the list is walked.
            self._dialog.move(self._window.mapToGlobal(BESIDE))
            self._read()
        self._dialog.show()
        self._dialog.activateWindow()

    def _read(self) -> None:
        if self._dialog is not None:
            self._desk.ask(lambda shared: history.page(shared.review.database), self._show)

    def _read_more(self, before: int) -> None:
        self._desk.ask(
            lambda shared: history.page(shared.review.database, before),
            partial(self._show, before=before),
        )

    def _show(self, page: Page, before: int | None = None) -> None:
        if self._dialog is None:
            return
        if before is None:
            self._dialog.show_page(page)
        else:
            self._dialog.add_page(page, before)

    def _jump(self, step: PastStep) -> None:
        self._desk.ask(
            lambda shared: entry_of(shared, step.photo), partial(self._go_to, step.what.name)
        )

    def _go_to(self, name: str, path: Path | None) -> None:
        """Choose a photo, and where the view does not list it, list all photos first."""
        self._window.activateWindow()
        self._photos.setFocus()
        if path is None:
            self._status.show_idle(NOT_LISTED.format(printable(Path(name))))
        elif not self._photos.choose(path):
            self._sought = path
            self._browse.show_everything()

    def _on_listed(self) -> None:
        path, self._sought = self._sought, None
        if path is not None:
            found = self._photos.choose(path)
            words = ELSEWHERE if found else NOT_LISTED
            self._status.show_idle(words.format(printable(Path(path.name))))

    def _on_review_opened(self) -> None:
        """What is told is another review's."""
        self._sought = None
        self.close()

    def close(self) -> None:
        """Close the history's window, where it is open."""
        if self._dialog is not None:
            self._dialog.reject()

    def _on_finished(self) -> None:
        self._dialog = None
