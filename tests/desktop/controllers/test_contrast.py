"""Why this class and not that one: painted, worded, and named on the scale."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.picker import Picker
from tests.window import (
    WAIT_MS,
)


def test_contrast_paints_the_difference_and_names_both(qtbot: QtBot, explained: Program) -> None:
    window, current_photo = explained.window, explained.workbench.current_photo
    other = current_photo.prediction.top[1].label
    window.compare.contrast_action.trigger()
    picker = window.findChild(Picker)
    field = picker.findChild(QLineEdit)
    picker.activateWindow()
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(field, other)
    QTest.keyClick(field, Qt.Key.Key_Return)
    weights = current_photo.explanation.surrogates
    expected = weights["Blue"].weights - weights[other].weights
    assert np.array_equal(current_photo.contrasted.surrogate.weights, expected)
    said = window.inspector._why.text()
    assert current_photo.contrasted.label in said or "No single region" in said
    assert window.compare.legend._words == (other, "Blue")
    assert window.compare._right.title._whole == f"Why Blue and not {other}"
    window.compare.contrast_action.trigger()
    assert current_photo.contrasted is current_photo.explanation
    assert window.compare.legend._words == ("against", "for")
