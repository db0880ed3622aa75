"""The way back to a shop's file: what would change is shown first, then written when wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core import places
from core.catalog.write_back import rows_are_fixed
from core.errors import printable
from core.review.catalog_changes import CHANGE_LISTS
from desktop.dialogs import file_dialogs
from desktop.dialogs.arranged_table import Beside
from desktop.dialogs.write_back_form import WriteBackForm
from desktop.dialogs.write_back_preview import WriteBackPreview, figures, nothing_changes
from desktop.services.review.catalog_writer import Phase
from desktop.ui.controls import label, say
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import tr, whole_percent
from desktop.ui.words import count, duration

if TYPE_CHECKING:
    from core.entities import Progress
    from core.review.catalog_changes import Export

SIZE: Final = QSize(1240, 760)
STEPS: Final = 1000
"""Resolution of the progress bar."""
KINDS: Final = ";;".join(f"{ending[1:].upper()} (*{ending})" for ending in CHANGE_LISTS)
CHOOSE: Final = tr(
    "This review does not know the shop's file that its categories came from. Choose the file "
    "that is to be written back."
)
GONE: Final = tr("{} is not there any more. Choose the file that is to be written back.")


class WriteBackDialog(QDialog):
    """Shows what would be written, and asks where to."""

    read_asked = Signal(object, bool)
    """The Path of the source, and whether class names are to be written."""
    reword_asked = Signal(bool)
    """Whether class names are to be written, of the source that was read."""
    write_asked = Signal(object, bool)
    """The Path of the destination, and whether only changed rows are to be written."""
    list_asked = Signal(object)
    """The Path of a list of the changes."""
    folder_asked = Signal(object)
    """The Path of a folder that is to be shown."""
    stop_asked = Signal()
    """Whatever runs is to stop."""

    def __init__(
        self, changes_beside: Beside, left_out_beside: Beside, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("WriteBack")
        self.setWindowTitle(tr("Write back to the shop's file"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._export: Export | None = None
        self._phase: Phase | None = None
        self._written: Path | None = None
        self._failed = False
        self.form = WriteBackForm()
        self.preview = WriteBackPreview(changes_beside, left_out_beside)
        self._make_controls()
        self._lay_out()
        self._connect()
        fit(self, SIZE)
        self._begin(Phase.READING, tr("Reading the review …"))

    def _make_controls(self) -> None:
        self.figures = label("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress"))
        kept = self._bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(kept)
        self.state = label("", wrap=True)
        self.again = _button("")
        self.folder_button = _button(tr("Open folder"))
        self.list_button = _button(tr("Save list of changes…"))
        box = self._box = QDialogButtonBox()
        self.write_button = box.addButton(tr("Write"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write_button.setProperty("role", "primary")
        self.close_button = box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._bar)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.state, 1)
        for button in (self.again, self.folder_button, self.list_button, self._box):
            row.addWidget(button)
        below.addLayout(row)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addSpacing(4)
        column.addWidget(self.figures)
        column.addWidget(self.preview, 1)
        above_foot(self, body, foot)
        self.write_button.setDefault(True)  # once it is in the dialog, or it is forgotten

    def _connect(self) -> None:
        self._box.accepted.connect(self._on_write)
        self._box.rejected.connect(self.reject)
        self.again.clicked.connect(self._on_again)
        self.list_button.clicked.connect(self._on_list)
        self.folder_button.clicked.connect(self._on_folder)
        self.form.source_chosen.connect(self.read)
        self.form.words_chosen.connect(self._on_words_chosen)
        self.form.target_changed.connect(self._offer)
        self.finished.connect(self._on_finished)

    # --- what arrives

    def show_remembered(self, source: Path | None) -> None:
        """Begin with the file that was imported, or ask for one."""
        if source is not None and places.is_there(source):
            self.form.show_source(source)
            self.read(source)
        else:
            self._end(GONE.format(printable(source)) if source else CHOOSE)
            self.form.choose_source.setFocus()

    def read(self, source: Path) -> None:
        """Have a file read."""
        self._export = self._written = None
        self._begin(Phase.READING, tr("Reading the file …"))
        self.read_asked.emit(source, self.form.as_class)

    def show_progress(self, phase: Phase, step: Progress) -> None:
        """Say how far it is, and how long it still takes."""
        if phase is Phase.PLANNING and self._phase is Phase.READING:
            self._phase = phase
        if phase is not self._phase:
            return
        self._bar.setRange(0, STEPS if step.total else 0)
        self._bar.setValue(round(STEPS * step.done / step.total) if step.total else 0)
        self._say(_how_far(phase, step))

    def show_planned(self, export: Export) -> None:
        """Show what would change."""
        self._export, self._phase = export, None
        self.form.show_fixed(rows_are_fixed(export.found))
        self.figures.setText(figures(export) if export.changes else "")
        self.preview.show_export(export, nothing_changes(export))
        self._say("")
        self._offer()
        if export.changes:
            self.preview.changes.setFocus()

    def show_written(self, file: Path) -> None:
        """Say that a file is there."""
        if self._phase is Phase.WRITING:
            self.form.show_target(file)  # which says that writing again replaces it
        self._phase, self._written = None, file
        self._say(tr("Written: {}").format(printable(file)), "")
        self._offer()
        self.close_button.setText(tr("Close"))
        self.folder_button.setFocus()

    def show_stopped(self) -> None:
        """Say that writing was stopped in time; the plan stays."""
        self._phase = None
        self._say(tr("Stopped. Nothing was written."))
        self._offer()

    def show_failed(self, words: str) -> None:
        """Say why there is no plan, or no file; a plan that is there stays."""
        phase, self._phase = self._phase, None
        if phase in (Phase.WRITING, Phase.LISTING):
            self._failed = True
            self._say(tr("Nothing was written. {}").format(words), "error")
            self._offer()
        else:
            self._end(words, "error")

    # --- what is shown of it

    def _begin(self, phase: Phase, words: str) -> None:
        """Show that something runs."""
        self._phase, self._written, self._failed = phase, None, False
        if phase is Phase.READING:
            self.figures.clear()
            self.preview.show_sentence("")
        self._bar.setRange(0, 0)
        self._say(words)
        self._offer()

    def _end(self, words: str, role: str = "") -> None:
        """Show that there is no plan, and why."""
        self._export = self._phase = None
        self.figures.clear()
        self.preview.show_sentence(words, role)
        self._say("")
        self._offer()

    def _offer(self) -> None:
        """Let each button be pressed where it does something."""
        busy, export = self._phase is not None, self._export
        writing = self._phase in (Phase.WRITING, Phase.LISTING)
        ready = not busy and export is not None and bool(export.changes)
        self.form.setEnabled(not writing)
        self.write_button.setEnabled(ready and self.form.target is not None)
        self.list_button.setEnabled(ready)
        self.folder_button.setVisible(self._written is not None)
        self._bar.setVisible(busy)
        self.again.setEnabled(True)
        self.again.setText(tr("Stop") if busy else tr("Read again"))
        stuck = self.form.source is not None and (export is None or self._failed)
        self.again.setVisible(busy or stuck)

    def _say(self, words: str, role: str = "muted") -> None:
        say(self.state, words, role)

    # --- what is asked

    def _on_again(self) -> None:
        if self._phase is not None:
            self._stop()
        elif self.form.source is not None:
            self.read(self.form.source)

    def _on_words_chosen(self, as_class: bool) -> None:
        if self._phase in (Phase.READING, Phase.PLANNING) and self._export is None:
            if self.form.source is not None:
                self.read(self.form.source)
        elif self._export is not None:
            self._begin(Phase.PLANNING, tr("Working out the changes …"))
            self.reword_asked.emit(as_class)

    def _on_write(self) -> None:
        target = self.form.target
        if target is not None and self.write_button.isEnabled():
            self._begin(Phase.WRITING, tr("Writing {} …").format(printable(Path(target.name))))
            self.write_asked.emit(target, self.form.only)

    def _on_list(self) -> None:
        source = self.form.source
        assert source is not None
        start = source.with_name(f"{source.stem}-changes.csv")
        file = file_dialogs.ask_output(self, tr("Save list of changes"), start, KINDS)
        if file is not None:
            self._begin(Phase.LISTING, tr("Writing {} …").format(printable(Path(file.name))))
            self.list_asked.emit(file)

    def _on_folder(self) -> None:
        if self._written is not None:
            self.folder_asked.emit(self._written.parent)

    def _on_finished(self) -> None:
        """Let go of the plan, which others free."""
        self._export = None
        self.preview.forget()
        self.stop_asked.emit()

    def _stop(self) -> None:
        """Stop what runs; of writing, what came of it follows: it may be too late."""
        if self._phase in (Phase.WRITING, Phase.LISTING):
            self._say(tr("Stopping …"))
            self.again.setEnabled(False)
        else:
            self._end(tr("Stopped before the file was read."))
        self.stop_asked.emit()

    def reject(self) -> None:
        """Close; while something is written, stop that instead."""
        if self._phase in (Phase.WRITING, Phase.LISTING):
            self._stop()
        else:
            super().reject()


def _button(words: str) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(False)
    return made


def _how_far(phase: Phase, step: Progress) -> str:
    """Say how far something is."""
    match phase:
        case Phase.READING | Phase.PLANNING if not step.total:
            said = tr("Reading the file, {} so far …").format(count(step.done, "row"))
        case Phase.READING:
            said = tr("Reading the file, {:,} of {} …")
            said = said.format(step.done, count(step.total, "row"))
        case Phase.PLANNING:
            said = tr("Working out the changes, {:,} of {} …")
            said = said.format(step.done, count(step.total, "row"))
        case Phase.WRITING:
            share = whole_percent(step.done / step.total)
            said = tr("Writing the file, {} …").format(share)
        case Phase.LISTING:
            said = tr("Writing the list, {:,} of {} …")
            said = said.format(step.done, count(step.total, "product"))
    if step.seconds_left is None:
        return said
    left = tr("about {} left").format(duration(step.seconds_left))
    return f"{said} {left}"
