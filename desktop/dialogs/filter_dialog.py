"""What narrows a list beside its facets: ranges, dates, families, look-alikes; answered at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QDate, QDateTime, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QWidget,
)

from core.review.views import NOTHING_ASKED, Filter
from desktop.ui.controls import indent, label
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import tr

ANY: Final = tr("Any")
ORIGINS: Final = {ANY: None, tr("By hand"): False, tr("Automatically"): True}
FIRST_DATE: Final = QDate(1990, 1, 1)
"""Before there were photo files; a date at this end asks nothing."""
NS: Final = 10**9


class Shares(QWidget):
    """From and to, per cent; 0 to 100 asks nothing."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._low, self._high = (
            _per_cent(tr("{}, at least").format(name), 0),
            _per_cent(tr("{}, at most").format(name), 100),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._low, label(tr("to")), self._high):
            row.addWidget(part)
        row.addStretch(1)
        self._low.valueChanged.connect(self.changed)
        self._high.valueChanged.connect(self.changed)

    def chosen(self) -> tuple[float, float] | None:
        """The range, in [0, 1]."""
        low, high = self._low.value(), self._high.value()
        return None if (low, high) == (0, 100) else (low / 100, high / 100)

    def choose(self, limits: tuple[float, float] | None) -> None:
        """Show a range."""
        low, high = limits or (0, 1)
        self._low.setValue(round(low * 100))
        self._high.setValue(round(high * 100))


class FilterDialog(QDialog):
    """What a Filter asks beside its facets and its text, which have places of their own."""

    changed = Signal(object)
    """The Filter."""

    def __init__(
        self,
        families: Sequence[Sequence[str]],
        now: Filter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Filter"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._now = now
        self._origin = _combo(tr("Decided"), list(ORIGINS))
        self._families = _combo(tr("Family"), [ANY])
        for members in families:
            self._families.addItem(" + ".join(members), tuple(members))
        self._confidence, self._margin = (
            Shares(tr("Confidence")),
            Shares(tr("Margin over the second class")),
        )
        self._since, self._until = (
            _date(tr("File date from"), FIRST_DATE),
            _date(tr("File date until"), _today()),
        )
        self._disagreeing = QCheckBox(tr("Only where the catalog tag differs"))
        self._alike = QCheckBox(tr("Only photos that look like another one"))
        self._lay_out()
        self.show_filter(now)
        self._connect()

    def show_filter(self, chosen: Filter) -> None:
        """Set all controls."""
        self._origin.setCurrentIndex(list(ORIGINS.values()).index(chosen.automatic))
        places = self._known_families()
        place = places.index(chosen.classes) if chosen.classes in places else 0
        self._families.setCurrentIndex(place)
        self._confidence.choose(chosen.confidence)
        self._margin.choose(chosen.margin)
        since, until = chosen.modified_ns or (None, None)
        self._since.setDate(FIRST_DATE if since is None else _date_of(since))
        self._until.setDate(_today() if until is None else _date_of(until))
        self._disagreeing.setChecked(chosen.disagreeing)
        self._alike.setChecked(chosen.duplicates)

    def chosen(self) -> Filter:
        """All that is asked: by the controls, and by the facets as they were."""
        return replace(
            self._now,
            classes=self._classes(),
            confidence=self._confidence.chosen(),
            margin=self._margin.chosen(),
            disagreeing=self._disagreeing.isChecked(),
            duplicates=self._alike.isChecked(),
            automatic=ORIGINS[self._origin.currentText()],
            modified_ns=self._dates(),
        )

    def _classes(self) -> tuple[str, ...]:
        """A family is the classes of it; those ticked otherwise stay."""
        family = tuple(self._families.currentData() or ())
        ticked = self._now.classes
        return family or (() if ticked in self._known_families() else ticked)

    def _known_families(self) -> list[tuple[str, ...]]:
        return [tuple(self._families.itemData(n) or ()) for n in range(self._families.count())]

    def _dates(self) -> tuple[int, int] | None:
        since, until = self._since.date(), self._until.date()
        if since == FIRST_DATE and until >= _today():
            return None
        return _ns(since), _ns(until.addDays(1)) - 1

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        dates = QWidget()
        row = QHBoxLayout(dates)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._since, label(tr("to")), self._until):
            row.addWidget(part)
        row.addStretch(1)
        rows = (
            (tr("Decided"), self._origin),
            (tr("Family"), self._families),
            (tr("Confidence"), self._confidence),
            (tr("Margin over the second"), self._margin),
            (tr("Date of the file"), dates),
            (tr("Catalog tag"), self._disagreeing),
            (tr("Look-alikes"), self._alike),
        )
        for place, (words, control) in enumerate(rows):
            grid.addWidget(label(words, "muted"), place, 0)
            grid.addWidget(control, place, 1)
        body = QWidget()
        body.setLayout(grid)
        grid.setContentsMargins(24, 24, 24, 8)
        above_foot(self, body, self._buttons())
        fit(self)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton(tr("Show all"), QDialogButtonBox.ButtonRole.ResetRole).clicked.connect(
            lambda: self.show_filter(NOTHING_ASKED)
        )
        done = box.addButton(tr("Done"), QDialogButtonBox.ButtonRole.AcceptRole)
        done.setProperty("role", "primary")
        box.accepted.connect(self.accept)
        return box

    def _connect(self) -> None:
        for shares in (self._confidence, self._margin):
            shares.changed.connect(self._tell)
        for combo in (self._origin, self._families):
            combo.currentIndexChanged.connect(lambda _: self._tell())
        for date in (self._since, self._until):
            date.dateChanged.connect(lambda _: self._tell())
        for box in (self._disagreeing, self._alike):
            box.toggled.connect(lambda _: self._tell())

    def _tell(self) -> None:
        self.changed.emit(self.chosen())


def _combo(name: str, texts: Sequence[str]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.addItems(list(texts))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(24)
    return combo


def _per_cent(name: str, value: int) -> QSpinBox:
    box = QSpinBox()
    indent(box)
    box.setAccessibleName(name)
    box.setRange(0, 100)
    box.setSuffix(" %")
    box.setValue(value)
    return box


def _date(name: str, value: QDate) -> QDateEdit:
    box = QDateEdit(value)
    box.setAccessibleName(name)
    box.setCalendarPopup(True)
    box.setDisplayFormat("yyyy-MM-dd")
    return box


def _today() -> QDate:
    return QDate.currentDate()


def _ns(date: QDate) -> int:
    return date.startOfDay().toSecsSinceEpoch() * NS


def _date_of(modified_ns: int) -> QDate:
    return QDateTime.fromSecsSinceEpoch(modified_ns // NS).date()
