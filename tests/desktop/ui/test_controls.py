"""Small controls: what they tell, and what they show in little room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QSlider,
    QSpinBox,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui import controls
from desktop.ui.controls import ElidedLabel, KeyButton, Segmented, ValueSlider, label, padded, say
from desktop.ui.language import KeyNames
from tests.desktop.painted import painted, turn_wheel, where

CLICK = Qt.MouseButton.LeftButton
LONG = "a-rather-long-name-of-a-photo-from-the-shop.jpg"


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_file_names_are_never_read_as_markup(qtbot: QtBot) -> None:
    plain, bold = controls.label("x", "muted"), controls.label("<b>x</b>", wrap=True)
    qtbot.addWidget(plain)
    qtbot.addWidget(bold)
    assert bold.sizeHint().width() >= bold.fontMetrics().horizontalAdvance("<b>x</b>")
    assert plain.property("role") == "muted"
    assert bold.wordWrap()


def test_a_line_is_thin(qtbot: QtBot) -> None:
    made = controls.line()
    qtbot.addWidget(made)
    assert made.sizeHint().height() <= 2


def test_an_action_is_found_by_its_first_text_and_names_its_key(owner: QWidget) -> None:
    made = controls.action(owner, "Export…", "file-down", "Ctrl+E", "Choose what to export…")
    assert made.objectName() == "Export"
    assert made.toolTip() == "Choose what to export (Ctrl+E)"
    controls.give_keys(made, [])
    assert made.toolTip() == "Choose what to export"
    assert made.shortcuts() == []


def test_a_tool_button_is_its_action(qtbot: QtBot, owner: QWidget) -> None:
    made = controls.action(owner, "Flag", "flag", "F")
    button, wordy = controls.tool_button(made), controls.tool_button(made, text=True)
    for one in (button, wordy):
        qtbot.addWidget(one)
        assert one.accessibleName() == "Flag"
        assert one.toolTip() == "Flag (F)"
    assert wordy.sizeHint().width() > button.sizeHint().width()
    with qtbot.waitSignal(made.triggered):
        qtbot.mouseClick(button, CLICK)
    made.setEnabled(False)
    with qtbot.assertNotEmitted(made.triggered):
        qtbot.mouseClick(wordy, CLICK)


def test_a_text_field_can_be_emptied_by_a_button_with_a_name(qtbot: QtBot) -> None:
    field = controls.text_field("Search", "Name or tag")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "bag")
    button = field.findChild(QToolButton)
    assert button.accessibleName() == "Search: clear"
    qtbot.waitUntil(button.isVisible)
    middle = button.mapTo(field, button.rect().center())
    assert abs(middle.y() - field.rect().center().y()) <= 1
    qtbot.mouseClick(button, CLICK)
    assert field.text() == ""


def test_a_figure_keeps_off_its_field_s_edge(qtbot: QtBot) -> None:
    box = QSpinBox()
    qtbot.addWidget(box)
    controls.indent(box)
    assert box.findChild(QLineEdit).textMargins().left() == controls.FIGURE_INDENT


def test_a_label_is_shortened_in_its_middle_and_tells_all_on_hover(qtbot: QtBot) -> None:
    shown = ElidedLabel(keeps=6)
    qtbot.addWidget(shown)
    shown.show()
    shown.set_whole(LONG)
    shown.resize(shown.sizeHint())
    assert shown.text() == LONG
    shown.resize(shown.sizeHint().width() // 2, 20)
    start, end = shown.text().split("…")
    assert LONG.startswith(start)
    assert LONG.endswith(end)
    assert shown.toolTip() == shown.accessibleName() == LONG
    assert 0 < shown.minimumSizeHint().width() < shown.sizeHint().width()
    shown.set_whole("shop     19 photos, 10 products", "shop")
    assert shown.text() == "shop"
    shown.resize(shown.sizeHint())
    assert shown.text() == "shop     19 photos, 10 products"
    shown.set_whole("x")
    assert shown.text() == "x"
    assert shown.minimumSizeHint().width() <= shown.sizeHint().width()


def test_a_label_of_which_no_part_is_worth_showing_shows_all_or_nothing(qtbot: QtBot) -> None:
    shown = ElidedLabel(shortens=False)
    qtbot.addWidget(shown)
    shown.show()
    shown.set_whole("1,800 × 2,400 px")
    shown.resize(shown.sizeHint())
    assert shown.text() == "1,800 × 2,400 px"
    shown.resize(shown.sizeHint().width() - 10, 20)
    assert shown.text() == ""
    shown.resize(400, 20)
    assert shown.text() == "1,800 × 2,400 px"


@given(st.text("aé…", max_size=60), st.integers(5, 40))
def test_a_name_on_a_button_keeps_both_ends(text: str, most: int) -> None:
    said = controls.shortened(text, most)
    assert len(said) <= most
    half = len(said) // 2
    assert text.startswith(said[:half])
    assert text.endswith(said[half + 1 :])
    assert (said == text) or (len(text) > most and said[half] == "…")


def test_the_wheel_passes_over_a_control_that_was_not_chosen(qtbot: QtBot, owner: QWidget) -> None:
    slider = QSlider(Qt.Orientation.Horizontal, owner)
    controls.leave_wheel(slider)
    slider.setValue(50)
    owner.show()
    turn_wheel(slider, 1)
    assert slider.value() == 50
    owner.activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    turn_wheel(slider, 1)
    assert slider.value() > 50


def key_ink(button: KeyButton, width: int) -> int:
    """How many pixels the key takes that stands at the right."""
    button.resize(width, 32)
    return int(where(painted(button), "muted")[:, width // 2 :].sum())


def test_a_key_stands_on_its_button_where_there_is_room(qtbot: QtBot, owner: QWidget) -> None:
    flag = controls.action(owner, "Flag", "flag", "F")
    button = KeyButton(flag)
    qtbot.addWidget(button)
    needed = button.sizeHint().width()
    assert key_ink(button, needed + 60) > 0
    assert key_ink(button, needed) == 0
    controls.give_keys(flag, [])
    assert key_ink(button, needed + 60) == 0
    with qtbot.waitSignal(flag.triggered):
        qtbot.mouseClick(button, CLICK)


def test_keys_are_written_as_people_call_them(qapp: QApplication, owner: QWidget) -> None:
    names = KeyNames(qapp)
    qapp.installTranslator(names)
    accept = controls.action(owner, "Accept", "", "Return")
    written = controls.key_name(accept), accept.toolTip()
    qapp.removeTranslator(names)
    names.setParent(None)
    assert written == ("Enter", "Accept (Enter)")
    assert controls.key_name(controls.action(owner, "More")) == ""


def test_words_too_long_for_a_button_are_shortened_and_said_whole(
    qtbot: QtBot, owner: QWidget
) -> None:
    accept = controls.action(owner, "Accept", "", "Return")
    button = KeyButton(accept)
    qtbot.addWidget(button)
    button.resize(120, 30)
    accept.setText("Accept Hats && Caps for every kind of weather")
    option = QStyleOptionToolButton()
    button.initStyleOption(option)
    assert button.fontMetrics().horizontalAdvance(option.text) < 120
    assert option.text.endswith("…")
    assert button.accessibleName() == "Accept Hats & Caps for every kind of weather"
    assert key_ink(button, 200) > 0  # words give way to the key
    button.initStyleOption(option)
    assert len(option.text) > len("Accept Hats…")


def test_segments_hold_one_choice_and_tell_only_what_the_user_chose(qtbot: QtBot) -> None:
    made = Segmented(
        "Evidence", [("for", "For", "Only for"), ("both", "Both", ""), ("no", "No", "")]
    )
    qtbot.addWidget(made)
    buttons = made.findChildren(QToolButton)
    assert made.value() == "for"
    with qtbot.waitSignal(made.changed) as told:
        qtbot.mouseClick(buttons[1], CLICK)
    assert told.args == ["both"]
    with qtbot.assertNotEmitted(made.changed):
        made.set_value("no")
        made.set_value("of no such value")
    assert made.value() == "no"
    assert [button.isChecked() for button in buttons] == [False, False, True]
    assert buttons[0].accessibleName() == "Evidence: For"


def test_a_slider_shows_its_value_and_tells_it_while_it_moves(qtbot: QtBot) -> None:
    made = ValueSlider("Opacity", 10, 100, 65, unit=" %")
    qtbot.addWidget(made)
    figure, slider = made._figure, made.findChild(QSlider)
    assert (made.value(), figure.text()) == (65, "65 %")
    with qtbot.waitSignal(made.changed) as told:
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert told.args == [66]
    assert figure.text() == "66 %"
    made.set_value(500)
    assert (made.value(), figure.text()) == (100, "100 %")
    assert slider.accessibleName() == "Opacity"


def test_the_title_is_larger_and_bolder(owner: QWidget) -> None:
    title: QFont = controls.title_font(owner.font())
    assert title.pointSizeF() > owner.font().pointSizeF()
    assert title.weight() > owner.font().weight()


def test_a_button_without_icon_shows_its_words_alone(qtbot: QtBot, owner: QWidget) -> None:
    button = controls.tool_button(QAction("Only", owner), text=True)
    qtbot.addWidget(button)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextOnly


def test_room_is_left_around_a_widget(qtbot: QtBot) -> None:
    inside = label("inside")
    room = padded(inside, 10, 20, 30, 40)
    qtbot.addWidget(room)
    room.resize(200, 100)
    room.show()
    assert inside.geometry().getRect() == (10, 20, 160, 40)


def test_words_take_the_colour_of_their_role_at_once(qtbot: QtBot) -> None:
    shown = label("fine", "muted")
    qtbot.addWidget(shown)
    shown.ensurePolished()
    before = shown.palette().windowText().color()
    say(shown, "wrong", "error")
    assert shown.text() == "wrong"
    assert shown.palette().windowText().color() != before
