"""How sure is sure enough: a threshold, what it takes and leaves, and the errors to expect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from core.vocabulary import ON_REQUEST, LeftAlone
from desktop.dialogs.photo_grid import PhotoGrid
from desktop.ui import theme
from desktop.ui.controls import ValueSlider, label
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import caption_of, hint_of, numeral, tr
from desktop.ui.words import entries

if TYPE_CHECKING:
    from core.review.auto_accept import AutoAcceptPlan
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.ui.photo_state import Listing

LOWEST: Final = 50
"""Per cent; below an even chance nothing is accepted by itself."""
USUAL: Final = 98
"""Per cent where the risk curve gives no threshold of its own."""
REST_MS: Final = 150
"""The photos are listed when the slider has rested for this long."""
WHERE_FROM: Final = tr(
    "The estimate comes from photos that the model was tested on, and holds as "
    "far as these are like them. One undo takes all of it back."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be accepted by itself.

    Attributes
    ----------
    threshold : float
        Least confidence, in [0, 1].
    also : frozenset of LeftAlone
        Reasons to leave photos alone that are passed over.
    without : list of Path
        Photos that were selected to stay.
    said : str
        How much it is, in words.
    """

    threshold: float
    also: frozenset[LeftAlone]
    without: list[Path]
    said: str


SIZE: Final = QSize(920, 660)


class LeftAloneBox(QWidget):
    """How many stay, by reason; those that people may ask for can be ticked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._rows: dict[LeftAlone, tuple[QLabel, QLabel]] = {}
        self._boxes: dict[LeftAlone, QCheckBox] = {}
        for row, reason in enumerate(LeftAlone):
            words, figure = label(caption_of(reason)), label("")
            words.setToolTip(hint_of(reason))
            figure.setFont(theme.tabular(self.font()))
            figure.setAccessibleName(caption_of(reason))
            grid.addWidget(figure, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, row, 1)
            self._rows[reason] = (words, figure)
            if reason in ON_REQUEST:
                grid.addWidget(self._box(reason), row, 2)

    @property
    def also(self) -> frozenset[LeftAlone]:
        """What is to be accepted all the same."""
        return frozenset(reason for reason, box in self._boxes.items() if box.isChecked())

    def show_counts(self, counts: Mapping[LeftAlone, int]) -> None:
        """Show how many stay; reasons that nobody can change only where they occur."""
        for reason, (words, figure) in self._rows.items():
            figure.setText(numeral(counts.get(reason, 0)))
            for part in (words, figure):
                part.setVisible(reason in counts or reason in self._boxes)

    def _box(self, reason: LeftAlone) -> QCheckBox:
        box = self._boxes[reason] = QCheckBox(tr("Accept these too"))
        box.setAccessibleName(tr("Accept these too: {}").format(caption_of(reason)))
        box.toggled.connect(lambda _: self.changed.emit())
        return box


class AutoAcceptDialog(QDialog):
    """A slider, what it takes and leaves, and the photos themselves, before anything happens."""

    photos_wanted = Signal(float, object)
    """The photos at this threshold, in [0, 1], with these reasons passed over."""
    confirmed = Signal(object)
    """Asked."""

    def __init__(
        self,
        plan: Callable[[float, Collection[LeftAlone]], AutoAcceptPlan],
        start: float | None,
        model: PhotoModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Auto-accept"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._plan = plan
        first = USUAL if start is None else min(100, max(LOWEST, ceil(start * 100)))
        self._slider = ValueSlider(tr("Minimum confidence"), LOWEST, 100, first, unit=" %")
        self._accepts, self._errors = label("", wrap=True), label("", wrap=True)
        self._left = LeftAloneBox()
        self._heading = label("", "heading", wrap=True)
        self._grid = PhotoGrid(tr("What would be accepted"), model)
        self._complete = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        fit(self, SIZE)
        self._slider.changed.connect(lambda _: self._show())
        self._left.changed.connect(self._show)
        self._rest.timeout.connect(lambda: self.photos_wanted.emit(*self._wish))
        self._grid.selection_changed.connect(self._show_taken)
        self.accepted.connect(lambda: self.confirmed.emit(self._asked()))
        self._show()

    def show_photos(self, threshold: float, also: Collection[LeftAlone], listing: Listing) -> None:
        """Show what would be accepted; the photos of another wish are too late."""
        if (threshold, also) == self._wish:
            self._complete = True
            self._grid.show_photos(listing)

    @property
    def _wish(self) -> tuple[float, frozenset[LeftAlone]]:
        return self._slider.value() / 100, self._left.also

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(12)
        column.addWidget(label(tr("Auto-accept tags with at least this confidence:")))
        column.addWidget(self._slider)
        figures = QVBoxLayout()
        figures.setSpacing(8)
        for words in (self._accepts, self._errors, label(WHERE_FROM, "muted", wrap=True)):
            figures.addWidget(words)
        figures.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(32)
        both.addLayout(figures, 1)
        both.addWidget(self._left, 1)
        column.addLayout(both)
        column.addWidget(self._heading)
        column.addWidget(self._grid, 1)
        above_foot(self, body, self._buttons())

    def _buttons(self) -> QWidget:
        box = QDialogButtonBox()
        self._yes = box.addButton(tr("Accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._yes.setProperty("role", "primary")
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _show(self) -> None:
        """Say at once what the slider means; the photos follow when it rests."""
        self._complete = False
        plan = self._current = self._plan(*self._wish)
        said = entries(plan.products, plan.accepted - plan.products)
        self._accepts.setText(
            tr("{} would be accepted, {:,} left for you.").format(said, plan.left)
        )
        wrong = tr("About {:.1f} of them are expected to be wrong ({:.1f} %).").format(
            plan.expected_errors, plan.risk * 100
        )
        unbroken = wrong.replace(" %", "\N{NO-BREAK SPACE}%")
        self._errors.setText(unbroken if plan.accepted else tr("No tag is that certain."))
        self._left.show_counts(plan.left_alone)
        self._show_taken()
        self._rest.start()

    def _show_taken(self) -> None:
        """Say how much is taken without what is selected; nothing unseen can be accepted."""
        selected = len(self._grid.selected())
        self._heading.setText(
            tr("{:,} selected to be left for you").format(selected)
            if selected
            else tr(
                "What would be accepted, the least certain first. Select what should be left "
                "for you."
            )
        )
        self._yes.setText(tr("Accept {}").format(self._taken()))
        self._yes.setEnabled(self._complete and self._current.accepted > selected)

    def _taken(self) -> str:
        selected, products = self._grid.selected(), self._grid.model.products
        staying = sum(path in products for path in selected)
        photos = self._current.accepted - self._current.products - (len(selected) - staying)
        return entries(self._current.products - staying, photos)

    def _asked(self) -> Asked:
        return Asked(*self._wish, list(self._grid.selected()), self._taken())
