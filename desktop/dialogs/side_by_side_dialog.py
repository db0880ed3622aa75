"""Two to four photos side by side under one zoom, any of them decided by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.vocabulary import tr_noop
from desktop.dialogs.compared_pane import ComparedPane
from desktop.dialogs.decision_keys import DecisionKeys, key_button
from desktop.panels.compare.view_state import View
from desktop.panels.compare.viewer import WHEEL_STEP, LinkedView, Viewer
from desktop.ui.controls import action, give_keys, label
from desktop.ui.fitting import fit
from desktop.ui.language import tr
from desktop.ui.wrapping import WrappedRow

if TYPE_CHECKING:
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.ui.qimage import Picture

FEWEST: Final = 2
MOST: Final = 4
SIZE: Final = QSize(1200, 760)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is compared: an entry of the list, and the photo of it that is shown."""

    entry: Path
    photo: Path


class SideBySideDialog(QDialog):
    """One pane a photo; the keys of the desk decide the one that is marked, then mark the next.

    Parameters
    ----------
    compared : sequence of Beside
        Two to four.
    model : PhotoModel
        Of its own, with what is known of the review's photos.
    desk : DecisionPanel
        Whose keys decide here as well.
    parent : QWidget
    """

    gone_to = Signal(object)
    """The Path of the entry that the list is to show."""

    def __init__(
        self,
        compared: Sequence[Beside],
        model: PhotoModel,
        desk: DecisionPanel,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Side by side"))
        self.model, self._compared = model, list(compared)
        model.replace(one.entry for one in self._compared)
        self._linked = LinkedView(self)
        self.panes = [
            ComparedPane(number, one.photo, self._linked)
            for number, one in enumerate(self._compared, start=1)
        ]
        self._marked = 0
        self.keys = DecisionKeys(self, desk)
        self._make_actions()
        self._lay_out()
        fit(self, SIZE)
        self.mark(0)
        for place, pane in enumerate(self.panes):
            pane.pressed.connect(lambda place=place: self.mark(place))
        model.dataChanged.connect(self._show_states)
        self._show_states()
        self.setFocus()  # and to no button, which Space would press

    @property
    def marked(self) -> Path:
        """The entry that a key is about."""
        return self._compared[self._marked].entry

    @property
    def photos(self) -> list[Path]:
        """The photos that are shown, in order."""
        return [one.photo for one in self._compared]

    def mark(self, place: int) -> None:
        """Have keys be about the pane at this place; one that there is not changes nothing."""
        if 0 <= place < len(self.panes):
            self._marked = place
            for at, pane in enumerate(self.panes):
                pane.set_marked(at == place)

    def mark_next(self) -> None:
        """Go to the next photo that is to do, where there is one."""
        count = len(self.panes)
        order = [(self._marked + step) % count for step in range(1, count)]
        pending = (at for at in order if self.model.mark(self._compared[at].entry).pending)
        self.mark(next(pending, self._marked))

    def show_picture(self, photo: Path, picture: Picture | None, message: str = "") -> None:
        """Show a photo that has come, or the words that say why it has not."""
        for pane, one in zip(self.panes, self._compared, strict=True):
            if one.photo == photo:
                pane.show_picture(picture, message)

    def offer(self, writable: bool) -> None:
        """Offer to decide, or not: the review may be read-only, or there may be none."""
        self.keys.offer(writable)

    def _make_actions(self) -> None:
        for place, key in enumerate("1234"[: len(self.panes)]):
            self._add(partial(self.mark, place), key)
        self._add(lambda: self.mark(self._marked - 1), "Left")
        self._add(lambda: self.mark(self._marked + 1), "Right")
        self._add(lambda: self._linked.set(View()), "0")
        self._add(lambda: self._viewer().actual_size(), "9")
        self._add(lambda: self._viewer().zoom(WHEEL_STEP), "+", "=")
        self._add(lambda: self._viewer().zoom(1 / WHEEL_STEP), "-")
        for way, x, y in (("Left", 1, 0), ("Right", -1, 0), ("Up", 0, 1), ("Down", 0, -1)):
            self._add(partial(self._pan, x, y), f"Ctrl+Shift+{way}")
        self.go_action = action(
            self,
            tr_noop("Go there"),
            "corner-down-left",
            "Alt+Return",
            tr_noop("Show it in the list"),
        )
        self.go_action.setObjectName("")
        self.go_action.triggered.connect(lambda: self.gone_to.emit(self.marked))
        self.addAction(self.go_action)

    def _add(self, call: Callable[[], None], *keys: str) -> None:
        made = QAction(self)
        give_keys(made, [QKeySequence(key) for key in keys])
        made.triggered.connect(lambda _=False: call())
        self.addAction(made)

    def _pan(self, x: int, y: int) -> None:
        self._viewer().pan_step(x, y)

    def _viewer(self) -> Viewer:
        return self.panes[self._marked].viewer

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        across = 2 if len(self.panes) == MOST else len(self.panes)
        for at, pane in enumerate(self.panes):
            grid.addWidget(pane, at // across, at % across)
            grid.setColumnStretch(at % across, 1)  # however long what one says is
            grid.setRowStretch(at // across, 1)
        hint = tr(
            "1 to 4, or Left and Right, choose the photo that a key is about. One zoom for all."
        )
        buttons = WrappedRow(8)
        for choice in (*self.keys.deciding, self.keys.undo, self.go_action):
            buttons.add(key_button(choice))
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(buttons, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(grid, 1)
        column.addWidget(label(hint, "muted", wrap=True))
        column.addLayout(row)

    def _show_states(self) -> None:
        for pane, one in zip(self.panes, self._compared, strict=True):
            pane.show_state(self.model.tag(one.entry), self.model.mark(one.entry))


def comparable(entries: Sequence[Path], photos: Mapping[Path, Path]) -> list[Beside]:
    """Give what is to be compared: of each entry the photo named, else its own."""
    return [Beside(entry, photos.get(entry, entry)) for entry in entries[:MOST]]
