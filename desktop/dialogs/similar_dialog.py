"""The photos of a review that are most like one, to be decided together or gone to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.errors import printable
from core.vocabulary import tr_noop
from desktop.dialogs.decision_keys import DecisionKeys, key_button, make_room
from desktop.dialogs.photo_grid import PhotoGrid
from desktop.dialogs.similar_delegate import SimilarDelegate
from desktop.ui import theme
from desktop.ui.controls import (
    BOTH_ENTERS,
    ElidedLabel,
    action,
    label,
    portable,
    say,
    title_font,
)
from desktop.ui.fitting import fit
from desktop.ui.icons import icon
from desktop.ui.language import tr, whole_percent
from desktop.ui.photo_state import Listing
from desktop.ui.words import count, duration
from desktop.ui.wrapping import WrappedRow

if TYPE_CHECKING:
    from core.entities import Progress
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.similar_photos import Alike, Found

SIZE: Final = QSize(1088, 720)
STEPS: Final = 1000
"""Resolution of the progress bar."""
ACCEPT_KEY: Final = "Ctrl+Return"
"""Enter alone leads to the photo."""


class SimilarDialog(QDialog):
    """Stands beside the window; what is ticked is decided by one key, else the current photo.

    Parameters
    ----------
    model : PhotoModel
        Of its own, with what is known of the review's photos.
    desk : DecisionPanel
        Whose keys decide here as well.
    parent : QWidget
    """

    gone_to = Signal(object)
    """The Path of the entry that the list is to show."""
    same_tag_asked = Signal()
    """The chosen photos are to have the tag of the photo that they are like."""
    side_by_side_asked = Signal()
    """The chosen photos are to be seen beside each other."""
    stopped = Signal()
    """No more photos are to be looked at."""

    def __init__(self, model: PhotoModel, desk: DecisionPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Similar photos"))
        self._alike: dict[Path, Alike] = {}
        self._found: Found | None = None
        self._tag, self._writable = "", True
        self.grid = PhotoGrid(tr("Similar photos"), model, SimilarDelegate(self._likeness))
        self.keys = DecisionKeys(self, desk, [portable(ACCEPT_KEY), portable("Ctrl+Enter")])
        self._make_actions()
        self._lay_out()
        fit(self, SIZE)
        self.grid.opened.connect(self._go)
        self.grid.selection_changed.connect(self._show_chosen)
        self.grid.setFocus()

    @property
    def asked(self) -> Path | None:
        """The photo that the others are like."""
        return self._found.asked if self._found else None

    def begin(self, path: Path) -> None:
        """Say which photo others are sought for; none is there yet."""
        self._title.set_whole(tr("Like {}").format(printable(Path(path.name))))
        self._alike, self._found = {}, None
        self.grid.show_photos(Listing.of(()))
        say(self._words, tr("Looking for similar photos…"), "muted")
        self._show_chosen()

    def show_found(self, found: Found) -> None:
        """Show what a search gave; what is ticked stays so."""
        self._found = found
        self._alike = {one.entry: one for one in found.alike}
        self.grid.show_photos(Listing.of(self._alike))
        say(self._words, said(found), "" if found.alike else "error")
        self._show_chosen()

    def show_progress(self, step: Progress) -> None:
        """Show how far the network is with photos that it had not seen."""
        words = tr("Reading {:,} of {}").format(step.done, count(step.total, "photo"))
        if step.seconds_left:
            words += "     " + tr("{} left").format(duration(step.seconds_left))
        self._progress_words.setText(words)
        self._bar.setValue(round(STEPS * step.done / max(step.total, 1)))
        self._running.show()

    def show_ended(self) -> None:
        """Show that nothing is being looked at."""
        self._running.hide()

    def show_trouble(self, words: str) -> None:
        """Say why there is no answer."""
        say(self._words, words, "error")

    def show_tag(self, tag: str) -> None:
        """Name the tag of the photo that the others are like; empty while it has none."""
        words = tr("Tag as {}").format(tag.replace("&", "&&")) if tag else tr("Same tag")
        self.same_action.setText(words)
        make_room(self._same_button)
        self._tag = tag
        self._show_chosen()

    def offer(self, writable: bool) -> None:
        """Offer to decide, or not: the review may be read-only."""
        self._writable = writable
        self._show_chosen()

    def chosen(self) -> list[Path]:
        """The entries that a key is about: what is ticked, else the current one."""
        current = self.grid.current()
        return list(self.grid.selected()) or ([current] if current else [])

    def pictures(self) -> Mapping[Path, Path]:
        """Of each chosen entry the photo that is like the one asked about."""
        return {entry: self._alike[entry].photo for entry in self.chosen() if entry in self._alike}

    def _make_actions(self) -> None:
        self.same_action: QAction = action(
            self,
            tr_noop("Same tag"),
            "",
            "T",
            tr_noop("Give them the tag of the photo they resemble"),
        )
        self.go_action = action(
            self, tr_noop("Go there"), "corner-down-left", "Return", tr_noop("Show it in the list")
        )
        self.go_action.setShortcuts(list(BOTH_ENTERS))
        self.beside_action = action(
            self,
            tr_noop("Side by side"),
            "columns-2",
            "V",
            tr_noop("Compare two to four photos side by side"),
        )
        for choice in (self.same_action, self.go_action, self.beside_action):
            choice.setObjectName("")  # the window's actions alone can be given other keys
            self.addAction(choice)
        self.same_action.setIcon(icon("list-checks", "accent_text"))  # as its button's words
        self.same_action.setAutoRepeat(False)
        self.same_action.triggered.connect(self.same_tag_asked)
        self.go_action.triggered.connect(self._go)
        self.beside_action.triggered.connect(self.side_by_side_asked)

    def _lay_out(self) -> None:
        self._title = ElidedLabel()
        self._title.setFont(title_font(self.font()))
        self._words = label("", "muted", wrap=True)
        self._chosen = label("", "muted")
        self._chosen.setFont(theme.tabular(self.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._progress_row())
        column.addWidget(self.grid, 1)
        column.addWidget(self._chosen)
        column.addWidget(self._deciding_row())
        column.addLayout(self._foot())

    def _progress_row(self) -> QWidget:
        self._running = QWidget()
        row = QHBoxLayout(self._running)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(192)
        self._bar.setAccessibleName(tr("Progress"))
        self._progress_words = label("", "muted")
        self._progress_words.setFont(theme.tabular(self.font()))
        self._stop = QPushButton(tr("Stop"))
        self._stop.setAutoDefault(False)
        self._stop.clicked.connect(self.stopped)
        row.addWidget(self._bar)
        row.addWidget(self._progress_words, 1)
        row.addWidget(self._stop)
        self._running.hide()
        return self._running

    def _deciding_row(self) -> WrappedRow:
        row = WrappedRow(8)
        self._same_button = key_button(self.same_action, "primary")
        row.add(self._same_button)
        for choice in (*self.keys.deciding, self.keys.undo):
            row.add(key_button(choice))
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for choice in (self.go_action, self.beside_action):
            row.addWidget(key_button(choice))
        row.addStretch(1)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def _go(self) -> None:
        current = self.grid.current()
        if current is not None:
            self.gone_to.emit(current)

    def _show_chosen(self) -> None:
        ticked, chosen = len(self.grid.selected()), len(self.chosen())
        words = (
            tr("Ticked: {}. Your decision applies to all of them.").format(
                self.grid.model.counted(self.grid.selected())
            )
            if ticked
            else tr("Space ticks a photo, Ctrl+A all. Without ticks you decide the marked one.")
        )
        self._chosen.setText(words)
        self.keys.offer(self._writable and chosen > 0)
        self.same_action.setEnabled(self._writable and chosen > 0 and bool(self._tag))
        self.go_action.setEnabled(chosen > 0)
        self.beside_action.setEnabled(2 <= ticked <= 4)

    def _likeness(self, entry: Path) -> str:
        alike = self._alike.get(entry)
        if alike is None:
            return ""
        if self._alike and entry == next(iter(self._alike)):
            return tr("This photo")
        return likeness(alike)


def likeness(alike: Alike) -> str:
    """Say how like a photo is: Identical, 94 % alike."""
    if alike.identical:
        return tr("Identical")
    return tr("{} alike").format(whole_percent(max(alike.similarity, 0.0)))


def said(found: Found) -> str:
    """Say how many photos were compared, and what was left out."""
    if not found.alike:
        return tr("This photo cannot be read, so nothing can be similar to it.")
    words = [
        tr("The {:,} most similar of {}, most similar first.").format(
            len(found.alike) - 1, count(found.compared, "photo")
        )
    ]
    if found.lacking:
        words.append(tr("Not read yet: {}.").format(count(found.lacking, "photo")))
    if found.unreadable:
        words.append(tr("Cannot be read: {}.").format(count(found.unreadable, "photo")))
    return " ".join(words)
