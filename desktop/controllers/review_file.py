"""The review as a file: a copy of it, and the name that its decisions carry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from core.review.store import SUFFIX
from desktop.dialogs import file_dialogs
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.system.settings import Settings
    from desktop.window.review_menu import ReviewMenu
    from desktop.window.status_bar import StatusBar


class ReviewFileController(QObject):
    """Ties the menu entries to their dialogs, and to the review that is open."""

    def __init__(
        self,
        menu: ReviewMenu,
        status: StatusBar,
        settings: Settings,
        desk: ReviewDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._status, self._window = status, window
        self._settings, self._desk = settings, desk
        menu.copy_action.triggered.connect(self._on_copy_asked)
        menu.reviewer_action.triggered.connect(self._on_reviewer_asked)
        status.show_reviewer(settings.reviewer)

    def _on_copy_asked(self) -> None:
        shared = self._desk.shared
        if shared is None:
            return
        stem = f"{shared.review.path.stem}-copy"
        title = tr("Save a copy of the review")
        target = file_dialogs.ask_target(self._window, title, self._settings, stem, SUFFIX)
        if target is not None:
            self._desk.ask(
                lambda asked: asked.review.save_copy(target),
                lambda _: self._on_copied(target),
            )

    def _on_copied(self, target: Path) -> None:
        self._status.show_written(target)

    def _on_reviewer_asked(self) -> None:
        before = self._settings.reviewer
        name, given = QInputDialog.getText(
            self._window, tr("Reviewer"), tr("Reviewer name"), text=before
        )
        if given and name.strip():
            self._settings.reviewer = name.strip()
            self._status.show_reviewer(name.strip())
            self._desk.set_reviewer(name.strip())
