"""Importing a shop's file: how it is read, what it says, what its categories mean - then, do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.catalog.inspection import Reading
from core.catalog.roles import Roles
from core.catalog.term_map import TermMap
from core.inference.class_choice import FEWEST
from desktop.dialogs.import_columns import ImportColumns
from desktop.dialogs.import_terms import ImportTerms
from desktop.services.review.catalog_reader import CatalogRead
from desktop.ui.catalog_words import LeftOut, how_read
from desktop.ui.controls import BELOW_TABS, ElidedLabel, label, padded, say, title_font
from desktop.ui.fitting import fit
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.entities import Progress

SIZE: Final = QSize(940, 640)
"""Px: fits a screen of 1024 x 700."""


class ImportDialog(QDialog):
    """Shows what a file would do to the review, and asks for columns and classes."""

    read_asked = Signal(object)
    """The Readings chosen, or None: as the program proposes."""
    stop_asked = Signal()
    """Reading is to be stopped."""
    import_asked = Signal(object, object, bool, object)
    """The CatalogRead as shown, the class by term that was chosen, whether its products group,
    and the names of the only classes that can occur from here on; none: as it is."""

    def __init__(
        self,
        name: str,
        classes: Sequence[str],
        parent: QWidget | None = None,
        chosen: Sequence[str] = (),
    ) -> None:
        """Take the file's name, the network's classes, and those of them that can occur now."""
        super().__init__(parent)
        self._classes, self._chosen = tuple(classes), tuple(chosen)
        self.setObjectName("Import")
        self.setWindowTitle(tr("Import the shop's file"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._read: CatalogRead | None = None
        self._readings: list[Reading] | None = None
        self._busy = False
        self._make_controls(name, classes)
        self._lay_out()
        self._connect()
        fit(self, SIZE)
        self.show_reading()

    def _make_controls(self, name: str, classes: Sequence[str]) -> None:
        self._name = ElidedLabel()
        self._name.setFont(title_font(self.font()))
        self._name.set_whole(name)
        self.form = ElidedLabel("muted")
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(tr("Sheet of the workbook"))
        self.sheets.hide()
        self.figures = label("", wrap=True)
        self.together = QCheckBox(tr("Decide the photos of a product together"))
        self.together.setChecked(True)
        self.together.hide()
        self.columns, self.terms = ImportColumns(), ImportTerms(classes)
        self.left_out = _reasons()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for page in (
            self.columns,
            padded(self.terms, *BELOW_TABS),
            padded(self.left_out, *BELOW_TABS),
        ):
            self.tabs.addTab(page, "")
        self._name_tabs(lost=0)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(tr("Reading the file"))
        self.only = QCheckBox()
        self.only.setToolTip(
            tr("The model's other classes get no probability. It can be changed at any time.")
        )
        self.only.hide()
        self.state = label("", wrap=True)
        self.again = QPushButton()
        self.again.setAutoDefault(False)
        box = QDialogButtonBox()
        self.import_button = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_button.setProperty("role", "primary")
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._box = box

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.form, 1)
        top.addWidget(self.sheets)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.again)
        foot.addWidget(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addLayout(top)
        column.addWidget(self.figures)
        column.addWidget(self.together)
        column.addSpacing(4)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._bar)
        column.addWidget(self.only)
        column.addLayout(foot)
        self.import_button.setDefault(True)  # once it is in the dialog, or it is forgotten

    def _connect(self) -> None:
        self._box.accepted.connect(self._on_accepted)
        self._box.rejected.connect(self.reject)
        self.again.clicked.connect(self._on_again)
        self.sheets.activated.connect(self._show_sheet)
        self.columns.changed.connect(self._on_roles_changed)
        self.terms.terms.assigned.connect(self._show_figures)
        self.finished.connect(lambda _: self.stop_asked.emit())

    # --- what arrives

    def show_reading(self) -> None:
        """Say that the file is being read."""
        self._set_busy(True)
        self._say(tr("Reading the file …"))
        self._offer()

    def show_progress(self, step: Progress) -> None:
        """Say how far the reading has come."""
        self._say(tr("Reading the file, {} so far …").format(count(step.done, "row")))

    def show_failed(self, words: str) -> None:
        """Say why the file cannot be read."""
        self._read = None
        self._set_busy(False)
        self.figures.clear()
        self._say(words, "error")
        self._offer()

    def show_read(self, read: CatalogRead) -> None:
        """Show what the file says."""
        first = self._readings is None
        self._read, self._readings = read, list(read.found.readings)
        self._set_busy(False)
        if first:
            self._fill_sheets(self._readings)
        self._show_sheet(keep=not first)
        self.terms.show_terms(read.findings.terms)
        _fill_reasons(self.left_out, read.findings.left_out)
        self._show_figures()
        self._offer()

    # --- what is shown of it

    def _fill_sheets(self, readings: Sequence[Reading]) -> None:
        self.sheets.clear()
        self.sheets.addItems([reading.table.raw.name for reading in readings])
        self.sheets.setVisible(len(readings) > 1)

    def _show_sheet(self, _: int = 0, *, keep: bool = False) -> None:
        """Show the chosen sheet; one that is on screen keeps its place."""
        if self._read is None or self._readings is None:
            return
        at = max(0, self.sheets.currentIndex())
        reading = self._readings[at]
        self.form.set_whole(how_read(reading))
        if keep:
            self.columns.show_roles(reading.roles)
        else:
            self.columns.show_table(reading, self._read.first_rows[at])

    def _show_figures(self) -> None:
        if self._read is None:
            return
        found = self._read.findings
        said = [
            tr("{:,} of {} found, {}.").format(
                found.found, count(found.photos, "photo"), count(found.products, "product")
            )
        ]
        if missing := self.terms.terms.without_class():
            said.append(
                tr("The category of {} has no class yet; see Categories.").format(
                    count(missing, "photo")
                )
            )
        self.figures.setText(" ".join(said))
        self._offer_classes()
        self.together.setVisible(found.together)
        self._name_tabs(self.left_out.topLevelItemCount())

    def _catalog_classes(self) -> tuple[str, ...]:
        """Give the classes that the file's categories mean, in the network's order."""
        meant = self.terms.terms.meant()
        return tuple(name for name in self._classes if name in meant)

    def _offer_classes(self) -> None:
        """Offer to leave the other classes out, where there are others and it is not so yet."""
        names = self._catalog_classes()
        new = names not in (self._classes, self._chosen)
        self.only.setVisible(new and len(names) >= FEWEST)
        self.only.setText(
            tr("Only this catalog's classes ({:,} of {:,})").format(len(names), len(self._classes))
        )

    def _name_tabs(self, lost: int) -> None:
        """Say how much each tab has; one without anything cannot be opened."""
        categories, unclear = self.terms.terms.rowCount(), self.terms.terms.unclear()
        words = (
            tr("Columns"),
            tr("Categories ({:,}, {:,} without a class)").format(categories, unclear)
            if unclear
            else tr("Categories ({:,})").format(categories),
            tr("Left out ({:,})").format(lost) if lost else tr("Nothing left out"),
        )
        for at, text in enumerate(words):
            self.tabs.setTabText(at, text)
        self.tabs.setTabEnabled(1, categories > 0)
        self.tabs.setTabEnabled(2, lost > 0)

    def _offer(self) -> None:
        """Let the button say what it will do, or say why it does nothing."""
        tagged = 0
        if self._read is not None and not self._busy:
            found = self._read.findings
            tagged, why = found.tagged, found.why_nothing
            self._say(
                tr("Nothing to import: {}.").format(why) if why else "", "error" if why else "muted"
            )
        words = tr("Import tags for {}").format(count(tagged, "photo"))
        self.import_button.setText(words if tagged else tr("Import tags"))
        self.import_button.setEnabled(tagged > 0)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        kept = self._bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(kept)
        self._bar.setVisible(busy)
        self.again.setText(tr("Stop reading") if busy else tr("Read again"))
        self.again.setVisible(busy or self._read is None)

    def _say(self, words: str, role: str = "muted") -> None:
        say(self.state, words, role)

    # --- what is asked

    @property
    def by_hand(self) -> TermMap:
        """What was chosen for terms so far."""
        return TermMap(dict(self.terms.terms.by_hand))

    def _on_roles_changed(self, roles: Roles) -> None:
        assert self._readings is not None
        at = max(0, self.sheets.currentIndex())
        old = self._readings[at]
        self._readings[at] = Reading(old.table, old.proposal.with_roles(roles))
        self.show_reading()
        self.read_asked.emit(list(self._readings))  # read while others may be chosen

    def _on_again(self) -> None:
        if self._busy:
            self.stop_asked.emit()
            self._show_stopped()
        else:
            self.show_reading()
            self.read_asked.emit(self._readings)

    def _show_stopped(self) -> None:
        """Bring back what was read before with its columns; without it, say that nothing is."""
        if self._read is None:
            self.show_failed(tr("Stopped. Nothing was imported."))
        else:
            self.show_read(self._read)
            self._say(tr("Stopped. The file is shown as it was read before."))

    def _on_accepted(self) -> None:
        if self._read is not None:
            together = not self.together.isHidden() and self.together.isChecked()
            only = not self.only.isHidden() and self.only.isChecked()
            classes = self._catalog_classes() if only else ()
            self.import_asked.emit(self._read, self.terms.terms.chosen(), together, classes)
        self.accept()


def _reasons() -> QTreeWidget:
    made = QTreeWidget()
    made.setHeaderHidden(True)
    made.setAccessibleName(tr("What is left out, and why"))
    return made


def _fill_reasons(tree: QTreeWidget, reasons: Sequence[LeftOut]) -> None:
    """Give each reason a line that opens to its first examples, which it tells on hover too."""
    tree.clear()
    for reason in reasons:
        line = QTreeWidgetItem(tree, [f"{reason.counted}: {reason.why}"])
        line.setToolTip(0, "\n".join(reason.examples))
        for example in reason.examples:
            QTreeWidgetItem(line, [example])
