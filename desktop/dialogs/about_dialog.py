"""What the network is, what it can and cannot do, in the words of its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.controls import label, title_font
from desktop.ui.fitting import fit
from desktop.ui.language import tr
from desktop.ui.qimage import Picture

SIZE: Final = QSize(820, 660)
"""Width and height, px."""
WIDTH: Final = 400
"""Of a plot, px."""


class Table(Protocol):
    """Columns and rows of words."""

    @property
    def columns(self) -> Sequence[str]:
        """Headings."""
        ...

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Cells, row by row."""
        ...


class Section(Protocol):
    """A heading with what is said under it."""

    @property
    def heading(self) -> str:
        """Its heading."""
        ...

    @property
    def paragraphs(self) -> Sequence[str]:
        """Sentences."""
        ...

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """Names and values."""
        ...

    @property
    def table(self) -> Table | None:
        """A table, where there is one."""
        ...


class AboutDialog(QDialog):
    """One long page that scrolls."""

    def __init__(
        self,
        title: str,
        sections: Sequence[Section],
        pictures: Sequence[Sequence[Picture]],
        parent: QWidget | None = None,
    ) -> None:
        """Take the page's title, its sections, and for each section its plots, painted."""
        super().__init__(parent)
        self.setWindowTitle(tr("About this model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = label(title)
        heading.setFont(title_font(self.font()))
        body = QWidget()
        page = QVBoxLayout(body)
        page.setContentsMargins(24, 24, 24, 24)
        page.setSpacing(8)
        page.addWidget(heading)
        for section, plots in zip(sections, pictures, strict=True):
            _add(page, section, plots)
        page.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(tr("About this model"))
        area.setWidget(body)
        box = QDialogButtonBox()
        box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 16, 16)
        column.addWidget(area, 1)
        column.addWidget(box)
        fit(self, SIZE)


def _add(page: QVBoxLayout, section: Section, plots: Sequence[Picture]) -> None:
    heading = label(section.heading, "heading")
    heading.setContentsMargins(0, 16, 0, 0)
    page.addWidget(heading)
    for paragraph in section.paragraphs:
        page.addWidget(_selectable(paragraph))
    rows = [*section.facts, *(section.table.rows if section.table else ())]
    if rows:
        columns = section.table.columns if section.table else ()
        page.addLayout(_table(columns, rows))
    for plot in plots:
        shown = _Plot(plot)
        shown.setAccessibleName(tr("{}: plot").format(section.heading))
        page.addWidget(shown)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    for place, name in enumerate(columns):
        grid.addWidget(label(name, "muted"), 0, place)
    for row, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            shown = _selectable(cell)
            if place == 0:
                shown.setMinimumWidth(160)
            grid.addWidget(shown, row, place, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(max(map(len, rows)) - 1, 1)
    return grid


def _selectable(text: str) -> QLabel:
    shown = label(text, wrap=True)
    shown.setFont(theme.tabular(shown.font()))
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown


class _Plot(QWidget):
    """A plot as wide as the page."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As wide as the page usually is."""
        return QSize(WIDTH, self.heightForWidth(WIDTH))

    def heightForWidth(self, width: int) -> int:
        """Keep the plot's proportions."""
        full = self._picture.full
        return round(min(width, WIDTH) * full.height() / full.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plot at the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), WIDTH)
        where = QRectF(0, 0, width, self.heightForWidth(width))
        image = self._picture.level_for(width * self.devicePixelRatioF())
        painter.drawImage(where, image)
