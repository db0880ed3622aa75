"""The filter's form."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.review.views import Filter
from core.vocabulary import Status, Trust, Verdict
from desktop.dialogs.filter_dialog import FilterDialog
from tests.packs import LABELS


def test_every_filter_comes_back_from_its_controls(qtbot: QtBot) -> None:
    dialog = FilterDialog(LABELS, [LABELS[:2]], Filter())
    qtbot.addWidget(dialog)
    assert dialog.chosen() == Filter()
    wanted = Filter(
        verdicts=(Verdict.TODO, Verdict.FLAGGED),
        statuses=(Status.UNKNOWN,),
        labels=tuple(LABELS[:2]),
        confidence=(0.2, 0.5),
        margin=(0.0, 0.1),
        badges=("weak",),
        disagreeing=True,
        duplicates=True,
        automatic=True,
    )
    dialog.show_filter(wanted)
    assert dialog.chosen() == wanted
    dialog._since.setDate(QDate(2020, 1, 1))
    dialog._until.setDate(QDate(2020, 1, 1))
    since, until = dialog.chosen().modified_ns
    assert until - since == 86_400 * 10**9 - 1


@pytest.fixture
def dialog(opened: Callable[[QDialog], FilterDialog]) -> FilterDialog:
    return opened(FilterDialog(("Heels", "Flats", "Ties"), [("Heels", "Flats")], Filter()))


def named(dialog: FilterDialog, name: str) -> QWidget:
    return next(one for one in dialog.findChildren(QWidget) if one.accessibleName() == name)


def test_every_answer_is_told_at_once(qtbot: QtBot, dialog: FilterDialog) -> None:
    for name, wanted in (
        ("Status: Not sure", {"statuses": (Status.UNCERTAIN,)}),
        ("Decision: Flagged", {"verdicts": (Verdict.FLAGGED,)}),
        ("Explanation: Weak", {"badges": (Trust.WEAK,)}),
    ):
        box = named(dialog, name)
        assert isinstance(box, QCheckBox)
        with qtbot.waitSignal(dialog.changed) as told:
            box.click()
        assert told.args == [replace(Filter(), **wanted)]
        box.click()
    with qtbot.waitSignal(dialog.changed) as told:
        qtbot.keyClick(named(dialog, "Confidence, at most"), Qt.Key.Key_Down)
    assert told.args == [Filter(confidence=(0.0, 0.99))]


def test_a_family_asks_for_all_its_classes(dialog: FilterDialog) -> None:
    classes = named(dialog, "Class or family")
    assert isinstance(classes, QComboBox)
    offered = [classes.itemText(row) for row in range(classes.count())]
    assert offered == ["Any", "Heels + Flats", "Flats", "Heels", "Ties"]
    classes.setCurrentText("Heels + Flats")
    assert dialog.chosen() == Filter(labels=("Heels", "Flats"))
    classes.setCurrentText("Ties")
    assert dialog.chosen() == Filter(labels=("Ties",))


@pytest.mark.parametrize(("origin", "automatic"), [("By hand", False), ("By itself", True)])
def test_who_decided_can_be_asked(dialog: FilterDialog, origin: str, automatic: bool) -> None:
    box = named(dialog, "Decided")
    assert isinstance(box, QComboBox)
    box.setCurrentText(origin)
    assert dialog.chosen() == Filter(automatic=automatic)


def test_show_all_asks_nothing_any_more(
    qtbot: QtBot, dialog: FilterDialog, press: Callable[[QDialog, str], None]
) -> None:
    dialog.show_filter(Filter(statuses=(Status.ERROR,), margin=(0.1, 0.4), disagreeing=True))
    with qtbot.waitSignal(dialog.changed):
        press(dialog, "Show all")
    assert dialog.chosen() == Filter()
    press(dialog, "Done")
    assert not dialog.isVisible()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`zone(name)`: the computer stands there."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="the zone is the system's there")
@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/Santiago"])
def test_days_come_back_as_they_were_chosen(
    dialog: FilterDialog, zone: Callable[[str], None], name: str
) -> None:
    zone(name)

    @settings(max_examples=30)
    @given(st.dates(date(1995, 1, 1), date(2020, 1, 1)), st.integers(0, 3000))
    def law(first: date, days: int) -> None:
        since, until = QDate(first), QDate(first).addDays(days)
        dialog._since.setDate(since)
        dialog._until.setDate(until)
        chosen = dialog.chosen()
        dialog.show_filter(Filter())
        assert dialog.chosen().modified_ns is None
        dialog.show_filter(chosen)
        assert (dialog._since.date(), dialog._until.date()) == (since, until)
        assert dialog.chosen() == chosen

    law()
