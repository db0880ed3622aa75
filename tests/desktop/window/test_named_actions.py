"""Actions by their names."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.controls import action
from desktop.window.named_actions import named_actions


def test_actions_are_found_wherever_they_lie_and_nameless_ones_are_not(place: QWidget) -> None:
    inner = QWidget(place)
    flag, skip = action(place, "Flag…"), action(inner, "Skip")
    action(place, "Nameless").setObjectName("")
    assert named_actions(place) == {"Flag": flag, "Skip": skip}


def test_a_name_that_two_share_is_refused(place: QWidget) -> None:
    action(place, "Flag")
    action(QWidget(place), "Flag…")
    with pytest.raises(ValueError, match="'Flag'"):
        named_actions(place)
