"""The way back to the shop's file: from the menu to a copy of it with what was decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.services.job_bridge import Latest
from desktop.ui.controls import offer
from desktop.ui.reasons import NO_REVIEW

if TYPE_CHECKING:
    from core.jobs import JobRunner
    from core.review.catalog_changes import Export
    from desktop.dialogs.arranged_table import Beside
    from desktop.dialogs.write_back_dialog import WriteBackDialog
    from desktop.dialogs.write_back_preview import WriteBackPreview
    from desktop.services.job_bridge import JobBridge
    from desktop.services.review.catalog_writer import CatalogWriter
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.window.status_bar import StatusBar


class WriteBackController(QObject):
    """Ties the menu entry to dialog, writer and thumbnails.

    Parameters
    ----------
    runner : JobRunner
        Searches and sorts what the dialog shows.
    """

    def __init__(
        self,
        write_back_action: QAction,
        status: StatusBar,
        desk: ReviewDesk,
        writer: CatalogWriter,
        thumbnails: ThumbnailLoader,
        bridge: JobBridge,
        runner: JobRunner,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._action, self._status, self._desk = write_back_action, status, desk
        self._writer, self._thumbnails, self._window = writer, thumbnails, window
        self._arranging = (Latest(bridge, runner), Latest(bridge, runner))
        self._preview: WriteBackPreview | None = None
        self._folder = Path()
        self._bridge, self._runner, self._opening = bridge, runner, False
        write_back_action.triggered.connect(self._on_triggered)
        writer.planned.connect(self._on_planned)
        writer.written.connect(self._on_written)
        thumbnails.arrived.connect(self._on_arrived)
        desk.opened.connect(lambda _: self._offer())
        self._offer()

    def _offer(self) -> None:
        """A review that can only be looked at is written back as well."""
        offer(self._action, self._desk.shared is not None, NO_REVIEW)

    def _on_triggered(self) -> None:
        if not self._opening:
            self._opening = True
            self._bridge.start(self._runner, lambda token, tell: _dialog(), done=self._open)

    def _open(self, kind: type[WriteBackDialog]) -> None:
        self._opening = False
        if self._desk.shared is None:
            return
        changes, left_out = map(_beside, self._arranging)
        dialog = kind(changes, left_out, self._window)
        self._tie(dialog)
        dialog.open()
        self._writer.begin()

    def _tie(self, dialog: WriteBackDialog) -> None:
        """Let the writer tell the dialog as long as it is there."""
        writer, self._preview = self._writer, dialog.preview
        writer.remembered.connect(dialog.show_remembered)
        writer.progressed.connect(dialog.show_progress)
        writer.planned.connect(dialog.show_planned)
        writer.written.connect(dialog.show_written)
        writer.stopped.connect(dialog.show_stopped)
        writer.failed.connect(dialog.show_failed)
        dialog.read_asked.connect(lambda file, as_class: writer.read(file, as_class=as_class))
        dialog.reword_asked.connect(lambda as_class: writer.reword(as_class=as_class))
        dialog.write_asked.connect(lambda out, only: writer.write(out, only_changed=only))
        dialog.list_asked.connect(writer.write_list)
        dialog.stop_asked.connect(writer.stop)
        dialog.folder_asked.connect(show_folder)
        dialog.preview.photo_wanted.connect(self._show_photo)
        dialog.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self._preview = None
        self._writer.end()
        for latest in self._arranging:
            latest.cancel()

    def _on_planned(self, export: Export) -> None:
        self._folder = export.folder

    def _on_written(self, file: Path) -> None:
        self._status.show_written(file)

    def _show_photo(self, photo: str) -> None:
        """Show a photo, now or once its thumbnail has come."""
        if self._preview is not None:
            self._preview.show_photo(photo, self._thumbnails.image(self._folder / photo))

    def _on_arrived(self, path: Path) -> None:
        shown = self._preview.shown if self._preview is not None else ""
        if shown and self._folder / shown == path:
            self._show_photo(shown)


def _dialog() -> type[WriteBackDialog]:
    """Bring what reads shops' files when one is read, and not on the window's thread: 0.1 s."""
    from desktop.dialogs.write_back_dialog import WriteBackDialog

    return WriteBackDialog


def show_folder(folder: Path) -> None:
    """Have the system show a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _beside(latest: Latest) -> Beside:
    """Let a table do its work on another thread."""

    def start(work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        latest.start(lambda token, tell: work(), done=done)

    return start
