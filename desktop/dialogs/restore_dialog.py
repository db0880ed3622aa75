"""Whether a copy is to take the place of the review that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from core.errors import printable
from desktop.ui.controls import label
from desktop.ui.fitting import fit
from desktop.ui.language import moment, speech, tr

if TYPE_CHECKING:
    from core.review.restoring import Standing


class RestoreDialog(QDialog):
    """Says how far review and copy have come; accepted where the copy is to be put back."""

    def __init__(
        self, copy: Path, stands: Standing, comes: Standing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Restore the review from a copy"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for words, role in (
            (tr("The review now: {}.").format(_said(stands)), ""),
            (tr("{}: {}.").format(printable(Path(copy.name)), _said(comes)), ""),
            (
                tr("The copy takes its place. The review as it is now is kept beside it."),
                "muted",
            ),
        ):
            column.addWidget(label(words, role, wrap=True))
        column.addWidget(self._buttons())
        fit(self)

    def _buttons(self) -> QWidget:
        box, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        leave = box.addButton(tr("Leave it"), role.RejectRole)
        leave.setProperty("role", "primary")
        leave.setDefault(True)
        box.addButton(tr("Restore"), role.AcceptRole).setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        leave.setFocus()
        return box


def _said(one: Standing) -> str:
    entries = speech().count(one.entries, "entry")
    return entries if one.last is None else tr("{}, last on {}").format(entries, moment(one.last))
