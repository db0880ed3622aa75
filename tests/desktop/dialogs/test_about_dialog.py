"""What the network is, on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from desktop.dialogs.about_dialog import WIDTH, AboutDialog
from desktop.ui.qimage import Picture, to_qimage
from tests.desktop.painted import painted


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None


SECTIONS = (
    Section("Purpose", ("It tags <fashion>.",), (("Version", "1.2"), ("Licence", "Apache-2.0"))),
    Section("Weak classes", table=Table(("Class", "Right"), (("Ties", "71 %"), ("Hats", "68 %")))),
)


@pytest.fixture
def plot() -> Picture:
    """Red, twice as wide as it is high."""
    pixels = np.zeros((200, 400, 3), np.uint8)
    pixels[..., 0] = 255
    return Picture(to_qimage(pixels))


@pytest.fixture
def dialog(opened: Callable[[QDialog], AboutDialog], plot: Picture) -> AboutDialog:
    return opened(AboutDialog("catalog-cnn 1.2", SECTIONS, [[], [plot]]))


def test_all_is_said_as_it_is_written(
    dialog: AboutDialog, said: Callable[[QDialog], list[str]]
) -> None:
    words = said(dialog)
    assert words[0] == "catalog-cnn 1.2"
    assert {"It tags <fashion>.", "Version", "1.2", "Class", "Right", "Ties", "68 %"} <= set(words)
    assert words.index("Purpose") < words.index("Licence") < words.index("Weak classes")


def test_words_can_be_copied(dialog: AboutDialog) -> None:
    figure = next(w for w in dialog.findChildren(QWidget) if getattr(w, "text", str)() == "71 %")
    selectable = Qt.TextInteractionFlag.TextSelectableByMouse
    assert figure.textInteractionFlags() & selectable


def test_a_plot_keeps_its_proportions(dialog: AboutDialog) -> None:
    shown = next(w for w in dialog.findChildren(QWidget) if w.accessibleName().endswith(": plot"))
    assert shown.accessibleName() == "Weak classes: plot"
    red = (painted(shown) == (255, 0, 0)).all(axis=2)
    assert red.any(axis=0).sum() == WIDTH
    assert red.any(axis=1).sum() == WIDTH // 2
    assert shown.heightForWidth(100) == 50


def test_the_page_scrolls_and_closes(
    dialog: AboutDialog, press: Callable[[QDialog, str], None]
) -> None:
    dialog.resize(500, 200)
    assert dialog.findChild(QScrollArea).verticalScrollBar().maximum() > 0
    press(dialog, "Close")
    assert not dialog.isVisible()
