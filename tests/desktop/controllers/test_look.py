"""The overlay's controls repaint, or explain again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import Colours
from desktop.app import Program
from desktop.controllers.look import LookController
from desktop.dialogs.explain_dialog import ExplainDialog
from desktop.services.current_photo import CurrentPhoto
from desktop.services.job_bridge import JobBridge
from desktop.services.overlay_painter import style_of
from desktop.services.workers import Workers
from desktop.system.settings import Settings
from desktop.window.main_window import MainWindow
from tests.window import (
    WAIT_MS,
    press,
)


def test_look_repaints_and_more_samples_explain_again(qtbot: QtBot, explained: Program) -> None:
    bench, controls = explained.workbench, explained.window.inspector.controls
    with qtbot.waitSignal(bench.current_photo.painted, timeout=WAIT_MS):
        controls._opacity.set_value(30)
    before = bench.current_photo.explanation
    controls._stable.setChecked(False)
    controls._set(samples=256)
    qtbot.waitUntil(
        lambda: (
            bench.current_photo.explanation.final and bench.current_photo.explanation is not before
        ),
        timeout=WAIT_MS,
    )
    assert bench.current_photo.explanation.samples == 256


def test_one_key_paints_the_background_and_exports_follow(
    qtbot: QtBot, explained: Program, settings: Settings
) -> None:
    bench, window = explained.workbench, explained.window
    before = bench.current_photo.explanation
    for on in (True, False, True):
        with qtbot.waitSignal(bench.current_photo.painted, timeout=WAIT_MS):
            press(explained, Qt.Key.Key_H)
        assert window.inspector.controls.look.background is on
        assert style_of(bench.current_photo.look, None).background is on
    assert bench.current_photo.explanation is before  # nothing is explained anew
    window.close()
    assert settings.look.background


def test_the_scale_and_the_photo_follow_what_the_dialog_says(
    qtbot: QtBot,
    main_window: MainWindow,
    current_photo: CurrentPhoto,
    bridge: JobBridge,
    workers: Workers,
) -> None:
    compare, controls = main_window.compare, main_window.inspector.controls
    LookController(controls, compare, current_photo, bridge, workers.painters, main_window)
    legend = compare.legend
    qtbot.waitUntil(lambda: not legend._image.isNull(), timeout=WAIT_MS)
    before = legend._image
    controls.options_asked.emit()
    dialog = main_window.findChild(ExplainDialog)
    other = replace(dialog.look, colours=Colours.PURPLE_GREEN, superpixels=33)
    dialog.chosen.emit(other)
    assert controls.look == current_photo.look == other
    qtbot.waitUntil(lambda: legend._image != before, timeout=WAIT_MS)
    dialog.reject()
