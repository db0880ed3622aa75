"""What the session has come to: figures, assumptions that can be changed, agreement by class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.review.confusion import Confusion
from core.wording import whole_percent
from desktop.dialogs.confusion_table import ConfusionTable
from desktop.ui import theme
from desktop.ui.controls import indent, label
from desktop.ui.language import tr

ALONE: Final = QSize(520, 620)
WITH_TERMS: Final = QSize(1200, 700)
NAME_SHARE: Final = 0.42
"""Of a chart's width, for the names."""
Figures = Callable[[float, float], Mapping[str, str]]
"""From price an image and wage an hour, US dollars, to the figures shown."""


class ShareChart(QWidget):
    """One bar a class: how often its tag was left standing."""

    def __init__(self, shares: Sequence[tuple[str, float, int]]) -> None:
        """Take (class, share in [0, 1], decisions), in the order shown."""
        super().__init__()
        self._shares = shares
        said = ", ".join(f"{name} {whole_percent(share)}" for name, share, _ in shares)
        self.setAccessibleName(tr("Agreement by class"))
        self.setAccessibleDescription(said)
        self.setMinimumHeight(len(shares) * self._row())

    def sizeHint(self) -> QSize:
        """Room for all rows."""
        return QSize(360, len(self._shares) * self._row())

    def _row(self) -> int:
        return self.fontMetrics().height() + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        scheme = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.tabular(self.font()))
        figures = painter.fontMetrics().horizontalAdvance("100 % of 9,999 ")
        left = self.width() * NAME_SHARE
        for row, (name, share, decisions) in enumerate(self._shares):
            line = QRectF(0, row * self._row(), self.width(), self._row())
            painter.setPen(scheme.colour("text"))
            room = line.adjusted(0, 0, left - line.width() - 8, 0)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, name)
            painter.setPen(scheme.colour("muted"))
            said = tr("{} of {:,}").format(whole_percent(share), decisions)
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, said)
            bar = QRectF(left, line.center().y() - 3, line.width() - left - figures, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(scheme.colour("track"))
            painter.drawRoundedRect(bar, 3, 3)
            bar.setWidth(bar.width() * share)
            painter.setBrush(scheme.colour("accent"))
            painter.drawRoundedRect(bar, 3, 3)


class SummaryDialog(QDialog):
    """Figures on the left of their values, two assumptions, one chart."""

    export_asked = Signal(float, float)
    """Write the summary with this price an image and wage an hour, US dollars."""
    cell_chosen = Signal(str, str)
    """Show the photos that have this term in the catalog and stand as this class."""

    def __init__(
        self,
        figures: Figures,
        assumed: tuple[float, float],
        shares: Sequence[tuple[str, float, int]],
        confused: Confusion,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Session summary"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._figures = figures
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._price = _money(tr("Price of tagging an image by hand, US dollars"), assumed[0])
        self._wage = _money(tr("Wage of an hour at the desk, US dollars"), assumed[1])
        self._values: dict[str, QLabel] = {}
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(self._grid)
        column.addWidget(label(tr("Assumed"), "heading"))
        column.addLayout(self._assumptions())
        column.addWidget(label(tr("Tags left standing, by class, the weakest first"), "heading"))
        column.addWidget(_scrolled(shares), 1)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addLayout(column, 2)
        if confused.photos:
            beside.addLayout(self._terms(confused), 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.addLayout(beside, 1)
        whole.addWidget(self._buttons())
        self.resize(WITH_TERMS if confused.photos else ALONE)
        for box in (self._price, self._wage):
            box.valueChanged.connect(lambda _: self._show())
        self._show()

    def _terms(self, confused: Confusion) -> QVBoxLayout:
        """Lay out the catalog's terms against the classes; choosing a cell closes the dialog."""
        table = ConfusionTable(confused)
        table.chosen.connect(self.cell_chosen)
        table.chosen.connect(self.accept)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(tr("The catalog's terms, and the classes that stand"), "heading"))
        column.addWidget(table, 1)
        hint = tr("A click or Enter on a number shows its photos. On coloured ground both agree.")
        column.addWidget(label(hint, "muted", wrap=True))
        return column

    def _assumptions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, box in (
            (tr("USD an image by hand"), self._price),
            (tr("USD an hour"), self._wage),
        ):
            row.addWidget(box)
            row.addWidget(label(words, "muted"))
        row.addStretch(1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton(tr("Export…"), QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(
            lambda: self.export_asked.emit(self._price.value(), self._wage.value())
        )
        box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        return box

    def _show(self) -> None:
        told = self._figures(self._price.value(), self._wage.value())
        for name, value in told.items():
            if name not in self._values:
                self._values[name] = self._add(name)
            self._values[name].setText(value)

    def _add(self, name: str) -> QLabel:
        figure, row = label(), self._grid.rowCount()
        figure.setFont(theme.tabular(self.font()))
        figure.setAccessibleName(name)
        self._grid.addWidget(label(name, "muted"), row, 0)
        self._grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        return figure


def _money(name: str, value: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    indent(box)
    box.setAccessibleName(name)
    box.setRange(0.01, 10_000)
    box.setDecimals(2)
    box.setValue(value)
    return box


def _scrolled(shares: Sequence[tuple[str, float, int]]) -> QWidget:
    if not shares:
        return label(tr("Nothing was decided by hand yet."), "muted")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(ShareChart(shares))
    return area
