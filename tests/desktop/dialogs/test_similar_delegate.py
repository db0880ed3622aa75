"""A tile shows its tick, and how like it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.dialogs.similar_delegate import SimilarDelegate
from desktop.ui import theme
from tests.desktop.dialogs.alike import PHOTOS, model

State = QStyle.StateFlag


def painted(
    state: QStyle.StateFlag,
    words: str = "87 % alike",
    row: int = 0,
    paths: Sequence[Path] = PHOTOS,
) -> QImage:
    photos = model()
    photos.replace(list(paths))
    delegate, option = SimilarDelegate(lambda _: words), QStyleOptionViewItem()
    option.rect = QRect(0, 0, 144, 170)
    option.state = State.State_Enabled | state
    image = QImage(144, 170, QImage.Format.Format_RGB32)
    image.fill(theme.current().colour("base"))
    painter = QPainter(image)
    delegate.paint(painter, option, photos.index(row))
    painter.end()
    return image


def box(image: QImage) -> QColor:
    """The colour inside the box, beside its tick."""
    return image.pixelColor(11, 11)


def edge(image: QImage) -> QColor:
    return image.pixelColor(72, 2)


def test_a_ticked_photo_has_its_tick_and_no_outline(qtbot: QtBot) -> None:
    accent = theme.current().colour("accent")
    plain, ticked = painted(State.State_None), painted(State.State_Selected)
    assert box(ticked) == accent and box(plain) != accent
    assert edge(ticked) == edge(plain)


def test_the_current_photo_has_its_outline_and_no_tick(qtbot: QtBot) -> None:
    plain, marked = painted(State.State_None), painted(State.State_HasFocus)
    assert edge(marked) != edge(plain)
    assert box(marked) == box(plain)


def test_other_words_look_otherwise_and_a_long_name_gives_way(qtbot: QtBot) -> None:
    assert painted(State.State_None, "87 % alike") != painted(State.State_None, "Identical")
    long = "a likeness of so many words that no name fits"
    assert painted(State.State_None, long, 0) == painted(State.State_None, long, 2)


def test_of_a_name_that_does_not_fit_both_ends_are_seen(qtbot: QtBot) -> None:
    begun = [Path(f"/shop/{letter}-name-of-a-photo-from-a-shop.jpg") for letter in "wi"]
    assert painted(State.State_None, "87 %", 0, begun) != painted(
        State.State_None, "87 %", 1, begun
    )
    assert painted(State.State_None, "5 %", 0) != painted(State.State_None, "5 %", 2)
