"""The most probable classes as bars: choosing one explains it, taking one makes it the tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui import theme
from desktop.ui.icons import draw
from desktop.ui.language import tr, whole_percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.entities import ClassScore

BAR: Final = 6
"""Height of a bar, px."""
GAP: Final = 8
KEY_ROOM: Final = 24
"""Room for the number key at the left, px."""
SIGN: Final = 14
"""Side of the sign at the class that would be accepted, px."""
ROWS: Final = 5
LINES_BELOW: Final = 2
"""Of words below the rows: two names of classes do not fit on one."""
NUMBERS: Final = tr("1 to 5 explain a class, Shift+1 to 5 choose it")


class ScoreBars(QWidget):
    """Up to five classes with probability and bar; the one explained is marked."""

    chosen = Signal(str)
    """The class to explain."""
    taken = Signal(str)
    """The class to take as the tag."""
    shown = Signal()
    """Other classes are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: Sequence[ClassScore] = ()
        self._explained = self._accepted = ""
        self._keys: Mapping[str, str] = {}
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Most probable classes"))

    @property
    def labels(self) -> list[str]:
        """The classes shown, most probable first."""
        return [score.label for score in self._scores]

    @property
    def explained_place(self) -> int | None:
        """Place of the class explained, counted from 0; None where it is not shown."""
        return self.labels.index(self._explained) if self._explained in self.labels else None

    def place_at(self, point: QPoint) -> int | None:
        """Place of the class at a point, None below them all."""
        row = self._row_at(point.y())
        return None if row < 0 else row

    def show_scores(self, scores: Sequence[ClassScore], explained: str) -> None:
        """Show these classes, the explained one marked."""
        self._scores, self._explained = scores[:ROWS], explained
        self._describe()
        self.shown.emit()
        self.update()

    def mark_accepted(self, label: str) -> None:
        """Mark the class that would be accepted, which need not be the one explained."""
        if label != self._accepted:
            self._accepted = label
            self._describe()
            self.update()

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Show the keys that take classes without asking, by the class."""
        self._keys = keys
        self._describe()
        self.update()

    def _reminder(self) -> str:
        """Say what looking at another class leaves as it is: what Enter accepts."""
        if not self._scores or not self._accepted or self._explained == self._accepted:
            return ""
        return tr("Explained: {}. Enter still accepts {}.").format(self._explained, self._accepted)

    def _describe(self) -> None:
        said = ", ".join(
            f"{score.label} {whole_percent(score.probability)}" for score in self._scores
        )
        if said:
            said = tr("{}. Explained: {}").format(said, self._explained)
        if said and self._accepted in self.labels:
            said = tr("{}. To be accepted: {}").format(said, self._accepted)
        if reminder := self._reminder():
            said = f"{said}. {reminder}"
        for label in self.labels:
            if label in self._keys:
                said = tr("{}. {} chooses {}").format(said, self._keys[label], label)
        self.setAccessibleDescription(said)

    def choose(self, place: int) -> None:
        """Explain the class at a place, counted from 0."""
        if 0 <= place < len(self._scores):
            self.chosen.emit(self._scores[place].label)

    def take(self, place: int) -> None:
        """Take the class at a place, counted from 0, as the tag."""
        if 0 <= place < len(self._scores):
            self.taken.emit(self._scores[place].label)

    def sizeHint(self) -> QSize:
        """Room for all five rows and the words below, so that the panel does not jump."""
        return QSize(200, ROWS * self._row_height() + LINES_BELOW * self.fontMetrics().height())

    def _row_height(self) -> int:
        return self.fontMetrics().height() + BAR + GAP + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.tabular(self.font()))
        for row, score in enumerate(self._scores):
            self._paint_row(painter, row, score)
        self._paint_below(painter)

    def _paint_below(self, painter: QPainter) -> None:
        """Remind of what Enter accepts, else say what the numbers do."""
        top = ROWS * self._row_height()
        room = QRectF(GAP, top, self.width() - 2 * GAP, self.height() - top)
        reminder = self._reminder()
        words = reminder or (NUMBERS if self._scores else "")
        painter.setPen(theme.current().colour("text" if reminder else "muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, words)

    def _paint_row(self, painter: QPainter, row: int, score: ClassScore) -> None:
        scheme = theme.current()
        top = row * self._row_height()
        box = QRectF(0, top, self.width(), self._row_height() - 2)
        explained = score.label == self._explained
        if explained or row == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(scheme.colour("accent_soft" if explained else "hover"))
            painter.drawRoundedRect(box, 5, 5)
        if explained and self.hasFocus():
            painter.setPen(QPen(scheme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        inner = box.adjusted(GAP, GAP / 2, -GAP, -GAP / 2)
        self._paint_words(painter, inner, row, score)
        _paint_bar(painter, inner.adjusted(KEY_ROOM - GAP, 0, 0, 0), score.probability, row == 0)

    def _paint_words(self, painter: QPainter, box: QRectF, row: int, score: ClassScore) -> None:
        scheme = theme.current()
        metrics = QFontMetrics(painter.font())
        line = QRectF(box.left(), box.top(), box.width(), metrics.height())
        painter.setPen(scheme.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, str(row + 1))
        figure = whole_percent(score.probability)
        painter.setPen(scheme.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, figure)
        room = line.adjusted(KEY_ROOM - GAP, 0, -metrics.horizontalAdvance(figure) - GAP, 0)
        if score.label == self._accepted:
            sign = QRectF(room.right() - SIGN, room.center().y() - SIGN / 2, SIGN, SIGN)
            draw(painter, "check", sign, scheme.tokens["accent"])
            room.setRight(sign.left() - GAP)
        if key := self._keys.get(score.label, ""):
            painter.setPen(scheme.colour("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, key)
            room.setRight(room.right() - metrics.horizontalAdvance(key) - GAP)
        name = metrics.elidedText(score.label, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(scheme.colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, name)

    def _row_at(self, y: float) -> int:
        row = int(y // self._row_height())
        return row if 0 <= row < len(self._scores) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Explain the class under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.choose(self._row_at(event.position().y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the class under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.take(self._row_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the class under the pointer and show its exact figure."""
        row = self._row_at(event.position().y())
        if row == self._hovered:
            return
        self._hovered = row
        if row >= 0:
            score = self._scores[row]
            hint = tr("{}: {:.4f}\nClick: explain this class ({})").format(
                score.label, score.probability, row + 1
            )
            hint += "\n" + tr("Double click: choose it as the tag (Shift+{})").format(row + 1)
            QToolTip.showText(event.globalPosition().toPoint(), hint, self)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose the class explained."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key not in steps:
            super().keyPressEvent(event)
        elif self._explained in self.labels:
            self.choose(self.labels.index(self._explained) + steps[key])


def _paint_bar(painter: QPainter, box: QRectF, share: float, strongest: bool) -> None:
    scheme = theme.current()
    bar = QRectF(box.left(), box.bottom() - BAR, box.width(), BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scheme.colour("track"))
    painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
    bar.setWidth(max(bar.width() * share, BAR if share > 0 else 0))
    painter.setBrush(scheme.colour("accent" if strongest else "border_strong"))
    painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
