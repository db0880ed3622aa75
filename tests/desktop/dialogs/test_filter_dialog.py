"""The filter's form."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.review.views import Filter
from desktop.dialogs.filter_dialog import FilterDialog
from tests.packs import LABELS


def test_every_filter_comes_back_from_its_controls(qtbot: QtBot) -> None:
    dialog = FilterDialog([tuple(LABELS[:2])], Filter(terms=("Hemden",), text="re"))
    qtbot.addWidget(dialog)
    assert dialog.chosen() == Filter(terms=("Hemden",), text="re")
    wanted = Filter(
        terms=("Hemden",),
        text="re",
        classes=tuple(LABELS[:2]),
        confidence=(0.2, 0.5),
        margin=(0.0, 0.1),
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
    return opened(FilterDialog([("Heels", "Flats")], Filter()))


def named(dialog: FilterDialog, name: str) -> QWidget:
    return next(one for one in dialog.findChildren(QWidget) if one.accessibleName() == name)


def test_every_answer_is_told_at_once(qtbot: QtBot, dialog: FilterDialog) -> None:
    for name, wanted in (
        ("Only where the catalog tag differs", Filter(disagreeing=True)),
        ("Only photos that look like another one", Filter(duplicates=True)),
    ):
        box = next(one for one in dialog.findChildren(QCheckBox) if one.text() == name)
        with qtbot.waitSignal(dialog.changed) as told:
            box.click()
        assert told.args == [wanted]
        box.click()
    with qtbot.waitSignal(dialog.changed) as told:
        qtbot.keyClick(named(dialog, "Confidence, at most"), Qt.Key.Key_Down)
    assert told.args == [Filter(confidence=(0.0, 0.99))]


def test_a_family_asks_for_all_its_classes(dialog: FilterDialog) -> None:
    families = named(dialog, "Family")
    assert isinstance(families, QComboBox)
    offered = [families.itemText(row) for row in range(families.count())]
    assert offered == ["Any", "Heels + Flats"]
    families.setCurrentText("Heels + Flats")
    assert dialog.chosen() == Filter(classes=("Heels", "Flats"))


def test_what_facets_chose_stays_but_for_a_family_that_is_given_up(
    opened: Callable[[QDialog], FilterDialog],
) -> None:
    ticked = Filter(classes=("Ties",), statuses=("unknown",))
    assert opened(FilterDialog([("Heels", "Flats")], ticked)).chosen() == ticked
    family = opened(FilterDialog([("Heels", "Flats")], Filter(classes=("Heels", "Flats"))))
    box = named(family, "Family")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Heels + Flats"
    box.setCurrentText("Any")
    assert family.chosen() == Filter()


@pytest.mark.parametrize(("origin", "automatic"), [("By hand", False), ("Automatically", True)])
def test_who_decided_can_be_asked(dialog: FilterDialog, origin: str, automatic: bool) -> None:
    box = named(dialog, "Decided")
    assert isinstance(box, QComboBox)
    box.setCurrentText(origin)
    assert dialog.chosen() == Filter(automatic=automatic)


def test_show_all_asks_nothing_any_more(
    qtbot: QtBot, dialog: FilterDialog, press: Callable[[QDialog, str], None]
) -> None:
    dialog.show_filter(Filter(margin=(0.1, 0.4), disagreeing=True))
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
