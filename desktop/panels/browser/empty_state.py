"""What an empty window says."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.controls import label, title_font
from desktop.ui.icons import draw
from desktop.ui.language import tr

SYMBOL = 56
"""Side of the picture in the middle, px."""

INVITATION: Final = tr(
    "Each photo gets a tag, and the picture that shows why. Nothing leaves this computer."
)


class EmptyState(QWidget):
    """One sentence, a few buttons, and the frame that photos are dropped into."""

    def __init__(
        self,
        open_folder: QAction,
        open_again: QAction,
        samples: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hovering = False
        self._title = label("")
        self._title.setFont(title_font(self.font()))
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = label("", "muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch()
        for action, role in ((open_folder, "primary"), (open_again, "large"), (samples, "large")):
            self._buttons.addWidget(_button(action, role, self))
        self._buttons.addStretch()
        self._lay_out()
        self.invite()

    def invite(self) -> None:
        """Say what to begin with."""
        self.say(tr("Drop a folder of product photos here"), INVITATION)

    def set_hovering(self, hovering: bool) -> None:
        """Show that a drop would be taken."""
        self._hovering = hovering
        self.update()

    def say(self, title: str, hint: str) -> None:
        """Say something else than the invitation."""
        self._title.setText(title)
        self._hint.setText(hint)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(8)
        column.addStretch()
        column.addSpacing(SYMBOL + 24)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(16)
        column.addLayout(self._buttons)
        column.addStretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        scheme = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = "accent" if self._hovering else "border_strong"
        pen = QPen(scheme.colour(colour), 2 if self._hovering else 1, Qt.PenStyle.DashLine)
        pen.setDashPattern([6, 5])
        painter.setPen(pen)
        if self._hovering:
            painter.setBrush(scheme.colour("accent_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(24.5, 24.5, -24.5, -24.5), 12, 12)
        top = self._title.geometry().top() - SYMBOL - 16
        where = QRectF((self.width() - SYMBOL) / 2, top, SYMBOL, SYMBOL)
        draw(painter, "images", where, scheme.tokens["accent"])


def _button(action: QAction, role: str, parent: QWidget) -> QPushButton:
    button = QPushButton(parent)  # shown without one it would be a window of its own
    button.setProperty("role", role)
    button.clicked.connect(action.trigger)

    def take_over() -> None:
        button.setText(action.text().rstrip("…"))
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.setVisible(action.isVisible())

    action.changed.connect(take_over)
    take_over()
    return button
