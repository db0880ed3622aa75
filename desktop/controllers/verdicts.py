"""What stands decided: in the list, under the inspector, and in the lines above and below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from core.vocabulary import PassedOver
from desktop.ui.decision_words import not_decided, walked
from desktop.ui.language import tr
from desktop.ui.photo_state import Mark
from desktop.ui.reasons import NO_PHOTO, NO_REVIEW, READ_ONLY
from desktop.ui.step_words import brief, done
from desktop.ui.words import decided

if TYPE_CHECKING:
    from core.review.decisions import UndoDepth
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Opened
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar

ALL_DONE: Final = tr("Nothing left to do: everything is decided.")


class VerdictController(QObject):
    """Ties the desk to list and decision panel, and tells what did not go as expected."""

    list_wanted = Signal()
    """What was undone may belong into the list again."""
    led = Signal(object)
    """The reviewer is led to what was undone or done again: the Path of its entry, or None."""

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
        self._sought: Decided | None = None
        self._stood: Path | None = None
        """What was looked at when undo was asked for, or led to since."""
        photos.chosen.connect(self._show_verdict)
        photos.selection_changed.connect(self._show_current)
        desk.opened.connect(self._on_review_opened)
        desk.walk_asked.connect(self._on_walk_asked)
        desk.decided.connect(self._on_decided)
        desk.listed.connect(self._on_listed)
        desk.refused.connect(self._on_refused)
        desk.troubled.connect(notice.say)

    def show_marks(self, marks: Mapping[Path, Mark]) -> None:
        """Show what stands for many photos now."""
        self._model.set_marks(marks)
        self._show_current()

    def refuse_unseen(self, path: Path) -> None:
        """Say that a photo which cannot be read is not accepted."""
        self._refuse(not_decided({path: PassedOver.UNREADABLE}))

    def _show_current(self) -> None:
        self._show_verdict(self._photos.current_path())

    def _show_verdict(self, path: Path | None) -> None:
        """Say what is decided about a photo."""
        panel = self._decisions
        if path is None:
            panel.offer(False, self._why_not or NO_PHOTO)
            panel.show_decision(None, tr("Nothing selected"))
            panel.show_catalog("", "")
            return
        mark = self._model.mark(path)
        panel.show_catalog(mark.catalog, mark.product)
        several = self._photos.selected_count()
        catalog = bool(mark.catalog) or several > 1
        panel.offer(not self._why_not, self._why_not, catalog=catalog)
        if several > 1:
            panel.show_decision(None, tr("{:,} selected").format(several))
            return
        words = decided(mark.verdict, mark.tag, mark.reason, automatic=mark.automatic)
        panel.show_decision(mark.verdict, words)

    @property
    def _why_not(self) -> str:
        """Why nothing can be decided here; empty where it can."""
        if self._desk.writable:
            return ""
        return NO_REVIEW if self._desk.shared is None else READ_ONLY

    def _on_review_opened(self, opened: Opened | None) -> None:
        self._sought = self._stood = None
        writable = self._desk.writable
        self._decisions.set_writable(writable, self._why_not)
        self._decisions.offer(
            writable and bool(self._photos.chosen_paths()), self._why_not or NO_PHOTO
        )
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
        self._sought = None  # whoever goes on is not led back to what was undone before
        if step.jump and step.marks:
            self._go_to(step)
        if not step.counts.to_do and step.marks and not step.jump:
            self._status.show_idle(ALL_DONE)
        if words := not_decided(step.passed_over):
            self._refuse(words)
        self._show_current()

    def _show_depth(self, depth: UndoDepth) -> None:
        self._decisions.set_depth(depth.undo, depth.redo)
        last = depth.last
        self._decisions.show_last(done(last), last.name if last else "", brief(last))

    def _on_walk_asked(self) -> None:
        self._stood = self._photos.current_path()

    def _has_gone_on(self) -> bool:
        """Whether the reviewer left what was looked at then, and could have stayed."""
        listed = self._stood is not None and self._model.row(self._stood) is not None
        return listed and self._photos.current_path() != self._stood

    def _go_to(self, step: Decided) -> None:
        """Go to where a step was undone or done again, if it is not in sight.

        Many photos may come into the list, or leave it, whether one of them is in sight or not.
        Whoever has gone on meanwhile stays: while a review is read, undo waits.
        """
        if self._has_gone_on():
            self.list_wanted.emit()
            return
        self.led.emit(step.entry)
        current = self._photos.current_path()
        in_sight = current == step.entry or current in step.marks
        if len(step.marks) > 1 or not (in_sight or self._found(step.entry)):
            self._sought = step
            self.list_wanted.emit()
        self._stood = self._photos.current_path()

    def _found(self, path: Path | None) -> bool:
        return path is not None and self._photos.choose(path)

    def _on_listed(self) -> None:
        """Go to what is sought in the new list, and say what of it is not there."""
        step, self._sought = self._sought, None
        if step is None or self._has_gone_on():
            return
        seen = [path for path in step.marks if self._model.row(path) is not None]
        current = self._photos.current_path()
        found = current == step.entry or current in step.marks or self._found(step.entry)
        if not found and seen:
            self._photos.choose(seen[0])
        self._stood = self._photos.current_path()
        if len(step.marks) > 1:
            said = self._model.counted(step.marks)
            self._say_elsewhere(walked(said, len(seen), len(step.marks)))
        elif not (found or seen) and step.entry is not None:
            words = tr("Changed a photo that this view does not show: {}")
            self._say_elsewhere(words.format(step.entry.name))

    def _say_elsewhere(self, words: str) -> None:
        self._elsewhere = words
        self._status.show_idle(words)

    def _on_refused(self, words: str) -> None:
        self._refuse(tr("Not decided. {}").format(words))

    def _refuse(self, words: str) -> None:
        self._refused = words
        self._notice.say(words, trouble=True)
