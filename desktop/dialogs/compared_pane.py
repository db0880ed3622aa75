"""One photo of several side by side: its number, name, tag, confidence and decision above it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import printable
from desktop.panels.compare.viewer import LinkedView, Viewer
from desktop.ui import theme
from desktop.ui.controls import ElidedLabel
from desktop.ui.icons import SignIcon
from desktop.ui.language import tr, whole_percent
from desktop.ui.words import STATUS_SIGNS, VERDICT_SIGNS, decided

if TYPE_CHECKING:
    from desktop.ui.photo_state import Mark, Tag
    from desktop.ui.qimage import Picture


LEAST_HEIGHT: Final = 64
"""Px of a picture that two rows of panes leave on a small screen."""


class ComparedPane(QFrame):
    """Shares zoom and place with the other panes."""

    pressed = Signal()
    """The pane was clicked on."""

    def __init__(self, number: int, photo: Path, linked: LinkedView) -> None:
        super().__init__()
        self.setObjectName("ComparedPane")
        name = printable(Path(photo.name))
        self.viewer = Viewer(name, linked)
        self.viewer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewer.setMinimumHeight(LEAST_HEIGHT)
        self.viewer.show_picture(None, tr("Loading…"))
        self.viewer.installEventFilter(self)
        self._name, self._tag = ElidedLabel(), ElidedLabel()
        self._name.set_whole(f"{number}   {name}")
        self._status, self._verdict = SignIcon(), SignIcon()
        self._decision = ElidedLabel("muted")
        bold = self._tag.font()
        bold.setWeight(bold.Weight.DemiBold)
        self._tag.setFont(theme.tabular(bold))
        self._lay_out()
        self.set_marked(False)

    def show_picture(self, picture: Picture | None, message: str = "") -> None:
        """Show the photo, or in its place a few words."""
        self.viewer.show_picture(picture, message)

    def show_state(self, tag: Tag, mark: Mark) -> None:
        """Say what the network and the reviewers say of it."""
        sign = STATUS_SIGNS[tag.status]
        self._status.show_sign(sign.icon, sign.colour)
        self._status.setToolTip(sign.hint)
        said = f"{tag.label}   {whole_percent(tag.confidence)}" if tag.label else tag.error
        self._tag.set_whole(f"{said}   {sign.word}" if tag.label else said or sign.word)
        verdict = VERDICT_SIGNS[mark.verdict]
        self._verdict.show_sign(verdict.icon, verdict.colour)
        words = decided(mark.verdict, mark.tag, mark.reason, automatic=mark.automatic)
        self._decision.set_whole(words or verdict.word)

    def set_marked(self, marked: bool) -> None:
        """Outline the pane that keys are about."""
        self.setProperty("marked", marked)
        self.setAccessibleDescription(tr("The keys act on this photo") if marked else "")
        style = self.style()
        style.unpolish(self)
        style.polish(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press anywhere on the picture marks the pane, and still drags the picture."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.pressed.emit()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        header = QWidget()
        lines = QVBoxLayout(header)
        lines.setContentsMargins(10, 8, 10, 8)
        lines.setSpacing(4)
        lines.addWidget(self._name)
        for sign, words in ((self._status, self._tag), (self._verdict, self._decision)):
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(sign)
            row.addWidget(words, 1)
            lines.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.viewer, 1)
