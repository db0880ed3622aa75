"""What an export will look like: its pages, its card, or the first lines of its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.controls import label
from desktop.ui.language import tr
from desktop.ui.words import count

GAP: Final = 16
"""px."""


class ExportPreview(QStackedWidget):
    """Pictures below one another, or text, or a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Preview"))
        self._note = label("", "muted", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = _Pages()
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("Preview: the first lines"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        for widget in (self._note, self._pages, self._text):
            self.addWidget(widget)

    def say(self, words: str) -> None:
        """Show a sentence in place of a preview."""
        self._note.setText(words)
        self.setCurrentWidget(self._note)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show pictures."""
        self.setCurrentWidget(self._pages)  # first: Qt lays nothing out behind another widget
        self._pages.show_images(pages)

    def show_text(self, text: str) -> None:
        """Show the first lines of a file."""
        self._text.setPlainText(text)
        self.setCurrentWidget(self._text)

    @property
    def shown(self) -> str:
        """What is shown, in words: the sentence, the text, or how many pictures."""
        if self.currentWidget() is self._pages:
            return count(len(self._pages.images), "picture")
        return self._note.text() if self.currentWidget() is self._note else self._text.toPlainText()


class _Pages(QScrollArea):
    """Pictures as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Preview: pages"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.images: list[QImage] = []
        self._labels: list[QLabel] = []

    def show_images(self, images: Sequence[QImage]) -> None:
        self.images = list(images)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        self._labels = [label() for _ in images]
        for number, shown in enumerate(self._labels, start=1):
            shown.setAccessibleName(tr("Preview: page {}").format(number))
            column.addWidget(shown)
        column.addStretch(1)
        self.setWidget(body)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        room = max(1, self.viewport().width() - 2 * GAP)
        for shown, image in zip(self._labels, self.images, strict=True):
            width = round(min(room * ratio, image.width()))
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(image.scaledToWidth(width, smooth))
            pixmap.setDevicePixelRatio(ratio)
            shown.setPixmap(pixmap)
            shown.setFixedSize(QSize(round(width / ratio), round(pixmap.height() / ratio)))
