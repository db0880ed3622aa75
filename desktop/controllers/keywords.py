"""Keywords for other programs: from the menu to the files, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.entities import Progress
from core.report.xmp.places import KeywordsInto
from desktop.dialogs.keywords_dialog import KeywordsDialog
from desktop.services.review.behind import Behind
from desktop.ui.controls import offer
from desktop.ui.language import tr
from desktop.ui.reasons import NO_REVIEW
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.report.xmp.export import KeywordExport
    from desktop.services.export.keyword_writer import KeywordWriter
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar


class KeywordsController(QObject):
    """Ties the menu entry to dialog and writer."""

    def __init__(
        self,
        keywords_action: QAction,
        notice: NoticeBar,
        status: StatusBar,
        desk: ReviewDesk,
        writer: KeywordWriter,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._action, self._notice, self._status = keywords_action, notice, status
        self._desk, self._writer, self._window = desk, writer, window
        self._into = KeywordsInto.FULL_NAME
        keywords_action.triggered.connect(self._on_triggered)
        desk.opened.connect(lambda _: self._offer())
        writer.progressed.connect(self._on_progressed)
        writer.written.connect(self._on_written)
        writer.failed.connect(self._on_failed)
        self._offer()

    def _offer(self) -> None:
        """Without a review nothing is decided; one that can only be looked at is enough."""
        offer(self._action, self._desk.shared is not None, NO_REVIEW)

    def _on_triggered(self) -> None:
        dialog = KeywordsDialog(self._into, changes=self._desk.writable, parent=self._window)
        dialog.accepted.connect(lambda: self._start(dialog.into, dialog.undecided))
        self._desk.opened.connect(dialog.reject)  # its choices are those of what was left
        dialog.open()

    def _start(self, into: KeywordsInto, undecided: bool) -> None:
        shared = self._desk.shared
        if shared is None:
            return
        if into is not KeywordsInto.JPEG:  # what changes photos is chosen each time
            self._into = into
        self._status.show_work(None, tr("Writing keywords"))
        behind = Behind(self._desk).wait
        self._writer.start(shared, into, undecided=undecided, behind=behind)

    def _on_progressed(self, step: Progress) -> None:
        words = tr("Keywords: {:,} of {}").format(step.done, count(step.total, "photo"))
        self._status.show_work(step.done / step.total, words)

    def _on_written(self, told: KeywordExport) -> None:
        self._status.show_idle(said_of(told))
        if told.refused:
            first = tr("Left as before: {}. The first: {}")
            self._notice.say(
                first.format(count(len(told.refused), "file"), told.refused[0]), trouble=True
            )

    def _on_failed(self, words: str) -> None:
        self._status.show_idle("")
        self._notice.say(words, trouble=True)

    def cancel(self) -> bool:
        """Stop; tells whether anything ran."""
        stopped = self._writer.cancel()
        if stopped:
            self._status.show_idle(tr("Stopped. Keywords already written stay."))
        return stopped


def said_of(told: KeywordExport) -> str:
    """Say what came of an export."""
    parts = [tr("Keywords written for {}").format(count(told.written, "photo"))]
    if told.unchanged:
        parts.append(tr("{:,} had them already").format(told.unchanged))
    if told.taken_out:
        parts.append(tr("taken out of {:,}").format(told.taken_out))
    return "; ".join(parts)
