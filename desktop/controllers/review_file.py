"""The review as a file: a copy of it, a copy put back, and the name that its decisions carry."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from core.review.restoring import Standing, standing
from core.review.store import SUFFIX
from desktop.dialogs import file_dialogs
from desktop.dialogs.restore_dialog import RestoreDialog
from desktop.services.review.opening import put_back
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview
    from desktop.system.settings import Settings
    from desktop.window.review_menu import ReviewMenu
    from desktop.window.status_bar import StatusBar


class ReviewFileController(QObject):
    """Ties the menu entries to their dialogs, and to the review that is open."""

    restored = Signal(str)
    """What was open is to be opened again; what there is to say of it."""

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
        menu.restore_action.triggered.connect(self._on_restore_asked)
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

    def _on_restore_asked(self) -> None:
        title = tr("Restore the review from a copy")
        for copy in file_dialogs.ask_review(self._window, self._settings, title):
            self._desk.ask(partial(_compare, copy), partial(self._confirm, copy))

    def _confirm(self, copy: Path, compared: tuple[Standing, Standing]) -> None:
        dialog = RestoreDialog(copy, *compared, self._window)
        self._desk.opened.connect(dialog.reject)  # another review would be replaced
        dialog.accepted.connect(
            lambda: self._desk.replace(partial(put_back, copy), self.restored.emit)
        )
        dialog.open()

    def _on_reviewer_asked(self) -> None:
        before = self._settings.reviewer
        name, given = QInputDialog.getText(
            self._window, tr("Reviewer"), tr("Reviewer name"), text=before
        )
        if given and name.strip():
            self._settings.reviewer = name.strip()
            self._status.show_reviewer(name.strip())
            self._desk.set_reviewer(name.strip())


def _compare(copy: Path, shared: SharedReview) -> tuple[Standing, Standing]:
    return standing(shared.review.path), standing(copy)
