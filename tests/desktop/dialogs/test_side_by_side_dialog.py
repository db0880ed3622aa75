"""Two to four panes; one of them is what keys are about."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.vocabulary import Verdict
from desktop.dialogs.side_by_side_dialog import Beside, SideBySideDialog, comparable
from desktop.panels.inspector.decision_panel import DecisionPanel
from desktop.ui.photo_state import Mark
from desktop.window.main_window import SMALLEST_SIZE
from tests.desktop.dialogs.alike import PHOTOS, model


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def make(parent: QWidget, count: int) -> SideBySideDialog:
    compared = [Beside(path, path) for path in PHOTOS[-count:]]
    return SideBySideDialog(compared, model(), DecisionPanel(parent), parent)


@pytest.mark.parametrize(("count", "places"), [(2, [(0, 0), (0, 1)]), (4, [(1, 0), (1, 1)])])
def test_four_stand_two_by_two(parent: QWidget, count: int, places: list) -> None:
    dialog = make(parent, count)
    grid = dialog.layout().itemAt(0).layout()
    at = [grid.getItemPosition(grid.indexOf(pane))[:2] for pane in dialog.panes]
    assert at[-2:] == places


def test_marking_stays_within_what_there_is(parent: QWidget) -> None:
    dialog = make(parent, 3)
    assert dialog.marked == PHOTOS[2]
    dialog.mark(-1)
    dialog.mark(3)
    assert dialog.marked == PHOTOS[2]
    dialog.mark(1)
    assert [bool(pane.property("marked")) for pane in dialog.panes] == [False, True, False]


def test_the_next_is_one_that_is_to_do(parent: QWidget) -> None:
    dialog = make(parent, 3)  # of which the last is flagged
    dialog.mark(1)
    dialog.mark_next()
    assert dialog.marked == PHOTOS[2]
    dialog.model.set_marks({path: Mark(Verdict.ACCEPTED, "Shirts") for path in PHOTOS})
    dialog.mark_next()
    assert dialog.marked == PHOTOS[2]


def test_what_is_decided_meanwhile_is_shown(parent: QWidget) -> None:
    dialog = make(parent, 2)
    assert [pane._decision.accessibleName() for pane in dialog.panes] == [
        "To do",
        "Flagged: two things",
    ]
    dialog.model.set_marks({PHOTOS[3]: Mark(Verdict.ACCEPTED, "Shirts")})
    assert dialog.panes[0]._decision.accessibleName() == "Accepted as Shirts"


def test_of_a_product_the_photo_named_is_shown() -> None:
    compared = comparable(PHOTOS, {PHOTOS[1]: PHOTOS[3]})
    assert len(compared) == 4
    assert compared[:2] == [Beside(PHOTOS[0], PHOTOS[0]), Beside(PHOTOS[1], PHOTOS[3])]


def test_it_fits_on_a_small_screen(qtbot: QtBot, parent: QWidget) -> None:
    dialog = make(parent, 4)
    dialog.resize(SMALLEST_SIZE)
    dialog.show()
    qtbot.wait(50)  # rows find their lines
    size = dialog.size()
    dialog.close()
    assert size == SMALLEST_SIZE
