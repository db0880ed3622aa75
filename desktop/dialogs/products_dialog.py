"""Which photos are one product, with what each way would make: by the catalog, names, folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.vocabulary import BY_NAME, Grouping
from desktop.ui.controls import label
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import caption_of, hint_of, tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.review.grouping import Form, Proposal

NAMED: Final = 3
"""Photos of an example that are named; of more the number is."""
WHAT_STAYS: Final = tr("The log of decisions stays. Undo starts afresh.")
NO_FILE: Final = tr(
    "The review keeps no catalog file. Import one first: Import the shop's file, in the menu."
)
NOTHING: Final = {
    Grouping.FOLDER: tr("Nothing in the names says which photos are one product."),
    Grouping.NAMES: tr("No names share a key and differ in the view alone."),
    Grouping.FOLDERS: tr("No folders hold the views of one product each."),
    Grouping.CATALOG: tr("The catalog file names no product for any photo."),
}
USUAL_HEIGHT: Final = 440
"""Px: the choices stay in place when another preview is shown."""


class ProductsDialog(QDialog):
    """One choice, and a preview of it before anything happens."""

    confirmed = Signal(object)
    """The Grouping chosen."""

    def __init__(
        self,
        now: Grouping,
        proposals: Mapping[Grouping, Proposal],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Group photos into products"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._now, self._proposals = now, proposals
        self._group = QButtonGroup(self)
        self._hint = label("", wrap=True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(8)
        self._buttons: dict[Grouping, QRadioButton] = {}
        for grouping in self._offered():
            self._buttons[grouping] = button = QRadioButton(caption_of(grouping))
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(self._hint)
        self._previews = {way: _preview(made) for way, made in proposals.items() if made.forms}
        for preview in self._previews.values():
            column.addWidget(preview, 1)
        column.addStretch(0)
        column.addWidget(label(WHAT_STAYS, "muted", wrap=True))
        above_foot(self, body, self._make_box())
        self.setMinimumWidth(520)
        self._buttons[now].setChecked(True)
        self._buttons[now].setFocus()
        self._group.buttonToggled.connect(self._show)
        self.accepted.connect(lambda: self.confirmed.emit(self.chosen))
        self._show()
        fit(self, self.sizeHint().expandedTo(QSize(0, USUAL_HEIGHT)))

    @property
    def chosen(self) -> Grouping:
        """What is to make photos one product."""
        return next(one for one, button in self._buttons.items() if button.isChecked())

    def _offered(self) -> Sequence[Grouping]:
        """Both forms of names are offered together where both are found, else each alone."""
        found = self._proposals.get(Grouping.FOLDER)
        both = found is not None and len(found.forms) > 1
        passed_over = set() if both else {Grouping.FOLDER}
        ways = (Grouping.CATALOG, *BY_NAME, Grouping.NONE)
        return [way for way in ways if way is self._now or way not in passed_over]

    def _make_box(self) -> QWidget:
        box = QDialogButtonBox()
        self._yes = box.addButton(tr("Group"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._yes.setProperty("role", "primary")
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _show(self) -> None:
        chosen = self.chosen
        made = self._proposals.get(chosen)
        self._hint.setText(self._words(chosen, made))
        for way, preview in self._previews.items():
            preview.setVisible(way is chosen)
        possible = chosen is Grouping.NONE or (made is not None and bool(made.products))
        self._yes.setEnabled(chosen is not self._now and possible)

    def _words(self, chosen: Grouping, made: Proposal | None) -> str:
        """Say what a way would make, or why it makes nothing."""
        if made is None:
            return hint_of(chosen) if chosen is Grouping.NONE else NO_FILE
        if not made.products:
            return NOTHING[chosen]
        photos = sum(form.photos for form in made.forms)
        return tr("{} from {}, {} left alone").format(
            count(len(made.products), "product"),
            count(photos, "photo"),
            count(made.alone, "photo"),
        )


def _preview(made: Proposal) -> QWidget:
    """Show why photos would be together, with examples."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for form in made.forms:
        column.addWidget(_heading(form))
        for key, photos in form.examples:
            title = made.titles.get(key, "")
            column.addWidget(label(_example(key, title, photos), "muted", wrap=True))
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidget(body)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setMinimumHeight(180)
    return scroll


def _heading(form: Form) -> QLabel:
    said = tr(form.reason)
    many = tr("{} from {}").format(count(form.products, "product"), count(form.photos, "photo"))
    return label(f"{said[:1].upper()}{said[1:]}: {many}", "heading", wrap=True)


def _example(key: str, title: str, photos: Sequence[str]) -> str:
    """Name a product and the first of its photos."""
    names = ", ".join(path.rpartition("/")[2] for path in photos[:NAMED])
    more = len(photos) - NAMED
    shown = tr("{} and {:,} more").format(names, more) if more > 0 else names
    return f"{key}, {title}: {shown}" if title else f"{key}: {shown}"
