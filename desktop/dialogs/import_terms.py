"""What the shop's categories mean: each with its class, to be chosen where it is not clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.catalog_findings import Term
from desktop.ui.icons import draw
from desktop.ui.language import numeral, tr

TERM, PHOTOS, CLASS = range(3)
ROW_PX: Final = 34
CHEVRON: Final = 14
_Index = QModelIndex | QPersistentModelIndex


class Terms(QAbstractTableModel):
    """The categories, their photos and their classes."""

    assigned = Signal()
    """A class was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._terms: Sequence[Term] = ()
        self.by_hand: dict[str, str] = {}
        """Class by term, as chosen; stays while columns are tried out."""

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Show those of another reading."""
        self.beginResetModel()
        self._terms = terms
        self.endResetModel()

    def term(self, row: int) -> Term:
        """Give the category of a row."""
        return self._terms[row]

    def label_of(self, term: Term) -> str | None:
        """Give the class that a category means, by hand or by itself."""
        chosen = self.by_hand.get(term.name)
        return chosen or (term.labels[0] if len(term.labels) == 1 else None)

    def chosen(self) -> Mapping[str, str]:
        """Give what was chosen for the categories that are there."""
        names = {term.name for term in self._terms}
        return {name: label for name, label in self.by_hand.items() if name in names}

    def meant(self) -> frozenset[str]:
        """Give the classes that photos' categories mean, or may mean where that is not clear."""
        each = (
            (label,) if (label := self.label_of(term)) else term.labels
            for term in self._terms
            if term.photos
        )
        return frozenset(label for labels in each for label in labels)

    def unclear(self) -> int:
        """Count the categories of photos without one class."""
        return sum(1 for term in self._terms if term.photos and self.label_of(term) is None)

    def without_class(self) -> int:
        """Count the photos whose category has none."""
        return sum(term.photos for term in self._terms if self.label_of(term) is None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._terms)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        term, column = self._terms[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            shown = (
                " ".join(term.name.split()),
                numeral(term.photos),
                self.by_hand.get(term.name, term.proposed),
            )
            return shown[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (term.name, None, "\n".join(term.labels) or None)[column]
        if role == Qt.ItemDataRole.ForegroundRole and column == CLASS:
            return theme.current().colour("text" if self.label_of(term) else "uncertain")
        if role == Qt.ItemDataRole.TextAlignmentRole and column == PHOTOS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - as Qt has it
        """Take a class; the proposal itself, or an empty text, takes a choice back."""
        if role != Qt.ItemDataRole.EditRole or index.column() != CLASS:
            return False
        term = self._terms[index.row()]
        self.by_hand.pop(term.name, None)
        if value and value != term.proposed:
            self.by_hand[term.name] = value
        self.dataChanged.emit(index, index)
        self.assigned.emit()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the class be chosen."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == CLASS else usual

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == PHOTOS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        names = (tr("Category in the file"), tr("Photos"), tr("The model's class"))
        return names[section] if role == Qt.ItemDataRole.DisplayRole else None


class ClassDelegate(QStyledItemDelegate):
    """Looks like a combo, and is one while a class is chosen."""

    def __init__(self, classes: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._classes = classes

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Shorten the class to the room before the sign."""
        super().initStyleOption(option, index)
        room = option.rect.width() - CHEVRON - 28
        mode = Qt.TextElideMode.ElideRight
        option.text = option.fontMetrics.elidedText(option.text, mode, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the class, and the sign that there are others."""
        super().paint(painter, option, index)
        box = QRectF(option.rect)
        where = QRectF(box.right() - CHEVRON - 10, box.center().y() - CHEVRON / 2, CHEVRON, CHEVRON)
        tokens = theme.current().tokens
        draw(painter, f"chevron-down-{tokens['scheme']}", where, tokens["muted"])

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Make a combo of all classes, opened at once."""
        model = index.model()
        assert isinstance(model, Terms)
        term, made = model.term(index.row()), QComboBox(parent)
        made.setItemDelegate(QStyledItemDelegate(made))  # which heeds the style sheet
        made.setAccessibleName(tr("Class for {}").format(term.name))
        if len(term.labels) != 1:
            made.addItem(term.proposed, "")
        fitting = term.labels if len(term.labels) > 1 else ()
        for name in dict.fromkeys((*fitting, *self._classes)):
            made.addItem(name, name)
        made.activated.connect(lambda _: self._take(made))
        QTimer.singleShot(0, made, made.showPopup)
        return made

    def _take(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Start at the class that stands."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findText(index.data())))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Take the class chosen."""
        assert isinstance(editor, QComboBox)
        model.setData(
            model.index(index.row(), CLASS), editor.currentData(), Qt.ItemDataRole.EditRole
        )


class ImportTerms(QTableView):
    """The table of categories; a click or a key on a class chooses another."""

    def __init__(self, classes: Sequence[str]) -> None:
        super().__init__()
        self.terms = Terms()
        self.setModel(self.terms)
        self.setItemDelegateForColumn(CLASS, ClassDelegate(classes, self))
        self.setAccessibleName(tr("Categories and their classes"))
        triggers = QTableView.EditTrigger
        self.setEditTriggers(
            triggers.SelectedClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        head.setHighlightSections(False)
        head.setSectionResizeMode(TERM, mode.Stretch)
        head.setSectionResizeMode(PHOTOS, mode.ResizeToContents)
        head.setSectionResizeMode(CLASS, mode.Fixed)
        head.resizeSection(CLASS, 260)

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Show the categories of a reading."""
        self.terms.show_terms(terms)
        if self.terms.rowCount():
            self.setCurrentIndex(self.terms.index(0, CLASS))

    def _open(self, index: QModelIndex) -> None:
        """Choose the class of a row, wherever in it the click or the key was."""
        place = self.terms.index(index.row(), CLASS)
        if self.state() != QTableView.State.EditingState:
            self.setCurrentIndex(place)
            self.edit(place)
