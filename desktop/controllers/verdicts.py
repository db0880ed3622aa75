"""What stands decided: in the list, under the inspector, and in the lines above and below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop.ui.language import tr
from desktop.ui.photo_state import Mark
from desktop.ui.step_words import done
from desktop.ui.words import decided

if TYPE_CHECKING:
    from core.review.decisions import UndoDepth
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.review.decided import Decided
    from desktop.services.review.review_desk import Opened, ReviewDesk
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar

ALL_DONE: Final = tr("Nothing is left to do: all is decided.")


class VerdictController(QObject):
    """Ties the desk to list and decision panel, and tells what did not go as expected."""

    list_wanted = Signal()
    """What was undone may belong into the list again."""

    def __init__(
        self,
        decisions: DecisionPanel,
        photos: PhotoList,
        model: PhotoModel,
        notice: NoticeBar,
        status: StatusBar,
        desk: ReviewDesk,
    ) -> None:
        super().__init__(decisions)
        self._decisions, self._photos, self._model = decisions, photos, model
        self._notice, self._status, self._desk = notice, status, desk
        self._refused = self._elsewhere = ""
        self._sought: Path | None = None
        photos.chosen.connect(self._show_verdict)
        photos.selection_changed.connect(self._show_current)
        desk.opened.connect(self._on_review_opened)
        desk.decided.connect(self._on_decided)
        desk.listed.connect(self._on_listed)
        desk.refused.connect(self._on_refused)
        desk.troubled.connect(notice.say)

    def show_marks(self, marks: Mapping[Path, Mark]) -> None:
        """Show what stands for many photos now."""
        self._model.set_marks(dict(marks))
        self._show_current()

    def _show_current(self) -> None:
        self._show_verdict(self._photos.current_path())

    def _show_verdict(self, path: Path | None) -> None:
        """Say what is decided about a photo."""
        panel = self._decisions
        panel.offer(self._desk.writable and path is not None)
        if path is None:
            panel.show_decision(None, tr("Nothing chosen"))
            panel.show_catalog("", "")
            return
        mark = self._model.mark(path)
        panel.show_catalog(mark.catalog, mark.product)
        if (several := self._photos.selected_count()) > 1:
            panel.show_decision(None, tr("{:,} chosen together").format(several))
            return
        words = decided(mark.verdict, mark.tag, mark.reason, automatic=mark.automatic)
        panel.show_decision(mark.verdict, words)

    def _on_review_opened(self, opened: Opened | None) -> None:
        writable = self._desk.writable
        self._decisions.set_writable(writable)
        self._decisions.offer(writable and bool(self._photos.chosen_paths()))
        if opened is not None and writable:
            self._show_depth(opened.depth)
        else:
            self._decisions.show_last("")

    def _on_decided(self, step: Decided) -> None:
        if self._notice.text() == self._refused:  # it works again
            self._notice.say("")
        self._model.set_marks(step.marks)
        self._show_depth(step.depth)
        if self._elsewhere and self._status.words == self._elsewhere:
            self._status.show_idle("")
        if step.jump and step.entry is not None:
            self._go_to(step.entry, step.marks)
        if not step.counts.to_do and step.marks and not step.jump:
            self._status.show_idle(ALL_DONE)
        self._show_current()

    def _show_depth(self, depth: UndoDepth) -> None:
        self._decisions.set_depth(depth.undo, depth.redo)
        self._decisions.show_last(done(depth.last), depth.last.name if depth.last else "")

    def _go_to(self, entry: Path, marks: Mapping[Path, Mark]) -> None:
        """Go to where a step was undone or done again, if it is not in sight."""
        current = self._photos.current_path()
        if current != entry and current not in marks and not self._photos.choose(entry):
            self._sought = entry
            self.list_wanted.emit()  # it may belong there again

    def _on_listed(self) -> None:
        """Go to what is sought in the new list, or name it."""
        sought, self._sought = self._sought, None
        if sought is not None and not self._photos.choose(sought):
            self._elsewhere = tr("Changed where this view does not show it: {}").format(sought.name)
            self._status.show_idle(self._elsewhere)

    def _on_refused(self, words: str) -> None:
        self._refused = tr("Not decided. {}").format(words)
        self._notice.say(self._refused)
