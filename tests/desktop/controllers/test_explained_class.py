"""One of the best classes by a click, any other from a picker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.picker import Picker
from tests.packs import LABELS
from tests.window import WAIT_MS, opened, pick


def test_another_class_is_explained_without_sampling_again(explained: Program) -> None:
    bench = explained.workbench
    seconds = bench.current_photo.explanation.seconds
    second = bench.current_photo.prediction.top[1].label
    explained.window.inspector.scores.choose(1)
    assert bench.current_photo.explanation.label == second
    assert bench.current_photo.explanation.seconds == seconds


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
    assert set(picker._choices) == set(LABELS)
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


@pytest.mark.parametrize("asked", ["class_asked", "contrast"])
def test_a_class_that_another_model_lacks_by_now_is_not_explained(
    qtbot: QtBot, explained: Program, asked: str
) -> None:
    bench, window = explained.workbench, explained.window
    if asked == "contrast":
        window.compare.contrast_action.trigger()
    else:
        window.inspector.class_asked.emit()
    opened(qtbot, explained, Picker)
    bench.network.choose(("Blue", "Green"))  # as when one is opened or imported
    qtbot.waitUntil(lambda: bench.current_photo.explanation is not None, timeout=WAIT_MS)
    pick(qtbot, explained, "Red")
    photo = bench.current_photo
    assert (photo.label, photo.rival, photo.settings.labels) == ("Blue", "", ())
    assert window.inspector.controls._classes.currentText() == "Blue"
    assert window.compare._right.title._whole == "Why Blue"
