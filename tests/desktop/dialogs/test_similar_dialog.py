"""What the dialog says, what it lets be ticked, and what it asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.entities import Progress
from desktop.dialogs.similar_dialog import SimilarDialog, said
from desktop.panels.inspector.decision_panel import DecisionPanel
from desktop.services.similar_photos import Found
from desktop.ui.controls import KeyButton
from desktop.window.main_window import SMALLEST_SIZE
from tests.desktop.dialogs.alike import PHOTOS, found, model


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, parent: QWidget) -> SimilarDialog:
    desk = DecisionPanel(parent)
    desk.set_writable(True)
    made = SimilarDialog(model(), desk, parent)
    qtbot.addWidget(made)
    made.begin(PHOTOS[0])
    made.show_tag("Shirts & blouses")
    made.offer(True)
    made.show()
    return made


def test_it_says_whose_likes_are_sought_and_found(dialog: SimilarDialog) -> None:
    assert dialog._title.accessibleName() == "Like 0.jpg"
    assert (dialog.asked, dialog._words.text()) == (None, "Looking for similar photos…")
    dialog.show_found(found(1.0, 0.874, -0.2))
    assert dialog.asked == PHOTOS[0]
    assert [dialog._likeness(path) for path in PHOTOS] == [
        "This photo",
        "Identical",
        "87 % alike",
        "0 % alike",
        "",
    ]


def test_words_name_what_was_left_out() -> None:
    most = "The 2 most similar of 2,014 photos, most similar first."
    assert said(found(0.9, 0.8)) == most
    assert said(found(0.9, 0.8, lacking=1, unreadable=2)) == (
        f"{most} Not read yet: 1 photo. Cannot be read: 2 photos."
    )
    assert said(Found(PHOTOS[0], (), 3, 0, 1)).startswith("This photo cannot be read")


def test_progress_is_seen_while_it_runs_and_can_be_stopped(
    qtbot: QtBot, dialog: SimilarDialog
) -> None:
    assert not dialog._running.isVisible()
    dialog.show_progress(Progress(1204, 2014, seconds_left=21))
    assert dialog._progress_words.text() == "Reading 1,204 of 2,014 photos     21 s left"
    assert dialog._running.isVisible() and dialog._bar.value() == 598
    with qtbot.waitSignal(dialog.stopped):
        dialog._stop.click()
    dialog.show_ended()
    assert not dialog._running.isVisible()


def test_keys_are_about_what_is_ticked_else_the_marked_photo(dialog: SimilarDialog) -> None:
    assert dialog.chosen() == []
    assert not any(choice.isEnabled() for choice in dialog.keys.deciding)
    dialog.show_found(found(0.9, 0.8, 0.7))
    assert dialog.chosen() == [PHOTOS[0]]
    dialog.grid._list.select(PHOTOS[2:4])
    assert dialog.chosen() == PHOTOS[2:4]
    assert dialog.pictures() == {path: path for path in PHOTOS[2:4]}
    assert dialog._chosen.text() == "Ticked: 2 photos. Your decision applies to all of them."
    dialog.grid._list.select([PHOTOS[1]])
    assert dialog._chosen.text().startswith("Ticked: 1 product and 2 photos.")


def test_what_is_ticked_and_marked_stays_so_when_more_is_found(
    qtbot: QtBot, dialog: SimilarDialog
) -> None:
    dialog.show_found(found(0.9, 0.8))
    dialog.grid._list.select([PHOTOS[2]])
    qtbot.keyClick(dialog.grid._list, Qt.Key.Key_Right)
    dialog.show_found(found(0.9, 0.8, 0.7, 0.6))
    assert dialog.chosen() == [PHOTOS[2]]
    assert dialog.grid.current() == PHOTOS[1]


def test_the_same_tag_needs_one_and_side_by_side_two_to_four(dialog: SimilarDialog) -> None:
    dialog.show_found(found(0.9, 0.8, 0.7, 0.6))
    assert dialog.same_action.text() == "Tag as Shirts && blouses"
    assert dialog.same_action.isEnabled() and not dialog.beside_action.isEnabled()
    dialog.show_tag("")
    assert not dialog.same_action.isEnabled()
    for ticked, offered in ((1, False), (2, True), (4, True), (5, False)):
        dialog.grid._list.select(PHOTOS[:ticked])
        assert dialog.beside_action.isEnabled() is offered
    dialog.offer(False)
    assert not dialog.keys.accept.isEnabled() and dialog.go_action.isEnabled()


def test_a_double_click_goes_there_as_enter_does(qtbot: QtBot, dialog: SimilarDialog) -> None:
    dialog.show_found(found(0.9, 0.8))
    view = dialog.grid._list
    place = view.visualRect(dialog.grid.model.index(1)).center()
    with qtbot.waitSignal(dialog.gone_to) as gone:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gone.args == [PHOTOS[1]]


def test_trouble_is_told(dialog: SimilarDialog) -> None:
    dialog.show_trouble("network.tflite answered a number that is not finite")
    assert dialog._words.text().startswith("network.tflite")


def test_the_same_tags_button_has_room_for_its_words_and_its_key(dialog: SimilarDialog) -> None:
    button = dialog._same_button
    assert not button.icon().isNull()  # words without one stand in the middle, against the key
    assert button.width() >= button.whole_width


def test_its_buttons_go_on_in_further_lines_on_a_small_screen(
    qtbot: QtBot, dialog: SimilarDialog
) -> None:
    dialog.show_tag("Perfume and Body Mist")
    dialog.resize(SMALLEST_SIZE)
    qtbot.waitUntil(lambda: dialog.width() == SMALLEST_SIZE.width())
    row = dialog._same_button.parentWidget()
    qtbot.waitUntil(lambda: row.height() > dialog._same_button.height())
    for button in row.findChildren(KeyButton):
        assert row.rect().contains(button.geometry()), button.accessibleName()
