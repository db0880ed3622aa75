"""The filter's form."""

from __future__ import annotations

from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from core.review.views import Filter
from core.vocabulary import Status, Verdict
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
