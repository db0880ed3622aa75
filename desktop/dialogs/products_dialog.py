"""Which photos are one product: by their names, with what that would make, or each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
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

from core.vocabulary import Grouping
from desktop.ui.controls import label
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.review.grouping import Form, Proposal

NAMED: Final = 3
"""Photos of an example that are named; of more the number is."""
WHAT_STAYS: Final = tr("The log of decisions stays. Undo begins anew.")
NOTHING: Final = tr("Nothing in the names says which photos are one product.")


class ProductsDialog(QDialog):
    """One choice, and a preview of it before anything happens."""

    confirmed = Signal(object)
    """The Grouping chosen."""

    def __init__(self, now: Grouping, by_name: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Group photos into products"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._now, self._by_name = now, by_name
        self._group = QButtonGroup(self)
        self._hint = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        self._buttons: dict[Grouping, QRadioButton] = {}
        for grouping in self._offered():
            self._buttons[grouping] = button = QRadioButton(tr(grouping.caption))
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(self._hint)
        self._preview = self._make_preview()
        column.addWidget(self._preview, 1)
        column.addWidget(label(WHAT_STAYS, "muted", wrap=True))
        column.addWidget(self._make_box())
        self.setMinimumWidth(520)
        self._buttons[now].setChecked(True)
        self._group.buttonToggled.connect(self._show)
        self.accepted.connect(lambda: self.confirmed.emit(self.chosen))
        self._show()

    @property
    def chosen(self) -> Grouping:
        """What is to make photos one product."""
        return next(one for one, button in self._buttons.items() if button.isChecked())

    def _offered(self) -> Sequence[Grouping]:
        """A catalog's products are made where it is imported; they can be left here."""
        of_catalog = (Grouping.CATALOG,) if self._now is Grouping.CATALOG else ()
        return (*of_catalog, Grouping.FOLDER, Grouping.NONE)

    def _make_preview(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for form in self._by_name.forms:
            column.addWidget(_heading(form))
            for key, photos in form.examples:
                column.addWidget(label(_example(key, photos), "muted", wrap=True))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setMinimumHeight(180)
        return scroll

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
        named = chosen is Grouping.FOLDER
        self._hint.setText(self._by_name_words() if named else tr(chosen.hint))
        self._preview.setVisible(named and bool(self._by_name.forms))
        nothing = named and not self._by_name.products
        self._yes.setEnabled(chosen is not self._now and not nothing)

    def _by_name_words(self) -> str:
        made = self._by_name
        if not made.products:
            return NOTHING
        photos = sum(form.photos for form in made.forms)
        return tr("{} from {}, {} left alone").format(
            count(len(made.products), "product"),
            count(photos, "photo"),
            count(made.alone, "photo"),
        )


def _heading(form: Form) -> QLabel:
    said = tr(form.reason)
    many = tr("{} from {}").format(count(form.products, "product"), count(form.photos, "photo"))
    return label(f"{said[:1].upper()}{said[1:]}: {many}", "heading", wrap=True)


def _example(key: str, photos: Sequence[str]) -> str:
    """Name a product and the first of its photos."""
    names = ", ".join(path.rpartition("/")[2] for path in photos[:NAMED])
    more = len(photos) - NAMED
    shown = tr("{} and {:,} more").format(names, more) if more > 0 else names
    return f"{key}: {shown}"
