"""The overlay's controls."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.vocabulary import Colours, Mode, OverlayKind, Sign
from desktop.panels.inspector.look_controls import OTHER_CLASS, LookControls
from desktop.ui.look import AS_PUBLISHED, Look
from tests.desktop.painted import turn_wheel

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def controls(qtbot: QtBot) -> LookControls:
    made = LookControls(Look())
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def named(controls: LookControls, name: str) -> QWidget:
    return next(one for one in controls.findChildren(QWidget) if one.accessibleName() == name)


def choose(qtbot: QtBot, box: QWidget, text: str) -> None:
    """Choose a line of a list, told as if by a user."""
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("Evidence: For", {"sign": Sign.FOR}),
        ("Style: Heat map", {"kind": OverlayKind.HEAT}),
        ("Highlight: Dim the rest", {"mode": Mode.DIM}),
        ("Outlines of regions", {"boundaries": False}),
        ("Paint the background", {"background": True}),
        ("Stop when stable", {"until_stable": False}),
    ],
)
def test_a_click_changes_one_choice(
    qtbot: QtBot, controls: LookControls, name: str, changed: dict[str, object]
) -> None:
    button = named(controls, name)
    assert isinstance(button, QToolButton | QCheckBox)
    with qtbot.waitSignal(controls.changed) as told:
        button.click()
    assert told.args == [replace(Look(), **changed)]
    assert controls.look == told.args[0]
    assert all(type(getattr(controls.look, field)) is type(new) for field, new in changed.items())


@pytest.mark.parametrize(
    ("name", "changed"),
    [("Number of regions", {"top": 9}), ("Opacity", {"opacity": 0.66})],
)
def test_a_key_moves_a_slider(
    qtbot: QtBot, controls: LookControls, name: str, changed: dict[str, object]
) -> None:
    slider = named(controls, name)
    assert isinstance(slider, QSlider)
    with qtbot.waitSignal(controls.changed) as told:
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert told.args == [replace(Look(), **changed)]


def test_colours_and_samples_are_chosen_from_lists(qtbot: QtBot, controls: LookControls) -> None:
    with qtbot.waitSignal(controls.changed):
        choose(qtbot, named(controls, "Colours for evidence against and for"), "Purple, green")
    with qtbot.waitSignal(controls.changed):
        choose(qtbot, named(controls, "Samples"), "4,096")
    assert controls.look == replace(Look(), colours=Colours.PURPLE_GREEN, samples=4096)


def test_what_regions_alone_have_is_offered_with_regions_alone(controls: LookControls) -> None:
    named(controls, "Style: Heat map").click()
    for name in ("Number of regions", "Outlines of regions"):
        assert not named(controls, name).isEnabled()
    named(controls, "Style: Regions").click()
    for name in ("Number of regions", "Outlines of regions"):
        assert named(controls, name).isEnabled()


def test_several_choices_are_told_at_once_and_shown_by_all_controls(
    qtbot: QtBot, controls: LookControls
) -> None:
    wanted = replace(AS_PUBLISHED, kind=OverlayKind.HEAT, opacity=0.3, colours=Colours.BLUE_RED)
    told: list[Look] = []
    controls.changed.connect(told.append)
    controls.choose(wanted)
    controls.choose(wanted)
    assert told == [wanted]
    again = LookControls(Look())
    qtbot.addWidget(again)
    again.show_look(wanted)
    for one in (controls, again):
        assert named(one, "Evidence: For").isChecked()
        assert named(one, "Style: Heat map").isChecked()
        assert named(one, "Opacity").value() == 30
        assert named(one, "Samples").currentData() == wanted.samples
        assert named(one, "Colours for evidence against and for").currentData() == wanted.colours
        assert not named(one, "Stop when stable").isChecked()
        assert asdict(one.look) == asdict(wanted)


def test_any_class_can_be_explained(qtbot: QtBot, controls: LookControls) -> None:
    box = named(controls, "Class explained")
    controls.show_classes((), "")
    assert not box.isEnabled()
    controls.show_classes(["Green", "Yellow"], "Red")
    offered = [box.itemText(row) for row in range(box.count())]
    assert offered == ["Green", "Yellow", "Red", OTHER_CLASS]
    assert box.currentText() == "Red"
    with qtbot.waitSignal(controls.class_chosen) as told:
        choose(qtbot, box, "Yellow")
    assert told.args == ["Yellow"]
    with qtbot.waitSignal(controls.class_asked), qtbot.assertNotEmitted(controls.class_chosen):
        choose(qtbot, box, OTHER_CLASS)
    with qtbot.waitSignal(controls.options_asked):
        qtbot.mouseClick(controls.findChild(QPushButton), CLICK)


def test_wheel_passes_over_a_control_that_was_not_chosen(
    qtbot: QtBot, controls: LookControls
) -> None:
    with qtbot.assertNotEmitted(controls.changed):
        for name in ("Number of regions", "Opacity", "Samples"):
            turn_wheel(named(controls, name), -1)
    assert controls.look == Look()
    assert named(controls, "Samples").currentData() == Look().samples


def test_the_key_and_the_box_for_the_background_are_one_choice(controls: LookControls) -> None:
    controls.background_action.trigger()
    assert controls.look.background
    controls.show_look(Look())
    assert not controls.background_action.isChecked()
    box = named(controls, "Paint the background")
    assert isinstance(box, QCheckBox)
    box.click()
    assert controls.background_action.isChecked()
