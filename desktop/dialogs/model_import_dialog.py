"""What makes a model of a network that somebody hands over: its file, its classes, its values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core import paths, places
from core.file_names import safe
from core.vocabulary import Scaling
from desktop.dialogs import file_dialogs
from desktop.ui.controls import ElidedLabel, label, leave_wheel, say
from desktop.ui.fitting import fit
from desktop.ui.language import caption_of, hint_of, tr

SIZE: Final = QSize(620, 360)
"""Width and height, px."""
NETWORKS: Final = tr("Models (*.keras *.h5 *.hdf5 *.onnx);;All files (*)")
NAMES: Final = tr("Class names (*.txt *.json);;All files (*)")
LABEL_FILES: Final = ("labels.txt", "labels.json", "classes.txt", "classes.json")
"""What files of class names are called that lie beside a network."""
LARGEST_PX: Final = 2048


@dataclass(frozen=True, slots=True)
class ModelOrder:
    """A network to be imported.

    Attributes
    ----------
    network, labels, out : Path
    scaling : Scaling or None
        None: as the network's file tells.
    size : int or None
        Side of its pictures, px; None: as the network's file tells.
    """

    network: Path
    labels: Path
    out: Path
    scaling: Scaling | None
    size: int | None


class ModelImportDialog(QDialog):
    """Asks for files and values, and shows how the import goes; decides nothing itself."""

    import_asked = Signal(object)
    """The ModelOrder."""
    cancel_asked = Signal()
    """The import under way is no longer wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import a model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._network: Path | None = None
        self._labels: Path | None = None
        self._out: Path | None = None
        self._running = False
        self._shown = {part: ElidedLabel() for part in ("network", "labels", "out")}
        self._choosing = [
            _chooser(tr("Choose…"), tr("Choose the model's file"), self._ask_network),
            _chooser(tr("Choose…"), tr("Choose the file of class names"), self._ask_labels),
            _chooser(tr("Change…"), tr("Choose the model's folder"), self._ask_out),
        ]
        self.values, self.size_px = _values(), _size()
        self.state = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)  # how long it takes, no library tells
        self.bar.setTextVisible(False)
        self._lay_out()
        self._follow()

    def show_network(self, network: Path, labels: Path | None = None) -> None:
        """Take a network's file, with the class names and the place that go with it."""
        self._network = network
        beside = (network.with_name(name) for name in LABEL_FILES)
        self._labels = labels or self._labels or next(filter(Path.is_file, beside), None)
        self._out = _proposed(network)
        self._follow()

    def show_labels(self, labels: Path) -> None:
        """Take a file of class names."""
        self._labels = labels
        self._follow()

    def show_running(self) -> None:
        """Say that the network is read and tried."""
        self._running = True
        self._follow()
        say(self.state, tr("The model is read and tried on a photo …"), "muted")

    def show_failed(self, words: str) -> None:
        """Say why there is no model, and let the reviewer try again."""
        self._running = False
        self._follow()
        say(self.state, words, "error")

    def reject(self) -> None:
        """Stop what is under way, and go."""
        if self._running:
            self.cancel_asked.emit()
        super().reject()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        captions = (tr("Model file"), tr("Class names"), tr("Model's folder"))
        rows = zip(captions, self._shown.values(), self._choosing, strict=True)
        for row, (words, shown, button) in enumerate(rows):
            grid.addWidget(label(words, "muted"), row, 0)
            grid.addWidget(shown, row, 1)
            grid.addWidget(button, row, 2)
        for row, (words, field) in enumerate(
            ((tr("Pixel values"), self.values), (tr("Picture size"), self.size_px)), len(captions)
        ):
            grid.addWidget(label(words, "muted"), row, 0)
            grid.addWidget(field, row, 1, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        about = tr(
            "A .keras or .h5 file that Keras 2 or 3 saved, keras_model.h5 of Teachable Machine "
            "with its labels.txt, or an .onnx file. Code inside a file is never run."
        )
        column.addWidget(label(about, wrap=True))
        column.addLayout(grid)
        column.addWidget(self.state)
        column.addWidget(self.bar)
        column.addStretch(1)
        column.addWidget(self._buttons())
        fit(self, SIZE)

    def _buttons(self) -> QWidget:
        box, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        self.import_button = box.addButton(tr("Import"), role.ActionRole)
        self.import_button.setProperty("role", "primary")
        self.import_button.setDefault(True)
        self.import_button.clicked.connect(self._on_import)
        box.addButton(tr("Cancel"), role.RejectRole).setAutoDefault(False)
        box.rejected.connect(self.reject)
        return box

    def _follow(self) -> None:
        """Show what is chosen, and offer the import where all of it is."""
        chosen = {"network": self._network, "labels": self._labels, "out": self._out}
        for part, path in chosen.items():
            self._shown[part].set_whole(str(path) if path else tr("Not chosen yet"))
        for field in (*self._choosing, self.values, self.size_px):
            field.setEnabled(not self._running)
        self.bar.setVisible(self._running)
        self.import_button.setEnabled(all(chosen.values()) and not self._running)
        replaced = self._out is not None and places.is_there(self._out)
        words = tr("The model that is in this folder will be replaced.") if replaced else ""
        say(self.state, words, "muted")

    def _ask_network(self) -> None:
        start = self._network or Path.home()
        if file := file_dialogs.ask_input(self, tr("Choose the model's file"), start, NETWORKS):
            self.show_network(file)

    def _ask_labels(self) -> None:
        start = self._labels or (self._network or Path.home() / "x").parent
        if file := file_dialogs.ask_input(self, tr("Choose the file of class names"), start, NAMES):
            self.show_labels(file)

    def _ask_out(self) -> None:
        start = self._out.parent if self._out else Path.home()
        if folder := file_dialogs.ask_place(self, tr("Choose the model's folder"), start):
            self._out = folder / self._out.name if self._out and any(folder.iterdir()) else folder
            self._follow()

    def _on_import(self) -> None:
        if self._network and self._labels and self._out:
            scaling: Scaling | None = self.values.currentData()
            size = self.size_px.value() if self.size_px.value() >= SMALLEST_PX else None
            order = ModelOrder(self._network, self._labels, self._out, scaling, size)
            self.import_asked.emit(order)


SMALLEST_PX: Final = 8
"""That a picture can have; below it the field says that the file tells."""


def _proposed(network: Path) -> Path:
    """Give a place among the user's models, named after the file, or its folder's name."""
    usual = network.stem in ("keras_model", "model", "network")
    name = network.absolute().parent.name if usual else network.stem
    return paths.data_dir() / "models" / safe(name or network.stem)


def _chooser(words: str, name: str, asked: object) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    button.clicked.connect(asked)
    return button


def _values() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr("Pixel values"))
    box.addItem(tr("As the model's file tells"), None)
    for scaling in Scaling:
        box.addItem(caption_of(scaling), scaling)
        box.setItemData(box.count() - 1, hint_of(scaling), Qt.ItemDataRole.ToolTipRole)
    leave_wheel(box)
    return box


def _size() -> QSpinBox:
    box = QSpinBox()
    box.setAccessibleName(tr("Picture size"))
    box.setRange(SMALLEST_PX - 1, LARGEST_PX)
    box.setSpecialValueText(tr("As the model's file tells"))
    box.setSuffix(tr(" px"))
    leave_wheel(box)
    return box
