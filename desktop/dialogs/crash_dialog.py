"""Says that the program met a fault of its own, and gives its details away on request."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from core.paths import log_dir
from desktop.ui.controls import label
from desktop.ui.fitting import fit
from desktop.ui.language import tr

SIZE: Final = QSize(640, 420)
"""Width and height, px."""


class CrashDialog(QDialog):
    """What happened, what to do, and the details as text that can be copied."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("A fault in Tagproof"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(tr("Details of the fault"))
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(tr("Something went wrong inside the program."), "heading"))
        column.addWidget(
            label(
                tr(
                    "Your decisions are kept: each was written to disk as it was made. If the "
                    "window does not answer as it should, close it and open it again. The details "
                    "below name the fault and hold no picture; pass them on to whoever looks "
                    "after Tagproof."
                ),
                wrap=True,
            )
        )
        column.addWidget(self._details, 1)
        column.addWidget(label(tr("Log files: {}").format(log_dir()), "muted", wrap=True))
        column.addWidget(self._buttons())
        fit(self, SIZE)

    def copy(self) -> None:
        """Put the details on the clipboard and say so."""
        QGuiApplication.clipboard().setText(self._details.toPlainText())
        self._copy.setText(tr("Copied"))

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self._copy = box.addButton(tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.clicked.connect(self.copy)
        box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        return box
