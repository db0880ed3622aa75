"""Looking at one photo: class, trust, stopping, and controls that keep still under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.explain.quality import badge
from core.report import png
from desktop.app import Program
from desktop.dialogs import file_dialogs
from desktop.dialogs.picker import Picker
from desktop.services import tagger
from desktop.ui.controls import ElidedLabel, KeyButton, action, shortened
from desktop.ui.words import TRUST_SIGNS
from tests.packs import LABELS

WAIT_MS = 60_000

Start = Callable[..., Program]


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_class_is_chosen_in_the_controls(explained: Program) -> None:
    controls, current_photo = explained.window.inspector.controls, explained.workbench.current_photo
    second = current_photo.prediction.top[1].label
    assert controls._classes.currentText() == "Blue"
    controls._classes.activated.emit(controls._classes.findText(second))
    assert current_photo.explanation.label == second
    assert controls._classes.currentText() == second


def test_class_beyond_the_best_is_explained_with_samples_of_its_own(
    qtbot: QtBot, explained: Program
) -> None:
    current_photo, window = explained.workbench.current_photo, explained.window
    top = [score.label for score in current_photo.prediction.top]
    assert window.inspector.controls._classes.count() == len(top) + 1
    window.inspector.controls._choose_class(len(top))
    picker = window.findChild(Picker)
    assert picker is not None
    assert {choice.text for choice in picker._choices} == set(LABELS)
    picker.reject()
    current_photo.set_look(replace(current_photo.look, classes=1))
    qtbot.waitUntil(lambda: not current_photo.explaining, timeout=WAIT_MS)
    window.inspector.controls.class_chosen.emit("Red")
    assert current_photo.settings.labels == ("Red",)
    qtbot.waitUntil(
        lambda: current_photo.explanation.label == "Red" and not current_photo.explaining,
        timeout=WAIT_MS,
    )
    assert window.inspector.controls._classes.currentText() == "Red"
    other = next(name for name in LABELS if name not in current_photo.explanation.surrogates)
    current_photo.contrast_with(other)
    assert current_photo.settings.labels == ("Red", other)


def test_a_contrast_with_a_class_beyond_the_top_leaves_the_explanation_as_it_was(
    qtbot: QtBot, explained: Program
) -> None:
    """The class explained decides when sampling ends, not the one it is set against."""
    current_photo = explained.workbench.current_photo
    current_photo.set_look(replace(current_photo.look, classes=1))
    qtbot.waitUntil(lambda: not current_photo.explaining, timeout=WAIT_MS)
    before = current_photo.explanation
    other = next(name for name in LABELS if name not in before.surrogates)
    current_photo.contrast_with(other)
    qtbot.waitUntil(lambda: not current_photo.explaining, timeout=WAIT_MS)
    after = current_photo.explanation
    assert current_photo.settings.labels == (before.label, other)
    assert (after.label, after.samples) == (before.label, before.samples)
    np.testing.assert_allclose(after.surrogate.weights, before.surrogate.weights, atol=1e-9)
    assert current_photo.contrasted.label == f"{before.label} over {other}"


def test_export_of_another_class_explains_that_class(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    current_photo = explained.workbench.current_photo
    orders: list[object] = []
    monkeypatch.setattr(png, "write_card", lambda report, target: orders.append(report))
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: tmp_path / "card.png")
    explained.window.inspector.controls._stable.setChecked(False)
    explained.window.inspector.controls._set(samples=4096)
    current_photo._explain_also("Red")
    current_photo.label = "Red"
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS):
        explained.window.export_menu.export_requested.emit("png")
    assert orders[0].style.label == "Red"
    assert "Red" in orders[0].explanation.surrogates


def test_trust_is_said_beside_the_reasons(explained: Program) -> None:
    verdict = badge(explained.workbench.current_photo.explanation)
    shown = explained.window.inspector._trust
    assert shown.isVisibleTo(explained.window)
    assert shown._sign == TRUST_SIGNS[verdict.trust]
    assert shown.toolTip() == verdict.reason


def test_stop_button_stops_and_goes(explained: Program) -> None:
    window, current_photo = explained.window, explained.workbench.current_photo
    assert not window.compare._cancel.isVisible()
    window.inspector.controls._stable.setChecked(False)
    window.inspector.controls._set(samples=4096)
    current_photo._preview()
    assert window.compare._cancel.isVisible()
    window.compare._cancel.click()
    assert not current_photo.explaining
    assert not window.compare._cancel.isVisible()


def test_controls_stay_where_they_are_when_the_reasons_come(
    qtbot: QtBot, explained: Program
) -> None:
    review = explained.window.inspector
    before = review.controls.y()
    explained.window.photos.step(1)
    QApplication.processEvents()
    assert review.controls.y() == before


def test_wheel_passes_over_a_control_that_was_not_chosen(explained: Program) -> None:
    controls = explained.window.inspector.controls
    slider = controls._opacity._slider
    explained.window.photos.setFocus()
    before = (slider.value(), controls._samples.currentIndex())
    turn_wheel(slider)
    turn_wheel(controls._samples)
    assert (slider.value(), controls._samples.currentIndex()) == before


def test_letters_do_not_jump_through_the_list(qtbot: QtBot, explained: Program) -> None:
    before = explained.window.photos.current_path()
    qtbot.keyClick(explained.window.photos, "y")
    assert explained.window.photos.current_path() == before


def test_nothing_can_be_decided_without_a_photo(
    qtbot: QtBot, start: Start, explained: Program
) -> None:
    window = explained.window
    assert window.decisions.accept_action.isEnabled()
    window.model.clear()
    window.photos.chosen.emit(None)
    assert not window.decisions.accept_action.isEnabled()


def test_last_folder_is_offered_again_and_not_tagged_again(
    qtbot: QtBot, start: Start, explained: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained.window.close()
    again = start()
    assert again.window.open_menu.open_again_action.text() == "Open products again"
    decoded: list[Path] = []
    told = tagger.decode_all

    def decode_all(paths: list[Path], *rest: object) -> object:
        decoded.extend(paths)
        return told(paths, *rest)

    monkeypatch.setattr(tagger, "decode_all", decode_all)
    qtbot.waitUntil(lambda: again.workbench.tagger._classifier is not None, timeout=WAIT_MS)
    again.window.open_menu.open_again_action.trigger()
    done = again.workbench.tagger.counts
    qtbot.waitUntil(lambda: sum(done.values()) == len(LABELS), timeout=WAIT_MS)
    assert again.window.model.rowCount() == len(LABELS)
    assert decoded == []


def test_names_too_long_for_a_button_lose_their_middle() -> None:
    assert shortened("shoes") == "shoes"
    assert len(shortened("x" * 100)) <= 24


def test_figures_are_shown_whole_or_not_at_all(qtbot: QtBot) -> None:
    figure = ElidedLabel(shortens=False)
    qtbot.addWidget(figure)
    figure.set_whole("960 × 1,280 px")
    figure.resize(20, 20)
    figure._elide()
    assert figure.text() == ""
    figure.resize(400, 20)
    figure._elide()
    assert figure.text() == "960 × 1,280 px"


def test_button_shows_its_key_where_there_is_room(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    button = KeyButton(action(parent, "Flag", "", "F"))
    qtbot.addWidget(button)
    button.resize(200, 32)
    with_key = button.grab().toImage()
    button.defaultAction().setShortcut(QKeySequence())
    assert button.grab().toImage() != with_key


def test_photo_replaced_or_deleted_meanwhile_is_shown_as_it_is_now(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window, current_photo = explained.window, explained.workbench.current_photo
    blue, green = products / "a" / "blue.png", products / "a" / "green.png"
    window.photos.choose(green)
    qtbot.waitUntil(lambda: current_photo.prediction is not None, timeout=WAIT_MS)
    blue.write_bytes(next(products.rglob("red.png")).read_bytes())
    window.photos.choose(blue)

    def newly_tagged() -> bool:
        prediction = current_photo.prediction
        return current_photo.path == blue and prediction is not None and prediction.label == "Red"

    qtbot.waitUntil(newly_tagged, timeout=WAIT_MS)
    window.photos.choose(green)
    blue.unlink()
    with qtbot.waitSignal(current_photo.failed, timeout=WAIT_MS) as failure:
        window.photos.choose(blue)
    assert failure.args[0] == blue
    assert current_photo.shown is None
