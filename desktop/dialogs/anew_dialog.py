"""Whether photos that somebody has decided before are to be decided otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from core.vocabulary import Verdict
from desktop.ui.controls import label
from desktop.ui.fitting import fit
from desktop.ui.language import numeral, tr
from desktop.ui.words import VERDICT_SIGNS


class AnewDialog(QDialog):
    """Says what stands; accepted where it is to be overwritten.

    Parameters
    ----------
    said : str
        How many products and photos it is about, in words.
    verdicts : dict of Verdict to int
        What stands for them.
    """

    def __init__(
        self, said: str, verdicts: Mapping[Verdict, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Decided before"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stands = "     ".join(
            f"{numeral(number)}\N{NO-BREAK SPACE}{VERDICT_SIGNS[verdict].word.lower()}"
            for verdict in Verdict
            if (number := verdicts.get(verdict, 0))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for words, role in (
            (tr("Somebody has decided otherwise before: {}.").format(said), ""),
            (stands, "muted"),
            (tr("These stay as they are unless you decide them again."), ""),
        ):
            column.addWidget(label(words, role, wrap=True))
        column.addWidget(self._buttons())
        fit(self)

    def _buttons(self) -> QWidget:
        box, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        leave = box.addButton(tr("Leave them"), role.RejectRole)
        leave.setProperty("role", "primary")
        leave.setDefault(True)
        box.addButton(tr("Decide them again"), role.AcceptRole).setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        leave.setFocus()
        return box
