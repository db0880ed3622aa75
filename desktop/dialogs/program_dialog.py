"""About the program: what it is, its versions, and the terms of the work of others in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.paths import APP_NAME
from desktop.ui import theme
from desktop.ui.controls import label, title_font
from desktop.ui.fitting import fit
from desktop.ui.language import tr

SIZE: Final = QSize(780, 640)
"""Width and height, px."""


class ProgramDialog(QDialog):
    """One page: purpose, versions, licences."""

    def __init__(
        self, versions: Mapping[str, str], licences: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About {}").format(APP_NAME))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = label(f"{APP_NAME} {versions[APP_NAME]}")
        heading.setFont(title_font(self.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        for words in (
            tr(
                "Tags product photos and shows which regions drove each tag. Everything "
                "happens on this computer: no account, no upload, no connection."
            ),
            tr(
                "Tagproof is licensed under the Apache License 2.0. The window is drawn by Qt, "
                "used under the LGPL 3: linked dynamically, its libraries may be replaced. "
                "Explanations by LIME (Ribeiro, Singh, Guestrin 2016). Icons by Lucide (ISC)."
            ),
        ):
            column.addWidget(label(words, wrap=True))
        column.addLayout(_rows(versions))
        column.addWidget(label(tr("Third-party licences"), "heading"))
        column.addWidget(_page(licences), 1)
        box = QDialogButtonBox()
        box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        fit(self, SIZE)


def _rows(versions: Mapping[str, str]) -> QFormLayout:
    rows = QFormLayout()
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    rows.setHorizontalSpacing(24)
    rows.setVerticalSpacing(4)
    for name, version in versions.items():
        shown = label(version, wrap=True)
        shown.setFont(theme.tabular(shown.font()))
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        rows.addRow(label(name, "muted"), shown)
    return rows


def _page(text: str) -> QPlainTextEdit:
    page = QPlainTextEdit(text)
    page.setReadOnly(True)
    page.setAccessibleName(tr("Third-party licences"))
    page.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    return page
