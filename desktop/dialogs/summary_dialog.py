"""What the session has come to: figures, assumptions that can be changed, agreement by class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.money import CURRENCIES
from core.review.assumptions import Assumptions
from core.review.confusion import Confusion
from desktop.dialogs.confusion_table import ConfusionTable
from desktop.ui import theme
from desktop.ui.controls import indent, label, leave_wheel, padded
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import tr, whole_percent

ALONE: Final = QSize(520, 620)
WITH_TERMS: Final = QSize(900, 680)
USUAL_COST: Final = 1.0
"""A photo, until somebody says what it costs."""
NAME_SHARE: Final = 0.42
"""Of a chart's width, for the names."""
MOST: Final = 1_000_000
"""Of a currency's units for a photo: some are small."""
Figures = Callable[[Assumptions], Mapping[str, str]]
"""From what is assumed to the figures shown."""


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
    """Figures on the left of their values, what they assume, one chart; the catalog's terms behind.

    Of money nothing is said unless its box is ticked.
    """

    export_asked = Signal(object)
    """Write the summary with these Assumptions."""
    cell_chosen = Signal(str, str)
    """Show the photos that have this term in the catalog and stand as this class."""

    def __init__(
        self,
        figures: Figures,
        assumed: Assumptions,
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
        self._make_fields(assumed)
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(12)
        column.addLayout(self._grid)
        column.addWidget(label(tr("Assumed"), "heading"))
        column.addLayout(self._fields())
        column.addWidget(label(tr("Share of tags kept, by class, the lowest first"), "heading"))
        column.addWidget(_scrolled(shares), 1)
        above_foot(self, self._with_terms(body, confused), self._buttons())
        fit(self, WITH_TERMS if confused.photos else ALONE)
        for box in (self._seconds, self._cost):
            box.valueChanged.connect(lambda _: self._show())
        self._asked.toggled.connect(lambda _: self._show())
        self._currency.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    def _with_terms(self, figures: QWidget, confused: Confusion) -> QWidget:
        """Put the catalog's terms on a tab beside the figures, where there are some."""
        if not confused.photos:
            return figures
        table = ConfusionTable(confused)
        table.chosen.connect(self.cell_chosen)
        table.chosen.connect(self.accept)
        hint = tr("A click or Enter on a number shows its photos. On coloured ground both agree.")
        terms = QWidget()
        column = QVBoxLayout(terms)
        column.setSpacing(12)
        column.addWidget(table, 1)
        column.addWidget(label(hint, "muted", wrap=True))
        tabs = QTabWidget()
        for page, name in ((figures, tr("Figures")), (terms, tr("Catalog terms"))):
            if (inside := page.layout()) is not None:
                inside.setContentsMargins(12, 16, 12, 8)  # the tabs have the rest around them
            tabs.addTab(page, name)
        return padded(tabs, 12, 12, 12, 0)

    @property
    def assumptions(self) -> Assumptions:
        """What is assumed; without a cost unless money is asked for."""
        cost = self._cost.value() if self._asked.isChecked() else None
        return Assumptions(self._seconds.value(), cost, self._currency.currentData())

    def _make_fields(self, assumed: Assumptions) -> None:
        self._seconds = _number(tr("Seconds for tagging a photo by hand"), 1, 86_400)
        self._seconds.setDecimals(0)
        self._seconds.setValue(assumed.seconds_per_photo)
        self._asked = QCheckBox(tr("Money saved, if tagging a photo by hand costs"))
        self._asked.setChecked(assumed.cost_per_photo is not None)
        self._cost = _number(tr("Cost of tagging a photo by hand"), 0.01, MOST)
        self._cost.setValue(assumed.cost_per_photo or USUAL_COST)
        self._currency = QComboBox()
        self._currency.setAccessibleName(tr("Currency"))
        for code in CURRENCIES:
            self._currency.addItem(code, code)
        self._currency.setCurrentIndex(self._currency.findData(assumed.currency))

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.addWidget(label(tr("Seconds a photo by hand")), 0, 0)
        grid.addWidget(self._seconds, 0, 1)
        grid.addWidget(self._asked, 1, 0)
        grid.addWidget(self._cost, 1, 1)
        grid.addWidget(self._currency, 1, 2)
        grid.setColumnStretch(3, 1)
        return grid

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton(tr("Export…"), QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(
            lambda: self.export_asked.emit(self.assumptions)
        )
        box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        return box

    def _show(self) -> None:
        for field in (self._cost, self._currency):
            field.setEnabled(self._asked.isChecked())
        told = self._figures(self.assumptions)
        for name, value in told.items():
            if name not in self._values:
                self._values[name] = self._add(name)
            self._values[name][1].setText(value)
        for name, widgets in self._values.items():
            for widget in widgets:
                widget.setVisible(name in told)

    def _add(self, name: str) -> tuple[QLabel, QLabel]:
        said, figure, row = label(name, "muted"), label(), self._grid.rowCount()
        figure.setFont(theme.tabular(self.font()))
        figure.setAccessibleName(name)
        self._grid.addWidget(said, row, 0)
        self._grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        return said, figure


def _number(name: str, least: float, most: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    indent(box)
    leave_wheel(box)
    box.setAccessibleName(name)
    box.setRange(least, most)
    return box


def _scrolled(shares: Sequence[tuple[str, float, int]]) -> QWidget:
    if not shares:
        nothing = label(tr("Nothing has been decided by hand yet."), "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        return nothing
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(ShareChart(shares))
    return area
