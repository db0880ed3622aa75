"""A question with two answers, of which Enter gives the careful one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.ui.controls import label
from desktop.ui.fitting import fit


class TwoWaysDialog(QDialog):
    """Says what stands; accepted where it is to be changed.

    Parameters
    ----------
    title : str
    lines : sequence of (str, str)
        What there is to say, each with its role; all of it is translated.
    leave, change : str
        Words of the two buttons.
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[tuple[str, str]],
        leave: str,
        change: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for words, role in lines:
            column.addWidget(label(words, role, wrap=True))
        column.addWidget(self._buttons(leave, change))
        fit(self)

    def _buttons(self, leave: str, change: str) -> QWidget:
        box, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        careful = box.addButton(leave, role.RejectRole)
        careful.setProperty("role", "primary")
        careful.setDefault(True)
        box.addButton(change, role.AcceptRole).setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        careful.setFocus()
        return box
