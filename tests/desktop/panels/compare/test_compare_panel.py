"""Photo and overlay side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QToolButton
from pytest import approx
from pytestqt.qtbot import QtBot

from desktop.panels.compare.compare_panel import ComparePanel
from desktop.ui.controls import ElidedLabel
from desktop.ui.qimage import Picture
from tests.desktop.painted import painted

Draw = Callable[..., Picture]


@pytest.fixture
def panel(qtbot: QtBot, picture: Draw) -> ComparePanel:
    made = ComparePanel()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_photo(picture(), "bag.jpg")
    return made


def said(panel: ComparePanel) -> set[str]:
    return {label.text() for label in panel.findChildren(ElidedLabel)}


def blue(panel: ComparePanel) -> bool:
    """Whether the right pane is painted with the blue overlay."""
    return bool((painted(panel.why) == (0, 0, 255)).all(axis=2).any())


def test_space_hides_and_shows_the_overlay(
    qtbot: QtBot, panel: ComparePanel, picture: Draw
) -> None:
    assert not blue(panel)
    panel.show_overlay(picture(colour="#0000ff"))
    assert blue(panel)
    qtbot.keyClick(panel.why, Qt.Key.Key_Space)
    assert not blue(panel)
    assert panel.why.picture is panel.original.picture
    qtbot.keyClick(panel.original, Qt.Key.Key_Space)
    assert panel.overlay_shown
    assert blue(panel)


def test_both_panes_zoom_together(qtbot: QtBot, panel: ComparePanel) -> None:
    panel.full_action.trigger()
    assert panel.original.factor() == panel.why.factor() == approx(1)
    assert "100 %" in said(panel)
    panel.fit_action.trigger()
    fitted = panel.original.factor()
    assert fitted != 1
    qtbot.keyClick(panel, Qt.Key.Key_Plus)
    assert panel.original.factor() == panel.why.factor() > fitted
    qtbot.keyClick(panel, Qt.Key.Key_Minus)
    qtbot.keyClick(panel, Qt.Key.Key_Minus)
    assert panel.original.factor() < fitted


def test_another_photo_leaves_the_old_one_s_overlay_and_keeps_the_zoom(
    panel: ComparePanel, picture: Draw
) -> None:
    panel.show_overlay(picture(colour="#0000ff"))
    panel.original.zoom(3)
    before = panel.original.factor()
    panel.show_photo(picture(colour="#00ff00"), "hat.jpg")
    assert not blue(panel)
    assert panel.original.factor() == before
    assert {"hat.jpg", "300 × 400 px"} <= said(panel)


def test_a_sharper_photo_takes_the_place_of_the_first(
    qtbot: QtBot, panel: ComparePanel, picture: Draw
) -> None:
    panel.show_overlay(picture(colour="#0000ff"))
    panel.sharpen_photo(picture(1800, 2400))
    qtbot.waitUntil(lambda: "1,800 × 2,400 px" in said(panel))
    assert blue(panel)


def test_a_photo_that_cannot_be_shown_says_why(panel: ComparePanel) -> None:
    panel.show_photo(None, "bag.jpg", "bag.jpg: empty file")
    assert panel.original.picture is panel.why.picture is None
    assert panel.original.accessibleDescription() == "bag.jpg: empty file"
    assert not any(words.endswith(("%", "px")) for words in said(panel))


def test_switched_regions_come_before_the_overlay(
    qtbot: QtBot, panel: ComparePanel, picture: Draw
) -> None:
    panel.show_overlay(picture(colour="#0000ff"))
    switched = picture(colour="#00ff00")
    panel.show_what_if(True)
    panel.show_switched(switched)
    assert panel.why.picture is switched
    assert panel.what_if.isVisible()
    with qtbot.waitSignal(panel.touched) as told:
        qtbot.mouseClick(panel.why, Qt.MouseButton.LeftButton, pos=panel.why.rect().center())
    assert told.args[1] is True
    panel.show_what_if(False)
    assert blue(panel)
    assert not panel.what_if.isVisible()


def test_leaving_what_if_tells_whether_it_was_on(panel: ComparePanel) -> None:
    assert not panel.what_if_action.isEnabled()
    panel.offer_what_if(True)
    panel.what_if_action.trigger()
    assert panel.leave_what_if()
    assert not panel.what_if_action.isChecked()
    assert not panel.leave_what_if()


def test_a_contrast_names_its_classes_at_the_scale(panel: ComparePanel) -> None:
    panel.offer_contrast(True)
    panel.show_contrast("Flats", "Heels")
    assert panel.contrast_action.isChecked()
    assert "from Heels over nothing to Flats" in panel.legend.toolTip()
    panel.show_contrast("Flats", "")
    assert not panel.contrast_action.isChecked()
    assert "from against over nothing to for" in panel.legend.toolTip()


def test_progress_can_be_stopped_while_there_is_any(qtbot: QtBot, panel: ComparePanel) -> None:
    stop = next(b for b in panel.findChildren(QToolButton) if b.accessibleName() == "Stop")
    assert not stop.isVisible()
    panel.show_stage("Why Handbags", "256 samples", "of 1,024 at most")
    panel.show_progress(0.25)
    bar = panel.findChild(QProgressBar)
    assert bar.value() == bar.maximum() / 4
    assert {"Why Handbags", "256 samples"} <= said(panel)
    with qtbot.waitSignal(panel.cancelled):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    panel.clear_stage()
    assert not stop.isVisible()
    assert "Why" in said(panel)


def test_arrows_in_either_pane_ask_for_the_photo_beside(qtbot: QtBot, panel: ComparePanel) -> None:
    for viewer, key, step in (
        (panel.original, Qt.Key.Key_Left, -1),
        (panel.why, Qt.Key.Key_Right, 1),
    ):
        with qtbot.waitSignal(panel.stepped) as told:
            qtbot.keyClick(viewer, key)
        assert told.args == [step]


def test_tools_do_not_hold_the_panel_wide(qtbot: QtBot, panel: ComparePanel) -> None:
    words = {b.text(): b for b in panel.findChildren(QToolButton)}
    wide = words["What if"].width()
    panel.resize(panel.minimumSizeHint())
    qtbot.waitUntil(lambda: words["What if"].width() < wide)
    fit = words["Fit"]
    qtbot.waitUntil(lambda: fit.width() >= fit.sizeHint().width())
