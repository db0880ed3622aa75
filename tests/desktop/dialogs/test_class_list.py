"""Classes are ticked by click, key, search and all at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.dialogs.class_list import ClassList
from tests.packs import LABELS


@pytest.fixture
def classes(qtbot: QtBot) -> ClassList:
    made = ClassList(LABELS[::-1], {"Blue": 1204, "Teal": 3})
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    return made


def click(classes: ClassList, name: str, column: int) -> None:
    row = classes.visualRect(classes.model().index(classes.shown.index(name), 0))
    place = QPoint(classes.columnViewportPosition(column) + 30, row.center().y())
    QTest.mouseClick(classes.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_classes_stand_by_name_with_their_photos(qtbot: QtBot, classes: ClassList) -> None:
    model = classes.model()
    rows = [[model.index(row, column).data() for column in (0, 1)] for row in range(len(LABELS))]
    assert rows == [["Blue", "1,204"], *([name, ""] for name in LABELS[1:])]
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (0, 1)] == [
        "Class", "Photos",
    ]  # fmt: skip
    assert not classes.isHeaderHidden()
    without = ClassList(LABELS, {})
    qtbot.addWidget(without)
    assert without.isHeaderHidden()


@pytest.mark.parametrize("column", [0, 1])
def test_a_click_anywhere_in_a_line_turns_it_over(
    qtbot: QtBot, classes: ClassList, column: int
) -> None:
    with qtbot.waitSignal(classes.changed):
        click(classes, "Grey", column)
    assert classes.ticked == {"Grey"}
    click(classes, "Grey", column)
    assert classes.ticked == frozenset()


def test_the_space_bar_ticks_what_the_arrows_find(classes: ClassList) -> None:
    QTest.keyClick(classes, Qt.Key.Key_Down)
    QTest.keyClick(classes, Qt.Key.Key_Space)
    assert classes.ticked == {"Green"}
    QTest.keyClick(classes, Qt.Key.Key_Space)
    assert classes.ticked == frozenset()


def test_a_search_hides_and_keeps_the_ticks(qtbot: QtBot, classes: ClassList) -> None:
    classes.tick({"Blue", "Red"})
    classes.search("  RE ")
    assert classes.shown == ["Green", "Grey", "Red"]
    assert classes.currentIndex().data() == "Green"  # not one that is hidden
    with qtbot.waitSignals([classes.changed], order="strict"):
        classes.tick_shown(True)
    assert classes.ticked == {"Blue", "Green", "Grey", "Red"}
    classes.search("grey")
    classes.tick_shown(False)
    classes.search("")
    assert classes.ticked == {"Blue", "Green", "Red"}


def test_ticking_several_is_told_once(classes: ClassList) -> None:
    told: list[int] = []
    classes.changed.connect(lambda: told.append(1))
    classes.tick(LABELS)
    assert (told, classes.ticked) == ([1], set(LABELS))
