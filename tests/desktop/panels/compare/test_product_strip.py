"""The strip of a product's photos: gone without a product, walked by keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.vocabulary import Status
from desktop.panels.compare.product_strip import ProductStrip
from desktop.ui.photo_state import ProductPhoto, Tag
from tests.desktop.painted import painted

BAG = Tag(Status.KNOWN, "Handbags", 0.97)
PHOTOS = (
    ProductPhoto(Path("bag_1.jpg"), BAG),
    ProductPhoto(Path("bag_2.jpg"), Tag(Status.KNOWN, "Watches", 0.99), "Watches"),
    ProductPhoto(Path("bag_3.jpg"), Tag(Status.ERROR, error="bag_3.jpg: empty file")),
    ProductPhoto(Path("bag_4.jpg"), Tag(), missing=True),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


@pytest.fixture
def strip(qtbot: QtBot, window: QWidget) -> ProductStrip:
    made = ProductStrip()
    QVBoxLayout(window).addWidget(made)
    window.addActions(made.walking)
    window.show()
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)
    return made


def told(strip: ProductStrip, role: Qt.ItemDataRole = Qt.ItemDataRole.AccessibleTextRole) -> list:
    return [strip._photos.index(place).data(role) for place in range(len(strip._photos.photos))]


def test_without_a_product_nothing_is_seen_and_no_key_is_taken(strip: ProductStrip) -> None:
    assert not strip.isVisible()
    assert not any(walk.isEnabled() for walk in strip.walking)
    strip.show_product(PHOTOS, PHOTOS[0].path)
    assert strip.isVisible()
    assert all(walk.isEnabled() for walk in strip.walking)
    strip.parentWidget().hide()  # as the pictures are behind the grid
    assert not any(walk.isEnabled() for walk in strip.walking)
    strip.parentWidget().show()
    strip.show_product((), None)
    assert not strip.isVisible()


def test_keys_walk_from_photo_to_photo_and_stop_at_the_ends(
    qtbot: QtBot, strip: ProductStrip
) -> None:
    chosen: list[Path] = []
    strip.chosen.connect(chosen.append)
    strip.show_product(PHOTOS, PHOTOS[1].path)
    assert chosen == []  # it is looked at already
    assert strip._place.accessibleName() == "Photo 2 of 4"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(strip.window(), key)
    assert [path.name for path in chosen] == ["bag_3.jpg", "bag_4.jpg", "bag_3.jpg"]
    assert strip._place.accessibleName() == "Photo 3 of 4"


def test_a_click_chooses(qtbot: QtBot, strip: ProductStrip) -> None:
    strip.show_product(PHOTOS, PHOTOS[0].path)
    where = strip._row.visualRect(strip._photos.index(1)).center()
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(strip._row.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == [PHOTOS[1].path]
    assert strip.current == PHOTOS[1]


def test_the_same_photos_again_keep_the_place(strip: ProductStrip) -> None:
    strip.show_product(PHOTOS, PHOTOS[2].path)
    strip.show_product(PHOTOS, PHOTOS[2].path)
    assert strip.current == PHOTOS[2]


def test_each_photo_says_its_own_tag_and_what_contradicts(strip: ProductStrip) -> None:
    strip.show_product(PHOTOS, PHOTOS[0].path)
    assert told(strip) == [
        "Photo 1: bag_1.jpg\nHandbags, 97 %",
        "Photo 2: bag_2.jpg\nWatches, 99 %\nPhoto 2 looks like Watches",
        "Photo 3: bag_3.jpg\nbag_3.jpg: empty file",
        "Photo 4: bag_4.jpg",
    ]
    assert strip._said.accessibleName() == "Photo 2 looks like Watches"


def test_thumbnails_are_painted_once_they_are_there(qtbot: QtBot, strip: ProductStrip) -> None:
    images: dict[Path, QImage] = {}
    strip.use_thumbnails(images.get)
    strip.show_product(PHOTOS[:1], PHOTOS[0].path)
    magenta = (255, 0, 255)
    assert not (painted(strip) == magenta).all(axis=2).any()
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    images[PHOTOS[0].path] = image
    strip.repaint_photo(Path("another.jpg"))
    strip.repaint_photo(PHOTOS[0].path)
    assert (painted(strip) == magenta).all(axis=2).any()


def test_a_photo_among_others_can_be_moved_or_set_aside(qtbot: QtBot, strip: ProductStrip) -> None:
    def offered() -> list[bool]:
        return [button.isVisible() for button in strip._buttons]

    strip.show_product(PHOTOS, PHOTOS[1].path)
    assert offered() == [False] * 3  # nothing can be written
    strip.set_writable(True)
    assert offered() == [True] * 3
    told_by = (strip.move_asked, strip.part_asked, strip.aside_asked)
    for button, asked in zip(strip._buttons, told_by, strict=True):
        with qtbot.waitSignal(asked) as told:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert told.args == [PHOTOS[1].path]
    for key, asked in zip(("Shift+M", "M", "Shift+F"), told_by, strict=True):
        with qtbot.waitSignal(asked) as told:
            QTest.keySequence(strip.window(), key)
        assert told.args == [PHOTOS[1].path]
    height = strip.height()
    strip.show_product(PHOTOS[:1], PHOTOS[0].path)  # it has nowhere to go
    assert offered() == [False] * 3
    assert strip.height() == height  # nothing moves
    strip.show_product((), None)
    assert not strip.move_action.isEnabled()
    strip.offer_alone(PHOTOS[0].path)  # but may come in
    assert [move.isEnabled() for move in strip._moves] == [True, False, False]
    with qtbot.waitSignal(strip.move_asked) as told:
        strip.move_action.trigger()
    assert told.args == [PHOTOS[0].path]
    strip.set_writable(False)
    assert not strip.move_action.isEnabled()


def test_setting_aside_says_what_it_does_in_menus_and_briefly_on_its_button(
    strip: ProductStrip,
) -> None:
    button = next(one for one in strip._buttons if one.defaultAction() is strip.aside_action)
    assert strip.aside_action.text() == "Take out and flag"
    assert (button.text(), strip.aside_action.objectName()) == ("Flag it", "Flagged")
