"""What a session has come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QLabel
from pytestqt.qtbot import QtBot

from core.review.confusion import Confusion
from desktop.dialogs.confusion_table import ConfusionTable
from desktop.dialogs.summary_dialog import NAME_SHARE, ShareChart, SummaryDialog
from tests.desktop.painted import painted, where

SHARES = (("Ties", 0.25, 8), ("Hats", 0.5, 2), ("Shirts", 1.0, 1204))
NO_TERMS = Confusion((), (), {}, {})
Open = Callable[[QDialog], QDialog]
Press = Callable[[QDialog, str], None]


def figures(price: float, wage: float) -> Mapping[str, str]:
    return {"Decided": "12", "Saved, USD": f"{price * 12 - wage:.2f}"}


def shown(dialog: QDialog, name: str) -> str:
    figure = next(one for one in dialog.findChildren(QLabel) if one.accessibleName() == name)
    return figure.text()


def money(dialog: QDialog, start: str) -> QDoubleSpinBox:
    boxes = dialog.findChildren(QDoubleSpinBox)
    return next(box for box in boxes if box.accessibleName().startswith(start))


def test_figures_follow_what_is_assumed(opened: Open) -> None:
    dialog = opened(SummaryDialog(figures, (0.5, 2.0), SHARES, NO_TERMS))
    assert (shown(dialog, "Decided"), shown(dialog, "Saved, USD")) == ("12", "4.00")
    money(dialog, "Price").setValue(1)
    assert shown(dialog, "Saved, USD") == "10.00"
    money(dialog, "Wage").setValue(9.5)
    assert shown(dialog, "Saved, USD") == "2.50"


def test_what_is_assumed_goes_into_the_export(qtbot: QtBot, opened: Open, press: Press) -> None:
    dialog = opened(SummaryDialog(figures, (0.5, 2.0), SHARES, NO_TERMS))
    money(dialog, "Price").setValue(0.75)
    with qtbot.waitSignal(dialog.export_asked) as told:
        press(dialog, "Export…")
    assert told.args == [0.75, 2.0]
    assert dialog.isVisible()
    press(dialog, "Close")
    assert not dialog.isVisible()


def test_without_a_decision_there_is_no_chart(
    opened: Open, said: Callable[[QDialog], list[str]]
) -> None:
    dialog = opened(SummaryDialog(figures, (0.5, 2.0), (), NO_TERMS))
    assert "Nothing was decided by hand yet." in said(dialog)
    assert dialog.findChild(ShareChart) is None


def test_a_bar_is_as_long_as_its_class_was_left_standing(qtbot: QtBot) -> None:
    chart = ShareChart(SHARES)
    qtbot.addWidget(chart)
    chart.resize(chart.sizeHint())
    pixels = painted(chart)[:, int(chart.width() * NAME_SHARE) :]
    ours, room = where(pixels, "accent"), where(pixels, "accent") | where(pixels, "track")
    for row, (_, share, _) in enumerate(SHARES):
        lines = slice(row * chart._row(), (row + 1) * chart._row())
        filled = ours[lines].any(axis=0).sum() / room[lines].any(axis=0).sum()
        assert filled == pytest.approx(share, abs=0.03)


def test_names_and_figures_stand_beside_the_bars_and_are_said(qtbot: QtBot) -> None:
    chart = ShareChart(SHARES)
    qtbot.addWidget(chart)
    chart.resize(chart.sizeHint())
    pixels, left = painted(chart), int(chart.width() * NAME_SHARE)
    names, words = where(pixels, "text", 60), where(pixels, "muted", 60)
    assert np.nonzero(names)[1].max() < left
    assert words[:, left:].any()
    assert chart.accessibleDescription() == "Ties 25 %, Hats 50 %, Shirts 100 %"


def test_a_cell_of_the_catalogs_terms_is_told_and_closes_the_dialog(
    qtbot: QtBot, opened: Open
) -> None:
    terms = Confusion(("Hemden",), ("Shirts",), {("Hemden", "Shirts"): 2}, {})
    dialog = opened(SummaryDialog(figures, (0.5, 2.0), SHARES, terms))
    with qtbot.waitSignal(dialog.cell_chosen) as told:
        dialog.findChild(ConfusionTable).chosen.emit("Hemden", "Shirts")
    assert told.args == ["Hemden", "Shirts"]
    assert not dialog.isVisible()


def test_without_a_catalog_there_is_no_table(opened: Open) -> None:
    dialog = opened(SummaryDialog(figures, (0.5, 2.0), SHARES, NO_TERMS))
    assert dialog.findChild(ConfusionTable) is None
