"""What a session has come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDoubleSpinBox, QLabel
from pytestqt.qtbot import QtBot

from core.money import CURRENCIES
from core.review.assumptions import Assumptions
from core.review.confusion import Confusion
from desktop.dialogs.confusion_table import ConfusionTable
from desktop.dialogs.summary_dialog import NAME_SHARE, ShareChart, SummaryDialog
from tests.desktop.painted import painted, where

SHARES = (("Ties", 0.25, 8), ("Hats", 0.5, 2), ("Shirts", 1.0, 1204))
NO_TERMS = Confusion((), (), {}, {})
Open = Callable[[QDialog], QDialog]
Press = Callable[[QDialog, str], None]


USUAL = Assumptions()


def figures(assumed: Assumptions) -> Mapping[str, str]:
    told = {"Decided": "12", "Hours": f"{assumed.seconds_per_photo * 12:.0f}"}
    if assumed.cost_per_photo is not None:
        told["Saved"] = CURRENCIES[assumed.currency].said(12 * assumed.cost_per_photo)
    return told


def shown(dialog: QDialog, name: str) -> str | None:
    figure = next((o for o in dialog.findChildren(QLabel) if o.accessibleName() == name), None)
    return figure.text() if figure is not None and figure.isVisible() else None


def number(dialog: QDialog, start: str) -> QDoubleSpinBox:
    boxes = dialog.findChildren(QDoubleSpinBox)
    return next(box for box in boxes if box.accessibleName().startswith(start))


def ask_for_money(dialog: QDialog) -> None:
    box = dialog.findChild(QCheckBox)
    box.setFocus()
    box.click()


def test_figures_follow_what_is_assumed(opened: Open) -> None:
    dialog = opened(SummaryDialog(figures, USUAL, SHARES, NO_TERMS))
    assert (shown(dialog, "Decided"), shown(dialog, "Hours")) == ("12", "2160")
    number(dialog, "Seconds").setValue(10)
    assert shown(dialog, "Hours") == "120"


def test_money_is_shown_where_it_is_asked_for_alone(opened: Open) -> None:
    dialog = opened(SummaryDialog(figures, USUAL, SHARES, NO_TERMS))
    assert shown(dialog, "Saved") is None and not number(dialog, "Cost").isEnabled()
    ask_for_money(dialog)
    number(dialog, "Cost").setValue(0.5)
    assert shown(dialog, "Saved") == "€6.00"
    currency = dialog.findChild(QComboBox)
    currency.setCurrentIndex(currency.findData("JPY"))
    assert shown(dialog, "Saved") == "¥6"
    ask_for_money(dialog)
    assert shown(dialog, "Saved") is None
    assert dialog.assumptions.cost_per_photo is None


def test_what_was_assumed_before_stands_in_the_fields(opened: Open) -> None:
    kept = Assumptions(30, 0.25, "PLN")
    assert opened(SummaryDialog(figures, kept, SHARES, NO_TERMS)).assumptions == kept


def test_what_is_assumed_goes_into_the_export(qtbot: QtBot, opened: Open, press: Press) -> None:
    dialog = opened(SummaryDialog(figures, USUAL, SHARES, NO_TERMS))
    number(dialog, "Seconds").setValue(75)
    with qtbot.waitSignal(dialog.export_asked) as told:
        press(dialog, "Export…")
    assert told.args == [Assumptions(75)]
    assert dialog.isVisible()
    press(dialog, "Close")
    assert not dialog.isVisible()


def test_without_a_decision_there_is_no_chart(
    opened: Open, said: Callable[[QDialog], list[str]]
) -> None:
    dialog = opened(SummaryDialog(figures, USUAL, (), NO_TERMS))
    assert "Nothing has been decided by hand yet." in said(dialog)
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
    dialog = opened(SummaryDialog(figures, USUAL, SHARES, terms))
    with qtbot.waitSignal(dialog.cell_chosen) as told:
        dialog.findChild(ConfusionTable).chosen.emit("Hemden", "Shirts")
    assert told.args == ["Hemden", "Shirts"]
    assert not dialog.isVisible()


def test_without_a_catalog_there_is_no_table(opened: Open) -> None:
    dialog = opened(SummaryDialog(figures, USUAL, SHARES, NO_TERMS))
    assert dialog.findChild(ConfusionTable) is None
