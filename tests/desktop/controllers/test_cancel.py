"""Esc ends the nearest thing that runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.controllers.cancel import CancelController
from desktop.window.main_window import MainWindow
from tests.packs import LABELS
from tests.window import WAIT_MS, strike


def test_escape_cancels_the_explanation(qtbot: QtBot, explained: Program) -> None:
    bench, window = explained.workbench, explained.window
    window.inspector.controls._stable.setChecked(False)
    window.inspector.controls._set(samples=4096)
    assert bench.current_photo.explaining
    stages: list[str] = []
    bench.current_photo.staged.connect(lambda stage: stages.append(stage.detail))
    window.cancel_action.trigger()
    assert not bench.current_photo.explaining
    assert stages[-1].startswith("stopped after")


def test_escape_cancels_an_explanation_that_is_about_to_be_made(
    qtbot: QtBot, explained: Program
) -> None:
    photo, window = explained.workbench.current_photo, explained.window
    photo._settle.setInterval(WAIT_MS)
    explained.workbench.network.choose(LABELS[:4])  # nothing is found out any more
    qtbot.waitUntil(lambda: photo.explaining and photo._settle.isActive(), timeout=WAIT_MS)
    assert window.compare._cancel.isVisible()
    window.cancel_action.trigger()
    assert not photo.explaining
    assert window.compare._right._figure._whole == "stopped after no samples"
    assert not window.compare._cancel.isVisible()


@pytest.mark.parametrize(
    "running", [(), ("what if", "export"), ("explanation", "export"), ("export",)]
)
def test_the_nearest_thing_alone_is_ended(
    main_window: MainWindow, running: tuple[str, ...]
) -> None:
    asked: list[str] = []

    def ends(name: str) -> Callable[[], bool]:
        return lambda: (asked.append(name), name in running)[1]

    compare, photos = main_window.compare, main_window.photos
    CancelController(
        main_window.cancel_action, compare, photos, ends("explanation"), ends("export")
    )
    compare.what_if_action.setChecked("what if" in running)
    main_window.cancel_action.trigger()
    assert not compare.what_if_action.isChecked()
    expected = {"what if": [], "explanation": ["explanation"]}
    first = running[0] if running else ""
    assert asked == expected.get(first, ["explanation", "export"])
    assert (main_window.focusWidget() is photos) == (not running)


@pytest.mark.parametrize("place", ["search", "facets"])
def test_whoever_narrows_the_list_goes_back_to_it_and_ends_nothing(
    qtbot: QtBot, explained: Program, place: str
) -> None:
    window = explained.window
    top = window.top
    lead, field = {
        "search": (top.search_action, top.search),
        "facets": (top.facets_action, window.facets.view),
    }[place]
    window.activateWindow()
    window.compare.what_if_action.setChecked(True)
    lead.trigger()
    qtbot.waitUntil(field.hasFocus)
    strike(window, Qt.Key.Key_Escape)
    assert window.photos.hasFocus()
    assert window.compare.what_if_action.isChecked()
    strike(window, Qt.Key.Key_Escape)
    assert not window.compare.what_if_action.isChecked()
