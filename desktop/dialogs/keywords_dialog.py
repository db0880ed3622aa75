"""Where keywords for other programs are to go, before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.report.xmp.places import KeywordsInto
from desktop.ui.controls import label
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import tr
from desktop.ui.reasons import READ_ONLY

INDENT_PX = 24
"""Of the sentence below a choice."""


class KeywordsDialog(QDialog):
    """One choice of three, and whether undecided photos are named as well.

    Parameters
    ----------
    into : KeywordsInto
        Chosen first.
    changes : bool
        Whether photos themselves may be written into: the review has to note it.
    """

    def __init__(self, into: KeywordsInto, *, changes: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keywords for other programs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._undecided = QCheckBox(tr("Also photos still to do, where the model is sure"))
        self._group = QButtonGroup(self)
        self._choices = {place: self._choice(place, changes) for place in KeywordsInto}
        first = into if self._choices[into].isEnabled() else KeywordsInto.FULL_NAME
        self._choices[first].setChecked(True)
        body = QWidget()
        self._fill(body)
        above_foot(self, body, self._buttons())
        fit(self)
        self._choices[first].setFocus()

    @property
    def into(self) -> KeywordsInto:
        """Where the keywords are to go."""
        return next(place for place, choice in self._choices.items() if choice.isChecked())

    @property
    def undecided(self) -> bool:
        """Whether photos still to do get the network's tag."""
        return self._undecided.isChecked()

    def _choice(self, place: KeywordsInto, changes: bool) -> QRadioButton:
        made = QRadioButton(tr(place.caption))
        made.setAccessibleDescription(tr(place.hint))
        self._group.addButton(made)
        if place is KeywordsInto.JPEG and not changes:
            made.setEnabled(False)
            made.setToolTip(READ_ONLY)
        return made

    def _fill(self, body: QWidget) -> None:
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(8)
        words = tr(
            "Accepted and corrected tags are written as keywords, which digiKam, "
            "darktable, Lightroom and others read. Everything else in these files stays."
        )
        column.addWidget(label(words, wrap=True))
        for place, choice in self._choices.items():
            hint = label(tr(place.hint), "muted", wrap=True)
            hint.setContentsMargins(INDENT_PX, 0, 0, 0)
            column.addWidget(choice)
            column.addWidget(hint)
        column.addSpacing(8)
        column.addWidget(self._undecided)
        column.addStretch(1)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        write = box.addButton(tr("Write keywords"), QDialogButtonBox.ButtonRole.AcceptRole)
        write.setProperty("role", "primary")
        write.setDefault(True)
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box
